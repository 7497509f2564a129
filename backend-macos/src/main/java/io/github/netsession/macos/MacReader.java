package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.UsagePolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads everything by one call to configd and a few to the kernel, and makes a snapshot of it; or reads what notices have named, and carries over
 * the rest. All interfaces are read each time: that is one call to the kernel, whose flags and sizes of packets no notice tells of. For one thread
 * at a time.
 */
final class MacReader {

    private final MacOs os;
    private final Configd configd;
    private final MacWatcher watcher;
    private final Kinds kinds;
    private final Signals signals;
    private ActiveLinks active = ActiveLinks.NONE;
    private StoreReading store = StoreReading.NONE;
    private List<InterfaceRow> rows = List.of();
    private RouteReading routes = RouteReading.NONE;
    private Map<String, Link> links = Map.of();
    private Map<ConfigurationId, AccessPoint> points = Map.of();
    private String routeObstacle = "";

    MacReader(MacOs os, Configd configd, MacWatcher watcher, Kinds kinds, Signals signals) {
        this.os = os;
        this.configd = configd;
        this.watcher = watcher;
        this.kinds = kinds;
        this.signals = signals;
    }

    /** Most drivers run without a cable, too; if the store says more, the store decides. */
    static boolean isOperational(InterfaceRow row, Map<String, Object> store) {
        Plist state = state(row, store);
        return row.has(InterfaceRow.IFF_UP) && row.has(InterfaceRow.IFF_RUNNING) && state.truth("Active").orElse(true) && !isLeaving(state);
    }

    private static Plist state(InterfaceRow row, Map<String, Object> store) {
        return Plist.of(store, StoreKeys.INTERFACES + row.name() + "/Link");
    }

    private static boolean isLeaving(Plist state) {
        return state.truth("Detaching").orElse(false);
    }

    Snapshot read() {
        return read(Noticed.EVERYTHING);
    }

    /** Reads what was noticed; after a reading that failed, that must be everything. What is equal stays the same object. */
    Snapshot read(Noticed noticed) {
        if (noticed.isEverything()) {
            store = configd.read();
        } else if (!noticed.keys().isEmpty()) {
            store = configd.readChanged(noticed.keys());
        }
        List<InterfaceRow> before = rows;
        rows = distinct(os.interfaces());
        Map<String, Link> addressed = addressed();
        askForKinds(addressed);
        List<InterfaceRow> unsettled = unsettled(addressed);
        // Where macOS has no path monitor, nothing tells of a tunnel without a service.
        boolean isDoubtful = noticed.concernsRoutes() || !routes.isKnown() || !watcher.obstacle().isEmpty();
        routes = isDoubtful || !unsettled.isEmpty() || !rows.equals(before) ? routes(unsettled) : routes.withoutRouted();
        Map<String, Link> now = new LinkedHashMap<>();
        for (InterfaceRow row : rows) {
            Link link = addressed.get(row.name());
            now.put(row.name(), same(routes.routed().contains(row.index()) ? link.toBuilder().routed(true).build() : link, links.get(row.name())));
        }
        links = now;
        return snapshot();
    }

    /** What compares equal is the same object as before: then nobody need compare it again. */
    private static <T> T same(T now, T before) {
        return now.equals(before) ? before : now;
    }

    private Map<String, Link> addressed() {
        Map<String, String> hardware = new HashMap<>();
        store.services().forEach(service -> service.device().ifPresent(device -> hardware.put(device, service.hardware())));
        Map<String, Link> addressed = new LinkedHashMap<>();
        rows.forEach(row -> addressed.put(row.name(), link(row, store.store(), Optional.ofNullable(hardware.get(row.name())))));
        return addressed;
    }

    private Snapshot snapshot() {
        Optional<String> preferred = routes.isKnown() ? preferred(routes, rows) : preferred(store.store(), links);
        AccessPointRules rules = new AccessPointRules(store, links, preferred, signals, active);
        Reach reach = reach(rules, store, links, preferred);
        List<AccessPoint> now = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        signals.during(() -> store.services().stream().filter(service -> ids.add(service.configurationId().value()))
            .forEach(service -> now.add(same(rules.accessPoint(service, reach), points.get(service.configurationId())))));
        Set<UsagePolicy> policies = reach.isConstrained() ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of();
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(now).links(List.copyOf(links.values())).connectivity(reach.connectivity())
            .metered(reach.metered()).usagePolicies(policies).losses(watcher.losses());
        snapshot.defaultInterfaceKnown(preferred.isPresent() || routes.isKnown()); // configd does not know of tunnels without a service.
        preferred.ifPresent(snapshot::defaultInterface);
        os.suspended().ifPresent(snapshot::suspended);
        active = ActiveLinks.of(now, links);
        points = byId(now);
        return snapshot.build();
    }

    private static Map<ConfigurationId, AccessPoint> byId(List<AccessPoint> points) {
        Map<ConfigurationId, AccessPoint> byId = new HashMap<>();
        points.forEach(point -> byId.put(point.id(), point));
        return byId;
    }

    /** An index that occurs twice would not identify a link. */
    private static List<InterfaceRow> distinct(List<InterfaceRow> rows) {
        Set<Integer> indices = new HashSet<>();
        return rows.stream().filter(row -> indices.add(row.index())).toList();
    }

    /** Addresses that do not reach beyond the link do not show whether a route does. Only links of services are access points. */
    private List<InterfaceRow> unsettled(Map<String, Link> addressed) {
        Set<String> served = served(store.services());
        return rows.stream().filter(row -> served.contains(row.name()))
            .filter(row -> addressed.get(row.name()).operational() && !addressed.get(row.name()).reachesBeyondLink()).toList();
    }

    private RouteReading routes(List<InterfaceRow> unsettled) {
        RouteReading now = RouteReading.of(os, rows, unsettled);
        if (!now.isKnown()) {
            Log.LOGGER.log(now.obstacle().equals(routeObstacle) ? Level.DEBUG : Level.WARNING,
                "the kernel does not tell its routes, so that a tunnel without a service is not seen: {0}", now.obstacle());
        }
        routeObstacle = now.obstacle();
        return now;
    }

    private static Optional<String> preferred(RouteReading routes, List<InterfaceRow> rows) {
        return rows.stream().filter(row -> routes.preferred().isPresent() && row.index() == routes.preferred().getAsInt())
            .map(InterfaceRow::name).findFirst();
    }

    /** Where the kernel does not say, what configd prefers counts, which does not know of tunnels without a service. */
    private static Optional<String> preferred(Map<String, Object> store, Map<String, Link> links) {
        return Stream.of(StoreKeys.GLOBAL_IPV4, StoreKeys.GLOBAL_IPV6).flatMap(key -> Plist.of(store, key).text("PrimaryInterface").stream())
            .filter(name -> links.containsKey(name) && links.get(name).kind() != LinkKind.LOOPBACK).findFirst();
    }

    private Link link(InterfaceRow row, Map<String, Object> store, Optional<String> hardware) {
        Plist state = state(row, store);
        boolean isWifi = Plist.has(store, StoreKeys.INTERFACES + row.name() + "/AirPort");
        LinkType type = LinkType.of(row, isWifi ? Optional.of("AirPort") : kinds.of(row.name()).map(InterfaceKind::type).or(() -> hardware));
        boolean isUp = row.has(InterfaceRow.IFF_UP);
        boolean hasCarrier = isUp && state.truth("Active").orElse(row.has(InterfaceRow.IFF_RUNNING)) && !isLeaving(state);
        Link.Builder link = Link.builder(row.name(), row.index()).kind(type.kind()).bearer(type.bearer()).up(isUp).carrier(hasCarrier)
            .operational(isOperational(row, store)).mtuBytes(row.mtuBytes()).addresses(addresses(row, store));
        row.hardwareAddress().ifPresent(link::hardwareAddress);
        return link.build();
    }

    /** The store knows which IPv6 addresses cannot be used yet, or no longer. */
    private static List<LinkAddress> addresses(InterfaceRow row, Map<String, Object> store) {
        Set<InetAddress> unusable = Ipv6Flags.unusable(Plist.of(store, StoreKeys.INTERFACES + row.name() + "/IPv6"));
        return row.addresses().stream().map(each -> unusable.contains(Ipv6Flags.withoutScope(each.address()))
            ? new LinkAddress(each.address(), each.prefixLength(), false) : each).toList();
    }

    /** Only for links that could be Wi-Fi or Bluetooth; the kernel knows the kind of all others. */
    private void askForKinds(Map<String, Link> links) {
        Set<String> hardware = new HashSet<>();
        links.values().stream().filter(link -> link.kind() == LinkKind.PHYSICAL).forEach(link -> hardware.add(link.name()));
        kinds.need(hardware);
    }

    private Reach reach(AccessPointRules rules, StoreReading reading, Map<String, Link> links, Optional<String> preferred) {
        // Only services lead out of the machine; the bridge to its own virtual machines is always present.
        Set<String> served = served(reading.services());
        boolean isAnyUsable = served.stream().flatMap(name -> Optional.ofNullable(links.get(name)).stream())
            .anyMatch(link -> link.kind() != LinkKind.LOOPBACK && link.isUsable());
        return Reach.of(watcher.path(), preferred.map(reading::metered).orElse(Metered.UNKNOWN), rules.isAnyActive(), isAnyUsable,
            preferred.filter(name -> !served.contains(name)).isPresent());
    }

    private static Set<String> served(List<NetworkService> services) {
        Set<String> served = new HashSet<>();
        services.forEach(service -> Stream.concat(service.inUse().stream(), service.device().stream()).forEach(served::add));
        return served;
    }
}
