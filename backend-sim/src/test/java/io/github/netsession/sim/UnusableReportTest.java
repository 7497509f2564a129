package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkSession;
import io.github.netsession.testkit.SessionTrace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application reports that the access point in use is up and leads nowhere. */
@Tag("sim")
class UnusableReportTest extends RoamingStory {

    @Test
    void theSessionMovesAtOnceToTheNextBest() {
        openOn(wifi);
        assertTrue(session.reportUnusable());
        seconds(2);
        assertEquals("ROAMING preferred activated CONNECTED", trace.since());
        assertEquals("phone", used());
    }

    @Test
    void itReturnsWhenTheTimeOfADeclineAndTheDwellTimeAreOver() {
        openOn(wifi);
        session.reportUnusable();
        seconds(57);
        assertEquals("phone", used());
        seconds(DWELL + 5);
        assertEquals("wifi", used());
    }

    @Test
    void aSecondReportAfterItsReturnLeavesItOutForTwiceAsLong() {
        openOn(wifi);
        session.reportUnusable();
        seconds(62 + DWELL);
        assertEquals("wifi", used());
        session.reportUnusable();
        seconds(115);
        assertEquals("phone", used());
        seconds(10 + DWELL);
        assertEquals("wifi", used());
    }

    @Test
    void aHandlerIsAskedAndMayStay() {
        session.onRoaming(asked);
        openOn(wifi);
        session.reportUnusable();
        assertEquals("preferred wifi>phone UPGRADE", asked.since());
        assertTrue(asked.last().ignore());
        seconds(30);
        assertEquals("wifi", used());
        assertEquals("", asked.since(), "the phone was declined");
    }

    @Test
    void withoutAnotherOneTheSessionStaysAndMovesWhenOneComes() {
        openOn(wifi);
        phone.outOfRange();
        seconds(1);
        assertTrue(session.reportUnusable());
        assertTrue(session.reportUnusable(), "again, which changes nothing");
        seconds(20);
        assertEquals("wifi", used());
        assertTrue(session.isOpen());
        phone.inRange();
        seconds(2);
        assertEquals("phone", used());
        seconds(38);
        assertEquals("phone", used(), "one report leaves it out for one minute, counted from the report");
        seconds(2 + DWELL);
        assertEquals("wifi", used());
    }

    @Test
    void aCandidateThatReachesNothingEitherIsKept() {
        phone.connectivity(Connectivity.LIMITED);
        wifi.connectivity(Connectivity.INTERNET);
        openOn(wifi);
        session.reportUnusable();
        seconds(5);
        assertEquals("phone", used(), "the application knows that the other one is no better");
    }

    @Test
    void aSessionThatIsClosedOrCannotMoveDoesNotTakeIt() {
        assertFalse(session.reportUnusable());
        NetworkSession single = networks.session(phone.id());
        SessionTrace singleTrace = SessionTrace.of(single);
        single.open();
        seconds(2);
        singleTrace.since();
        assertFalse(single.reportUnusable());
        seconds(2);
        assertEquals("", singleTrace.since());
    }

    @Test
    void noneIsTakenAfterTheLibraryIsClosed() {
        networks.close();
        assertThrows(IllegalStateException.class, session::reportUnusable);
    }

    @Test
    void aReportWhileTheSessionMovesIsRememberedIfItReturns() {
        activated();
        SimAccessPoint cable = world.accessPoint("cable", Bearer.ETHERNET);
        advance(200);
        networks.defineServiceNetwork("internet", ids(wifi, phone, cable));
        assertTrue(session.reportUnusable(), "the phone, which is still in use");
        assertTrue(session.reject());
        seconds(2);
        assertEquals("ROAMING preferred", trace.since().replace("CONNECTED ", ""));
        assertEquals("preferred phone>cable UPGRADE", asked.since());
    }

    @Test
    void theNextOpeningTriesEverythingAgain() {
        openOn(wifi);
        session.reportUnusable();
        seconds(2);
        session.close();
        seconds(2);
        session.open();
        seconds(2);
        assertEquals("wifi", used());
    }

    @Test
    void whatTheApplicationDoubtsIsLeftOutLongerEachTimeWhateverTheSystemSays() {
        wifi.connectivity(Connectivity.INTERNET);
        phone.connectivity(Connectivity.INTERNET);
        openOn(wifi);
        session.reportUnusable();
        seconds(62 + DWELL);
        assertEquals("wifi", used());
        session.reportUnusable();
        seconds(115);
        assertEquals("phone", used());
    }

    @Test
    void theSessionMovesWhenTheTimeOfTheOtherOneIsOver() {
        openOn(phone);
        seconds(1);
        session.reportUnusable();
        seconds(5);
        assertEquals("wifi", used());
        session.reportUnusable();
        seconds(50);
        assertEquals("wifi", used(), "the phone is left out, too");
        seconds(8);
        assertEquals("phone", used());
    }
}
