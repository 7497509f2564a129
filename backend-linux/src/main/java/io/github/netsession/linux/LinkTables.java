package io.github.netsession.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kernel's tables as they were read one after the other, before they are put together.
 *
 * @param links the links, by rising index
 * @param addresses the addresses, in the kernel's order
 * @param wireless the indexes of the wireless links
 * @param signalsDbm how strong each wireless link that is connected hears its access point, in dBm, by index
 * @param defaultIndex the link of the default route
 * @param routed the indexes of the links that have a default route and a source, though their addresses do not show it
 * @param exact whether they belong to one moment: the kernel reported no change within a table, and what they say of each other fits
 */
record LinkTables(List<LinkMessage> links, List<AddressMessage> addresses, Set<Integer> wireless, Map<Integer, Integer> signalsDbm,
                  OptionalInt defaultIndex, Set<Integer> routed, boolean exact) {

    /** A link put into a VRF is called its port, but goes on as it was with a routing table of its own. Source: networking/vrf.rst. */
    private static final String VRF = "vrf";

    LinkTables {
        links = List.copyOf(links);
        addresses = List.copyOf(addresses);
        wireless = Set.copyOf(wireless);
        signalsDbm = Map.copyOf(signalsDbm);
        routed = Set.copyOf(routed);
    }

    /** Puts tables together: each index and each name once (the later entry is the newer one), and no address without its link. */
    static LinkTables join(List<LinkMessage> links, List<AddressMessage> addresses, Set<Integer> wireless, OptionalInt defaultIndex,
                           boolean interrupted) {
        Map<String, LinkMessage> byName = new LinkedHashMap<>();
        links.forEach(link -> byName.put(link.name(), link));
        Map<Integer, LinkMessage> byIndex = new TreeMap<>();
        byName.values().forEach(link -> byIndex.put(link.index(), link));
        List<AddressMessage> known = new ArrayList<>(addresses);
        boolean strangers = known.removeIf(address -> !byIndex.containsKey(address.linkIndex()));
        boolean lost = defaultIndex.isPresent() && !byIndex.containsKey(defaultIndex.getAsInt());
        return new LinkTables(List.copyOf(byIndex.values()), known, wireless, Map.of(), lost ? OptionalInt.empty() : defaultIndex, Set.of(),
            !interrupted && !strangers && !lost && byIndex.size() == links.size());
    }

    /** The same tables with the signals of the wireless links. */
    LinkTables withSignals(Map<Integer, Integer> dbmByIndex) {
        return new LinkTables(links, addresses, wireless, dbmByIndex, defaultIndex, routed, exact);
    }

    /** The same tables with the links that are routed. */
    LinkTables withRouted(Set<Integer> indexes) {
        return new LinkTables(links, addresses, wireless, signalsDbm, defaultIndex, indexes, exact);
    }

    /** The indexes of the links that only pass on what their master sends and receives. */
    Set<Integer> ports() {
        Set<Integer> vrfs = links.stream().filter(link -> link.infoKind().equals(VRF)).map(LinkMessage::index).collect(Collectors.toSet());
        return links.stream().filter(link -> link.masterIndex() > 0 && !vrfs.contains(link.masterIndex())).map(LinkMessage::index)
            .collect(Collectors.toSet());
    }
}
