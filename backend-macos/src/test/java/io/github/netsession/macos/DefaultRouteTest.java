package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.Connectivity;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.macos.FakeRoutes.Trait;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which link is the default interface, and which links have a route, by the kernel's look-up. */
@Tag("unit")
class DefaultRouteTest {

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
    private final Configd configd = new Configd(os, watcher::storeChanged, sink, Configd.LIMIT_MILLIS);
    private final MacReader reader = new MacReader(os, configd, watcher, new Kinds(os, new OpenSink(sink)), new Signals(os, false));

    @BeforeEach
    void aMacOnTwoCablesWithATunnelOfNoService() {
        os.with(Rows.loopback(), Rows.up("en0", 4, "192.168.1.4"), Rows.up("en1", 5, "10.0.0.5", "2001:db8:5::5"),
            Rows.row("utun4", 9, 1, Rows.RUNNING, "10.9.0.2", "2001:db8:9::9"));
        os.store.order("W", "L").service("W", "Wi-Fi", FakeStore.WIFI).service("L", "LAN", FakeStore.LAN).inUse("W", "en0").inUse("L", "en1")
            .link("en0", Map.of("Active", true)).link("en1", Map.of("Active", true));
    }

    @AfterEach
    void close() {
        configd.close(os::close);
    }

    private Optional<String> preferred() {
        return reader.read().defaultInterface();
    }

    private static Link link(Snapshot snapshot, String name) {
        return snapshot.links().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static AccessPoint point(Snapshot snapshot, String name) {
        return snapshot.accessPoints().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private void route(String prefixes, String link) {
        for (String prefix : prefixes.split(" ")) {
            os.routes.add(prefix, link);
        }
    }

    @Nested
    class OfATunnelWithoutAService {

        @ParameterizedTest
        @ValueSource(strings = {"0.0.0.0/1 128.0.0.0/1", "0.0.0.0/2 64.0.0.0/2 128.0.0.0/2 192.0.0.0/2", "0.0.0.0/0",
            "192.0.0.0/9 196.0.0.0/6 200.0.0.0/5", "::/1 8000::/1", "2000::/3", "::/0", "2000::/4 3000::/4"})
        void aRouteForEverythingOrItsPartsIsADefaultRoute(String prefixes) {
            route(prefixes, "utun4");
            assertEquals(Optional.of("utun4"), preferred());
        }

        @Test
        void itIsAboveTheServiceThatConfigdPrefers() {
            os.store.primary("en0");
            assertEquals(Optional.of("en0"), preferred());
            route("0.0.0.0/1 128.0.0.0/1", "utun4");
            Snapshot snapshot = reader.read();
            assertEquals(Optional.of("utun4"), snapshot.defaultInterface());
            assertEquals(Connectivity.INTERNET, snapshot.connectivity());
            assertEquals(Connectivity.UNKNOWN, point(snapshot, "Wi-Fi").connectivity(), "the path is the tunnel's");
            os.routes.clear();
            assertEquals(Optional.of("en0"), preferred());
        }

        @Test
        void whatIpv4LeavesByCountsBeforeIpv6() {
            os.store.primary("en0");
            route("::/1 8000::/1", "utun4");
            assertEquals(Optional.of("en0"), preferred());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "192.0.2.1/32", "203.0.0.0/8", "198.0.0.0/8",
        "2001:db8::/32", "3fff::/20", "2001::/16", "3f00::/8", "192.0.0.0/8 198.0.0.0/8", "10.0.0.0/8 172.16.0.0/12", "192.0.2.0/24 198.51.100.0/24",
        "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24"})
    void aRouteForOneDestinationsRangeIsNoDefaultRoute(String prefixes) {
        route(prefixes, "utun4");
        assertEquals(Optional.empty(), preferred());
    }

    @Test
    void rangesThatLeadElsewhereDoNotAgree() {
        route("192.0.0.0/8 198.0.0.0/8", "utun4");
        route("203.0.0.0/8", "en1");
        assertEquals(Optional.empty(), preferred());
    }

    @Test
    void aRangeOfOneDestinationLeavesTheDefaultRouteWhereItIs() {
        os.store.primary("en0");
        for (String prefix : new String[] {"192.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "192.0.2.1/32"}) {
            os.routes.clear().add(prefix, "utun4");
            assertEquals(Optional.of("en0"), preferred(), prefix);
        }
        os.routes.clear().add("192.0.2.0/24", "en1", Trait.REFUSING);
        assertEquals(Optional.of("en0"), preferred());
    }

    @Test
    void aRouteThatRefusesOrStaysInTheMachineIsNone() {
        os.routes.add("0.0.0.0/1", "utun4", Trait.REFUSING).add("128.0.0.0/1", "utun4", Trait.REFUSING);
        assertEquals(Optional.empty(), preferred());
        os.routes.clear().add("0.0.0.0/1", "lo0").add("128.0.0.0/1", "lo0");
        assertEquals(Optional.empty(), preferred());
        os.routes.add("::/0", "en1");
        assertEquals(Optional.of("en1"), preferred());
    }

    @Test
    void aScopedRouteIsNoDefaultRouteForAll() {
        os.routes.add("0.0.0.0/0", "en1", Trait.SCOPED);
        assertEquals(Optional.empty(), preferred());
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "route"})
    void whereTheKernelDoesNotSayConfigdDoes(String call) {
        os.store.primary("en0");
        route("0.0.0.0/1 128.0.0.0/1", "utun4");
        os.refuse(call, Kind.TEMPORARY);
        assertEquals(Optional.of("en0"), preferred());
        assertTrue(reader.read().isDefaultInterfaceKnown());
        os.allow(call);
        assertEquals(Optional.of("utun4"), preferred());
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes", "route"})
    void whereNeitherSaysItIsNotKnown(String call) {
        assertEquals(Optional.empty(), preferred());
        assertTrue(reader.read().isDefaultInterfaceKnown(), "there is none");
        os.refuse(call, Kind.TEMPORARY);
        assertEquals(Optional.empty(), preferred());
        assertFalse(reader.read().isDefaultInterfaceKnown());
        os.allow(call);
        assertTrue(reader.read().isDefaultInterfaceKnown());
    }

    @Test
    void theQuestionsAreEndedWhateverBecomesOfThem() {
        os.refuse("route", Kind.FAILED);
        preferred();
        os.allow("route");
        preferred();
        assertEquals(2, os.count("routes.close"));
    }

    @Nested
    class OfALinkWhoseAddressesDoNotSettleIt {

        private void en0Has(String... addresses) {
            os.interfaces.set(1, Rows.up("en0", 4, addresses));
        }

        @ParameterizedTest(name = "{0} and a route: usable {1}")
        @CsvSource({"169.254.4.4, true", "'', true", "fe80::4, true"})
        void aRouteByItWithASourceSettlesIt(String address, boolean usable) {
            if (address.isEmpty()) {
                en0Has();
            } else {
                en0Has(address);
            }
            assertEquals(ConfigurationState.DISCOVERED, point(reader.read(), "Wi-Fi").state());
            os.routes.add("0.0.0.0/0", "en0", Trait.SCOPED);
            Snapshot snapshot = reader.read();
            assertEquals(usable, link(snapshot, "en0").isUsable());
            assertEquals(ConfigurationState.ACTIVE, point(snapshot, "Wi-Fi").state());
        }

        @Test
        void aRouteWithoutASourceOrForLessThanAllDoesNot() {
            en0Has("169.254.4.4");
            os.routes.add("0.0.0.0/0", "en0", Trait.SCOPED, Trait.SOURCELESS);
            assertEquals(false, link(reader.read(), "en0").reachesBeyondLink());
            os.routes.clear().add("192.0.2.0/24", "en0");
            assertEquals(false, link(reader.read(), "en0").reachesBeyondLink());
            os.routes.clear().add("0.0.0.0/0", "en1");
            assertEquals(false, link(reader.read(), "en0").reachesBeyondLink());
        }

        @Test
        void whatConfigdMakesForASelfAssignedAddressDoesNot() {
            en0Has("169.254.4.4");
            os.store.primary("en0");
            Snapshot snapshot = reader.read();
            assertEquals(Optional.of("en0"), snapshot.defaultInterface());
            assertEquals(false, link(snapshot, "en0").reachesBeyondLink());
            assertEquals(ConfigurationState.DISCOVERED, point(snapshot, "Wi-Fi").state());
        }

        @Test
        void aTunnelNeedsNoGateway() {
            os.store.inUse("V", "utun4");
            os.interfaces.set(3, Rows.row("utun4", 9, 1, Rows.RUNNING | InterfaceRow.IFF_POINTOPOINT));
            assertEquals(false, link(reader.read(), "utun4").reachesBeyondLink());
            os.routes.add("0.0.0.0/1", "utun4", Trait.DIRECT).add("128.0.0.0/1", "utun4", Trait.DIRECT);
            assertEquals(true, link(reader.read(), "utun4").reachesBeyondLink());
        }

        @Test
        void inIpv6ALinkLocalOrLoopbackSourceReachesNobody() {
            en0Has("fe80::4");
            os.routes.add("::/0", "en0");
            assertEquals(false, link(reader.read(), "en0").reachesBeyondLink());
            en0Has("::1");
            assertEquals(false, link(reader.read(), "en0").reachesBeyondLink());
        }

        @Test
        void itIsAskedOnlyOfOperationalLinksOfServicesWhoseAddressesDoNotTell() {
            os.store.primary("en1");
            os.with(Rows.up("awdl0", 20, "fe80::20"), Rows.row("utun5", 21, 1, Rows.RUNNING, "fe80::21"));
            preferred();
            assertEquals(1, os.count("route"), "the first answer settles it");
            en0Has("169.254.4.4");
            os.calls.clear();
            preferred();
            assertEquals(3, os.count("route"), "and both families by the link alone");
            os.store.link("en0", Map.of("Active", false));
            os.calls.clear();
            preferred();
            assertEquals(1, os.count("route"));
        }
    }
}
