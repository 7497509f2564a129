package io.github.netsession.windows.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.testkit.Links;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class WifiAccessPointsTest {

    private static final String GUID = "{1}";

    private final Station station = new Station(GUID);

    /**
     * A link by what matters: usable, without an address, with one of Windows' own (and without its carrier), without one and with a route, with a tentative one of those, without a carrier, with one
     * and not operational yet, again or for the first time, without a carrier but with its address, switched off, none at all.
     */
    private static Optional<Link> link(String how) throws UnknownHostException {
        List<LinkAddress> addresses = switch (how) {
            case "usable", "waking", "away", "off" -> List.of(address("192.0.2.1", true));
            case "bare", "down", "beginning", "routed" -> List.of();
            case "automatic", "automatic away" -> List.of(address("169.254.7.7", true), address("fe80::1", true));
            case "tentative" -> List.of(address("169.254.7.7", false));
            case "linklocal6" -> List.of(address("fe80::1", true));
            default -> null;
        };
        boolean isUp = !how.equals("off");
        boolean hasCarrier = isUp && !List.of("down", "away", "automatic away").contains(how);
        boolean isOperational = hasCarrier && !List.of("waking", "beginning").contains(how);
        return addresses == null ? Optional.empty() : Optional.of(Links.card("Wi-Fi", 9, Bearer.WLAN, isUp, hasCarrier)
            .operational(isOperational).addresses(addresses).routed(how.equals("routed")).systemId(GUID).build());
    }

    private static LinkAddress address(String text, boolean usable) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(text);
        return new LinkAddress(address, 16, usable);
    }

    private AccessPoint point(String how) throws UnknownHostException {
        return WifiAccessPoints.of(station, "home", link(how));
    }

    @ParameterizedTest(name = "{0} with home, link {1}: {2}, {3}")
    @CsvSource({
        "CONNECTED, usable, ACTIVE, NONE",
        "CONNECTED, bare, DISCOVERED, STARTING",
        "CONNECTED, linklocal6, DISCOVERED, STARTING",
        "CONNECTED, tentative, DISCOVERED, STARTING",
        "CONNECTED, automatic, ACTIVE, NONE",
        "CONNECTED, routed, ACTIVE, NONE",
        "CONNECTED, down, ACTIVE, NONE",
        "CONNECTED, waking, ACTIVE, NONE",
        "CONNECTED, beginning, DISCOVERED, NONE",
        "CONNECTED, none, DISCOVERED, NONE",
        "CONNECTING, usable, DISCOVERED, STARTING",
        "CONNECTING, bare, DISCOVERED, STARTING",
        "CONNECTING, none, DISCOVERED, STARTING",
        "AUTHENTICATING, bare, DISCOVERED, STARTING",
        "AUTHENTICATING, none, DISCOVERED, STARTING",
        "DISCONNECTING, usable, DISCOVERED, STOPPING",
        "DISCONNECTING, none, DISCOVERED, STOPPING",
        "DISCONNECTED, usable, DISCOVERED, NONE",
        "NOT_READY, usable, ACTIVE, NONE",
        "NOT_READY, automatic, ACTIVE, NONE",
        "NOT_READY, tentative, DEFINED, NONE",
        "NOT_READY, bare, DEFINED, NONE",
        "NOT_READY, down, DEFINED, NONE",
        "NOT_READY, none, DEFINED, NONE",
    })
    void theProfileOfTheConnection(State state, String link, ConfigurationState expected, Transition transition) throws Exception {
        connectionWithHome(state);
        assertEquals(expected, point(link).state());
        assertEquals(transition, point(link).transition());
    }

    /** Within its network: no start was told. Without its carrier for a moment it still has its address. */
    @ParameterizedTest(name = "{0} with home, link {1}: {2}, {3}")
    @CsvSource({
        "CONNECTING, usable, ACTIVE, NONE",
        "AUTHENTICATING, usable, ACTIVE, NONE",
        "CONNECTING, waking, ACTIVE, NONE",
        "AUTHENTICATING, away, ACTIVE, NONE",
        "CONNECTING, down, DISCOVERED, STARTING",
        "CONNECTING, off, DISCOVERED, STARTING",
        "AUTHENTICATING, bare, DISCOVERED, STARTING",
        "CONNECTING, automatic, ACTIVE, NONE",
        "AUTHENTICATING, automatic away, ACTIVE, NONE",
        "CONNECTING, tentative, DISCOVERED, STARTING",
        "CONNECTING, none, DISCOVERED, STARTING",
    })
    void aStationThatRoamsStaysUpAsLongAsItsLinkDoes(State state, String link, ConfigurationState expected, Transition transition) throws Exception {
        connectionWithHome(State.CONNECTED);
        station.seen(state, List.of("home"));
        assertEquals(expected, point(link).state());
        assertEquals(transition, point(link).transition());
        station.seen(State.CONNECTED, List.of("home"));
        assertEquals(ConfigurationState.ACTIVE, point("usable").state());
    }

    @ParameterizedTest
    @CsvSource({"CONNECTING, DISCOVERED", "AUTHENTICATING, DISCOVERED", "NOT_READY, DEFINED"})
    void whatWindowsHasDisconnectedIsLostThoughItsLinkIsStillUp(State state, ConfigurationState expected) throws Exception {
        connectionWithHome(State.CONNECTED);
        station.apply(new WifiNotice(Event.DISCONNECTED, GUID, "home", 0));
        station.seen(state, List.of("home"));
        assertEquals(expected, point("usable").state());
    }

    private void connectionWithHome(State state) {
        station.seen(State.CONNECTED, List.of("home"));
        station.connectedWith(new WifiConnection("home", 50));
        if (state.isOnItsWay()) {
            station.apply(new WifiNotice(Event.CONNECTION_START, GUID, "home", 0));
        }
        station.seen(state, List.of("home"));
    }

    @ParameterizedTest(name = "{0} with home, link {1}: {2}")
    @CsvSource({
        "CONNECTING, bare, false",
        "CONNECTING, none, false",
        "AUTHENTICATING, bare, true",
        "AUTHENTICATING, none, true",
        "CONNECTED, bare, true",
        "CONNECTED, usable, false",
        "CONNECTED, automatic, false",
        "DISCONNECTING, bare, false",
        "DISCONNECTED, bare, false",
        "NOT_READY, bare, false",
    })
    void aStartProgressesOnceTheAccessPointIsFound(State state, String link, boolean progressing) throws Exception {
        connectionWithHome(state);
        assertEquals(progressing, point(link).isProgressing());
    }

    @ParameterizedTest(name = "{0} with another, reach {1}: {2}")
    @CsvSource({
        "CONNECTED, unknown, DISCOVERED",
        "CONNECTED, within, DISCOVERED",
        "CONNECTED, beyond, DEFINED",
        "CONNECTING, unknown, DISCOVERED",
        "CONNECTING, beyond, DEFINED",
        "AUTHENTICATING, beyond, DEFINED",
        "DISCONNECTING, within, DISCOVERED",
        "DISCONNECTED, unknown, DISCOVERED",
        "DISCONNECTED, within, DISCOVERED",
        "DISCONNECTED, beyond, DEFINED",
        "NOT_READY, unknown, DEFINED",
        "NOT_READY, within, DEFINED",
    })
    void aProfileThatIsNotTheConnections(State state, String reach, ConfigurationState expected) throws Exception {
        station.seen(State.CONNECTED, List.of("home", "another"));
        station.connectedWith(new WifiConnection("another", 50));
        station.seen(state, List.of("home", "another"));
        if (!reach.equals("unknown")) {
            station.within(reach.equals("within") ? List.of(new WifiNetwork("home", 20)) : List.of());
        }
        for (String link : List.of("usable", "bare", "automatic", "none")) {
            assertEquals(expected, point(link).state());
            assertEquals(Transition.NONE, point(link).transition());
            assertFalse(point(link).isProgressing());
        }
    }

    @Test
    void whileItIsNotKnownWhereItIsOnItsWayToNoProfileIs() throws Exception {
        station.seen(State.CONNECTING, List.of("home"));
        assertEquals(Transition.NONE, point("bare").transition());
        assertEquals(ConfigurationState.DISCOVERED, point("bare").state());
    }

    @Test
    void itsNameIsPrintableAndItsIdIsExact() {
        AccessPoint point = WifiAccessPoints.of(station, "free\u001b[2J\u202ewifi\\", Optional.empty());
        assertEquals("free\\u001b[2J\\u202ewifi\\u005c", point.name());
        assertEquals("wlan:{1}/free\u001b[2J\u202ewifi\\", point.id().value());
    }

    @Test
    void everythingElseIsAsPromised() throws Exception {
        station.seen(State.DISCONNECTED, List.of("home"));
        station.within(List.of(new WifiNetwork("home", 44)));
        AccessPoint point = point("usable");
        assertEquals(new ConfigurationId("wlan:{1}/home"), point.id());
        assertEquals("home", point.name());
        assertEquals(Bearer.WLAN, point.bearer());
        assertEquals(OptionalInt.of(44), point.signalPercent());
        assertEquals(Optional.of("Wi-Fi"), point.interfaceName());
        assertEquals(Optional.empty(), point("none").interfaceName());
        assertEquals(Metered.UNKNOWN, point.metered());
        assertEquals(Connectivity.UNKNOWN, point.connectivity());
        assertEquals(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, point.connectTimeout());
    }
}
