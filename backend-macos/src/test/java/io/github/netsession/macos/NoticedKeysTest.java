package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which calls a notice costs. What macOS tells of a change is what its documentation says; no real Mac was asked. */
@Tag("unit")
class NoticedKeysTest {

    private static final String LINK0 = "State:/Network/Interface/en0/Link";
    private static final String LINK1 = "State:/Network/Interface/en1/Link";
    private static final String AIRPORT0 = "State:/Network/Interface/en0/AirPort";
    private static final String AIRPORT1 = "State:/Network/Interface/en1/AirPort";
    private static final String VPN4 = "State:/Network/Service/V/IPv4";
    private static final String ROUTES = "routes";
    private static final List<String> WHOLE = List.of("read", "status V", "interfaces", ROUTES);

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private MacBackend backend;

    @BeforeEach
    void aMacOnWifiWithAVpn() {
        os.with(Rows.loopback(), Rows.up("en0", 4, "192.0.2.4"), Rows.up("en1", 5));
        os.store.order("W", "L", "V").service("W", "Wi-Fi", FakeStore.WIFI).service("L", "LAN", FakeStore.LAN).service("V", "Office", "VPN")
            .inUse("W", "en0").primary("en0").airPort("en0").link("en0", Map.of("Active", true)).link("en1", Map.of("Active", false));
    }

    @AfterEach
    void close() {
        os.releaseAll();
        backend.close();
        for (String name : List.of(Configd.THREAD_NAME, Statuses.THREAD_NAME, Kinds.THREAD_NAME)) {
            Patience.until(() -> Patience.threads(name).isEmpty(), name + " ends");
        }
    }

    private Snapshot open() {
        backend = MacBackend.open(os, sink);
        backend.read();
        assertTrue(sink.awaitHint(), "the kinds are told");
        Snapshot first = backend.read();
        os.calls.clear();
        return first;
    }

    private FakeStorePort store() {
        return os.sessions.get(os.sessions.size() - 1);
    }

    /** The calls but those to the clock and to the path monitor, and of the routes only that they were asked for. */
    private void costs(List<String> calls) {
        backend.readChanged();
        assertEquals(calls, os.calls.stream().filter(call -> !List.of("suspended", "awaitFirst", "route", "routes.close").contains(call)).toList());
        os.calls.clear();
    }

    @Test
    void aKeyOfAnInterfaceCostsThatKeyAndTheInterfaces() {
        open();
        os.store.link("en0", Map.of("Active", true, "Expensive", true));
        store().tell(LINK0);
        assertEquals(Optional.of(Metered.GUESSED_NO), backend.readChanged().accessPoints().stream().map(point -> point.metered()).findFirst());
        assertEquals(List.of("read " + AIRPORT0 + ' ' + LINK0, "interfaces", "suspended"), os.calls);
    }

    @Test
    void anInterfaceThatTheKernelShowsOtherwiseCostsTheRoutesToo() {
        open();
        os.interfaces.set(2, Rows.up("en1", 5, "198.51.100.5"));
        os.store.link("en1", Map.of("Active", true));
        store().tell(LINK1);
        costs(List.of("read " + AIRPORT1 + ' ' + LINK1, "interfaces", ROUTES));
    }

    @Test
    void theWholesRouteCostsThatKeyAndTheRoutes() {
        open();
        os.store.primary("en1");
        store().tell(StoreKeys.GLOBAL_IPV4);
        costs(List.of("read " + StoreKeys.GLOBAL_IPV4, "interfaces", ROUTES));
        assertEquals(Optional.of("en1"), backend.readChanged().defaultInterface());
    }

    @Test
    void aServiceCostsItsKeyItsStatusAndTheRoutes() {
        open();
        os.store.inUse("V", "en1");
        os.vpn("V").is(ConnectionPort.CONNECTED);
        store().tell(VPN4);
        costs(List.of("read " + VPN4, "status V", "interfaces", ROUTES));
    }

    @Test
    void theOrderOfTheServicesCostsTheirStatuses() {
        open();
        os.store.order("V", "L", "W");
        store().tell(StoreKeys.SETUP_IPV4);
        assertEquals(List.of("Office", "LAN", "Wi-Fi"), backend.readChanged().accessPoints().stream().map(point -> point.name()).toList());
        assertEquals(List.of("read " + StoreKeys.SETUP_IPV4, "status V", "interfaces", "suspended"), os.calls);
    }

    @Test
    void thePathCostsTheRoutesAndNoCallToConfigd() {
        open();
        os.path.becomes(FakePathPort.UNSATISFIED);
        assertEquals(Connectivity.LOCAL, backend.readChanged().connectivity());
        os.path.becomes(FakePathPort.SATISFIED);
        os.calls.clear();
        costs(List.of("interfaces", ROUTES));
    }

    @Test
    void severalNoticesCostWhatTheyNameTogether() {
        open();
        store().tell(LINK0);
        os.path.becomes(FakePathPort.SATISFIED);
        store().tell(LINK1, LINK0);
        costs(List.of("read " + String.join(" ", AIRPORT0, LINK0, AIRPORT1, LINK1), "interfaces", ROUTES));
    }

    @Test
    void aKeyThatIsGoneIsCarriedOverNoMore() {
        open();
        os.store.remove(StoreKeys.SERVICES + "W/IPv4").remove(LINK0);
        os.interfaces.set(1, Rows.row("en0", 4, LinkType.IFT_ETHER, InterfaceRow.IFF_UP));
        store().tell(StoreKeys.SERVICES + "W/IPv4", LINK0);
        assertEquals(ConfigurationState.DEFINED, backend.readChanged().accessPoints().get(0).state());
    }

    @Test
    void whatNamesNothingCostsEverything() {
        open();
        costs(WHOLE);
        store().tell(false);
        costs(WHOLE);
        store().tell("State:/Network/Interface/en0/Unheard");
        costs(WHOLE);
        store().tell(LINK0);
        os.vpn("V").tell(ConnectionPort.DISCONNECTED); // What a connection tells names no key.
        costs(WHOLE);
        store().tell(IntStream.rangeClosed(0, PendingNotices.MOST_KEYS).mapToObj(i -> "State:/Network/Interface/en" + i + "/Link").toArray(String[]::new));
        costs(WHOLE);
    }

    @Test
    void aRestartOfConfigdCostsEverythingAndASession() {
        open();
        store().tell(true);
        costs(List.of("store.close", "store", "read", "status V", "interfaces", ROUTES));
    }

    @Test
    void aWholeReadingTakesWhatWasNamedBefore() {
        open();
        store().tell(LINK0);
        backend.read();
        os.calls.clear();
        store().tell(LINK1);
        costs(List.of("read " + AIRPORT1 + ' ' + LINK1, "interfaces"));
    }

    @Test
    void whereChangesAreNotToldEverythingIsReadEachTime() {
        os.deafness = Optional.of("refused by the test");
        open();
        os.path.becomes(FakePathPort.SATISFIED);
        costs(WHOLE);
    }

    @Test
    void withoutAPathMonitorTheRoutesAreAskedForEachTime() {
        os.refuse("path", Kind.UNSUPPORTED);
        open();
        store().tell(LINK0);
        costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "interfaces", ROUTES));
    }

    @Test
    void whatTheKernelDidNotSayIsAskedAgain() {
        os.refuse(ROUTES, Kind.TEMPORARY);
        open();
        os.allow(ROUTES);
        store().tell(LINK0);
        costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "interfaces", ROUTES));
        store().tell(LINK0);
        costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "interfaces"));
    }

    @Test
    void aLinkWhoseAddressesDoNotShowHowFarItReachesCostsTheRoutes() {
        os.interfaces.set(2, Rows.up("en1", 5, "169.254.1.5"));
        os.store.link("en1", Map.of("Active", true));
        open();
        store().tell(LINK0);
        costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "interfaces", ROUTES));
    }

    @Test
    void aServiceWhoseStatusMayChangeUntoldIsAskedEachTime() {
        open();
        for (int status : new int[] {ConnectionPort.INVALID, ConnectionPort.CONNECTING, ConnectionPort.DISCONNECTING}) {
            os.vpn("V").is(status);
            backend.read();
            os.calls.clear();
            store().tell(LINK0);
            costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "status V", "interfaces"));
        }
        os.vpn("V").is(ConnectionPort.DISCONNECTED).isTold = false;
        backend.read();
        os.calls.clear();
        store().tell(LINK0);
        costs(List.of("read " + AIRPORT0 + ' ' + LINK0, "status V", "interfaces"));
    }

    @Test
    void aServiceThatConnectsBetweenItsKeyAndItsStatusIsReadAgain() {
        open();
        os.vpn("V").is(ConnectionPort.CONNECTED);
        store().tell(StoreKeys.SERVICES + "V/PPP");
        costs(List.of("read " + StoreKeys.SERVICES + "V/PPP", "status V", "read", "status V", "read", "interfaces", ROUTES));
    }

    @Test
    void afterAFailureEverythingIsRead() {
        open();
        os.refuse("interfaces", Kind.TEMPORARY);
        store().tell(LINK0);
        assertThrows(BackendException.class, backend::readChanged);
        os.allow("interfaces");
        os.calls.clear();
        store().tell(LINK1);
        costs(WHOLE);
    }

    @Test
    void whatDidNotChangeIsTheSameObject() {
        Snapshot first = open();
        os.interfaces.set(2, Rows.up("en1", 5, "198.51.100.5"));
        store().tell("State:/Network/Interface/en1/IPv4");
        Snapshot now = backend.readChanged();
        assertSame(first.links().get(0), now.links().get(0));
        assertSame(first.links().get(1), now.links().get(1));
        assertNotSame(first.links().get(2), now.links().get(2));
        for (int i = 0; i < 3; i++) {
            assertSame(first.accessPoints().get(i), now.accessPoints().get(i));
        }
        Snapshot whole = backend.read();
        assertEquals(whole, now);
        assertSame(now.links().get(2), whole.links().get(2));
    }

    @Test
    void onlyKeysThatAreWatchedAreTakenForNames() {
        backend = MacBackend.open(os, sink);
        for (String key : List.of(LINK0, VPN4, StoreKeys.GLOBAL_IPV6, StoreKeys.SETUP_IPV4, "State:/Network/Interface", "State:/Network/Service/V",
            "Setup:/Network/Service/V", "Setup:/Network/Service/V/Interface", "State:/Network/Service/V/PPP")) {
            assertTrue(StoreKeys.isWatched(key), key);
        }
        for (String key : List.of("", "State:/Network/Interface/", "State:/Network/Interface//Link", "State:/Network/Interface/en0", AIRPORT0,
            "State:/Network/Interface/en0/Link/", "State:/Network/Interface/en0/", "State:/Network/Service/", "State:/Network/Service//IPv4",
            "State:/Network/Service/V/DNS", "Setup:/Network/Service/V/PPP", "Setup:/Network/Global/IPv6", "State:/Network/Global/DNS")) {
            assertFalse(StoreKeys.isWatched(key), key);
        }
        for (String pattern : StoreKeys.WATCHED_PATTERNS) {
            assertFalse(LINK0.matches(pattern) && !StoreKeys.isWatched(LINK0), pattern);
        }
    }
}
