package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.UsagePolicy;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class MacReaderTest {

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
    private final Configd configd = new Configd(os, watcher::storeChanged, sink, Configd.LIMIT_MILLIS);
    private final Signals signals = new Signals(os, false);
    private final MacReader reader = new MacReader(os, configd, watcher, new Kinds(os, new OpenSink(sink)), signals);

    /** Wi-Fi that is up and preferred, and Ethernet without a cable. */
    @BeforeEach
    void aMacOnWifi() {
        os.with(Rows.loopback(), Rows.up("en0", 4, "192.0.2.4", "fe80::4"), Rows.up("en1", 5));
        os.store.order("W", "L").service("W", "Wi-Fi", FakeStore.WIFI).service("L", "LAN", FakeStore.LAN).inUse("W", "en0")
            .primary("en0").airPort("en0")
            .link("en0", Map.of("Active", true)).link("en1", Map.of("Active", false));
    }

    @AfterEach
    void close() {
        configd.close(os::close);
    }

    private Snapshot read() {
        return consistent(reader.read());
    }

    private static Snapshot consistent(Snapshot snapshot) {
        Set<String> names = snapshot.links().stream().map(Link::name).collect(Collectors.toSet());
        assertEquals(snapshot.links().size(), names.size());
        assertEquals(snapshot.links().size(), new HashSet<>(snapshot.links().stream().map(Link::index).toList()).size());
        assertEquals(snapshot.accessPoints().size(), new HashSet<>(snapshot.accessPoints().stream().map(AccessPoint::id).toList()).size());
        snapshot.accessPoints().forEach(point -> point.interfaceName().ifPresent(name -> assertTrue(names.contains(name), point::toString)));
        snapshot.defaultInterface().ifPresent(name -> assertTrue(names.contains(name), name));
        return snapshot;
    }

    private Link link(String name) {
        return read().links().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private AccessPoint point(String name) {
        return read().accessPoints().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aMacOnWifiIsReadAsItIs() {
        Snapshot snapshot = read();
        assertEquals(List.of("Wi-Fi", "LAN"), snapshot.accessPoints().stream().map(AccessPoint::name).toList());
        assertEquals(List.of(ConfigurationState.ACTIVE, ConfigurationState.DEFINED),
            snapshot.accessPoints().stream().map(AccessPoint::state).toList());
        assertEquals(List.of("lo0", "en0", "en1"), snapshot.links().stream().map(Link::name).toList());
        assertEquals(Optional.of("en0"), snapshot.defaultInterface());
        assertEquals(Connectivity.INTERNET, snapshot.connectivity());
        assertEquals(Metered.GUESSED_NO, snapshot.metered());
        assertEquals(Set.of(), snapshot.usagePolicies());
        assertEquals(Optional.of(Duration.ofSeconds(42)), snapshot.suspended());
        assertEquals(0, snapshot.losses());
        assertTrue(snapshot.exact());
    }

    @Test
    void aRowBecomesALink() {
        assertEquals(Links.up("en0", 4, Bearer.WLAN).hardwareAddress("02:00:00:00:00:01")
            .addresses(Rows.addresses("192.0.2.4", "fe80::4")).build(), link("en0"));
    }

    @Test
    void itTakesThreeCallsToTheKernelAndOneToConfigd() {
        read();
        Patience.until(() -> os.count("kinds") == 1, "the kinds are asked for");
        os.calls.clear();
        for (int i = 10; i < 500; i++) {
            os.with(Rows.up("feth" + i, i));
        }
        read();
        assertEquals(List.of("read", "interfaces", "routes", "route", "routes.close", "suspended"), os.calls);
    }

    @ParameterizedTest(name = "flags {0}, the store says {1}: up {2}, carrier {3}, operational {4}")
    @CsvSource({
        "65, , true, true, true",
        "65, true, true, true, true",
        "65, false, true, false, false",
        "1, , true, false, false",
        "1, true, true, true, false",
        "64, , false, false, false",
        "64, true, false, false, false",
        "0, , false, false, false",
    })
    void whereTheStoreSaysMoreOfACarrierThanTheKernelItCounts(int flags, Boolean active, boolean up, boolean carrier, boolean operational) {
        os.with(Rows.row("en7", 7, LinkType.IFT_ETHER, flags, "192.0.2.7"));
        if (active != null) {
            os.store.link("en7", Map.of("Active", active));
        }
        Link link = link("en7");
        assertEquals(List.of(up, carrier, operational), List.of(link.up(), link.carrier(), link.operational()));
    }

    @Test
    void whatIsJustBeingDetachedCarriesNothingAnyMore() {
        os.store.link("en0", Map.of("Active", true, "Detaching", true));
        assertEquals(List.of(true, false, false), List.of(link("en0").up(), link("en0").carrier(), link("en0").operational()));
        assertEquals(ConfigurationState.DEFINED, point("Wi-Fi").state());
    }

    @Test
    void anAddressThatTheStoreCallsTentativeCannotBeUsed() {
        os.with(Rows.up("en7", 7, "2001:db8::7", "2001:db8::8"));
        os.store.put(StoreKeys.INTERFACES + "en7/IPv6", Map.of("Addresses", List.of("2001:db8::7", "2001:db8::8"), "Flags", List.of(2L, 0L)));
        assertEquals(List.of(false, true), link("en7").addresses().stream().map(each -> each.usable()).toList());
        assertEquals(List.of(64, 64), link("en7").addresses().stream().map(each -> each.prefixLength()).toList());
    }

    @Test
    void aNumberThatComesTwiceCountsOnce() {
        os.with(Rows.up("en8", 4), Rows.up("en9", 9));
        assertEquals(List.of("lo0", "en0", "en1", "en9"), read().links().stream().map(Link::name).toList());
    }

    @Nested
    class OfTheDefaultInterface {

        @Test
        void itIsIpv4sBeforeIpv6s() {
            os.store.put(StoreKeys.GLOBAL_IPV6, Map.of("PrimaryInterface", "en1"));
            assertEquals(Optional.of("en0"), read().defaultInterface());
            os.store.remove(StoreKeys.GLOBAL_IPV4);
            assertEquals(Optional.of("en1"), read().defaultInterface());
            os.store.remove(StoreKeys.GLOBAL_IPV6);
            assertEquals(Optional.empty(), read().defaultInterface());
        }

        @Test
        void itIsNeitherGoneNorALoopback() {
            os.store.primary("en44");
            assertEquals(Optional.empty(), read().defaultInterface());
            os.store.primary("lo0");
            assertEquals(Optional.empty(), read().defaultInterface());
            os.store.put(StoreKeys.GLOBAL_IPV4, Map.of("PrimaryInterface", 4L));
            assertEquals(Optional.empty(), read().defaultInterface());
        }

        @Test
        void itMayBeAVpnsWhoseCostAndReachAreThen() {
            os.with(Rows.row("utun3", 9, 1, Rows.RUNNING, "192.0.2.9"));
            os.store.service("V", "Office", "VPN").inUse("V", "utun3").primary("utun3");
            os.vpn("V").is(ConnectionPort.CONNECTED);
            assertEquals(Optional.of("utun3"), read().defaultInterface());
            assertEquals(Connectivity.INTERNET, point("Office").connectivity());
            assertEquals(Connectivity.UNKNOWN, point("Wi-Fi").connectivity());
        }
    }

    @Nested
    class OfReachAndCost {

        @Test
        void withoutAWayOutItIsLocalIfAnythingCanBeReached() {
            os.path.is(FakePathPort.UNSATISFIED);
            assertEquals(Connectivity.LOCAL, read().connectivity());
            assertEquals(Connectivity.LOCAL, point("Wi-Fi").connectivity());
            assertEquals(Metered.UNKNOWN, read().metered());
            os.interfaces.set(1, Rows.up("en0", 4, "fe80::4", "169.254.4.4"));
            assertEquals(Connectivity.NONE, read().connectivity());
            os.interfaces.clear();
            os.with(Rows.row("lo0", 1, LinkType.IFT_LOOP, Rows.RUNNING | InterfaceRow.IFF_LOOPBACK, "127.0.0.1", "192.0.2.1"));
            assertEquals(Connectivity.NONE, read().connectivity());
        }

        @ParameterizedTest
        @CsvSource({"0", "3", "4711", "-1"})
        void whatNobodyKnowsIsUnknown(int status) {
            os.path.is(status, true, true);
            assertEquals(Connectivity.UNKNOWN, read().connectivity());
            assertEquals(Metered.UNKNOWN, read().metered());
            assertEquals(Set.of(), read().usagePolicies());
        }

        /** The key holds what a DHCP server announces, and stays when the user has logged in. */
        @Test
        void anAnnouncedPortalIsNoSignOfBeingCaught() {
            os.store.portal("W");
            assertEquals(Connectivity.INTERNET, read().connectivity());
        }

        @Test
        void whatIsExpensiveIsMetered() {
            os.path.is(1, true, false);
            assertEquals(Metered.YES, read().metered());
            assertEquals(Metered.YES, point("Wi-Fi").metered());
            assertEquals(Set.of(), read().usagePolicies());
        }

        @Test
        void lowDataModeAsksForNoBackgroundTraffic() {
            os.path.is(1, false, true);
            assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), read().usagePolicies());
            assertEquals(Metered.GUESSED_NO, read().metered());
            os.path.is(2, false, true);
            assertEquals(Set.of(), read().usagePolicies());
        }
    }

    @Test
    void aVpnThatReassertsIsWhatItWasInTheReadingBefore() {
        os.with(Rows.up("utun5", 11, "10.9.0.2"));
        os.store.service("V", "Office", "VPN").inUse("V", "utun5");
        os.vpn("V").is(ConnectionPort.CONNECTING);
        assertEquals(ConfigurationState.DISCOVERED, point("Office").state(), "it was never up");
        os.vpn("V").is(ConnectionPort.CONNECTED);
        assertEquals(ConfigurationState.ACTIVE, point("Office").state());
        os.vpn("V").is(ConnectionPort.CONNECTING);
        assertEquals(ConfigurationState.ACTIVE, point("Office").state());
        os.refuse("read", Kind.TEMPORARY);
        assertThrows(BackendException.class, this::read);
        os.allow("read");
        assertEquals(ConfigurationState.ACTIVE, point("Office").state(), "a reading that failed has shown nothing");
        os.vpn("V").is(ConnectionPort.DISCONNECTED);
        assertEquals(ConfigurationState.DISCOVERED, point("Office").state());
        os.vpn("V").is(ConnectionPort.CONNECTING);
        assertEquals(ConfigurationState.DISCOVERED, point("Office").state());
    }

    @Test
    void lossesAreCountedAfterEachRestartOfConfigd() {
        read();
        assertTrue(sink.awaitHint(), "the kinds");
        os.sessions.get(0).tell(false);
        assertEquals(0, read().losses());
        os.sessions.get(0).tell(true);
        os.sessions.get(0).tell(true);
        assertEquals(2, read().losses());
        assertEquals(3, sink.hints());
    }

    @Test
    void theKindsAreAskedForOnceAndShownByTheNextReading() {
        os.store.remove(StoreKeys.INTERFACES + "en0/AirPort").remove(StoreKeys.SETUP_SERVICES + "W/Interface");
        os.kinds.put("en0", new InterfaceKind("Bluetooth", "Bluetooth PAN"));
        assertEquals(Bearer.ETHERNET, link("en0").bearer());
        assertTrue(sink.awaitHint());
        assertEquals(Bearer.BLUETOOTH, link("en0").bearer());
        assertEquals(1, os.count("kinds"));
        os.store.airPort("en0");
        assertEquals(Bearer.WLAN, link("en0").bearer(), "what the store says is newer");
    }

    @Test
    void whatTheServiceRunsOnSaysItUntilTheKindsAreKnown() {
        os.store.remove(StoreKeys.INTERFACES + "en0/AirPort");
        os.hang("kinds");
        assertEquals(Bearer.WLAN, link("en0").bearer());
        os.releaseAll();
    }

    @Test
    void aTableThatIsRefusedFailsTheReadingForItIsNeverAPart() {
        for (String table : List.of("interfaces", "read", "store")) {
            os.refuse(table, Kind.TEMPORARY);
            assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, this::read, table).kind());
            os.allow(table);
            os.refuse("read", Kind.TEMPORARY); // So that the next one has to connect.
            assertThrows(BackendException.class, this::read);
            os.allow("read");
        }
        assertEquals(3, read().links().size());
    }

    @Test
    void noContentOfTheStoreMakesAReadingFail() {
        Random random = new Random(4711);
        List<String> keys = List.copyOf(os.store.copy().keySet());
        List<String> words = List.of("InterfaceName", "PrimaryInterface", "Type", "Hardware", "DeviceName", "UserDefinedName", "ServiceOrder",
            "Active", "Detaching", "Expensive", "Addresses", "Flags");
        List<Object> wrong = List.of("", "en0", "utun3", "lo0", "VPN", "PPP", "\u0000\u202e", "x".repeat(10_000), 0L, -1L, Long.MIN_VALUE, true,
            List.of(), List.of("W", 1L, ""), List.of("fe80::1", "::"), List.of(16L, -1L), Map.of(), Map.of("Type", Map.of()));
        for (int i = 0; i < 2_000; i++) {
            String key = random.nextInt(5) > 0 ? keys.get(random.nextInt(keys.size()))
                : List.of(StoreKeys.SERVICES, StoreKeys.SETUP_SERVICES, StoreKeys.INTERFACES).get(random.nextInt(3))
                + List.of("", "W", "\u0001".repeat(200), "a/b", "en0").get(random.nextInt(5))
                + List.of("", "/", "/IPv4", "/IPv6", "/Interface", "/Link", "/CaptivePortal").get(random.nextInt(7));
            Object value = wrong.get(random.nextInt(wrong.size()));
            Map<String, Object> dictionary = new HashMap<>(Map.of("Type", wrong.get(random.nextInt(wrong.size()))));
            dictionary.put(words.get(random.nextInt(words.size())), value);
            os.store.put(key, random.nextInt(3) == 0 ? value : dictionary);
            read();
        }
    }
}
