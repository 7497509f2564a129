package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A weaker signal makes an offer, which an application accepts, ignores, or leaves without an answer. */
@Tag("radio")
class RadioOffersIT extends RadioStory {

    private static void nothing(NetworkSession session) {
    }

    private void isOffered(int times) {
        Guest.await(MOVE, "an offer is made", () -> recorder.offers() >= times, () -> recorder);
        assertEquals("cafe", recorder.events(SessionEvent.Preferred.class).get(times - 1).offer().candidate().name());
    }

    private void staysAtHome() {
        assertTrue(isConnectedOn(session, "home"), recorder::toString);
        assertEquals(Set.of("home"), Station.active());
    }

    @Test
    void anAcceptedOfferIsAMove() {
        begin();
        answering(NetworkSession::migrate, NetworkSession::accept);
        homeFades();
        Guest.await(MOVE, "the session is on cafe", () -> isConnectedOn(session, "cafe"), () -> recorder);
        assertEquals(1, recorder.offers(), recorder::toString);
        session.close();
    }

    @Test
    void anIgnoredOfferChangesNothingForAMinute() {
        begin();
        answering(NetworkSession::ignore, RadioOffersIT::nothing);
        homeFades();
        isOffered(1);
        Guest.pass(Duration.ofSeconds(50));
        staysAtHome();
        assertEquals(1, recorder.offers(), recorder::toString);
        isOffered(2);
        session.close();
    }

    @Test
    void silenceIsNoAfterAMinute() {
        begin();
        answering(RadioOffersIT::nothing, RadioOffersIT::nothing);
        homeFades();
        isOffered(1);
        assertEquals(SessionState.ROAMING, session.state());
        Guest.pass(Duration.ofSeconds(50));
        assertEquals(SessionState.ROAMING, session.state(), recorder::toString);
        Guest.await(Duration.ofSeconds(15), "the minute is over", () -> session.state() == SessionState.CONNECTED, () -> recorder);
        staysAtHome();
        session.close();
    }
}
