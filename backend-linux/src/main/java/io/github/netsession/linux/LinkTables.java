package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kernel's tables as they were read one after the other, before they are put together.
 *
 * @param links the links, by rising index
 * @param addresses the addresses of each link that has some, in the kernel's order, by the index of the link
 * @param wireless the indexes of the wireless links
 * @param signalsDbm how strong each wireless link that is connected hears its access point, in dBm, by index
 * @param defaultIndex the link of the default route
 * @param routed the indexes of the links that have a default route and a source, though their addresses do not show it
 * @param exact whether they belong to one moment: the kernel reported no change within a table, and what they say of each other fits
 */
record LinkTables(List<LinkMessage> links, Map<Integer, List<LinkAddress>> addresses, Set<Integer> wireless, Map<Integer, Integer> signalsDbm,
                  OptionalInt defaultIndex, Set<Integer> routed, boolean exact) {

    /** A link put into a VRF is called its port, but goes on as it was with a routing table of its own. Source: networking/vrf.rst. */
    private static final String VRF = "vrf";

    LinkTables {
        links = List.copyOf(links);
        addresses = Collections.unmodifiableMap(addresses); // Not copied: each reading would pay for all links.
        wireless = Set.copyOf(wireless);
        signalsDbm = Map.copyOf(signalsDbm);
        routed = Set.copyOf(routed);
    }

    /** Puts tables together: each index and each name once (the later entry is the newer one), and no address without its link. */
    static LinkTables join(List<LinkMessage> links, List<AddressMessage> addresses, Set<Integer> wireless, OptionalInt defaultIndex,
                           boolean interrupted) {
        List<LinkMessage> unique = isSortedAndUnique(links) ? links : unique(links);
        Map<Integer, List<LinkAddress>> byLink = new HashMap<>();
        for (AddressMessage each : addresses) {
            List<LinkAddress> ofLink = byLink.get(each.linkIndex());
            if (ofLink == null) {
                ofLink = new ArrayList<>(2);
                byLink.put(each.linkIndex(), ofLink);
            }
            ofLink.add(each.address());
        }
        LinkTables tables = new LinkTables(unique, byLink, wireless, Map.of(), OptionalInt.empty(), Set.of(), !interrupted && unique.size() == links.size());
        boolean strangers = false;
        for (Iterator<Integer> indexes = byLink.keySet().iterator(); indexes.hasNext();) {
            if (tables.position(indexes.next()) < 0) {
                indexes.remove();
                strangers = true;
            }
        }
        return (strangers ? tables.inexact() : tables).withDefault(defaultIndex);
    }

    private static boolean isSortedAndUnique(List<LinkMessage> links) {
        Set<String> names = new HashSet<>(2 * links.size());
        int before = 0;
        for (LinkMessage link : links) {
            if (link.index() <= before || !names.add(link.name())) {
                return false;
            }
            before = link.index();
        }
        return true;
    }

    private static List<LinkMessage> unique(List<LinkMessage> links) {
        Map<String, LinkMessage> byName = new LinkedHashMap<>();
        links.forEach(link -> byName.put(link.name(), link));
        Map<Integer, LinkMessage> byIndex = new TreeMap<>();
        byName.values().forEach(link -> byIndex.put(link.index(), link));
        return List.copyOf(byIndex.values());
    }

    private LinkTables inexact() {
        return new LinkTables(links, addresses, wireless, signalsDbm, defaultIndex, routed, false);
    }

    /** The same tables with the link of the default route; a link that is not among them makes them inexact. */
    LinkTables withDefault(OptionalInt index) {
        boolean lost = index.isPresent() && position(index.getAsInt()) < 0;
        return new LinkTables(links, addresses, wireless, signalsDbm, lost ? OptionalInt.empty() : index, routed, exact && !lost);
    }

    /** The same tables with the signals of the wireless links. */
    LinkTables withSignals(Map<Integer, Integer> dbmByIndex) {
        return new LinkTables(links, addresses, wireless, dbmByIndex, defaultIndex, routed, exact);
    }

    /** The same tables with the links that are routed. */
    LinkTables withRouted(Set<Integer> indexes) {
        return new LinkTables(links, addresses, wireless, signalsDbm, defaultIndex, indexes, exact);
    }

    /** The same tables, in which what is equal to a part of earlier ones is that part itself: then a glance shows that nothing has changed. */
    LinkTables sharing(LinkTables earlier) {
        List<LinkMessage> shared = new ArrayList<>(links.size());
        links.forEach(link -> shared.add(earlier.link(link.index()).filter(link::equals).orElse(link)));
        Map<Integer, List<LinkAddress>> sharedAddresses = new HashMap<>(addresses);
        sharedAddresses.replaceAll((index, list) -> list.equals(earlier.addresses.get(index)) ? earlier.addresses.get(index) : list);
        return new LinkTables(shared, addresses.equals(earlier.addresses) ? earlier.addresses : sharedAddresses, same(wireless, earlier.wireless),
            same(signalsDbm, earlier.signalsDbm), defaultIndex, same(routed, earlier.routed), exact);
    }

    private static <T> T same(T now, T earlier) {
        return now.equals(earlier) ? earlier : now;
    }

    /** Where a link is in the list; negative if it is not there. */
    int position(int index) {
        int low = 0;
        int high = links.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = links.get(middle).index();
            if (found == index) {
                return middle;
            }
            if (found < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The link with this index. */
    Optional<LinkMessage> link(int index) {
        int position = position(index);
        return position < 0 ? Optional.empty() : Optional.of(links.get(position));
    }

    /** The addresses of a link, in the kernel's order. */
    List<LinkAddress> addressesOf(int index) {
        return addresses.getOrDefault(index, List.of());
    }

    /** Whether what is shown of links is just the same; for tables that share what is equal. */
    boolean isSharedWith(LinkTables other) {
        return links == other.links && addresses == other.addresses && routed == other.routed && signalsDbm.equals(other.signalsDbm)
            && wireless.equals(other.wireless) && defaultIndex.equals(other.defaultIndex);
    }

    /** Whether other tables show the same links with the same names, kinds and masters, so that each link may be compared with that at its place. */
    boolean isShapedLike(LinkTables other) {
        boolean isAlike = links.size() == other.links.size() && wireless.equals(other.wireless) && defaultIndex.equals(other.defaultIndex);
        for (int i = 0; isAlike && links != other.links && i < links.size(); i++) {
            isAlike = links.get(i).isShapedLike(other.links.get(i));
        }
        return isAlike;
    }

    /** The indexes of the links that only pass on what their master sends and receives. */
    Set<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        for (LinkMessage link : links) {
            if (link.masterIndex() > 0 && link(link.masterIndex()).filter(master -> master.infoKind().equals(VRF)).isEmpty()) {
                ports.add(link.index());
            }
        }
        return ports;
    }
}
