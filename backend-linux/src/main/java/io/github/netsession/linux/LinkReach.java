package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the links that have a default route and a source address though their own addresses do not show it: link-local with a default route, or
 * unnumbered, with an address of another link. Asks the kernel about such links only, and again only after a notice of something that changes the
 * answer: there may be hundreds of them, the host's ends of containers. For one thread at a time.
 */
final class LinkReach {

    private enum Answer {
        /** Whatever addresses there are. */
        NO_ROUTE,
        NO_SOURCE,
        ROUTED
    }

    private final InternetRoutes routes;
    private final Map<Integer, Answer> known = new HashMap<>();
    /** The tables of the last answer; empty if that was a failure. */
    private Optional<LinkTables> asked = Optional.empty();
    private Set<Integer> routed = Set.of();

    LinkReach(InternetRoutes routes) {
        this.routes = routes;
    }

    /** The indexes of the links in the tables that are routed; {@code stale} is what has changed since the previous call. */
    Set<Integer> routed(LinkTables tables, StaleRoutes stale) {
        boolean isKnown = stale.isNothing() && asked.isPresent() && tables.links() == asked.get().links() && tables.addresses() == asked.get().addresses();
        asked = Optional.empty();
        routed = isKnown ? routed : Set.copyOf(ask(tables, stale));
        asked = Optional.of(tables);
        return routed;
    }

    private Set<Integer> ask(LinkTables tables, StaleRoutes stale) {
        if (stale.isEverything()) {
            known.clear();
        } else if (stale.areSources()) {
            known.values().removeIf(answer -> answer != Answer.NO_ROUTE);
        }
        Set<Integer> ports = tables.ports(); // They pass packets on below the routes.
        Set<Integer> open = new HashSet<>();
        Set<Integer> now = new HashSet<>();
        for (LinkMessage link : tables.links()) {
            int index = link.index();
            if (link.isOperational() && !link.hasFlag(Rtnetlink.IFF_LOOPBACK) && !ports.contains(index) && !reachesBeyondItself(tables, index)) {
                open.add(index);
                // The routes of a link in a VRF are those of its master.
                Answer answer = stale.isAbout(index) || stale.isAbout(link.masterIndex()) ? null : known.get(index);
                if (answer == null) {
                    answer = ask(index, tables);
                    known.put(index, answer);
                }
                if (answer == Answer.ROUTED) {
                    now.add(index);
                }
            }
        }
        known.keySet().retainAll(open);
        return now;
    }

    private static boolean reachesBeyondItself(LinkTables tables, int index) {
        for (LinkAddress address : tables.addressesOf(index)) {
            if (address.reachesBeyondLink()) {
                return true;
            }
        }
        return false;
    }

    private Answer ask(int index, LinkTables tables) {
        Optional<InternetRoutes.Route> ipv4 = routes.ipv4(index);
        if (ipv4.isPresent() && routes.source(ipv4.get()).isPresent()) {
            return Answer.ROUTED;
        }
        Optional<InternetRoutes.Route> ipv6 = routes.ipv6(index);
        if (ipv6.isPresent() && hasSource(ipv6.get(), index, tables)) {
            return Answer.ROUTED;
        }
        return ipv4.isEmpty() && ipv6.isEmpty() ? Answer.NO_ROUTE : Answer.NO_SOURCE;
    }

    /**
     * A link-local source of IPv6 gets no answer from beyond the link, and the loopback address, which the kernel takes where there is nothing
     * else, gets none at all. A router that announces itself and no prefix gives no address, and would not route back what is sent with the address of
     * another card, which the kernel takes then.
     */
    private boolean hasSource(InternetRoutes.Route route, int index, LinkTables tables) {
        Optional<InetAddress> source = routes.source(route).filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress());
        return source.filter(address -> route.protocol() != Rtnetlink.RTPROT_RA || isOwn(address, index, tables)).isPresent();
    }

    /** Whether an address is that of the link, or the machine's own, whichever link packets leave by. */
    private static boolean isOwn(InetAddress address, int index, LinkTables tables) {
        return tables.links().stream().filter(link -> link.index() == index || leadsNowhere(link))
            .anyMatch(link -> tables.addressesOf(link.index()).stream().anyMatch(each -> each.address().equals(address)));
    }

    private static boolean leadsNowhere(LinkMessage link) {
        return link.hasFlag(Rtnetlink.IFF_LOOPBACK) || LinkTaxonomy.isInternal(link);
    }
}
