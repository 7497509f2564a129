package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What the kernel said of the default routes at one moment.
 *
 * @param obstacle why the kernel did not say; empty if it did
 * @param preferred the number of the interface that traffic to the Internet leaves by, if there is one
 * @param routed the numbers of those interfaces that were asked for and have a default route and a source for it
 */
record RouteReading(String obstacle, OptionalInt preferred, Set<Integer> routed) {

    /** Nothing was asked yet. */
    static final RouteReading NONE = new RouteReading("not asked yet", OptionalInt.empty(), Set.of());

    RouteReading {
        routed = Set.copyOf(routed);
    }

    boolean isKnown() {
        return obstacle.isEmpty();
    }

    /** The same, where no interface is to be asked for any more. */
    RouteReading withoutRouted() {
        return routed.isEmpty() ? this : new RouteReading(obstacle, preferred, Set.of());
    }

    /**
     * Asks the kernel. Each answer also goes to everybody else who listens at a routing socket, so only what is needed is asked: once for the
     * preferred interface, and for each interface whose addresses do not show how far it reaches.
     *
     * @param os whom to ask
     * @param rows all interfaces
     * @param unsettled those of them whose own routes are looked for
     */
    static RouteReading of(MacOs os, List<InterfaceRow> rows, List<InterfaceRow> unsettled) {
        Set<Integer> outward = rows.stream().filter(row -> !row.has(InterfaceRow.IFF_LOOPBACK) && row.type() != LinkType.IFT_LOOP)
            .map(InterfaceRow::index).collect(Collectors.toSet());
        IntPredicate leadsOut = outward::contains;
        try (RoutePort port = os.routes()) {
            DefaultRoute routes = new DefaultRoute(port, leadsOut);
            OptionalInt preferred = routes.interfaceIndex();
            Set<Integer> routed = new HashSet<>();
            for (InterfaceRow row : unsettled) {
                if (routes.isBy(row)) {
                    routed.add(row.index());
                }
            }
            return new RouteReading("", preferred, routed);
        } catch (BackendException refused) {
            return new RouteReading(refused.getMessage(), OptionalInt.empty(), Set.of());
        }
    }
}
