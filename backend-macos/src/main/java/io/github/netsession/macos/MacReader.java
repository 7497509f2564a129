package io.github.netsession.macos;

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

/** Reads everything by one call to configd and a few to the kernel, and makes a snapshot of it. For one thread at a time. */
final class MacReader {

    private final MacOs os;
    private final Configd configd;
    private final MacWatcher watcher;
    private final Kinds kinds;
    private final Signals signals;
    private ActiveLinks active = ActiveLinks.NONE;
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
        StoreReading reading = configd.read();
        List<InterfaceRow> rows = distinct(os.interfaces());
        Map<String, Link> links = new LinkedHashMap<>();
        Map<String, String> hardware = new HashMap<>();
        reading.services().forEach(service -> service.device().ifPresent(device -> hardware.put(device, service.hardware())));
        rows.forEach(row -> links.put(row.name(), link(row, reading.store(), Optional.ofNullable(hardware.get(row.name())))));
        askForKinds(links);
        RouteReading routes = routes(rows, reading.services(), links);
        rows.stream().filter(row -> routes.routed().contains(row.index()))
            .forEach(row -> links.computeIfPresent(row.name(), (name, link) -> link.toBuilder().routed(true).build()));
        Optional<String> preferred = routes.isKnown() ? preferred(routes, rows) : preferred(reading.store(), links);
        AccessPointRules rules = new AccessPointRules(reading, links, preferred, signals, active);
        Reach reach = reach(rules, reading, links, preferred);
        List<AccessPoint> points = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        signals.during(() -> reading.services().stream().filter(service -> ids.add(service.configurationId().value()))
            .forEach(service -> points.add(rules.accessPoint(service, reach))));
        Set<UsagePolicy> policies = reach.isConstrained() ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of();
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(points).links(List.copyOf(links.values())).connectivity(reach.connectivity())
            .metered(reach.metered()).usagePolicies(policies).losses(watcher.losses());
        snapshot.defaultInterfaceKnown(preferred.isPresent() || routes.isKnown()); // configd does not know of tunnels without a service.
        preferred.ifPresent(snapshot::defaultInterface);
        os.suspended().ifPresent(snapshot::suspended);
        active = ActiveLinks.of(points, links);
        return snapshot.build();
    }

    /** An index that occurs twice would not identify a link. */
    private static List<InterfaceRow> distinct(List<InterfaceRow> rows) {
        Set<Integer> indices = new HashSet<>();
        return rows.stream().filter(row -> indices.add(row.index())).toList();
    }

    /** Addresses that do not reach beyond the link do not show whether a route does. Only links of services are access points. */
    private RouteReading routes(List<InterfaceRow> rows, List<NetworkService> services, Map<String, Link> links) {
        Set<String> served = served(services);
        RouteReading routes = RouteReading.of(os, rows, rows.stream().filter(row -> served.contains(row.name()))
            .filter(row -> links.get(row.name()).operational() && !links.get(row.name()).reachesBeyondLink()).toList());
        if (!routes.isKnown()) {
            Log.LOGGER.log(routes.obstacle().equals(routeObstacle) ? Level.DEBUG : Level.WARNING,
                "the kernel does not tell its routes, so that a tunnel without a service is not seen: {0}", routes.obstacle());
        }
        routeObstacle = routes.obstacle();
        return routes;
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
