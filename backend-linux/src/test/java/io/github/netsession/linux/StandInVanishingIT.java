package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things that are there in one answer and gone in the next. */
@Tag("manager")
class StandInVanishingIT extends StandInStory {

    @BeforeEach
    void prepare() {
        open(new Hints(), "device(1, 'ap0', AvailableConnections=[profile_path(1), profile_path(2)]); profile(1, 'stays'); profile(2, 'goes')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnknownObject", "UnknownMethod", "UnknownInterface"})
    void aProfileThatIsGoneBeforeItsSettingsAreReadIsNotThere(String error) {
        manager.tell("settings[profile_path(2)] = refusal(ERROR + '" + error + "')");
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.exact());
        assertEquals("stays", StandIn.point(snapshot, 1).name());
        assertEquals(Optional.empty(), StandIn.find(snapshot, 2));
        int asked = manager.calls("GetSettings");
        backend.read();
        assertEquals(asked, manager.calls("GetSettings"), "it is not asked for again and again");
    }

    @Test
    void aProfileWhosePathIsUsedAgainIsReadAgain() {
        backend.read();
        manager.tell("profile(2, 'another', uuid=uuid(3))", "signal('/org/freedesktop', 'org.freedesktop.DBus.ObjectManager', 'InterfacesRemoved',"
            + " 'oas', profile_path(2), [PROFILE])");
        Await.until(() -> StandIn.find(backend.read(), 2).isEmpty());
        assertEquals("another", StandIn.point(backend.read(), 3).name());
    }

    @Test
    void aDeviceThatAProfileIsActiveOnMayBeGone() {
        manager.tell("active(1, on=1)", "drop(device_path(1))");
        assertEquals("stays", StandIn.point(backend.read(), 1).name());
        manager.tell("drop(active_path(1))");
        assertEquals("stays", StandIn.point(backend.read(), 1).name());
    }

    @Test
    void anAccessPointThatADeviceUsesMayBeGone() {
        manager.tell("wifi(1, 'ap0', [1, 2]); put(device_path(1), WIRELESS, ActiveAccessPoint=station_path(1))",
            "profile(1, 'home', '802-11-wireless', b'home'); active(1, on=1)");
        assertTrue(StandIn.point(backend.read(), 1).signalPercent().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnknownConnection", "InvalidConnection", "UnknownDevice"})
    void aStartOfAProfileThatIsJustGoneNamesAnInvalidConfiguration(String error) {
        manager.tell("answers['ActivateConnection'] = refusal(NM + '." + error + "', 'gone')");
        try (Networks networks = Networks.open()) {
            NetworkConfiguration goes = networks.configuration(StandIn.id(2)).orElseThrow();
            CompletionException thrown = assertThrows(CompletionException.class,
                () -> networks.session(goes).open().orTimeout(30, TimeUnit.SECONDS).join());
            SessionFailure failure = ((SessionException) thrown.getCause()).failure();
            assertEquals(SessionError.INVALID_CONFIGURATION, failure.error(), failure.toString());
            assertFalse(failure.isRetryable(), failure.toString());
        }
    }

    @Test
    void aProfileThatIsGoneWhenItIsToBeStartedIsGone() {
        backend.read();
        manager.tell("drop(profile_path(2))");
        BackendException thrown = assertThrows(BackendException.class, () -> backend.start(StandIn.id(2), StartOptions.builder().inBackground(true).build()));
        assertEquals(BackendException.Kind.GONE, thrown.kind());
        assertEquals(0, manager.calls("ActivateConnection"));
    }

    @Test
    void whatIsNoLongerActiveWhenItIsToBeStoppedIsStopped() {
        manager.tell("active(2, on=1)", "answers['DeactivateConnection'] = refusal(NM + '.ConnectionNotActive', 'The connection was not active.')");
        backend.read();
        backend.stop(StandIn.id(2));
        assertEquals(1, manager.calls("DeactivateConnection"));
        manager.tell("drop(active_path(2))");
        backend.stop(StandIn.id(2));
        assertEquals(1, manager.calls("DeactivateConnection"));
    }

    @Test
    void aWifiDeviceThatIsGoneWhenItIsToScanDoesNotKeepTheOthersFromIt() {
        manager.tell("wifi(2, 'ap1', []); wifi(3, 'net0', [])", "answers['RequestScan'] = lambda call:"
            + " (refusal(ERROR + 'UnknownMethod') if call.get_path() == device_path(2) else values())(call)");
        backend.scan();
        assertEquals(2, manager.calls("RequestScan"));
        manager.tell("drop(device_path(3))");
        assertEquals(BackendException.Kind.UNSUPPORTED, assertThrows(BackendException.class, backend::scan).kind());
    }
}
