package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NetworkServiceTest {

    private final FakeStore store = new FakeStore();

    private List<NetworkService> all() {
        return NetworkService.all(store.copy());
    }

    private List<String> ids() {
        return all().stream().map(NetworkService::id).toList();
    }

    private NetworkService only() {
        List<NetworkService> all = all();
        assertEquals(1, all.size(), all::toString);
        return all.get(0);
    }

    @Test
    void aServiceThatIsSetUpAndInUseSaysEverything() {
        store.order("A").service("A", "Wi-Fi", FakeStore.WIFI).inUse("A", "en0");
        assertEquals(new NetworkService("A", "Wi-Fi", "Ethernet", "AirPort", Optional.of("en0"), Optional.of("en0")), only());
        assertEquals(new ConfigurationId("service:A"), only().configurationId());
    }

    @Test
    void theUsersOrderComesFirstThenTheOthersByTheirIds() {
        store.service("z", "1", FakeStore.LAN).service("y", "2", FakeStore.LAN).service("b", "3", FakeStore.LAN).service("a", "4", FakeStore.LAN)
            .inUse("0", "utun3").order("y", "gone", "z");
        assertEquals(List.of("y", "z", "0", "a", "b"), ids());
    }

    @Test
    void theOrderOfTheStoreDoesNotCount() {
        store.service("b", "3", FakeStore.LAN).inUse("c", "utun1").service("a", "4", FakeStore.LAN);
        List<String> once = ids();
        FakeStore other = new FakeStore().service("a", "4", FakeStore.LAN).inUse("c", "utun1").service("b", "3", FakeStore.LAN);
        assertEquals(once, NetworkService.all(other.copy()).stream().map(NetworkService::id).toList());
    }

    @Test
    void anIdThatIsOrderedTwiceIsOneService() {
        store.order("A", "A").service("A", "Wi-Fi", FakeStore.WIFI);
        assertEquals(List.of("A"), ids());
    }

    @Nested
    class ThatIsOnlyThere {

        @Test
        void isOneWhileItHasAnAddress() {
            store.inUse("V", "utun3");
            assertEquals(new NetworkService("V", "utun3", "", "", Optional.empty(), Optional.of("utun3")), only());
            store.remove(StoreKeys.SERVICES + "V/IPv4").put(StoreKeys.SERVICES + "V/IPv6", Map.of("InterfaceName", "utun4"));
            assertEquals(Optional.of("utun4"), only().inUse());
        }

        @Test
        void countsByItsIpv4InterfaceBeforeTheOther() {
            store.inUse("V", "utun3").put(StoreKeys.SERVICES + "V/IPv6", Map.of("InterfaceName", "utun4"));
            assertEquals(Optional.of("utun3"), only().inUse());
        }

        @Test
        void isNoneWithoutAnInterface() {
            store.put(StoreKeys.SERVICES + "V/IPv4", Map.of("Addresses", List.of("192.0.2.1"))).put(StoreKeys.SERVICES + "W/IPv4", "en0")
                .put(StoreKeys.SERVICES + "X", Map.of("UserDefinedName", "x")).put(StoreKeys.SERVICES + "Y/PPP", Map.of("InterfaceName", "ppp0"));
            assertEquals(List.of(), all());
        }
    }

    @Nested
    class ByName {

        @Test
        void isWhatTheUserCallsItThenWhatItsProgramDoesThenItsPortThenItsInterfaceThenItsId() {
            store.service("A", "mine", FakeStore.WIFI).inUse("A", "en0").put(StoreKeys.SERVICES + "A", Map.of("UserDefinedName", "the program's"));
            assertEquals("mine", only().name());
            store.remove(StoreKeys.SETUP_SERVICES + "A");
            assertEquals("the program's", only().name());
            store.remove(StoreKeys.SERVICES + "A").put(StoreKeys.SETUP_SERVICES + "A/Interface",
                Map.of("Type", "Ethernet", "UserDefinedName", "the port's"));
            assertEquals("the port's", only().name());
            store.put(StoreKeys.SETUP_SERVICES + "A/Interface", Map.of("Type", "Ethernet"));
            assertEquals("en0", only().name());
            store.remove(StoreKeys.SERVICES + "A/IPv4");
            assertEquals("A", only().name());
        }

        @Test
        void isPrintable() {
            store.service("A", "a\u001b[31m\u202e\nb\\", FakeStore.WIFI);
            assertEquals("a\\u001b[31m\\u202e\\u000ab\\u005c", only().name());
        }

        @Test
        void isPrintableAlsoAsAnId() {
            store.service("A\u0007\u202e", "", FakeStore.WIFI);
            assertEquals("A\\u0007\\u202e", only().name());
            assertEquals(new ConfigurationId("service:A\\u0007\\u202e"), only().configurationId());
        }
    }

    @ParameterizedTest
    @CsvSource({"PPP, true", "VPN, true", "IPSec, true", "L2TP, true", "PPTP, true", "Ethernet, false", "IEEE80211, false", "6to4, false",
        "Bridge, false", "vpn, false", "'', false"})
    void whatIsConnectedAndDisconnectedIsToldByItsType(String type, boolean isConnection) {
        assertEquals(isConnection, new NetworkService("A", "A", type, "", Optional.empty(), Optional.of("x0")).isConnection());
    }

    @Test
    void servicesAreCountedByTheirDevicesAndConnectionsOverTheSameDoNotCount() {
        store.service("A", "1", FakeStore.LAN).service("B", "2", FakeStore.LAN).service("C", "3", FakeStore.WIFI).service("D", "4", "VPN")
            .service("E", "PPPoE over it", "PPP/AirPort/en0");
        assertEquals(Map.of("en0", 1, "en1", 2), NetworkService.byDevice(all()));
    }

    @Nested
    class OfHostileContent {

        private final List<Object> wrong = new ArrayList<>(Arrays.asList("text", 1L, true, List.of("x", 1L, List.of()), Map.of(), Map.of("Type", 1L),
            Map.of("Type", List.of("Ethernet")), Map.of("InterfaceName", 3L, "UserDefinedName", false, "DeviceName", List.of("en0"))));

        @Test
        void nothingOfAWrongTypeIsAServiceOrAFailure() {
            for (Object value : wrong) {
                for (String key : List.of("Setup:/Network/Service/A", "Setup:/Network/Service/A/Interface", "State:/Network/Service/A",
                    "State:/Network/Service/A/IPv4", "State:/Network/Service/A/IPv6", "State:/Network/Service/A/CaptivePortal")) {
                    store.put(key, value);
                }
                store.put(StoreKeys.SETUP_IPV4, value);
                assertEquals(List.of(), all(), value::toString);
                store.put(StoreKeys.SETUP_IPV4, Map.of("ServiceOrder", value));
                assertEquals(List.of(), all(), value::toString);
            }
        }

        @Test
        void whatIsRightBesidesItIsKept() {
            store.service("A", "Wi-Fi", FakeStore.WIFI).put(StoreKeys.SETUP_IPV4, Map.of("ServiceOrder", List.of(1L, "A", List.of("A"), true)))
                .put(StoreKeys.SERVICES + "A/IPv4", 4L).put(StoreKeys.SETUP_SERVICES + "A", "no dictionary")
                .put(StoreKeys.SERVICES + "A/CaptivePortal", "no dictionary");
            assertEquals(new NetworkService("A", "A", "Ethernet", "AirPort", Optional.of("en0"), Optional.empty()), only());
        }

        @Test
        void aServiceWithoutAnInterfaceIsNone() {
            store.order("A").put(StoreKeys.SETUP_SERVICES + "A", Map.of("UserDefinedName", "Wi-Fi"));
            assertEquals(List.of(), all());
        }

        @ParameterizedTest
        @ValueSource(ints = {100, 128, 129, 200, 220, 255, 256, 1_000, 1_000_000})
        void anEnormousIdIsNoFailureHoweverItIsWritten(int length) {
            for (String letter : List.of("a", "\u0001", "\u202e", "\\", "\ud800", "\udbff\udfff")) {
                String id = letter.repeat(length);
                store.order(id).service(id, "set up", FakeStore.WIFI).inUse(id + 'x', "utun3").put(StoreKeys.SERVICES + id + "y/IPv6",
                    Map.of("InterfaceName", "utun4"));
            }
            List<NetworkService> found = all();
            assertDoesNotThrow(() -> found.forEach(NetworkService::configurationId));
            assertEquals(found.size(), new HashSet<>(found.stream().map(NetworkService::configurationId).toList()).size());
            if (length <= 100) {
                assertTrue(found.size() > 10, found::toString);
            }
        }

        @Test
        void anEmptyIdIsNoService() {
            store.order("", "A").service("", "empty", FakeStore.WIFI).service("A", "Wi-Fi", FakeStore.WIFI).put(StoreKeys.SERVICES + "/IPv4",
                Map.of("InterfaceName", "en0"));
            assertEquals(List.of("A"), ids());
        }

        @Test
        void manyServicesAreAllThere() {
            for (int i = 0; i < 5_000; i++) {
                store.service("id" + i, "name", FakeStore.WIFI);
            }
            assertEquals(5_000, all().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"PPP, PPPoE, true", "PPP, PPPSerial, true", "PPP, L2TP, false", "PPP, PPTP, false", "VPN, com.example.vpn, false", "IPSec, IPSec, false"})
    void macosCountsWhoHoldsALineButNotWhoHoldsAVpn(String type, String subType, boolean isCounted) {
        NetworkService service = NetworkService.all(Map.of(StoreKeys.SETUP_SERVICES + "A/Interface", Map.of("Type", type, "SubType", subType))).get(0);
        assertTrue(service.isConnection());
        assertEquals(isCounted, service.isCounted());
    }
}
