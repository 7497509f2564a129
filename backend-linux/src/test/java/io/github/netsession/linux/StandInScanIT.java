package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.UpdateOption;
import io.github.netsession.spi.Backend;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A scan costs power and interrupts traffic: it is asked for when the application asks, and not otherwise. */
@Tag("manager")
class StandInScanIT {

    private static final String SCAN = "RequestScan";

    private StandIn manager;

    @BeforeEach
    void prepare() {
        manager = new StandIn();
        manager.tell("station(1, b'home', dbm_of_scan(-80))", "wifi(1, 'ap0', [1]); wifi(2, 'ap1', [])", "device(3, 'net0')");
    }

    @AfterEach
    void tidy() {
        manager.close();
    }

    @Test
    void nothingIsScannedUnasked() {
        Hints hints = new Hints();
        try (Backend backend = new LinuxBackendProvider().open(hints)) {
            backend.read();
            manager.tell("changed(device_path(1), WIRELESS, LastScan=1000)");
            assertTrue(hints.awaitMoreThan(0, Duration.ofSeconds(10)));
            backend.read();
            hints.awaitQuiet(Duration.ofSeconds(1));
            assertEquals(0, manager.calls(SCAN));
        }
        try (Networks networks = Networks.open()) {
            networks.update().join();
            networks.configurations();
            assertEquals(0, manager.calls(SCAN));
        }
    }

    @Test
    void everyWifiDeviceScansOnceWhenAsked() {
        try (Networks networks = Networks.open()) {
            networks.update(UpdateOption.SCAN).join();
            assertEquals(2, manager.calls(SCAN));
            networks.update().join();
            assertEquals(2, manager.calls(SCAN));
        }
    }

    @Test
    void whatAScanFindsArrivesByItself() {
        try (Networks networks = Networks.open()) {
            manager.tell("profile(1, 'home', '802-11-wireless', b'home'); updated(1)");
            networks.update(UpdateOption.SCAN).join();
            manager.tell("put(station_path(1), STATION, Strength=dbm_of_scan(-61))", "changed(device_path(1), WIRELESS, LastScan=2000)");
            Await.until(() -> networks.configuration(StandIn.id(1)).orElseThrow().signalPercent().equals(OptionalInt.of(78)));
        }
    }

    @Test
    void aDeviceThatIsNotManagedIsNotToldToScan() {
        manager.tell("device(2, 'ap1', DeviceType=2, Managed=False)");
        try (Networks networks = Networks.open()) {
            networks.update(UpdateOption.SCAN).join();
            assertEquals(1, manager.calls(SCAN));
        }
    }

    @Test
    void aScanTooSoonCanBeRetriedAndTheLimitIsNamed() {
        manager.tell("answers['RequestScan'] = refusal(DEVICE + '.NotAllowed', 'Scanning not allowed immediately following previous scan')",
            "put(device_path(1), WIRELESS, LastScan=5000)");
        SessionFailure failure = failureOfScan();
        assertEquals(SessionError.UNKNOWN, failure.error());
        assertTrue(failure.isRetryable(), failure.toString());
        assertTrue(failure.remedy().orElseThrow().contains("limits how often ap0 scans"), failure.toString());
        assertTrue(failure.remedy().orElseThrow().contains("ended 5 s after"), failure.toString());
    }

    @Test
    void aScanThatPolkitRefusesIsNotSupportedAndSaysWhatHelps() {
        manager.tell("answers['RequestScan'] = refusal(DEVICE + '.PermissionDenied', 'Not authorized')");
        SessionFailure failure = failureOfScan();
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
        assertTrue(failure.remedy().isPresent(), failure.toString());
    }

    @Test
    void withoutAWifiDeviceAScanIsNotSupported() {
        manager.tell("drop(device_path(1)); drop(device_path(2))");
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOfScan().error());
    }

    private static SessionFailure failureOfScan() {
        try (Networks networks = Networks.open()) {
            CompletionException thrown = assertThrows(CompletionException.class,
                () -> networks.update(UpdateOption.SCAN).orTimeout(30, TimeUnit.SECONDS).join());
            return ((SessionException) thrown.getCause()).failure();
        }
    }
}
