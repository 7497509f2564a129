package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Support;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The roles together. */
@Tag("unit")
@Tag("every-jdk")
class WindowsBackendTest {

    private static final String GUID = Row.guidOf(9);

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final RecordingSink sink = new RecordingSink();
    private final WindowsBackend backend = WindowsBackend.open(os, sink);

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void openingAsksForNoticesAndReadsNothing() {
        assertEquals(List.of("changes"), os.calls);
    }

    @Test
    void theBootIsKnownByItsTimeAndUnknownIfAClockCannotBeRead() {
        BootId boot = backend.boot().orElseThrow();
        assertEquals(BootId.at(os.booted), boot);
        os.booted = os.booted.plusSeconds(59); // Windows' clock was corrected.
        assertTrue(boot.isSameAs(backend.boot().orElseThrow()));
        os.booted = os.booted.plusSeconds(60);
        assertFalse(boot.isSameAs(backend.boot().orElseThrow()));
        os.refuse("booted", Kind.FAILED);
        assertEquals(Optional.empty(), backend.boot());
    }

    @Test
    void aNoticeOfWifiIsAHint() {
        backend.read();
        os.wifiSignal().run();
        assertTrue(sink.awaitHint());
    }

    @Test
    void aReadingShowsAdaptersAndProfiles() {
        os.with(Row.of(2).alias("LAN"), "192.0.2.2").with(Row.wifi(9).alias("Wi-Fi"), "192.0.2.9");
        os.wifi.profiles(GUID, "home", "work").connected(GUID, "home", 60);
        Snapshot snapshot = backend.read();
        assertEquals(List.of("home", "work", "LAN"), snapshot.accessPoints().stream().map(each -> each.name()).toList());
        assertEquals(List.of(ConfigurationState.ACTIVE, ConfigurationState.DEFINED, ConfigurationState.ACTIVE),
            snapshot.accessPoints().stream().map(each -> each.state()).toList());
        assertEquals(Optional.of("Wi-Fi"), snapshot.accessPoints().get(0).interfaceName());
    }

    @Test
    void adaptersCannotBeStartedThoughProfilesCan() {
        os.with(Row.of(2));
        os.wifi.profiles(GUID, "home").adapter(GUID, State.DISCONNECTED);
        backend.read();
        ConfigurationId home = ConfigurationId.of("wlan", GUID + "/home");
        ConfigurationId lan = ConfigurationId.of("luid", Long.toUnsignedString(Row.luidOf(2)));
        Capability start = Capability.CAN_START_AND_STOP_INTERFACES;
        assertEquals(Support.AVAILABLE, backend.capabilities().of(start).support());
        assertEquals(Support.AVAILABLE, backend.capabilities(home).of(start).support());
        assertEquals(Support.UNSUPPORTED, backend.capabilities(lan).of(start).support());
        assertTrue(backend.start(home, StartOptions.builder().build()).isOurs());
        assertFalse(backend.start(lan, StartOptions.builder().build()).isOurs(), "it is up");
        assertThrows(BackendException.class, () -> backend.stop(lan));
        for (Capability each : List.of(Capability.SCAN, Capability.SIGNAL_STRENGTH)) {
            assertEquals(Support.AVAILABLE, backend.capabilities(home).of(each).support());
            assertEquals(Support.UNSUPPORTED, backend.capabilities(lan).of(each).support());
        }
    }

    @Test
    void withoutWifiTheReportSaysWhy() {
        os.refuse("wifi", Kind.UNSUPPORTED);
        backend.read();
        assertEquals(Support.MISSING, backend.capabilities().of(Capability.SCAN).support());
        assertEquals("no Wi-Fi: wifi: refused by the test", backend.capabilities().of(Capability.SCAN).reason());
        assertEquals(Support.UNSUPPORTED, backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
    }

    @Test
    void aWifiServiceThatHasGoneIsLookedForEveryTenSecondsUntilItIsBack() {
        os.wifi.adapter(GUID, State.DISCONNECTED);
        assertEquals(ChangePort.FOREVER, os.changes.awaitWait());
        backend.read();
        os.wifi.refuse("adapters", Kind.GONE);
        backend.read();
        assertTrue(sink.awaitHint());
        assertEquals(10_000, os.changes.awaitWait());
        assertEquals(Support.DEGRADED, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
        os.wifi.allow("adapters");
        backend.read();
        os.changes.signal();
        assertTrue(sink.awaitHint());
        assertEquals(ChangePort.FOREVER, os.changes.awaitWait());
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
    }

    @Test
    void aFailureToCloseWifiDoesNotKeepTheWatcher() {
        backend.read();
        os.wifi.refuse("close", Kind.FAILED);
        assertThrows(BackendException.class, backend::close);
        assertEquals(List.of("cancel", "thread has ended", "close"), os.changes.journal());
        os.wifi.allow("close");
    }

    @Test
    void countersAreGivenOn() {
        os.with(Row.of(2)).with(Row.of(3));
        List<Integer> indices = new ArrayList<>();
        backend.counters((index, a, b, c, d, e, f, g, h) -> indices.add(index));
        backend.counters(3, (index, a, b, c, d, e, f, g, h) -> indices.add(index));
        assertEquals(List.of(2, 3, 3), indices);
    }

    @Test
    void allOfOneMachineShareOneScope() {
        FakeWindowsOs other = new FakeWindowsOs();
        WindowsBackend second = WindowsBackend.open(other, sink);
        second.close();
        assertEquals(backend.scope(), second.scope());
        assertEquals(Optional.of("windows"), backend.sharedScope());
    }

    @Test
    void closingEndsWifiBeforeWhatItsNoticesSignal() {
        backend.read();
        backend.close();
        assertEquals(1, os.wifi.count("close"));
        assertEquals(List.of("cancel", "thread has ended", "close"), os.changes.journal());
        os.wifiSignal().run();
        backend.close();
        assertEquals(0, sink.hints());
        assertFalse(os.changes.journal().isEmpty());
    }
}
