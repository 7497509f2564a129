package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import io.github.netsession.testkit.Await;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What polkit permits, and who is asked: this is root, whom a real NetworkManager permits everything. */
@Tag("manager")
class StandInPermissionIT {

    private static final String START = "ActivateConnection";

    private StandIn manager;
    private Networks networks;

    @BeforeEach
    void open() {
        manager = new StandIn();
        manager.tell("station(1, b'home', 40); wifi(1, 'ap0', [1]); profile(1, 'home', '802-11-wireless', b'home')",
            "device(1, 'ap0', DeviceType=2, AvailableConnections=[profile_path(1)])");
        networks = Networks.open();
    }

    @AfterEach
    void close() {
        networks.close();
        manager.close();
    }

    private Support support(Capability capability) {
        return networks.capabilities().of(capability).support();
    }

    private void permit(String control, String scan) {
        manager.tell("permissions.update({NM + '.network-control': '" + control + "', NM + '.wifi.scan': '" + scan + "'})",
            "signal(ROOT, NM, 'CheckPermissions')");
    }

    @Test
    void whatIsPermittedIsAvailable() {
        assertEquals(Support.AVAILABLE, support(Capability.CAN_START_AND_STOP_INTERFACES));
        assertEquals(Support.AVAILABLE, support(Capability.SCAN));
    }

    @Test
    void aPermissionThatIsTakenAndGivenBackShowsInTheCapabilitiesByItself() {
        permit("no", "auth");
        Await.until(() -> support(Capability.CAN_START_AND_STOP_INTERFACES) == Support.DENIED && support(Capability.SCAN) == Support.DENIED);
        CapabilityStatus start = networks.capabilities(StandIn.id(1)).of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(Support.DENIED, start.support());
        assertTrue(start.remedy().orElseThrow().contains("polkit rule"), start.toString());
        CapabilityStatus scan = networks.capabilities().of(Capability.SCAN);
        assertTrue(scan.reason().contains("password"), scan.toString());
        assertTrue(scan.remedy().isPresent(), scan.toString());
        permit("yes", "yes");
        Await.until(() -> support(Capability.CAN_START_AND_STOP_INTERFACES) == Support.AVAILABLE && support(Capability.SCAN) == Support.AVAILABLE);
    }

    @Test
    void permissionsAreAskedForOnceUnlessToldToAskAgain() {
        networks.update().join();
        networks.update().join();
        assertEquals(1, manager.calls("GetPermissions"));
    }

    @Test
    void permissionsThatAreNotToldAreNotKnown() {
        manager.tell("answers['GetPermissions'] = refusal(ERROR + 'Failed')");
        permit("no", "no");
        Await.until(() -> support(Capability.CAN_START_AND_STOP_INTERFACES) == Support.DEGRADED && support(Capability.SCAN) == Support.DEGRADED);
    }

    @Test
    void aStartThatPolkitRefusesIsNotSupportedAndSaysWhatHelps() {
        manager.tell("answers['ActivateConnection'] = refusal(NM + '.PermissionDenied', 'Not authorized to control networking.')");
        NetworkSession session = session();
        CompletionException thrown = assertThrows(CompletionException.class, () -> session.open().orTimeout(30, TimeUnit.SECONDS).join());
        SessionFailure failure = ((SessionException) thrown.getCause()).failure();
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error(), failure.toString());
        assertTrue(failure.message().contains("Not authorized to control networking."), failure.toString());
        assertTrue(failure.remedy().orElseThrow().contains("polkit rule"), failure.toString());
        assertFalse(failure.isRetryable(), failure.toString());
    }

    private NetworkSession session() {
        return networks.session(StandIn.id(1));
    }

    private boolean isPersonAskedFor(NetworkSession session) {
        session.open();
        Await.until(() -> manager.calls(START) == 1);
        return manager.ask("interactive['" + START + "']").equals("True");
    }

    @Test
    void aPersonMayBeAskedForAStart() {
        assertTrue(isPersonAskedFor(session()));
    }

    @Test
    void nobodyIsAskedForAStartInTheBackground() {
        NetworkSession session = session();
        session.setProperty(SessionProperty.CONNECT_IN_BACKGROUND, true);
        assertFalse(isPersonAskedFor(session));
    }

    @Test
    void nobodyIsAskedForMereReadingAndScanning() {
        networks.update(UpdateOption.SCAN).join();
        assertEquals("False", manager.ask("any(interactive.values())"));
    }

    /** For as long as the person thinks about it everything else goes on. */
    @Test
    void whileAPersonIsAskedTheNetworksAreStillRead() {
        manager.tell("answers['ActivateConnection'] = silence");
        NetworkSession session = session();
        session.open();
        Await.until(() -> manager.calls(START) == 1);
        manager.tell("changed(station_path(1), STATION, Strength=dbm_of_scan(-95))", "changed(ROOT, NM, Connectivity=2)");
        Await.until(() -> networks.configuration(StandIn.id(1)).orElseThrow().signalPercent().orElse(0) == 10);
        assertEquals(Support.AVAILABLE, support(Capability.CAN_START_AND_STOP_INTERFACES));
        manager.tell("answers['ActivateConnection'] = refusal(NM + '.PermissionDenied', 'the dialog was closed')", "answer_kept()");
        Await.until(() -> session.failure().isPresent());
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, session.failure().get().error(), session.failure().get().toString());
    }
}
