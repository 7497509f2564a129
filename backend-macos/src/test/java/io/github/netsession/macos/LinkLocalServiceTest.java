package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
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

/** What becomes of a service that is set up for a link-local address, as for a camera at the other end of the cable. */
@Tag("unit")
class LinkLocalServiceTest {

    private final FakeStore store = new FakeStore();
    private final Map<String, Link> links = new HashMap<>();

    private void assertStanding(ConfigurationState state, Transition transition) {
        List<NetworkService> services = NetworkService.all(store.copy());
        AccessPoint point = new AccessPointRules(new StoreReading(store.copy(), services, Map.of()), links, Optional.empty(),
            new Signals(new FakeMacOs(), false), ActiveLinks.NONE).accessPoint(services.get(0), new Reach(Connectivity.UNKNOWN, Metered.UNKNOWN, false));
        assertEquals(state, point.state());
        assertEquals(transition, point.transition());
    }

    private void link(boolean carrier, String... addresses) {
        links.put("en1", Links.card("en1", 1, Bearer.ETHERNET, true, carrier).addresses(Rows.addresses(addresses)).build());
    }

    private void setUp(String protocol, String method, String... addresses) {
        store.put(StoreKeys.SETUP_SERVICES + "A/" + protocol, addresses.length == 0 ? Map.of("ConfigMethod", method)
            : Map.of("ConfigMethod", method, "Addresses", List.of(addresses)));
    }

    @ParameterizedTest(name = "{0} {1} {2}: with a self-assigned address {3}")
    @CsvSource({
        "IPv4, LinkLocal, , ACTIVE", "IPv4, Manual, 169.254.7.7, ACTIVE", "IPv4, Manual, 192.0.2.7, DISCOVERED", "IPv4, DHCP, , DISCOVERED",
        "IPv4, BOOTP, , DISCOVERED", "IPv4, Manual, , DISCOVERED", "IPv4, INFORM, 192.0.2.7, DISCOVERED", "IPv6, LinkLocal, , DISCOVERED"})
    void whatIsSetUpForALinkLocalAddressIsActiveWithOne(String protocol, String method, String address, ConfigurationState state) {
        store.service("A", "Camera", FakeStore.LAN).inUse("A", "en1");
        setUp(protocol, method, address == null ? new String[0] : new String[] {address});
        link(true, "169.254.7.7");
        assertStanding(state, Transition.NONE);
    }

    @Test
    void whatIsSetUpForALinkLocalAddressIsNotActiveBeforeConfigdSaysThatItHasOne() {
        store.service("A", "Camera", FakeStore.LAN);
        setUp("IPv4", "LinkLocal");
        link(true);
        assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
        store.inUse("A", "en1");
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
        link(false, "169.254.7.7");
        assertStanding(ConfigurationState.DEFINED, Transition.NONE);
    }

    @Test
    void inIpv6TheSameHoldsWhereIpv4IsOff() {
        store.service("A", "Camera", FakeStore.LAN).put(StoreKeys.SERVICES + "A/IPv6", Map.of("InterfaceName", "en1"));
        setUp("IPv6", "LinkLocal");
        link(true, "fe80::7");
        assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
        setUp("IPv4", "DHCP");
        assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
    }
}
