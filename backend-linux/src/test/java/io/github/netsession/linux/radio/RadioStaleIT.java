package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** NetworkManager's list of networks is as old as the last scan, forgets after four minutes what no scan has confirmed, and has two scales. */
@Tag("radio")
class RadioStaleIT extends RadioStory {

    /** The control: NetworkManager alone, which may connect both by itself. */
    private static void alone() {
        autoconnect("yes");
        Station.nmcli("connection", "up", "home");
    }

    private static void down(String name) {
        autoconnect("no");
        Station.nmcli("connection", "down", name);
    }

    private static void autoconnect(String may) {
        for (String name : new String[] {"home", "cafe"}) {
            Station.nmcli("connection", "modify", name, "connection.autoconnect", may);
        }
    }

    @Test
    void networkManagerAloneFindsTheOtherNetworkAfterTenQuietMinutesAndStaysThere() {
        alone();
        Guest.pass(Duration.ofMinutes(10));
        Air.HOME.forEach(Air::off);
        await(MOVE, "cafe is up", () -> Station.active().equals(Set.of("cafe")));
        Guest.pass(Duration.ofMinutes(3));
        assertEquals(Set.of("cafe"), Station.active());
        down("cafe");
    }

    @Test
    void networkManagerAloneDoesNotExchangeEquallyStrongNetworks() {
        for (Air.Ap ap : Air.Ap.values()) {
            Air.signal(ap, -40);
        }
        alone();
        for (int minute = 0; minute < 10; minute++) {
            Guest.pass(Duration.ofMinutes(1));
            assertEquals(Set.of("home"), Station.active());
        }
        down("home");
    }

    @Test
    void aLossAfterTenQuietMinutesEndsOnTheOtherNetwork() {
        begin();
        Guest.pass(Duration.ofMinutes(10));
        homeIsOff();
        isOnCafe();
        session.close();
    }

    @Test
    void theSessionDoesNotGoBackToAnAccessPointThatStaysOff() {
        begin();
        Guest.pass(Duration.ofMinutes(1));
        homeIsOff();
        isOnCafe();
        int before = recorder.offers();
        Guest.pass(Duration.ofMinutes(3));
        assertEquals(before, recorder.offers(), recorder::toString);
        assertTrue(isConnectedOn(session, "cafe"), recorder::toString);
        session.close();
    }

    @Test
    void equallyStrongNetworksAreNotExchanged() {
        for (String name : new String[] {"home", "cafe"}) {
            Station.nmcli("connection", "modify", name, "connection.metered", "no");
        }
        for (Air.Ap ap : Air.Ap.values()) {
            Air.signal(ap, -40);
        }
        begin();
        assertFalse(Guest.comesTrue(Duration.ofMinutes(10), () -> recorder.offers() > 1), () -> "more than one move: " + recorder);
        assertTrue(session.isOpen(), recorder::toString);
        session.close();
    }
}
