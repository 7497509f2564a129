package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The simulated machine at one moment, and the snapshot that a backend makes of it.
 *
 * @param devices its devices
 * @param accessPoints its access points
 * @param route by which interface traffic to the Internet leaves; empty if the model chooses
 * @param connectivity how far the network reaches; empty if that follows from the default route
 * @param metered whether the network in use costs; empty if that follows from the default route
 * @param suspended how long the machine has been suspended
 * @param losses how often hints were lost
 */
record Observation(List<Device> devices, List<State> accessPoints, Optional<Route> route, Optional<Connectivity> connectivity,
                   Optional<Metered> metered, Duration suspended, long losses) {

    /**
     * A default route that was set by hand.
     *
     * @param interfaceName by which interface; empty for none
     */
    record Route(Optional<String> interfaceName) {
    }

    /** The state of a device. */
    record Device(String name, Bearer bearer, int linkIndex) {
    }

    /** The state of an access point. */
    record State(String name, String interfaceName, Bearer bearer, int linkIndex, boolean carrier, boolean operational, boolean listed, boolean up,
                 boolean addressed, long upSince, AccessPoint.Transition transition, boolean startProgress, Metered metered,
                 Connectivity connectivity, OptionalInt signalPercent, Duration connectTimeout, LinkAddress address, Optional<String> mobilityDomain,
                 boolean managed, OptionalLong seenNanos) {

        ConfigurationState configurationState() {
            if (up && addressed && (operational || managed)) {
                return ConfigurationState.ACTIVE;
            }
            return up ? carrier ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED
                : listed ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
        }

        boolean isActive() {
            return configurationState() == ConfigurationState.ACTIVE;
        }

        /** The metric that NetworkManager gives its routes. Source: nm-device.c, nm_device_get_route_metric_default(). */
        int routeMetric() {
            return switch (bearer) {
                case ETHERNET -> 100;
                case WLAN -> 600;
                case CELLULAR_2G, CDMA2000, WCDMA, HSPA, EVDO, LTE, CELLULAR_3G, CELLULAR_4G, CELLULAR_5G, CELLULAR -> 700;
                case BLUETOOTH, WIMAX, VPN, BRIDGE, VIRTUAL, LOOPBACK, UNKNOWN -> 800;
            };
        }
    }

    Snapshot snapshot() {
        Optional<State> routed = routed();
        List<AccessPoint> found = new ArrayList<>();
        for (State state : accessPoints) {
            found.add(accessPoint(state));
        }
        Snapshot.Builder snapshot = Snapshot.builder().accessPoints(found).links(links())
            .connectivity(connectivity.or(() -> routed.map(State::connectivity)).orElse(Connectivity.UNKNOWN))
            .metered(metered.or(() -> routed.map(State::metered)).orElse(Metered.UNKNOWN)).suspended(suspended).losses(losses);
        route.map(Route::interfaceName).orElse(routed.map(State::interfaceName)).ifPresent(snapshot::defaultInterface);
        return snapshot.build();
    }

    private AccessPoint accessPoint(State state) {
        AccessPoint.Builder point = AccessPoint.builder(SimId.of(state.name())).name(state.name()).state(state.configurationState())
            .transition(state.transition()).progressing(state.startProgress()).bearer(state.bearer()).connectTimeout(state.connectTimeout())
            .metered(state.metered()).interfaceName(state.interfaceName()).managed(state.managed());
        if (state.isActive()) {
            point.connectivity(state.connectivity() == Connectivity.UNKNOWN ? connectivity.orElse(Connectivity.UNKNOWN) : state.connectivity());
        }
        state.signalPercent().ifPresent(point::signalPercent);
        state.mobilityDomain().ifPresent(point::mobilityDomain);
        state.seenNanos().ifPresent(point::lastSeenNanos);
        return point.build();
    }

    /** The active access point with the least metric; of several the one that came up first. */
    private Optional<State> routed() {
        if (route.isPresent()) {
            return accessPoints.stream().filter(State::isActive)
                .filter(state -> route.get().interfaceName().equals(Optional.of(state.interfaceName()))).findFirst();
        }
        return accessPoints.stream().filter(State::isActive)
            .min(Comparator.comparingInt(State::routeMetric).thenComparingLong(State::upSince));
    }

    private List<Link> links() {
        Map<Integer, State> present = new HashMap<>();
        Map<Integer, Boolean> heard = new HashMap<>();
        for (State state : accessPoints) {
            heard.merge(state.linkIndex(), state.carrier(), Boolean::logicalOr);
            if (state.up()) {
                present.put(state.linkIndex(), state);
            }
        }
        List<Link> links = new ArrayList<>();
        links.add(Link.builder("lo", 1).kind(LinkKind.LOOPBACK).bearer(Bearer.LOOPBACK).up(true).carrier(true).operational(true).mtuBytes(65536)
            .addresses(List.of(new LinkAddress(InetAddress.getLoopbackAddress(), 8, true))).build());
        for (Device device : devices) {
            Optional<State> state = Optional.ofNullable(present.get(device.linkIndex()));
            boolean carrier = state.map(State::carrier).orElse(heard.getOrDefault(device.linkIndex(), false));
            links.add(Link.builder(device.name(), device.linkIndex()).kind(LinkKind.PHYSICAL).bearer(device.bearer())
                .up(state.isPresent()).carrier(carrier).operational(state.filter(State::operational).isPresent()).mtuBytes(1500)
                .addresses(state.filter(State::isActive).map(active -> List.of(active.address())).orElse(List.of())).build());
        }
        return links;
    }
}
