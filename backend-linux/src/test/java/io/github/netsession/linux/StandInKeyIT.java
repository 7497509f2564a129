package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import io.github.netsession.testkit.Await;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application is told where Wi-Fi does not let it in. */
@Tag("manager")
class StandInKeyIT {

    private static final String START = "ActivateConnection";

    private final StandIn manager = new StandIn();
    private Networks networks;

    @BeforeEach
    void prepare() {
        manager.tell("station(1, b'home', dbm_of_scan(-60), Flags=1, RsnFlags=0x188); wifi(1, 'ap0', [1])", "profile(1, 'home', '802-11-wireless', b'home')",
            "device(1, 'ap0', DeviceType=2, AvailableConnections=[profile_path(1)])",
            "answers['AddAndActivateConnection2'] = values('ooa{sv}', profile_path(9), active_path(9), {})");
        networks = Networks.open();
    }

    @AfterEach
    void tidy() {
        try {
            networks.close();
        } finally {
            manager.close();
        }
    }

    /** Opens a session, and has the device go through states, each with its reason, until the active connection of a number ends. */
    private SessionFailure failure(ConfigurationId id, String call, int active, String states) {
        NetworkSession session = networks.session(id);
        session.open();
        Await.until(() -> manager.calls(call) == 1);
        manager.tell("old = 30",
            "for new, reason in [" + states + "]: signal(device_path(1), DEVICE, 'StateChanged', 'uuu', new, old, reason); old = new",
            "signal(active_path(" + active + "), ACTIVE, 'StateChanged', 'uu', 4, 9)");
        Await.until(() -> session.failure().isPresent());
        return session.failure().orElseThrow();
    }

    @Test
    void aStoredPasswordThatIsRefusedIsToBeCorrectedAndMayBeTriedAgain() {
        SessionFailure failure = failure(StandIn.id(1), START, 1, "(40, 0), (50, 0), (60, 0), (40, 0), (50, 0), (60, 8), (120, 7)");
        assertEquals(SessionError.UNKNOWN, failure.error(), failure.toString());
        assertTrue(failure.isRetryable(), failure.toString());
        assertTrue(failure.message().contains("wrong, or the access point did not answer in the handshake"), failure.toString());
        assertTrue(failure.remedy().orElseThrow().startsWith("correct it in the profile"), failure.toString());
    }

    @Test
    void aPasswordThatIsMissingIsToBeStored() {
        SessionFailure failure = failure(StandIn.id(1), START, 1, "(40, 0), (50, 0), (60, 0), (120, 7)");
        assertEquals(SessionError.UNKNOWN, failure.error(), failure.toString());
        assertEquals(false, failure.isRetryable(), failure.toString());
        assertTrue(failure.remedy().orElseThrow().startsWith("store it in the profile"), failure.toString());
    }

    @Test
    void aPassphraseThatTheApplicationBroughtIsToBeCorrectedThere() {
        NetworkConfiguration brought = networks.defineAccessPoint(NetworkProfile.wlan("mine", "home").passphrase("not-the-one").build()).join();
        SessionFailure failure = failure(brought.id(), "AddAndActivateConnection2", 9, "(40, 0), (50, 0), (60, 0), (40, 0), (50, 0), (60, 8), (120, 7)");
        assertTrue(failure.isRetryable(), failure.toString());
        assertTrue(failure.remedy().orElseThrow().contains("NetworkProfile"), failure.toString());
    }

    @Test
    void anOpenProfileForANetworkWithAPassphraseIsRefusedAtOnce() {
        NetworkConfiguration brought = networks.defineAccessPoint(NetworkProfile.wlan("mine", "home").build()).join();
        assertEquals(ConfigurationState.DEFINED, brought.state());
        SessionFailure failure = failureOf(() -> networks.session(brought).open().orTimeout(10, TimeUnit.SECONDS).join());
        assertEquals(SessionError.INVALID_CONFIGURATION, failure.error(), failure.toString());
        assertTrue(failure.remedy().orElseThrow().contains("NetworkProfile (passphrase)"), failure.toString());
        assertTrue(networks.capabilities(brought.id()).of(Capability.CAN_START_AND_STOP_INTERFACES).reason().contains("wants a passphrase"));
    }

    @Test
    void whereWifiIsSwitchedOffTheReportAStartAndAScanSaySo() {
        manager.tell("changed(ROOT, NM, WirelessEnabled=False); changed(device_path(1), DEVICE, State=20, AvailableConnections=[])",
            "answers['RequestScan'] = refusal(DEVICE + '.NotAllowed', 'Scanning not allowed while unavailable')");
        Await.until(() -> networks.configuration(StandIn.id(1)).orElseThrow().state() == ConfigurationState.DEFINED);
        assertEquals(Support.MISSING, networks.capabilities().of(Capability.SCAN).support());
        assertTrue(networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).reason().endsWith("but Wi-Fi is switched off"));
        NetworkSession session = networks.session(StandIn.id(1));
        for (Runnable call : List.<Runnable>of(() -> session.open().orTimeout(10, TimeUnit.SECONDS).join(), () -> networks.update(UpdateOption.SCAN).orTimeout(10, TimeUnit.SECONDS).join())) {
            assertEquals("nmcli radio wifi on", failureOf(call).remedy().orElseThrow());
        }
        assertEquals(0, manager.calls("RequestScan"));
        manager.tell("changed(ROOT, NM, WirelessEnabled=True); changed(device_path(1), DEVICE, State=30, AvailableConnections=[profile_path(1)])");
        Await.until(() -> networks.capabilities().of(Capability.SCAN).support() == Support.AVAILABLE);
    }

    private static SessionFailure failureOf(Runnable call) {
        return ((SessionException) assertThrows(CompletionException.class, call::run).getCause()).failure();
    }
}
