package io.github.netsession.windows;

import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.windows.wifi.WifiService;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads everything, by a number of calls that does not depend on how many interfaces there are, and makes a snapshot of it. For one thread at a time. */
final class WindowsReader {

    private final WindowsOs os;
    private final WifiService wifi;
    /** Wi-Fi adapters that were access points themselves at some time. */
    private final Set<Long> shown = new HashSet<>();
    private volatile String hintObstacle = "";

    WindowsReader(WindowsOs os, WifiService wifi) {
        this.os = os;
        this.wifi = wifi;
    }

    /** Why reach and cost are not known; empty if they are. */
    String hintObstacle() {
        return hintObstacle;
    }

    Snapshot read() {
        List<InterfaceRow> rows = distinct(os.interfaces());
        List<AdapterRow> adapters = os.adapters();
        Map<Long, AdapterRow> bound = new HashMap<>();
        adapters.forEach(adapter -> bound.put(adapter.luid(), adapter));
        Map<Integer, String> names = LinkNames.of(rows);
        Map<Long, Link> links = new HashMap<>();
        List<Link> inOrder = new ArrayList<>();
        PreferredLink routes = new PreferredLink(os, rows, adapters);
        for (InterfaceRow row : rows) {
            Link addressed = link(row, names.get(row.index()), Optional.ofNullable(bound.get(row.luid())));
            Link link = isUnsettled(row, addressed, bound.keySet())
                ? addressed.toBuilder().routed(routes.isRouted(row, addressed.kind() == LinkKind.TUNNEL)).build() : addressed;
            links.put(row.luid(), link);
            inOrder.add(link);
        }
        Optional<Long> luid = routes.luid().filter(each -> links.get(each).kind() != LinkKind.LOOPBACK);
        Optional<String> preferred = luid.map(links::get).map(Link::name);
        List<AccessPoint> points = new ArrayList<>(wifi.accessPoints(inOrder));
        AccessPointRules rules = new AccessPointRules(wifi, bound, luid, shown);
        rows.forEach(row -> rules.accessPoint(row, links.get(row.luid())).ifPresent(points::add));
        Reach reach = Reach.of(hint(), points, preferred);
        points.replaceAll(point -> reach.on(point, preferred));
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(points).links(inOrder).connectivity(reach.connectivity()).metered(reach.metered());
        snapshot.defaultInterfaceKnown(preferred.isPresent() || routes.isKnown());
        preferred.ifPresent(snapshot::defaultInterface);
        suspended().ifPresent(snapshot::suspended);
        return snapshot.build();
    }

    /** A number that is not positive, or comes twice, would be no number of a link. */
    private static List<InterfaceRow> distinct(List<InterfaceRow> rows) {
        Set<Integer> indices = new HashSet<>();
        Set<Long> luids = new HashSet<>();
        return rows.stream().filter(row -> row.index() > 0 && indices.add(row.index()) && luids.add(row.luid())).toList();
    }

    /** Addresses that do not reach beyond the link (169.254.0.0/16, or none) do not show whether a route does. */
    private static boolean isUnsettled(InterfaceRow row, Link link, Set<Long> bound) {
        return link.operational() && !link.reachesBeyondLink() && link.kind() != LinkKind.LOOPBACK && row.tunnelType() == 0 && bound.contains(row.luid());
    }

    private static Link link(InterfaceRow row, String name, Optional<AdapterRow> adapter) {
        IfType type = IfType.of(row);
        Link.Builder link = Link.builder(name, row.index()).kind(type.kind()).bearer(type.bearer()).up(row.isUp()).carrier(row.hasCarrier())
            .operational(row.isOperational()).mtuBytes(row.mtuBytes()).systemId(row.guid());
        row.hardwareAddress().ifPresent(link::hardwareAddress);
        adapter.map(AdapterRow::addresses).ifPresent(link::addresses);
        return link.build();
    }

    private ConnectivityHint hint() {
        try {
            Optional<ConnectivityHint> hint = os.hint();
            hintObstacle = hint.isPresent() ? "" : "Windows tells it from version 10 2004 (build 19041) on";
            return hint.orElse(ConnectivityHint.UNKNOWN);
        } catch (BackendException e) {
            Log.LOGGER.log(hintObstacle.equals(e.getMessage()) ? Level.DEBUG : Level.WARNING, "reach and cost are not known: {0}", e.getMessage());
            hintObstacle = e.getMessage();
            return ConnectivityHint.UNKNOWN;
        }
    }

    private Optional<Duration> suspended() {
        try {
            return Optional.of(os.suspended());
        } catch (BackendException e) {
            Log.LOGGER.log(Level.DEBUG, "time spent suspended is not known", e);
            return Optional.empty();
        }
    }
}
