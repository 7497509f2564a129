package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import io.github.netsession.windows.wifi.WifiService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class WindowsReaderTest {

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final WifiService wifi = new WifiService(() -> os.wifi(() -> { }), new RecordingSink());
    private final WindowsReader reader = new WindowsReader(os, wifi);

    private Snapshot read() {
        wifi.read();
        return reader.read();
    }

    private AccessPoint point(String name) {
        return read().accessPoints().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aRowBecomesALink() {
        os.with(Row.of(12).alias("LAN"), "192.0.2.12", "2001:db8::12");
        Link link = read().links().get(0);
        assertEquals(Links.up("LAN", 12, link.bearer()).kind(link.kind()).hardwareAddress("02:00:00:00:00:01")
            .addresses(Row.addresses("192.0.2.12", "2001:db8::12")).systemId(Row.guidOf(12)).build(), link);
    }

    @Test
    void whatTcpIpIsNotBoundToIsALinkAndNoAccessPoint() {
        os.interfaces.add(Row.of(12).alias("LAN").build());
        Snapshot snapshot = read();
        assertEquals(List.of("LAN"), snapshot.links().stream().map(Link::name).toList());
        assertEquals(List.of(), snapshot.accessPoints());
    }

    @Test
    void addressesOfAnUnknownInterfaceAreNobodys() {
        os.with(Row.of(1)).adapters.add(Row.bound(99, "192.0.2.99"));
        assertEquals(List.of(), read().links().get(0).addresses());
    }

    @Test
    void everythingElseInTheSnapshotIsSetAsPromised() {
        Snapshot snapshot = read();
        assertEquals(0, snapshot.losses());
        assertTrue(snapshot.exact());
        assertEquals(Optional.empty(), snapshot.defaultInterface());
    }

    @Nested
    class OfRowsThatCannotBe {

        @Test
        void aNumberOrAnIdentityThatComesTwiceCountsOnce() {
            os.with(Row.of(5).alias("first")).with(Row.of(5).alias("same number").luid(77)).with(Row.of(6).alias("same identity").luid(Row.luidOf(5)))
                .with(Row.of(7).alias("another"));
            Snapshot snapshot = read();
            assertEquals(List.of("first", "another"), snapshot.links().stream().map(Link::name).toList());
            assertEquals(2, snapshot.accessPoints().size());
        }

        @Test
        void aNumberThatIsNotPositiveIsNoLink() {
            os.with(Row.of(0).luid(1)).with(Row.of(-3).luid(2)).with(Row.of(Integer.MIN_VALUE).luid(3)).with(Row.of(4));
            assertEquals(List.of(4), read().links().stream().map(Link::index).toList());
        }

        @Test
        void addressesThatComeTwiceAreNoDefect() {
            os.with(Row.of(4), "192.0.2.1").adapters.add(Row.bound(4, "192.0.2.2"));
            assertEquals(1, read().accessPoints().size());
        }

        @Test
        void namesAndIdsAreEachOnesOwn() {
            os.with(Row.of(1).alias("x")).with(Row.of(2).alias("x")).with(Row.of(3).alias("x#2"));
            Snapshot snapshot = read();
            assertEquals(3, new HashSet<>(snapshot.links().stream().map(Link::name).toList()).size());
            assertEquals(3, new HashSet<>(snapshot.accessPoints().stream().map(AccessPoint::id).toList()).size());
        }
    }

    @Nested
    class OfTheHint {

        @Test
        void itIsTheActiveAccessPointsOnThePreferredLinkAndNobodyElses() {
            os.with(Row.of(2).alias("LAN"), "192.0.2.2").with(Row.of(3).alias("DSL"), "192.0.2.3").defaultRoute4(2);
            assertEquals(Connectivity.INTERNET, point("LAN").connectivity());
            assertEquals(Metered.NO, point("LAN").metered());
            assertEquals(Connectivity.UNKNOWN, point("DSL").connectivity());
            assertEquals(Metered.UNKNOWN, point("DSL").metered());
            assertEquals(Optional.of("LAN"), read().defaultInterface());
            assertEquals(Connectivity.INTERNET, read().connectivity());
            assertEquals(Metered.NO, read().metered());
        }

        @Test
        void onAPreferredLinkOnlyTheActiveProfileIsJudged() {
            os.with(Row.wifi(2), "192.0.2.2").defaultRoute4(2);
            os.wifi.profiles(Row.guidOf(2), "home", "work").connected(Row.guidOf(2), "work", 70);
            assertEquals(Connectivity.INTERNET, point("work").connectivity());
            assertEquals(Connectivity.UNKNOWN, point("home").connectivity());
            assertEquals(Metered.UNKNOWN, point("home").metered());
        }

        @Test
        void anAccessPointThatIsNotActiveYetIsNotJudged() {
            os.with(Row.of(2).alias("LAN").oper(2), "192.0.2.2").defaultRoute4(2);
            assertEquals(ConfigurationState.DISCOVERED, point("LAN").state());
            assertEquals(Connectivity.UNKNOWN, point("LAN").connectivity());
        }

        @Test
        void aRouteToLoopbackIsNoWayOut() {
            os.with(Row.loopback(1), "127.0.0.1").with(Row.of(2).alias("LAN"), "192.0.2.2").defaultRoute4(1);
            assertEquals(Optional.empty(), read().defaultInterface());
            assertEquals(Connectivity.UNKNOWN, point("LAN").connectivity());
        }

        @Test
        void refusedItIsUnknownTheReadingGoesOnAndTheReasonIsKept() {
            os.with(Row.of(2).alias("LAN"), "192.0.2.2").defaultRoute4(2).refuse("hint", Kind.DENIED);
            assertEquals(Connectivity.UNKNOWN, read().connectivity());
            assertEquals(Metered.UNKNOWN, point("LAN").metered());
            assertEquals("hint: refused by the test", reader.hintObstacle());
            os.allow("hint");
            assertEquals(Connectivity.INTERNET, read().connectivity());
            assertEquals("", reader.hintObstacle());
        }

        @Test
        void missingItIsUnknownAndTheReasonNamesTheVersionThatHasIt() {
            os.hint = Optional.empty();
            assertEquals(Connectivity.UNKNOWN, read().connectivity());
            assertTrue(reader.hintObstacle().contains("2004"), reader.hintObstacle());
        }
    }

    @Nested
    class OfALinkWhoseAddressesDoNotSettleIt {

        private Link link() {
            return read().links().get(0);
        }

        private void routed(boolean hasGateway, String source) {
            os.routesBy.put(2, new RouteRow(2, 0, hasGateway, source.isEmpty() ? Optional.empty() : Optional.of(Row.address(source))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"169.254.2.2", ""})
        void aRouteByItWithASourceSettlesIt(String address) {
            os.with(Row.of(2).alias("LAN"), address.isEmpty() ? new String[0] : new String[] {address});
            assertEquals(ConfigurationState.DISCOVERED, point("LAN").state());
            routed(true, "169.254.2.2");
            assertTrue(link().isUsable());
            assertEquals(ConfigurationState.ACTIVE, point("LAN").state());
        }

        @Test
        void aRouteWithoutASourceOrWithoutAGatewayDoesNot() {
            os.with(Row.of(2).alias("LAN"), "169.254.2.2");
            routed(true, "");
            assertFalse(link().reachesBeyondLink());
            routed(true, "fe80::2");
            assertFalse(link().reachesBeyondLink(), "nobody answers to that");
            routed(true, "::1");
            assertFalse(link().reachesBeyondLink(), "nor to that");
            routed(false, "169.254.2.2");
            assertFalse(link().reachesBeyondLink(), "Windows may take every destination for a neighbour");
        }

        @Test
        void aLineByPppNeedsNoGateway() {
            os.with(Row.of(2).alias("DSL").type(IfType.IF_TYPE_PPP).flags(0));
            routed(false, "10.0.0.2");
            assertTrue(link().reachesBeyondLink());
        }

        @Test
        void itIsAskedOnlyWhereTheAddressesDoNotTell() {
            os.with(Row.of(2), "192.0.2.2").with(Row.of(3).oper(2)).with(Row.loopback(4)).with(Row.of(5).tunnelType(2)).interfaces.add(Row.of(6).build());
            read();
            assertEquals(0, os.count("routeBy"));
            os.with(Row.of(7), "fe80::7");
            read();
            assertEquals(2, os.count("routeBy"), "one for each family");
        }

        @Test
        void aRefusalLeavesItAsTheAddressesHaveIt() {
            os.with(Row.of(2), "169.254.2.2").refuse("routeBy", Kind.UNSUPPORTED);
            assertFalse(link().reachesBeyondLink());
        }
    }

    @Test
    void timeSpentSuspendedIsReadAndMayBeUnknown() {
        assertEquals(Optional.of(Duration.ofSeconds(42)), read().suspended());
        os.refuse("suspended", Kind.FAILED);
        assertEquals(Optional.empty(), read().suspended());
    }

    @Test
    void aTableThatIsRefusedFailsTheReadingForItIsNeverAPart() {
        os.with(Row.of(2));
        for (String table : List.of("interfaces", "adapters")) {
            os.refuse(table, Kind.TEMPORARY);
            assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, this::read).kind());
            os.allow(table);
        }
        assertEquals(1, read().links().size());
    }

    @Test
    void routesThatAreRefusedAreReplacedByTheCheapestGateway() {
        os.with(Row.of(2).alias("LAN")).with(Row.of(3).alias("DSL")).refuse("route", Kind.UNSUPPORTED);
        os.adapters.set(0, new AdapterRow(Row.luidOf(2), List.of(), 50, 50, true, false));
        os.adapters.set(1, new AdapterRow(Row.luidOf(3), List.of(), 25, 25, true, false));
        assertEquals(Optional.of("DSL"), read().defaultInterface());
        assertTrue(read().isDefaultInterfaceKnown());
    }

    @Test
    void routesThatAreRefusedAreNotKnownWithoutAGateway() {
        os.with(Row.of(2).alias("LAN"), "192.0.2.2");
        assertTrue(read().isDefaultInterfaceKnown(), "there is none");
        os.refuse("route", Kind.UNSUPPORTED);
        assertEquals(Optional.empty(), read().defaultInterface());
        assertFalse(read().isDefaultInterfaceKnown());
        os.allow("route");
        assertTrue(read().isDefaultInterfaceKnown());
    }

    @Test
    void theNumberOfCallsDoesNotDependOnTheNumberOfInterfaces() {
        Map<String, Long> few = callsFor(3);
        Map<String, Long> many = callsFor(500);
        assertEquals(few, many);
        assertEquals(1L, few.get("interfaces"));
        assertEquals(1L, few.get("adapters"));
        assertEquals(1L, few.get("hint"));
    }

    private static Map<String, Long> callsFor(int count) {
        FakeWindowsOs os = new FakeWindowsOs();
        for (int index = 1; index <= count; index++) {
            os.with(index % 3 == 0 ? Row.wifi(index) : Row.of(index), "192.0.2." + index % 250);
        }
        WifiService wifi = new WifiService(() -> os.wifi(() -> { }), new RecordingSink());
        wifi.read();
        os.calls.clear();
        assertEquals(count, new WindowsReader(os, wifi).read().links().size());
        return os.calls.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
