package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was rejected, or led to no more than a portal, is left out for one minute, then for two, four and eight. */
@Tag("radio")
class RadioDeclineIT extends RadioStory {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int MOST_OFFERS = 4;

    private void isLeftOutEverLonger() {
        // Ends early where it fails, since each move costs real time.
        assertFalse(Guest.comesTrue(QUARTER, () -> recorder.offers() > MOST_OFFERS), () -> "more than four: " + recorder);
        assertTrue(recorder.offers() >= 1, recorder::toString);
        assertTrue(session.isOpen(), recorder::toString);
        session.close();
    }

    @Test
    void aRejectedOfferEndsWhereItBegan() {
        begin();
        answering(NetworkSession::migrate, NetworkSession::reject);
        homeFades();
        Guest.await(MOVE, "cafe was up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty(), () -> recorder);
        Guest.await(OPENING, "the session is at home", () -> isConnectedOn(session, "home"), () -> recorder);
        Guest.pass(Duration.ofSeconds(30));
        assertTrue(isConnectedOn(session, "home"), recorder::toString);
        assertEquals(Set.of("home"), Station.active());
        assertEquals(1, recorder.offers(), recorder::toString);
        session.close();
    }

    @Test
    void aRejectedCandidateIsOfferedAtMostFourTimesInAQuarterOfAnHour() {
        begin();
        answering(NetworkSession::migrate, NetworkSession::reject);
        homeFades();
        isLeftOutEverLonger();
    }

    @Test
    void aNetworkBehindAPortalIsTriedAtMostFourTimesInAQuarterOfAnHour() {
        Air.portalAt("cafe");
        begin();
        homeFades();
        isLeftOutEverLonger();
    }
}
