package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
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

/**
 * Reads everything, by a number of calls that does not depend on how many interfaces there are, and makes a snapshot of it; or reads some parts
 * and carries over the rest. A change of which no notice tells, such as another name of an interface, is seen by the next reading of everything.
 * Only whole tables are read, for no notice names an interface. For one thread at a time.
 */
final class WindowsReader {

    private final WindowsOs os;
    private final WifiService wifi;
    /** Wi-Fi adapters that were access points themselves at some time. */
    private final Set<Long> shown = new HashSet<>();
    private volatile String hintObstacle = "";
    private List<InterfaceRow> rows = List.of();
    private Links links = Links.NONE;
    private ConnectivityHint hint = ConnectivityHint.UNKNOWN;
    private Map<ConfigurationId, AccessPoint> points = Map.of();

    /**
     * What the tables of interfaces, addresses and routes say.
     *
     * @param inOrder the links
     * @param byLuid the links by interface
     * @param bound the addresses of the interfaces that TCP/IP is bound to
     * @param preferred the interface that traffic to the Internet leaves by, the loopback excepted
     * @param isPreferredKnown whether the routing table has answered
     * @param isDoubtful whether Windows did not answer a question
     */
    private record Links(List<Link> inOrder, Map<Long, Link> byLuid, Map<Long, AdapterRow> bound, Optional<Long> preferred,
                         boolean isPreferredKnown, boolean isDoubtful) {

        static final Links NONE = new Links(List.of(), Map.of(), Map.of(), Optional.empty(), false, true);
    }

    WindowsReader(WindowsOs os, WifiService wifi) {
        this.os = os;
        this.wifi = wifi;
    }

    /** Why reach and cost are not known; empty if they are. */
    String hintObstacle() {
        return hintObstacle;
    }

    Snapshot read() {
        return read(Part.EVERYTHING);
    }

    /** Reads these parts; after a reading that failed, they must be all. The Wi-Fi service has been read before. What is equal stays the same object. */
    Snapshot read(Set<Part> parts) {
        boolean isWhole = parts.contains(Part.ALL);
        if (isWhole) {
            rows = distinct(os.interfaces());
        }
        if (isWhole || parts.contains(Part.ROUTES) || links.isDoubtful()) {
            links = links(isWhole);
        }
        if (isWhole || parts.contains(Part.REACH) || !hintObstacle.isEmpty()) {
            hint = hint();
        }
        return snapshot();
    }

    private Links links(boolean isNewRows) {
        List<AdapterRow> adapters = os.adapters();
        Map<Long, AdapterRow> bound = new HashMap<>();
        adapters.forEach(adapter -> bound.put(adapter.luid(), adapter));
        if (!isNewRows && !bound.keySet().equals(links.bound().keySet())) {
            rows = distinct(os.interfaces()); // An interface has come or gone, and the notice of that is on its way.
        }
        Map<Integer, String> names = LinkNames.of(rows);
        Map<Long, Link> byLuid = new HashMap<>();
        List<Link> inOrder = new ArrayList<>();
        PreferredLink routes = new PreferredLink(os, rows, adapters);
        for (InterfaceRow row : rows) {
            Link addressed = link(row, names.get(row.index()), Optional.ofNullable(bound.get(row.luid())));
            Link link = same(isUnsettled(row, addressed, bound.keySet())
                ? addressed.toBuilder().routed(routes.isRouted(row, addressed.kind() == LinkKind.TUNNEL)).build() : addressed, links.byLuid().get(row.luid()));
            byLuid.put(row.luid(), link);
            inOrder.add(link);
        }
        Optional<Long> luid = routes.luid().filter(each -> byLuid.get(each).kind() != LinkKind.LOOPBACK);
        return new Links(inOrder, byLuid, bound, luid, routes.isKnown(), routes.isAnyRefused());
    }

    /** What compares equal is the same object as before: then nobody need compare it again. */
    private static <T> T same(T now, T before) {
        return now.equals(before) ? before : now;
    }

    private Snapshot snapshot() {
        Optional<String> preferred = links.preferred().map(links.byLuid()::get).map(Link::name);
        List<AccessPoint> now = new ArrayList<>(wifi.accessPoints(links.inOrder()));
        AccessPointRules rules = new AccessPointRules(wifi, links.bound(), links.preferred(), shown);
        rows.forEach(row -> rules.accessPoint(row, links.byLuid().get(row.luid())).ifPresent(now::add));
        Reach reach = Reach.of(hint, now, preferred);
        now.replaceAll(point -> same(reach.on(point, preferred), points.get(point.id())));
        points = byId(now);
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(now).links(links.inOrder()).connectivity(reach.connectivity()).metered(reach.metered());
        snapshot.defaultInterfaceKnown(preferred.isPresent() || links.isPreferredKnown());
        preferred.ifPresent(snapshot::defaultInterface);
        suspended().ifPresent(snapshot::suspended);
        return snapshot.build();
    }

    private static Map<ConfigurationId, AccessPoint> byId(List<AccessPoint> points) {
        Map<ConfigurationId, AccessPoint> byId = new HashMap<>();
        points.forEach(point -> byId.put(point.id(), point));
        return byId;
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
