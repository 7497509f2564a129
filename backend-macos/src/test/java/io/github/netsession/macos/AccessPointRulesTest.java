package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.Purpose;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.testkit.Links;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class AccessPointRulesTest {

    private static final String VPN = "VPN";
    private static final String PPPOE = "PPP/Ethernet/en1";
    private static final String MODEM = "PPP/Modem/usbmodem1";

    private final FakeStore store = new FakeStore();
    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final Signals signals = new Signals(new FakeMacOs(), false);
    private Optional<String> preferred = Optional.empty();
    private Connectivity connectivity = Connectivity.INTERNET;
    private Metered metered = Metered.GUESSED_NO;

    private AccessPoint point(String id) {
        List<NetworkService> services = NetworkService.all(store.copy());
        StoreReading reading = new StoreReading(store.copy(), services, statuses);
        AccessPointRules rules = new AccessPointRules(reading, links, preferred, signals, ActiveLinks.NONE);
        return rules.accessPoint(services.stream().filter(service -> service.id().equals(id)).findFirst().orElseThrow(),
            new Reach(connectivity, metered, false));
    }

    private AccessPoint point() {
        return point("A");
    }

    private void assertStanding(ConfigurationState state, Transition transition) {
        assertEquals(state, point().state());
        assertEquals(transition, point().transition());
    }

    private Link link(String name, Bearer bearer, boolean up, boolean carrier, String... addresses) {
        LinkKind kind = bearer == Bearer.VPN ? LinkKind.TUNNEL : LinkKind.PHYSICAL;
        Link link = Links.card(name, links.size() + 1, bearer, up, carrier).kind(kind).addresses(Rows.addresses(addresses)).build();
        links.put(name, link);
        return link;
    }

    @Nested
    class OfWhatIsSwitchedOnAndOff {

        @ParameterizedTest(name = "up {0}, carrier {1}, address {2}: {3}, {4}")
        @CsvSource({
            "true, true, 192.0.2.1, ACTIVE, NONE",
            "true, true, 2001:db8::1, ACTIVE, NONE",
            "true, true, fe80::1, DISCOVERED, STARTING",
            "true, true, 169.254.1.1, DISCOVERED, NONE",
            "true, false, 192.0.2.1, DEFINED, NONE",
            "false, true, 192.0.2.1, DEFINED, NONE",
            "false, false, 192.0.2.1, DEFINED, NONE",
        })
        void itsStateIsThatOfItsDevice(boolean up, boolean carrier, String address, ConfigurationState state, Transition transition) {
            store.service("A", "LAN", FakeStore.LAN);
            link("en1", Bearer.ETHERNET, up, carrier, address);
            assertStanding(state, transition);
            assertEquals(Optional.of("en1"), point().interfaceName());
            assertEquals(!up, point().needsPermission(), "only a device that is switched off needs the permission");
        }

        @Test
        void withoutAnAddressItIsOnItsWay() {
            store.service("A", "LAN", FakeStore.LAN);
            link("en1", Bearer.ETHERNET, true, true);
            assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
            assertTrue(point().isProgressing(), "it has a link and waits for an address");
        }

        @Test
        void anAddressThatCannotBeUsedYetIsNone() {
            store.service("A", "LAN", FakeStore.LAN);
            links.put("en1", Links.up("en1", 1, Bearer.ETHERNET)
                .addresses(List.of(new LinkAddress(Rows.address("2001:db8::1"), 64, false))).build());
            assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
        }

        @Test
        void whatIsUpAndDoesNotRunIsNotOnItsWay() {
            store.service("A", "LAN", FakeStore.LAN);
            links.put("en1", Links.up("en1", 1, Bearer.ETHERNET).operational(false).build());
            assertStanding(ConfigurationState.DISCOVERED, Transition.NONE);
        }

        @Test
        void withoutItsDeviceItIsOnlyKnownAndStillSaysWhatCarriesIt() {
            store.service("A", "LAN", FakeStore.LAN).service("B", "Wi-Fi", FakeStore.WIFI).service("C", "iPhone", "Ethernet/Modem/en9")
                .service("D", "Thunderbolt", "Bridge/Something/bridge0");
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
            assertEquals(Optional.empty(), point().interfaceName());
            assertEquals(List.of(Bearer.ETHERNET, Bearer.WLAN, Bearer.UNKNOWN, Bearer.UNKNOWN),
                List.of("A", "B", "C", "D").stream().map(id -> point(id).bearer()).toList());
        }

        @Test
        void theInterfaceInUseCountsBeforeTheOneItIsSetUpFor() {
            store.service("A", "Bridge", FakeStore.LAN).inUse("A", "en5");
            link("en1", Bearer.ETHERNET, true, true);
            link("en5", Bearer.WLAN, true, true, "192.0.2.5");
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Optional.of("en5"), point().interfaceName());
            assertEquals(Bearer.WLAN, point().bearer());
        }

        @Test
        void anInterfaceInUseThatIsNotThereLeavesItsDevice() {
            store.service("A", "LAN", FakeStore.LAN).inUse("A", "en5");
            link("en1", Bearer.ETHERNET, true, true, "192.0.2.1");
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Optional.of("en1"), point().interfaceName());
        }

        @Test
        void ofTwoOnOneDeviceOnlyTheOneInUseIsActive() {
            store.service("A", "by hand", FakeStore.LAN).service("B", "by DHCP", FakeStore.LAN).inUse("B", "en1");
            link("en1", Bearer.ETHERNET, true, true, "192.0.2.1");
            assertStanding(ConfigurationState.DISCOVERED, Transition.NONE);
            assertEquals(ConfigurationState.ACTIVE, point("B").state());
            assertEquals(Optional.of("en1"), point().interfaceName());
        }

        @Test
        void pppOverItsDeviceTakesNothingFromIt() {
            store.service("A", "LAN", FakeStore.LAN).service("B", "PPPoE", PPPOE);
            link("en1", Bearer.ETHERNET, true, true);
            assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
        }

        @Test
        void whatIsOnlyThereIsActiveByItsInterface() {
            store.inUse("A", "utun3");
            link("utun3", Bearer.VPN, true, true, "192.0.2.3");
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Bearer.VPN, point().bearer());
            assertEquals(Purpose.UNKNOWN, point().purpose());
        }

        @Test
        void everythingElseIsSetAsPromised() {
            store.service("A", "LAN", FakeStore.LAN);
            link("en1", Bearer.ETHERNET, true, true, "192.0.2.1");
            assertEquals(AccessPoint.builder(new ConfigurationId("service:A")).name("LAN").state(ConfigurationState.ACTIVE)
                .bearer(Bearer.ETHERNET).interfaceName("en1").build(), point());
        }
    }

    @Nested
    class OfAVpn {

        private void vpn(int status) {
            store.service("A", "Office", VPN);
            statuses.put("A", status);
        }

        private void through(String... addresses) {
            store.inUse("A", "utun3");
            link("utun3", Bearer.VPN, true, true, addresses);
        }

        @Test
        void connectedWithAnAddressItIsActive() {
            vpn(ConnectionPort.CONNECTED);
            through("192.0.2.3");
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Optional.of("utun3"), point().interfaceName());
            assertEquals(Purpose.PRIVATE, point().purpose());
            assertEquals(Bearer.VPN, point().bearer());
        }

        @ParameterizedTest
        @ValueSource(strings = {"fe80::3", "169.254.3.3", ""})
        void connectedItIsActiveWhateverItsAddressesReach(String address) {
            vpn(ConnectionPort.CONNECTED);
            through(address.isEmpty() ? new String[0] : new String[] {address});
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Optional.of("utun3"), point().interfaceName());
        }

        /** A proxy by a network extension has no interface. */
        @Test
        void connectedWithoutAnInterfaceItIsActive() {
            vpn(ConnectionPort.CONNECTED);
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Optional.empty(), point().interfaceName());
            assertEquals(Connectivity.UNKNOWN, point().connectivity(), "though nothing is preferred either");
            assertEquals(Metered.UNKNOWN, point().metered());
        }

        @Test
        void connectedByAnInterfaceThatIsNotThereOrNotUpItIsOnItsWay() {
            vpn(ConnectionPort.CONNECTED);
            store.inUse("A", "utun3");
            assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
            assertTrue(point().isProgressing());
            link("utun3", Bearer.VPN, true, false, "192.0.2.3");
            assertStanding(ConfigurationState.DISCOVERED, Transition.STARTING);
        }

        @Test
        void whileItConnectsNothingIsKnownOfItsProgress() {
            vpn(ConnectionPort.CONNECTING);
            assertFalse(point().isProgressing());
        }

        @ParameterizedTest
        @CsvSource({"1, STARTING", "3, STOPPING"})
        void onItsWayItIsSoEvenIfItHasAnAddress(int status, Transition transition) {
            vpn(status);
            assertStanding(ConfigurationState.DISCOVERED, transition);
            through("192.0.2.3");
            assertStanding(ConfigurationState.DISCOVERED, transition);
        }

        @Test
        void disconnectedItCanBeStartedIfThereIsAnyWayOut() {
            vpn(ConnectionPort.DISCONNECTED);
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
            preferred = Optional.of("en0");
            assertStanding(ConfigurationState.DISCOVERED, Transition.NONE);
            assertEquals(Bearer.VPN, point().bearer());
            assertEquals(Optional.empty(), point().interfaceName());
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 4, 4711, Integer.MIN_VALUE})
        void ofAnUnknownStatusItCannotBeStartedThoughSomebodyElsesMayBeUp(int status) {
            vpn(status);
            preferred = Optional.of("en0");
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
            through("192.0.2.3");
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
        }

        @Test
        void ofNoStatusItIsAsOfAnUnknownOne() {
            store.service("A", "Office", VPN);
            preferred = Optional.of("en0");
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
        }

        @Test
        void overL2tpItIsPrivateForItHasNoDevice() {
            store.service("A", "Office", "PPP");
            assertEquals(Purpose.PRIVATE, point().purpose());
            assertEquals(Bearer.VPN, point().bearer());
        }
    }

    @Nested
    class OfAProvidersLine {

        private void down(String port) {
            store.service("A", "Line", port);
            statuses.put("A", ConnectionPort.DISCONNECTED);
        }

        @Test
        void pppOverEthernetNeedsTheCableAndNoOtherNetwork() {
            down(PPPOE);
            link("en1", Bearer.ETHERNET, true, false);
            preferred = Optional.of("en0");
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
            link("en1", Bearer.ETHERNET, false, true);
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
            preferred = Optional.empty();
            link("en1", Bearer.ETHERNET, true, true);
            assertStanding(ConfigurationState.DISCOVERED, Transition.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PPP/Ethernet/en9", "PPP/AirPort/en9"})
        void pppOverEthernetWhoseAdapterIsUnpluggedCannotBeStarted(String port) {
            down(port);
            assertStanding(ConfigurationState.DEFINED, Transition.NONE);
        }

        @Test
        void aModemIsNoInterfaceAndAlwaysAWay() {
            down(MODEM);
            assertStanding(ConfigurationState.DISCOVERED, Transition.NONE);
            assertEquals(Bearer.UNKNOWN, point().bearer());
            assertEquals(Purpose.UNKNOWN, point().purpose());
        }

        @Test
        void itIsCarriedByWhatItRunsOnAlsoWhileItIsUp() {
            down(PPPOE);
            link("en1", Bearer.ETHERNET, true, true);
            store.service("B", "Modem", MODEM).inUse("B", "ppp1").inUse("A", "ppp0");
            link("ppp0", Bearer.VPN, true, true, "192.0.2.4");
            link("ppp1", Bearer.VPN, true, true, "192.0.2.5");
            statuses.put("A", ConnectionPort.CONNECTED);
            statuses.put("B", ConnectionPort.CONNECTED);
            assertStanding(ConfigurationState.ACTIVE, Transition.NONE);
            assertEquals(Bearer.ETHERNET, point().bearer(), "no VPN: nothing is wrapped through another network");
            assertEquals(Bearer.UNKNOWN, point("B").bearer());
            assertEquals(Optional.of("ppp0"), point().interfaceName());
            assertEquals(Purpose.UNKNOWN, point().purpose());
        }
    }

    @Nested
    class OfCostAndReach {

        private void active() {
            store.service("A", "LAN", FakeStore.LAN).inUse("A", "en1");
            link("en1", Bearer.ETHERNET, true, true, "192.0.2.1");
        }

        @Test
        void thePreferredOneHasThePathsAndNoOther() {
            active();
            metered = Metered.YES;
            assertEquals(Metered.UNKNOWN, point().metered());
            assertEquals(Connectivity.UNKNOWN, point().connectivity());
            preferred = Optional.of("en1");
            assertEquals(Metered.YES, point().metered());
            assertEquals(Connectivity.INTERNET, point().connectivity());
            preferred = Optional.of("en0");
            assertEquals(Metered.UNKNOWN, point().metered());
        }

        @Test
        void anotherCostsIfItsLinkSaysSo() {
            active();
            store.link("en1", Map.of("Expensive", true));
            assertEquals(Metered.YES, point().metered());
            store.link("en1", Map.of("Expensive", 0L));
            assertEquals(Metered.UNKNOWN, point().metered());
            store.link("en1", Map.of("Expensive", "yes"));
            assertEquals(Metered.UNKNOWN, point().metered());
        }

        @Test
        void ofThePreferredOneThePathSaysItAlone() {
            active();
            preferred = Optional.of("en1");
            store.link("en1", Map.of("Expensive", true));
            assertEquals(Metered.GUESSED_NO, point().metered());
        }

        @Test
        void whatIsNotActiveHasNoneOfIt() {
            store.service("A", "LAN", FakeStore.LAN).link("en1", Map.of("Expensive", true));
            link("en1", Bearer.ETHERNET, true, true);
            preferred = Optional.of("en1");
            metered = Metered.YES;
            assertEquals(Connectivity.UNKNOWN, point().connectivity());
            assertEquals(Metered.UNKNOWN, point().metered());
        }
    }

    @Test
    void theSignalIsAskedForOnlyWhereThereIsOne() {
        FakeMacOs os = new FakeMacOs();
        Signals wanted = new Signals(os, true);
        os.wifi.signals.put("en0", new WifiPort.Wifi(true, -60, true));
        store.service("A", "Wi-Fi", FakeStore.WIFI).service("B", "LAN", FakeStore.LAN).service("C", "other Wi-Fi", "Ethernet/AirPort/en2");
        link("en0", Bearer.WLAN, true, true, "192.0.2.2");
        link("en1", Bearer.ETHERNET, true, true, "192.0.2.1");
        link("en2", Bearer.WLAN, true, false);
        StoreReading reading = new StoreReading(store.copy(), NetworkService.all(store.copy()), statuses);
        AccessPointRules rules = new AccessPointRules(reading, links, preferred, wanted, ActiveLinks.NONE);
        assertEquals(List.of(OptionalInt.of(80), OptionalInt.empty(), OptionalInt.empty()),
            reading.services().stream().map(service -> rules.accessPoint(service, new Reach(connectivity, metered, false)).signalPercent()).toList());
        assertEquals(1, os.count("wifi.read"));
        wanted.close();
    }
}
