package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Which interface traffic to the Internet leaves by: asked of the routing table; where Windows does not answer, the cheapest one with a gateway. */
final class PreferredLink {

    private final List<InterfaceRow> rows;
    private final List<AdapterRow> adapters;
    private final DefaultRoute routes;
    private boolean isKnown = true;
    private boolean isAnyRefused;

    PreferredLink(WindowsOs os, List<InterfaceRow> rows, List<AdapterRow> adapters) {
        this.rows = rows;
        this.adapters = adapters;
        this.routes = new DefaultRoute(os, index -> rows.stream().anyMatch(row -> row.index() == index
            && row.type() != IfType.IF_TYPE_SOFTWARE_LOOPBACK));
    }

    /** Returns whether Windows answered; else a search without a result proves nothing, because a default route needs no gateway. */
    boolean isKnown() {
        return isKnown;
    }

    /** Returns whether Windows did not answer a question: then the next reading asks again. */
    boolean isAnyRefused() {
        return isAnyRefused;
    }

    /** The interface's identity; empty if nothing leads to the Internet. */
    Optional<Long> luid() {
        return ask(routes::ipv4, AdapterRow::hasGateway4, AdapterRow::metric4)
            .or(() -> ask(routes::ipv6, AdapterRow::hasGateway6, AdapterRow::metric6));
    }

    /** Whether an interface has a default route of its own, by which something can be reached though its addresses do not show that. */
    boolean isRouted(InterfaceRow row, boolean isTunnel) {
        try {
            return routes.isBy(row.index(), isTunnel);
        } catch (BackendException e) {
            isAnyRefused = true;
            Log.LOGGER.log(Level.DEBUG, "the routes by {0} are not known: {1}", row.alias(), e.getMessage());
            return false;
        }
    }

    private Optional<Long> ask(Supplier<Optional<Integer>> route, Predicate<AdapterRow> hasGateway, ToIntFunction<AdapterRow> metric) {
        try {
            return route.get().flatMap(index -> rows.stream().filter(row -> row.index() == index).map(InterfaceRow::luid).findFirst());
        } catch (BackendException e) {
            Log.LOGGER.log(Level.DEBUG, "no route can be asked for; the cheapest gateway counts", e);
            isKnown = false;
            isAnyRefused = true;
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
}
