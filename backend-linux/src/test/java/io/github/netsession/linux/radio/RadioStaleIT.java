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
        for (String name : new String[] {"home", "cafe"}) {
            Station.nmcli("connection", "modify", name, "connection.autoconnect", "yes");
        }
        Station.nmcli("connection", "up", "home");
    }

    @Test
    void networkManagerAloneFindsTheOtherNetworkAfterTenQuietMinutesAndStaysThere() {
        alone();
        Guest.pass(Duration.ofMinutes(10));
        homeIsOff();
        await(MOVE, "cafe is up", () -> Station.active().equals(Set.of("cafe")));
        assertFalse(Guest.comesTrue(Duration.ofMinutes(3), () -> !Station.active().equals(Set.of("cafe"))), "it has left cafe");
    }

    @Test
    void networkManagerAloneDoesNotExchangeEquallyStrongNetworks() {
        for (Air.Ap ap : Air.Ap.values()) {
            Air.signal(ap, -40);
        }
        alone();
        assertFalse(Guest.comesTrue(Duration.ofMinutes(10), () -> !Station.active().equals(Set.of("home"))), "it has left home");
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
