package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
 * A VPN that reasserts, as at each wake and each change of Wi-Fi: macOS says "connecting" while the tunnel keeps its interface and its addresses.
 * On stand-ins for Apple's libraries. Source: SCNetworkConnection.c, SCNetworkConnectionGetStatusFromNEStatus.
 */
@Tag("standin")
@Tag("every-jdk")
@Timeout(60)
class StandInReassertIT {

    private static final ConfigurationId VPN = ConfigurationId.of("service", "VPN");

    @TempDir
    private Path directory;
    private Networks networks;
    private NetworkSession session;
    private SessionTrace trace;

    @BeforeEach
    void open() {
        StandIn.load("link lo0 1 24 0x8049 16384 -", "link en0 4 6 0x8863 1500 02:00:00:00:00:04", "address en0 192.0.2.4/24",
            "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\"}", "link utun5 11 1 0x8010 1400 -",
            "store Setup:/Network/Service/VPN {\"UserDefinedName\":\"Away\"}", "store Setup:/Network/Service/VPN/Interface {\"Type\":\"VPN\"}",
            "service VPN utun5 10.9.0.2/32", "extension VPN");
        networks = Networks.builder().backend(new StandInProvider()).holdsDirectory(directory).open();
    }

    @AfterEach
    void close() {
        networks.close();
        StandInLibrary.nothingIsLeft();
    }

    /** On a VPN that the session itself starts, or that the user has connected. */
    private void openedOn(boolean byTheUser) {
        if (byTheUser) {
            StandIn.act("up VPN");
            Await.until(() -> networks.configuration(VPN).orElseThrow().isActive());
        }
        session = networks.session(VPN);
        session.open().join();
        trace = SessionTrace.of(session);
        Await.until(trace::hasBegun);
    }

    private static long stops() {
        return StandIn.number("calls SCNetworkConnectionStop");
    }

    private static boolean isUp() {
        return StandIn.number("status VPN") == ConnectionPort.CONNECTED;
    }

    private void says(int status) {
        StandIn.act("status VPN " + status);
        networks.update().join();
    }

    private void staysOpen() {
        assertTrue(session.isOpen(), () -> "it was closed: " + session.failure());
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(List.of(), trace.changes());
        assertTrue(networks.configuration(VPN).orElseThrow().isActive());
    }

    /** Sessions on it go on, and macOS is asked for nothing; afterwards the last close does what it would have done. */
    @ParameterizedTest(name = "connected by the user {0}, macOS says {1} for a moment")
    @CsvSource({"false, 1", "true, 1", "false, -1", "true, -1"})
    void aVpnThatReassertsStaysUp(boolean byTheUser, int status) {
        openedOn(byTheUser);
        long before = stops();
        for (int wake = 0; wake < 3; wake++) {
            says(status);
            staysOpen();
            says(status); // Another reading, which finds it so.
            staysOpen();
            says(ConnectionPort.CONNECTED);
            staysOpen();
        }
        assertEquals(before, stops(), "the library disconnected it");
        session.close();
        networks.close();
        Await.until(() -> isUp() == byTheUser, () -> "the last close");
    }

    /** configd starts anew and does not know the interface of the VPN yet. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVpnWhoseInterfaceIsNotToldForAMomentStaysUp(boolean byTheUser) {
        openedOn(byTheUser);
        long before = stops();
        StandIn.act("forget store State:/Network/Service/VPN/IPv4");
        networks.update().join();
        staysOpen();
        says(ConnectionPort.CONNECTING);
        staysOpen();
        StandIn.act("status VPN 2", "store State:/Network/Service/VPN/IPv4 {\"InterfaceName\":\"utun5\",\"Addresses\":[\"10.9.0.2\"]}");
        networks.update().join();
        staysOpen();
        assertEquals(before, stops());
    }

    private void isLost() {
        Await.until(() -> trace.changes().contains("closed"), trace::toString);
        assertFalse(session.isOpen());
        List<String> changes = trace.changesByOthers();
        assertEquals(List.of("!SESSION_ABORTED", "DISCONNECTED", "closed"), changes.subList(0, Math.min(3, changes.size())), trace::toString);
        // Of a session that has ended, the service's own way down may be seen: its tunnel may go before its status changes.
        assertTrue(Set.of("DISCONNECTED").containsAll(changes.subList(3, changes.size())), trace::toString);
    }

    @ParameterizedTest(name = "connected by the user {0}: {1}")
    @CsvSource({"false, down VPN", "true, down VPN", "false, forget link utun5", "true, forget link utun5", "false, link utun5 11 1 0x8010 1400 -"})
    void itIsLostWhenItFallsBackOrItsTunnelGoes(boolean byTheUser, String loss) {
        openedOn(byTheUser);
        says(ConnectionPort.CONNECTING);
        staysOpen();
        StandIn.act(loss);
        networks.update().join(); // Of links alone the stand-in tells nothing.
        isLost();
    }

    @Test
    void aDisconnectByTheUserWhileItReassertsIsTold() {
        openedOn(true);
        says(ConnectionPort.CONNECTING);
        staysOpen();
        says(ConnectionPort.DISCONNECTING);
        StandIn.act("down VPN");
        isLost();
    }

    @Test
    void aSessionStopsItWhileItReasserts() {
        openedOn(false);
        says(ConnectionPort.CONNECTING);
        session.stop().join();
        Await.until(() -> StandIn.number("status VPN") == ConnectionPort.DISCONNECTED);
        assertFalse(session.isOpen());
    }

    /** Never up before: it is being started. */
    @Test
    void oneThatConnectsForTheFirstTimeIsNotUp() {
        StandIn.act("status VPN 1");
        networks.update().join();
        assertFalse(networks.configuration(VPN).orElseThrow().isActive());
        NetworkSession watching = networks.session(VPN);
        Await.until(() -> watching.state() == SessionState.CONNECTING);
        StandIn.act("up VPN");
        Await.until(() -> watching.state() == SessionState.CONNECTED);
    }
}
