package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.testkit.SessionTrace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a loss the system finds what it had forgotten, and what was lost is left alone until it is seen again. */
@Tag("sim")
class LossOnAirTest extends AirStory {

    @Test
    void afterMinutesWithoutAScanFindsWhatTheSystemHadForgotten() {
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        cafe.air().forgotten(SCAN);
        seconds(600);
        assertEquals("", trace.since());
        home.air().switchOff();
        seconds(16);
        assertEquals("ROAMING", trace.since());
        seconds(6);
        assertEquals("preferred activated CONNECTED", trace.since());
        assertEquals("cafe", used(session));
    }

    @Test
    void withNothingElseIsSearchedForTwentySecondsAndThenEndsTheSession() {
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        cafe.outOfRange();
        home.air().switchOff();
        seconds(16);
        assertEquals("ROAMING", trace.since());
        seconds(17);
        assertEquals("", trace.since());
        seconds(3);
        assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
    }

    @Test
    void thatIsSeenAgainWhileTheSessionSearchesIsTakenAgain() {
        NetworkSession session = over(home);
        SessionTrace trace = opened(session);
        home.air().switchOff();
        seconds(20);
        assertEquals("ROAMING", trace.since());
        home.air().switchOn();
        seconds(2);
        assertEquals("CONNECTED", trace.since());
        assertEquals("home", used(session));
    }

    @Test
    void thatGaveWayIsACandidateAllTheTime() {
        home.signal(50);
        cafe.signal(90);
        NetworkSession session = over(home, cafe);
        home.up();
        opened(session);
        seconds(12);
        assertEquals("cafe", used(session));
        cafe.signal(20);
        seconds(12);
        assertEquals("home", used(session));
        home.down();
    }

    @Test
    void isNotGoneBackToUntilItIsSeenAgain() {
        home.signal(90);
        cafe.signal(60);
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        home.air().switchOff();
        seconds(20);
        assertEquals("cafe", used(session));
        trace.since();
        seconds(180);
        assertEquals("", trace.since(), "it is listed all the time, and was not seen");
        home.air().switchOn();
        seconds(13);
        assertEquals("home", used(session));
    }

    @Test
    void toAnotherOneOnItsRadioIsToldAsThat() {
        NetworkSession session = on(home);
        opened(session);
        cafe.up();
        seconds(1);
        assertFalse(session.isOpen());
        assertEquals("sim:home was lost: sim:cafe has taken its radio", session.failure().orElseThrow().message());
        cafe.down();
    }

    @Test
    void toAnotherSessionOnItsRadioLeavesItOutForAMinuteAlsoIfItIsSeen() {
        NetworkSession session = over(home, phone);
        SessionTrace trace = opened(session);
        NetworkSession other = on(cafe);
        other.open();
        seconds(3);
        assertTrue(other.isOpen());
        assertEquals("phone", used(session));
        other.close();
        seconds(1);
        home.inRange();
        trace.since();
        seconds(50);
        assertEquals("", trace.since(), "a scan has seen it and its radio is free, but the other session may want the radio again");
        seconds(10);
        assertEquals("home", used(session));
    }

    @Test
    void ofAnAccessPointThatTheSystemDoesNotDateIsLeftOutForAMinute() {
        SimAccessPoint plain = world.accessPoint("plain", Bearer.ETHERNET);
        NetworkSession session = over(plain, home);
        SessionTrace trace = opened(session);
        plain.down();
        seconds(2);
        assertEquals("home", used(session));
        trace.since();
        seconds(50);
        assertEquals("", trace.since(), "somebody has switched it off");
    }
}
