package io.github.netsession.linux;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the links that have a default route and a source address though their own addresses do not show it: link-local with a default route, or
 * unnumbered, with an address of another link. Asks the kernel about such links only, and again only after a notice of something that changes the
 * answer: there may be hundreds of them, the host's ends of containers. For one thread at a time.
 */
final class LinkReach {

    private final InternetRoutes routes;
    private final Map<Integer, Boolean> known = new HashMap<>();

    LinkReach(InternetRoutes routes) {
        this.routes = routes;
    }

    /** The indexes of the links in the tables that are routed; {@code heard} is what has changed since the previous call. */
    Set<Integer> routed(LinkTables tables, HeardChanges.Heard heard) {
        if (heard.isEverything()) {
            known.clear();
        }
        Map<Integer, Set<InetAddress>> own = new HashMap<>();
        Set<Integer> settled = new HashSet<>();
        for (AddressMessage each : tables.addresses()) {
            own.computeIfAbsent(each.linkIndex(), index -> new HashSet<>()).add(each.address().address());
            if (each.address().reachesBeyondLink()) {
                settled.add(each.linkIndex());
            }
        }
        Set<InetAddress> machines = new HashSet<>();
        tables.links().stream().filter(LinkReach::leadsNowhere).forEach(link -> machines.addAll(own.getOrDefault(link.index(), Set.of())));
        settled.addAll(tables.ports()); // They pass packets on below the routes.
        List<LinkMessage> open = tables.links().stream().filter(link -> link.isOperational() && !link.hasFlag(Rtnetlink.IFF_LOOPBACK))
            .filter(link -> !settled.contains(link.index())).toList();
        // The routes of a link in a VRF are those of its master.
        open.stream().filter(link -> heard.isAbout(link.index()) || heard.isAbout(link.masterIndex())).map(LinkMessage::index).forEach(known::remove);
        Set<Integer> routed = new HashSet<>();
        for (LinkMessage link : open) {
            if (known.computeIfAbsent(link.index(), index -> isRouted(index, source -> machines.contains(source)
                || own.getOrDefault(index, Set.of()).contains(source)))) {
                routed.add(link.index());
            }
        }
        known.keySet().retainAll(open.stream().map(LinkMessage::index).toList());
        return routed;
    }

    /** Whether a link's addresses are the machine's own, whichever link packets leave by. */
    private static boolean leadsNowhere(LinkMessage link) {
        return link.hasFlag(Rtnetlink.IFF_LOOPBACK) || LinkTaxonomy.isInternal(link);
    }

    private boolean isRouted(int index, Predicate<InetAddress> own) {
        return routes.ipv4(index).flatMap(routes::source).isPresent() || routes.ipv6(index).filter(route -> hasSource(route, own)).isPresent();
    }

    /**
     * A link-local source of IPv6 gets no answer from beyond the link, and the loopback address, which the kernel takes where there is nothing
     * else, gets none at all. A router that announces itself and no prefix gives no address, and would not route back what is sent with the address of
     * another card, which the kernel takes then. {@code own} are the link's and the machine's.
     */
    private boolean hasSource(InternetRoutes.Route route, Predicate<InetAddress> own) {
        Optional<InetAddress> source = routes.source(route).filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress());
        return source.filter(address -> route.protocol() != Rtnetlink.RTPROT_RA || own.test(address)).isPresent();
    }
}
