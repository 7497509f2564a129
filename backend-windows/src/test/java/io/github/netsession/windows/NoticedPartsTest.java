package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.windows.wifi.FakeWifiPort;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNetwork;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which calls a notice costs. */
@Tag("unit")
class NoticedPartsTest {

    private static final String GUID = Row.guidOf(9);
    private static final List<String> WHOLE_IP = List.of("interfaces", "adapters", "route", "hint");
    private static final List<String> WHOLE_WIFI = List.of("take", "adapters", "profiles");

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final FakeWifiPort wifi = os.wifi;
    private final RecordingSink sink = new RecordingSink();
    private WindowsBackend backend;

    @BeforeEach
    void aLaptopOnACableAndOnWifi() {
        os.with(Row.loopback(1), "127.0.0.1").with(Row.of(2).alias("LAN"), "192.0.2.2").with(Row.wifi(9).alias("Wi-Fi"), "192.0.2.9").defaultRoute4(2);
        wifi.profiles(GUID, "home", "work").connected(GUID, "home", 60);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Snapshot open() {
        backend = WindowsBackend.open(os, sink);
        Snapshot first = backend.read();
        forget();
        return first;
    }

    private void forget() {
        os.calls.clear();
        wifi.forgetCalls();
    }

    private void notice(Part... parts) {
        for (Part part : parts) {
            os.changes.signal(part);
            assertTrue(sink.awaitHint());
        }
    }

    private void wifiNotice(Event event, int number) {
        wifi.tell(event, GUID, "", number);
        os.wifiSignal().run();
        assertTrue(sink.awaitHint());
    }

    /** The calls, without the clock and without the destinations of the look-ups. */
    private List<String> ip() {
        return os.calls.stream().filter(call -> !call.equals("suspended") && call.indexOf(' ') < 0).toList();
    }

    private void costs(List<String> ipCalls, List<String> wifiCalls) {
        backend.readChanged();
        assertEquals(ipCalls, ip());
        assertEquals(wifiCalls, wifi.calls());
        forget();
    }

    @Test
    void anAddressOrARouteCostsTheAddressesAndTheLookUps() {
        open();
        notice(Part.ROUTES);
        costs(List.of("adapters", "route"), List.of("take"));
    }

    @Test
    void theReachCostsOneCall() {
        open();
        os.hint = Optional.of(new ConnectivityHint(4, 1, false, false, false));
        notice(Part.REACH);
        assertEquals(Connectivity.CAPTIVE_PORTAL, backend.readChanged().connectivity());
        assertEquals(List.of("hint"), ip());
        assertEquals(List.of("take"), wifi.calls());
    }

    @Test
    void aConnectionThatEndsWhileTheLinksAreReadIsNotShownAsOneThatBegins() {
        open();
        os.during("adapters", () -> {
            os.adapters.replaceAll(row -> row.luid() == Row.bound(9).luid() ? Row.bound(9) : row);
            wifi.disconnected(GUID).within(GUID, new WifiNetwork("home", 60)).tell(Event.DISCONNECTED, GUID, "home", 0);
        });
        notice(Part.ROUTES);
        AccessPoint home = backend.readChanged().accessPoints().get(0);
        assertEquals(ConfigurationState.DISCOVERED, home.state());
        assertEquals(AccessPoint.Transition.NONE, home.transition());
    }

    @Test
    void aSignalCostsNoCall() {
        open();
        wifiNotice(Event.SIGNAL, 77);
        assertEquals(77, backend.readChanged().accessPoints().get(0).signalPercent().orElseThrow());
        assertEquals(List.of(), ip());
        assertEquals(List.of("take"), wifi.calls());
    }

    @Test
    void aSignalOfAnAdapterThatIsNotConnectedCostsTheWifiService() {
        wifi.disconnected(GUID);
        open();
        wifiNotice(Event.SIGNAL, 77);
        costs(List.of(), List.of("take", "take", "adapters", "profiles"));
    }

    @Test
    void aScanCostsTheWifiServiceOnly() {
        open();
        wifiNotice(Event.SCAN_ENDED, 0);
        costs(List.of(), List.of("take", "take", "adapters", "profiles"));
        wifiNotice(Event.REACH_CHANGED, 0);
        costs(List.of(), List.of("take", "take", "adapters", "profiles", "networks"));
    }

    @Test
    void anAdapterThatDoesSomethingElseCostsEverything() {
        open();
        wifi.adapter(GUID, State.DISCONNECTED);
        wifiNotice(Event.DISCONNECTED, 0);
        costs(WHOLE_IP, List.of("take", "take", "adapters", "profiles", "networks"));
    }

    @Test
    void anInterfaceCostsEverythingAndSoDoesAnExpiredWaitAndAHintThatNamesNothing() {
        open();
        notice(Part.ALL);
        costs(WHOLE_IP, WHOLE_WIFI);
        os.changes.expire();
        assertTrue(sink.awaitHint());
        costs(WHOLE_IP, WHOLE_WIFI);
        costs(WHOLE_IP, WHOLE_WIFI);
        notice(Part.REACH, Part.ALL, Part.ROUTES);
        costs(WHOLE_IP, WHOLE_WIFI);
    }

    @Test
    void severalNoticesCostWhatTheyNameTogether() {
        open();
        notice(Part.REACH, Part.ROUTES, Part.REACH);
        costs(List.of("adapters", "route", "hint"), List.of("take"));
    }

    @Test
    void aWholeReadingTakesWhatWasNamedBefore() {
        open();
        notice(Part.ROUTES);
        backend.read();
        forget();
        notice(Part.REACH);
        costs(List.of("hint"), List.of("take"));
    }

    @Test
    void whereWindowsRefusesANoticeEverythingIsReadEachTime() {
        os.changes.refusing(false, "NotifyRouteChange2: access denied");
        open();
        notice(Part.REACH);
        costs(WHOLE_IP, WHOLE_WIFI);
    }

    @Test
    void whereANoticeOfTheRadioIsRefusedTheWifiServiceIsAskedEachTime() {
        wifi.signalRefused(Kind.DENIED);
        open();
        notice(Part.REACH);
        costs(List.of("hint"), WHOLE_WIFI);
    }

    @Test
    void whileAnAdapterIsOnItsWayTheWifiServiceIsAskedEachTime() {
        wifi.adapter(GUID, State.CONNECTING);
        open();
        notice(Part.REACH);
        costs(List.of("hint"), WHOLE_WIFI);
        wifi.adapter(GUID, State.AUTHENTICATING); // No notice tells of that.
        notice(Part.REACH);
        costs(WHOLE_IP, WHOLE_WIFI);
    }

    @Test
    void noticesOfWifiThatWereLostCostTheWifiService() {
        open();
        wifi.loseNotices();
        notice(Part.WIFI);
        costs(List.of(), List.of("take", "take", "adapters", "profiles", "connection", "networks"));
    }

    @Test
    void anInterfaceThatHasComeIsReadThoughItsNoticeIsOnItsWay() {
        open();
        os.with(Row.of(3).alias("USB"), "192.0.2.3");
        notice(Part.ROUTES);
        assertEquals(List.of("Loopback Pseudo-Interface 1", "LAN", "Wi-Fi", "USB"),
            backend.readChanged().links().stream().map(link -> link.name()).toList());
    }

    @Test
    void afterAFailureEverythingIsRead() {
        open();
        os.refuse("adapters", Kind.TEMPORARY);
        notice(Part.ROUTES);
        assertThrows(BackendException.class, backend::readChanged);
        os.allow("adapters");
        forget();
        notice(Part.REACH);
        costs(WHOLE_IP, WHOLE_WIFI);
    }

    @Test
    void whatWindowsDidNotAnswerIsAskedAgain() {
        os.refuse("hint", Kind.TEMPORARY);
        os.refuse("route", Kind.TEMPORARY);
        open();
        os.allow("hint");
        os.allow("route");
        wifiNotice(Event.SIGNAL, 50);
        costs(List.of("adapters", "route", "hint"), List.of("take"));
        wifiNotice(Event.SIGNAL, 51);
        costs(List.of(), List.of("take"));
    }

    @Test
    void aWaitThatFailsNamesEverything() {
        backend = WindowsBackend.open(os, sink);
        os.changes.awaitWait();
        os.changes.failOnce(new BackendException(Kind.FAILED, "WaitForMultipleObjects", "refused by the test"));
        notice(Part.REACH); // Ends the first wait; the next one fails, and the one after that is for nothing.
        assertTrue(sink.awaitHint());
        backend.read();
        while (os.changes.awaitWait() != ChangePort.FOREVER || sink.hints() > 0) {
            sink.awaitHint();
        }
        forget();
        costs(WHOLE_IP, WHOLE_WIFI);
    }

    @Test
    void whatDidNotChangeIsTheSameObject() {
        Snapshot first = open();
        os.adapters.set(1, Row.bound(2, "192.0.2.2", "192.0.2.22"));
        notice(Part.ROUTES);
        Snapshot now = backend.readChanged();
        assertSame(first.links().get(0), now.links().get(0));
        assertNotSame(first.links().get(1), now.links().get(1));
        assertSame(first.links().get(2), now.links().get(2));
        List<Object> points = new ArrayList<>(now.accessPoints());
        for (int i = 0; i < points.size(); i++) {
            assertSame(first.accessPoints().get(i), points.get(i));
        }
        Snapshot whole = backend.read();
        assertEquals(now, whole);
        assertSame(now.links().get(1), whole.links().get(1));
        assertEquals(Set.of("LAN"), Set.of(now.defaultInterface().orElseThrow()));
    }
}
