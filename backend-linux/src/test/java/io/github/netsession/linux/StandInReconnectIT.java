package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A VPN that its plug-in reconnects: NetworkManager says "activating" of the same active connection, while the tunnel's link and its address stay.
 * The cable {@code ap1} plays the tunnel. Source: nm-vpn-connection.c, {@code NM_VPN_SERVICE_STATE_STARTING} after {@code STARTED}.
 */
@Tag("manager")
@Timeout(120)
class StandInReconnectIT {

    private static final String CONFIG = "ROOT + '/IP4Config/2'";

    @TempDir
    private Path directory;
    private final StandIn manager = new StandIn();
    private Networks networks;
    private NetworkSession session;
    private SessionTrace trace;

    @BeforeEach
    void open() {
        StandIn.up("ap0");
        StandIn.up("ap1");
        manager.tell("device(1, 'ap0', AvailableConnections=[profile_path(1)]); profile(1, 'office'); active(1, on=1)", "profile(2, 'away', 'vpn')",
            "put(" + CONFIG + ", IP4, AddressData=V('aa{sv}', [{'address': V('s', '198.51.100.2')}]))",
            "answers['DeactivateConnection'] = lambda call: (changed(active_path(2), ACTIVE, State=4), values()(call))[1]");
        networks = Networks.builder().holdsDirectory(directory).open();
    }

    @AfterEach
    void close() {
        try {
            networks.close();
        } finally {
            manager.close();
        }
    }

    private void says(int state, boolean isConfigTold) {
        manager.tell("changed(active_path(2), ACTIVE, State=" + state + ", Ip4Config=" + (isConfigTold ? CONFIG : "'/'") + ")");
        networks.update().join();
    }

    /** On a VPN that the session itself starts, or that the user has connected. */
    private void openedOn(boolean byTheUser) {
        session = networks.session(StandIn.id(2));
        String up = "put(active_path(2), ACTIVE, Connection=profile_path(2), Uuid=uuid(2), Id='', State=1, StateFlags=0, Devices=[device_path(1)],"
            + " Vpn=True, Ip4Config='/', Ip6Config='/')";
        CompletableFuture<?> opened;
        if (byTheUser) {
            manager.tell(up);
            says(2, true);
            opened = session.open();
        } else {
            opened = session.open();
            Await.until(() -> manager.calls("ActivateConnection") == 1);
            manager.tell(up);
            says(1, false);
            says(2, true);
        }
        opened.join();
        trace = SessionTrace.of(session);
        Await.until(trace::hasBegun);
        assertEquals("ap1", session.networkInterface().orElseThrow().name());
    }

    private void staysOpen() {
        assertTrue(session.isOpen(), () -> "it was closed: " + session.failure());
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(List.of(), trace.changes());
        assertTrue(networks.configuration(StandIn.id(2)).orElseThrow().isActive());
        assertEquals(0, manager.calls("DeactivateConnection"), "the library deactivated it");
    }

    /** Afterwards the last close does what it would have done. */
    @ParameterizedTest(name = "connected by the user {0}, its addresses are told meanwhile {1}")
    @CsvSource({"false, true", "false, false", "true, true", "true, false"})
    void sessionsOnItGoOnAndNetworkManagerIsAskedForNothing(boolean byTheUser, boolean isConfigTold) {
        openedOn(byTheUser);
        for (int reconnects = 0; reconnects < 3; reconnects++) {
            says(1, isConfigTold);
            staysOpen();
            networks.update().join();
            staysOpen();
            says(2, true);
            staysOpen();
        }
        says(1, isConfigTold);
        session.close();
        networks.close();
        assertEquals(byTheUser ? 0 : 1, manager.calls("DeactivateConnection"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"addr flush dev ap1", "link set ap1 down", "link del ap1"})
    void itIsLostWithItsTunnel(String loss) {
        openedOn(true);
        says(1, false);
        staysOpen();
        Netns.ip(loss);
        Await.until(() -> trace.changes().contains("closed"), trace::toString);
        assertFalse(session.isOpen());
        assertEquals("!SESSION_ABORTED", trace.changes().get(0));
    }

    @Test
    void itIsLostWhenTheReconnectFails() {
        openedOn(true);
        says(1, false);
        staysOpen();
        manager.tell("signal(active_path(2), ACTIVE, 'StateChanged', 'uu', 4, 6)");
        says(4, false);
        Await.until(() -> trace.changes().contains("closed"), trace::toString);
        assertEquals(List.of("!SESSION_ABORTED", "DISCONNECTED", "closed"), trace.changesByOthers());
        assertEquals(0, manager.calls("DeactivateConnection"));
    }
}
