package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Support;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The roles together. */
@Tag("unit")
@Tag("every-jdk")
class MacBackendTest {

    private static final ConfigurationId VPN = ConfigurationId.of("service", "V");
    private static final ConfigurationId WIFI = ConfigurationId.of("service", "W");
    private static final StartOptions OPTIONS = StartOptions.builder().build();

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final MacBackend backend = MacBackend.open(os, sink);

    @AfterEach
    void close() {
        os.releaseAll();
        backend.close();
        for (String name : List.of(Configd.THREAD_NAME, Statuses.THREAD_NAME, Kinds.THREAD_NAME, Signals.THREAD_NAME)) {
            Patience.until(() -> Patience.threads(name).isEmpty(), name + " ends");
        }
    }

    /** A close is waited for for half a second only, and goes on after that. */
    private void awaitGivenBack() {
        Patience.until(() -> os.count("close") == 1, "everything is given back");
    }

    private void aMacOnWifiWithAVpn() {
        os.with(Rows.loopback(), Rows.up("en0", 4, "192.0.2.4"));
        os.store.service("W", "Wi-Fi", FakeStore.WIFI).inUse("W", "en0").primary("en0").airPort("en0").service("V", "Office", "VPN");
    }

    @Test
    void openingWatchesAndReadsNothing() {
        assertEquals(List.of("path", "suspended"), os.calls);
        assertEquals(0, sink.hints());
    }

    @Test
    void theBootIsTheKernelsAndUnknownIfTheKernelRefuses() {
        assertEquals(Optional.of(new BootId("0A1B2C3D-0000-4000-8000-000000000001")), backend.boot());
        os.refuse("bootSession", Kind.DENIED);
        try (LogLines lines = new LogLines()) {
            assertEquals(Optional.empty(), backend.boot());
            assertEquals(0, lines.warnings("boot"), "nothing that an application could mend");
        }
    }

    @Test
    void whatIsToldIsAHint() {
        aMacOnWifiWithAVpn();
        backend.read();
        Patience.until(() -> sink.hints() == 1, "the kinds are told");
        os.sessions.get(0).tell(false);
        os.path.becomes(FakePathPort.UNSATISFIED);
        os.vpn("V").becomes(ConnectionPort.CONNECTING);
        assertEquals(4, sink.hints());
    }

    @Test
    void aHintThatTheEngineCannotTakeIsGivenAgain() {
        aMacOnWifiWithAVpn();
        backend.read();
        Patience.until(() -> sink.hints() == 1, "the kinds are told");
        sink.onHint(() -> {
            assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
            sink.onHint(() -> {
                assertEquals(Support.DEGRADED, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
                throw new OutOfMemoryError("expected by the test");
            });
            throw new OutOfMemoryError("expected by the test");
        });
        os.sessions.get(0).tell(false);
        assertEquals(4, sink.hints());
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
    }

    @Test
    void aReadingShowsServices() {
        aMacOnWifiWithAVpn();
        Snapshot snapshot = backend.read();
        assertEquals(List.of(VPN, WIFI), snapshot.accessPoints().stream().map(each -> each.id()).toList());
        assertEquals(Connectivity.INTERNET, snapshot.connectivity());
        assertTrue(snapshot.accessPoints().stream().allMatch(each -> each.signalPercent().isEmpty()), "nobody has asked for it");
        assertEquals(0, os.count("wifi"));
    }

    @Test
    void aVpnIsStartedHeldAndGivenBackAndOthersAreNot() {
        aMacOnWifiWithAVpn();
        backend.read();
        Capability start = Capability.CAN_START_AND_STOP_INTERFACES;
        assertEquals(Support.AVAILABLE, backend.capabilities().of(start).support());
        assertEquals(Support.AVAILABLE, backend.capabilities(VPN).of(start).support());
        assertEquals(Support.UNSUPPORTED, backend.capabilities(WIFI).of(start).support());
        backend.hold(VPN, false);
        assertTrue(backend.start(VPN, OPTIONS).isOurs());
        os.vpn("V").becomes(ConnectionPort.CONNECTED);
        assertTrue(backend.giveBack(VPN));
        backend.release(VPN);
        assertTrue(backend.start(VPN, OPTIONS).isOurs());
        backend.stop(VPN);
        assertEquals(List.of("start V", "withdraw V", "start V", "stop V"),
            os.calls.stream().filter(call -> call.matches("(start|stop|withdraw) V")).toList());
        assertFalse(backend.start(WIFI, OPTIONS).isOurs(), "it is up");
        assertThrows(BackendException.class, () -> backend.stop(WIFI));
        assertThrows(BackendException.class, () -> backend.giveBack(WIFI));
    }

    @Test
    void aDenialIsInTheReport() {
        aMacOnWifiWithAVpn();
        backend.read();
        os.refuse("start V", Kind.DENIED);
        assertThrows(BackendException.class, () -> backend.start(VPN, OPTIONS));
        assertEquals(Support.DENIED, backend.capabilities(VPN).of(Capability.CAN_START_AND_STOP_INTERFACES).support());
    }

    @Test
    void anAttemptThatFallsBackIsTold() {
        aMacOnWifiWithAVpn();
        backend.read();
        backend.start(VPN, OPTIONS);
        os.vpn("V").becomes(ConnectionPort.DISCONNECTED);
        assertEquals(List.of(VPN), sink.failedIds());
    }

    @Test
    void thereIsNothingToScan() {
        assertEquals(Kind.UNSUPPORTED, assertThrows(BackendException.class, backend::scan).kind());
        assertEquals(Support.UNSUPPORTED, backend.capabilities().of(Capability.SCAN).support());
    }

    @Test
    void countersAreGivenOn() {
        os.with(Rows.up("en0", 2), Rows.up("en1", 3));
        List<Integer> indices = new ArrayList<>();
        backend.counters((index, a, b, c, d, e, f, g, h) -> indices.add(index));
        backend.counters(3, (index, a, b, c, d, e, f, g, h) -> indices.add(index));
        assertEquals(List.of(2, 3, 3), indices);
        os.countersObstacle = Optional.of("they wrap");
        assertEquals(Support.DEGRADED, backend.capabilities().of(Capability.DATA_STATISTICS).support());
    }

    @Test
    void allOfOneMachineShareOneScope() {
        MacBackend second = MacBackend.open(new FakeMacOs(), sink);
        second.close();
        assertEquals(backend.scope(), second.scope());
        assertEquals(Optional.of("macos"), backend.sharedScope());
    }

    @Test
    void closingEndsEachOnceAndTheQueueLast() {
        aMacOnWifiWithAVpn();
        backend.read();
        Patience.until(() -> sink.hints() == 1, "the kinds are told");
        os.calls.clear();
        backend.close();
        awaitGivenBack();
        assertEquals(List.of("path.close", "store.close", "close V", "close"), os.calls);
        backend.close();
        assertEquals(4, os.calls.size());
    }

    @Test
    void closingWhatNeverReadEndsWhatThereIs() {
        os.calls.clear();
        backend.close();
        awaitGivenBack();
        assertEquals(List.of("path.close", "close"), os.calls);
    }

    @Test
    void closedItAsksMacosNothingAnyMore() {
        aMacOnWifiWithAVpn();
        backend.read();
        Patience.until(() -> sink.hints() == 1, "the kinds are told");
        backend.close();
        awaitGivenBack();
        os.calls.clear();
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, backend::read).kind());
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, () -> backend.start(VPN, OPTIONS)).kind());
        assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, () -> backend.hold(VPN, true)).kind());
        backend.capabilities(VPN);
        assertEquals(List.of(), os.calls);
    }

    @Test
    void aFailureToEndThePathMonitorKeepsNothingElse() {
        backend.read();
        os.fail("path.close", new IllegalStateException("thrown by the test"));
        assertThrows(IllegalStateException.class, backend::close);
        awaitGivenBack();
        assertEquals(1, os.count("store.close"));
    }

    @Test
    void closingWhileConfigdHangsTakesNoLongerThanASecondAndGivesEverythingBackLater() {
        backend.read();
        os.hang("read");
        assertThrows(BackendException.class, backend::read);
        long millis = Patience.millisFor(backend::close);
        assertTrue(millis < 5_000, millis + " ms; one second and a busy machine");
        assertEquals(0, os.count("close"));
        os.releaseAll();
        Patience.until(() -> os.count("close") == 1, "everything is given back");
        assertEquals(1, os.count("store.close"));
    }

    @Test
    void whatCannotBeOpenedGivesEverythingBack() {
        FakeMacOs broken = new FakeMacOs();
        broken.fail("suspended", new IllegalStateException("thrown by the test"));
        assertThrows(IllegalStateException.class, () -> MacBackend.open(broken, sink));
        assertEquals(List.of("path", "suspended", "path.close", "close"), broken.calls);
        FakeMacOs worse = new FakeMacOs();
        worse.fail("path", new IllegalStateException("thrown by the test"));
        assertThrows(IllegalStateException.class, () -> MacBackend.open(worse, sink));
        assertEquals(List.of("path", "close"), worse.calls);
    }

    @Test
    void whoAsksForTheSignalGetsIt() {
        aMacOnWifiWithAVpn();
        os.wifi.signals.put("en0", new WifiPort.Wifi(true, -60, false));
        String before = System.setProperty(Signals.PROPERTY, "true");
        try (MacBackend wanting = MacBackend.open(os, sink)) {
            assertEquals(80, wanting.read().accessPoints().get(1).signalPercent().orElseThrow());
            assertEquals(Support.DEGRADED, wanting.capabilities().of(Capability.SIGNAL_STRENGTH).support());
        } finally {
            if (before == null) {
                System.clearProperty(Signals.PROPERTY);
            } else {
                System.setProperty(Signals.PROPERTY, before);
            }
        }
    }
}
