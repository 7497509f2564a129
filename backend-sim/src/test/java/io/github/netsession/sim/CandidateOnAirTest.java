package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.SessionTrace;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is rejected, equal or behind a portal is not moved to again and again, as it was on a real radio stack. */
@Tag("sim")
class CandidateOnAirTest extends AirStory {

    @Test
    void thatIsRejectedAndWhoseCostIsOnlyGuessedIsLeftOutForLongerAndLonger() {
        for (SimAccessPoint candidate : List.of(cafe, phone)) {
            candidate.metered(Metered.UNKNOWN).signal(90).air().guessedCost(Metered.GUESSED_YES);
            home.signal(50).air().guessedCost(Metered.GUESSED_YES);
            assertEquals(4, rejections(home, candidate), candidate::name);
        }
    }

    /** How often an application that migrates and then rejects is offered the candidate in 15 minutes. */
    private int rejections(SimAccessPoint current, SimAccessPoint candidate) {
        AtomicInteger offers = new AtomicInteger();
        current.up();
        NetworkSession session = over(current, candidate);
        session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                offers.incrementAndGet();
                session.migrate();
            }

            @Override
            public void activated(RoamingOffer offer) {
                session.reject();
            }
        });
        session.open();
        seconds(15 * 60);
        assertTrue(session.isOpen());
        assertEquals(current.name(), used(session));
        session.close();
        current.down();
        seconds(2);
        return offers.get();
    }

    @Test
    void behindAPortalIsTriedFourTimesInFifteenMinutes() {
        home.signal(50).up().connectivity(Connectivity.INTERNET).air().guessedCost(Metered.GUESSED_NO);
        cafe.signal(90).portal().air().guessedCost(Metered.GUESSED_NO);
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        seconds(15 * 60);
        assertEquals("home", used(session));
        assertEquals(4, trace.since().split("activated", -1).length - 1);
        home.down();
    }

    @Test
    void asStrongAsThePresentOneIsNotMovedTo() {
        home.signal(80);
        cafe.signal(80);
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        seconds(600);
        assertEquals("", trace.since());
    }

    @Test
    void measuredOnAnotherScaleIsMovedToOnceAtTheMost() {
        home.air().signals(80, 100);
        cafe.air().signals(80, 100);
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        seconds(600);
        assertTrue(trace.since().split("activated", -1).length - 1 <= 1, "in use it is no stronger than the other was in use");
        assertTrue(session.isOpen());
    }

    @Test
    void thatDiesInTheHandshakeLeavesTheSessionWhereItIs() {
        home.signal(50).up();
        cafe.signal(90).failStarts(SessionFailure.Reason.BUSY, "no answer in the handshake");
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        seconds(30);
        assertEquals("home", used(session));
        assertTrue(session.isOpen());
        assertEquals("ROAMING preferred !ROAMING CONNECTED", trace.since().replace(" policies:[]", ""));
        home.down();
    }
}
