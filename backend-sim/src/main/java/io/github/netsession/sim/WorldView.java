package io.github.netsession.sim;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.Purpose;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The world at one moment, and what a backend makes of it.
 *
 * @param accessPoints its access points
 * @param defaultInterface the interface that traffic to the Internet leaves by
 * @param connectivity how far the network reaches
 * @param metered whether the network in use costs
 * @param suspended how long the machine has been suspended
 * @param losses how often notices were lost
 */
record WorldView(List<State> accessPoints, Optional<String> defaultInterface, Connectivity connectivity, Metered metered,
                 Duration suspended, long losses) {

    /** How an access point is. */
    record State(String name, Bearer bearer, int linkIndex, boolean inRange, boolean up, boolean addressed, AccessPoint.Transition transition,
                 Metered metered, OptionalInt signalPercent, Duration connectTimeout, LinkAddress address) {

        String interfaceName() {
            return "sim-" + name;
        }

        ConfigurationState configurationState() {
            if (!inRange) {
                return ConfigurationState.DEFINED;
            }
            return up && addressed ? ConfigurationState.ACTIVE : ConfigurationState.DISCOVERED;
        }
    }

    Snapshot snapshot() {
        List<AccessPoint> found = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        links.add(new Link("lo", 1, LinkKind.LOOPBACK, Bearer.LOOPBACK, true, true, true, 65536, Optional.empty(), Optional.empty(),
            List.of(new LinkAddress(InetAddress.getLoopbackAddress(), 8, true))));
        for (State state : accessPoints) {
            boolean usable = state.configurationState() == ConfigurationState.ACTIVE;
            found.add(new AccessPoint(SimAccessPoint.id(state.name()), state.name(), state.configurationState(), state.transition(),
                Purpose.UNKNOWN, state.bearer(), state.connectTimeout(), state.metered(), usable ? connectivity : Connectivity.UNKNOWN,
                state.signalPercent(), Optional.of(state.interfaceName()), Optional.empty()));
            links.add(new Link(state.interfaceName(), state.linkIndex(), LinkKind.PHYSICAL, state.bearer(), state.up(), state.inRange(),
                state.up() && state.inRange(), 1500, Optional.empty(), Optional.empty(), usable ? List.of(state.address()) : List.of()));
        }
        return new Snapshot(found, links, defaultInterface, connectivity, metered, Map.of(), Optional.of(suspended), losses, true);
    }
}
