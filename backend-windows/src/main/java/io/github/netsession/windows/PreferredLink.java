package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Which interface traffic to the Internet leaves by: asked of the routing table; where Windows does not answer, the cheapest one with a gateway. */
final class PreferredLink {

    /** An address set aside for documentation, and how long its prefix is: a route that is as specific was made for just that. */
    private record Destination(InetAddress address, int prefixLength) {
    }

    private static final List<Destination> DESTINATIONS4 = List.of(new Destination(address(203, 0, 113, 1), 24),
        new Destination(address(198, 51, 100, 1), 24));
    private static final List<Destination> DESTINATIONS6 = List.of(
        new Destination(address(0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 32),
        new Destination(address(0x3f, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 20));

    private final WindowsOs os;
    private final List<InterfaceRow> rows;
    private final List<AdapterRow> adapters;

    PreferredLink(WindowsOs os, List<InterfaceRow> rows, List<AdapterRow> adapters) {
        this.os = os;
        this.rows = rows;
        this.adapters = adapters;
    }

    /** The interface's identity; empty if nothing leads to the Internet. */
    Optional<Long> luid() {
        return ask(DESTINATIONS4, AdapterRow::hasGateway4, AdapterRow::metric4)
            .or(() -> ask(DESTINATIONS6, AdapterRow::hasGateway6, AdapterRow::metric6));
    }

    private Optional<Long> ask(List<Destination> destinations, Predicate<AdapterRow> hasGateway, ToIntFunction<AdapterRow> metric) {
        try {
            for (Destination destination : destinations) {
                Optional<RouteRow> route = os.route(destination.address).filter(found -> found.prefixLength() < destination.prefixLength);
                if (route.isPresent()) {
                    return rows.stream().filter(row -> row.index() == route.get().interfaceIndex() && row.type() != IfType.IF_TYPE_SOFTWARE_LOOPBACK)
                        .map(InterfaceRow::luid).findFirst();
                }
            }
            return Optional.empty();
        } catch (BackendException e) {
            Log.LOGGER.log(Level.DEBUG, "no route can be asked for; the cheapest gateway counts", e);
            return cheapest(hasGateway, metric);
        }
    }

    private Optional<Long> cheapest(Predicate<AdapterRow> hasGateway, ToIntFunction<AdapterRow> metric) {
        return adapters.stream().filter(hasGateway).filter(this::isOperational)
            .min(Comparator.comparingLong(adapter -> Integer.toUnsignedLong(metric.applyAsInt(adapter)))).map(AdapterRow::luid);
    }

    private boolean isOperational(AdapterRow adapter) {
        return rows.stream().anyMatch(row -> row.luid() == adapter.luid() && row.isOperational());
    }

    private static InetAddress address(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
