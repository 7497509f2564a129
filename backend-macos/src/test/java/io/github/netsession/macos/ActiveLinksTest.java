package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.testkit.Links;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a VPN that was active in the reading before. */
@Tag("unit")
class ActiveLinksTest {

    private final FakeStore store = new FakeStore();
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private ActiveLinks before = ActiveLinks.NONE;

    private AccessPoint point() {
        List<NetworkService> services = NetworkService.all(store.copy());
        return new AccessPointRules(new StoreReading(store.copy(), services, statuses), links, Optional.empty(), new Signals(new FakeMacOs(), false), before)
            .accessPoint(services.get(0), new Reach(Connectivity.INTERNET, Metered.UNKNOWN, false));
    }

    private void assertStanding(ConfigurationState state, Transition transition) {
        assertEquals(state, point().state());
        assertEquals(transition, point().transition());
    }

    private void vpn(int status) {
        store.service("A", "Office", "VPN");
        statuses.put("A", status);
    }

    private void through(String name, int index, String address) {
        store.inUse("A", name);
        links.put(name, Links.up(name, index, Bearer.VPN).kind(LinkKind.TUNNEL).addresses(Rows.addresses(address)).build());
    }

    private void wasActive() {
        vpn(ConnectionPort.CONNECTED);
        through("utun3", 3, "192.0.2.3");
        before = ActiveLinks.of(List.of(point()), links);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "1, ACTIVE, NONE",
        "2, ACTIVE, NONE",
        "-1, ACTIVE, NONE",
        "4711, ACTIVE, NONE",
        "0, DEFINED, NONE",
        "3, DISCOVERED, STOPPING",
    })
    void itStaysUpOnItsLinkUnlessMacosSaysThatItGoes(int status, ConfigurationState state, Transition transition) {
        wasActive();
        vpn(status);
        assertStanding(state, transition);
        store.remove(StoreKeys.SERVICES + "A/IPv4");
        assertStanding(state, transition);
        boolean isUp = state == ConfigurationState.ACTIVE;
        assertEquals(isUp ? Optional.of("utun3") : Optional.empty(), point().interfaceName());
    }

    /** What becomes of the link: without its address, down, gone, another one of the same name. */
    @ParameterizedTest
    @CsvSource({"bare, 1, STARTING", "down, 1, STARTING", "gone, 1, STARTING", "another, 1, STARTING", "down, 2, STARTING", "gone, 2, STARTING", "gone, -1, NONE"})
    void itIsLostWithItsLink(String what, int status, Transition transition) {
        wasActive();
        vpn(status);
        Link link = links.remove("utun3");
        switch (what) {
            case "bare" -> links.put("utun3", link.toBuilder().addresses(List.of()).build());
            case "down" -> links.put("utun3", link.toBuilder().up(false).operational(false).build());
            case "another" -> links.put("utun3", Links.up("utun3", 77, Bearer.VPN).kind(LinkKind.TUNNEL).addresses(link.addresses()).build());
            default -> { }
        }
        assertEquals(transition, point().transition());
        assertNotEquals(ConfigurationState.ACTIVE, point().state());
    }

    @Test
    void connectedItStaysUpWithoutAnAddressForItsWordDecides() {
        wasActive();
        links.put("utun3", links.get("utun3").toBuilder().addresses(List.of()).build());
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
    }

    @Test
    void oneThatWasUpWithoutReachStaysUpOnItsLinkToo() {
        vpn(ConnectionPort.CONNECTED);
        through("utun3", 3, "fe80::3");
        before = ActiveLinks.of(List.of(point()), links);
        vpn(ConnectionPort.CONNECTING);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
        links.put("utun3", links.get("utun3").toBuilder().operational(false).build());
        assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
    }

    @Test
    void onAnotherLinkItIsBeingStarted() {
        wasActive();
        vpn(ConnectionPort.CONNECTING);
        through("utun4", 4, "192.0.2.4");
        assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
        vpn(ConnectionPort.CONNECTED);
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
        assertEquals(Optional.of("utun4"), point().interfaceName());
    }

    @Test
    void onceDownItIsStartedAnew() {
        wasActive();
        vpn(ConnectionPort.DISCONNECTED);
        before = ActiveLinks.of(List.of(point()), links);
        vpn(ConnectionPort.CONNECTING);
        assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
    }
}
