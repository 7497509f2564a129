package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A station that goes from one access point of an SSID to the next, or is thrown off once and comes back, has no carrier for some 10 to 70 ms.
 * NetworkManager stays ACTIVATED: that is the control. A gap is not a loss.
 */
@Tag("radio")
class RadioGapIT extends RadioStory {

    private static final Duration BETWEEN = Duration.ofSeconds(8);

    private Air.Ap current() {
        String bssid = Station.bssid(radio);
        return Air.HOME.stream().filter(ap -> ap.bssid.equals(bssid)).findFirst().orElseThrow(() -> new AssertionError("not at home: " + bssid));
    }

    /** Goes to the other access point. */
    private void roam() {
        Air.Ap from = current();
        Air.Ap to = from == Air.Ap.HOME_1 ? Air.Ap.HOME_2 : Air.Ap.HOME_1;
        Station.roam(radio, to);
        Guest.pass(BETWEEN);
        assertEquals(to.bssid, Station.bssid(radio), "wpa_supplicant has not roamed, or the network is down");
    }

    private void deauthenticate() {
        Air.Ap ap = current();
        Air.deauthenticate(ap, Station.read(radio, "address"));
        Guest.pass(BETWEEN);
    }

    private void doesNotHurt(int times, Runnable gap) {
        // The control: NetworkManager alone.
        discovered(home);
        Station.nmcli("connection", "up", "home");
        gap.run();
        assertEquals(Set.of("home"), Station.active());
        Station.nmcli("connection", "down", "home");
        await(AT_ONCE, "the library has seen that", () -> !configuration(home).isActive());

        session = opened(discovered(home));
        recorder = new Recorder(session);
        long received = session.bytesReceived();
        long written = session.bytesWritten();
        for (int i = 0; i < times; i++) {
            recorder.note("gap " + i);
            gap.run();
            assertTrue(isConnectedOn(session, "home"), recorder::toString);
            assertTrue(session.bytesReceived() >= received && session.bytesWritten() >= written, "the counters do not go back");
            received = session.bytesReceived();
            written = session.bytesWritten();
        }
        assertEquals(List.of(), recorder.states(), recorder::toString);
        assertEquals(Set.of("home"), Station.active());
        session.close();
        await(AT_ONCE, "home is down", () -> Station.active().isEmpty());
    }

    @Test
    void fiveRoamsWithinOneSsidLeaveTheSessionConnected() {
        doesNotHurt(5, this::roam);
    }

    @Test
    void aDeauthenticationLeavesTheSessionConnected() {
        doesNotHurt(1, this::deauthenticate);
    }

    @Test
    void aRoamIsNoReasonToLeaveForAnotherSsid() {
        begin();
        roam();
        assertEquals(List.of(), recorder.states(), recorder::toString);
        assertTrue(isConnectedOn(session, "home"), recorder::toString);
        session.close();
    }
}
