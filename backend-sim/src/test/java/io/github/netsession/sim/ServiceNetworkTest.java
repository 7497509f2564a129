package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions over several access points: opening, failing over, ending. */
@Tag("sim")
class ServiceNetworkTest extends RoamingStory {

    @Nested
    class Opening {

        @Test
        void startsTheBestAccessPointThatCanBeUsed() {
            session.open();
            assertEquals("present:DISCONNECTED CONNECTING", trace.since());
            seconds(1);
            assertEquals("CONNECTED opened", trace.since());
            assertEquals("wifi", used());
            assertFalse(isUp(phone));
            assertEquals(Optional.of(wifi.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
            assertEquals("sim-wifi", session.networkInterface().orElseThrow().name());
        }

        @Test
        void takesWhatIsUpAlready() {
            phone.up();
            advance(200);
            session.open();
            assertEquals("present:DISCONNECTED CONNECTED opened", trace.since());
            assertEquals("phone", used());
        }

        @Test
        void triesTheNextOneIfTheBestFails() {
            wifi.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
            CompletableFuture<Void> opened = session.open();
            seconds(3);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertEquals("phone", used());
            assertTrue(opened.isDone() && !opened.isCompletedExceptionally());
        }

        @Test
        void startsTheNextOneBesideOneThatShowsNoProgressForFiveSeconds() {
            wifi.startDelay(Duration.ofMinutes(1)).air().switchOff();
            session.open();
            advance(4_900);
            assertFalse(isUp(phone));
            seconds(3);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertEquals("phone", used());
            seconds(120);
            assertFalse(isUp(wifi), "it was released");
        }

        @Test
        void givesOneThatMakesProgressItsTime() {
            wifi.startDelay(Duration.ofSeconds(12)).showStartProgress().air().switchOff();
            session.open();
            seconds(11);
            assertFalse(isUp(phone));
            wifi.air().switchOn();
            seconds(2);
            assertEquals("wifi", used());
        }

        @Test
        void theFirstThatIsUpWins() {
            wifi.startDelay(Duration.ofSeconds(7)).air().switchOff();
            phone.startDelay(Duration.ofSeconds(20));
            session.open();
            seconds(6);
            wifi.air().switchOn();
            seconds(2);
            assertEquals("wifi", used());
            seconds(60);
            assertFalse(isUp(phone), "it was released");
        }

        @Test
        void goesOnWithTheOtherStartIfAnotherSessionStopsOne() {
            wifi.startDelay(Duration.ofSeconds(20)).air().switchOff();
            phone.startDelay(Duration.ofSeconds(10));
            session.open();
            seconds(6);
            networks.session(wifi.id()).stop();
            seconds(12);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertEquals("phone", used());
        }

        @Test
        void looksForProgressAlsoIfTheOtherIsDefinedOnlyMeanwhile() {
            wifi.startDelay(Duration.ofMinutes(1)).air().switchOff();
            networks.defineServiceNetwork("internet", ids(wifi));
            session.open();
            seconds(2);
            networks.defineServiceNetwork("internet", ids(wifi, phone));
            seconds(6);
            assertEquals("phone", used());
        }

        @Test
        void doesNotMoveBackToOneThatLedNowhere() {
            wifi.startDelay(Duration.ofMinutes(1)).air().switchOff();
            session.open();
            seconds(55);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
        }

        @Test
        void closingMeanwhileReleasesBoth() {
            wifi.startDelay(Duration.ofSeconds(20)).air().switchOff();
            phone.startDelay(Duration.ofSeconds(20));
            session.open();
            seconds(6);
            session.close();
            wifi.air().switchOn();
            seconds(60);
            assertFalse(isUp(wifi) || isUp(phone));
            assertEquals("present:DISCONNECTED CONNECTING CLOSING DISCONNECTED closed", trace.since());
        }

        @Test
        void failsWithTheLastReasonIfAllFail() {
            wifi.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
            phone.failStarts(SessionFailure.Reason.UNKNOWN, "no plan");
            CompletableFuture<Void> opened = session.open();
            seconds(3);
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", trace.since());
            assertTrue(SessionStory.failureOf(opened).message().contains("no plan"));
            assertFalse(isUp(wifi) || isUp(phone));
        }

        @Test
        void failsAtOnceWhereNothingMayBeStarted() {
            world.denyStarts();
            advance(200);
            CompletableFuture<Void> opened = session.open();
            seconds(1);
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, SessionStory.failureOf(opened).error());
            assertEquals(SessionFailure.Reason.DENIED, SessionStory.failureOf(opened).reason());
            assertEquals(Optional.of("call SimWorld.restoreStarts()"), SessionStory.failureOf(opened).remedy());
            assertEquals("present:DISCONNECTED CONNECTING !OPERATION_NOT_SUPPORTED DISCONNECTED", trace.since());
        }

        @Test
        void ofNothingUsableIsRefusedAndTheStateStays() {
            wifi.outOfRange();
            phone.outOfRange();
            advance(200);
            CompletableFuture<Void> opened = session.open();
            assertEquals(SessionError.INVALID_CONFIGURATION, SessionStory.failureOf(opened).error());
            assertEquals("present:DISCONNECTED NOT_AVAILABLE !INVALID_CONFIGURATION", trace.since());
        }

        @Test
        void takesWhatComesUpMeanwhile() {
            wifi.withholdAddress();
            advance(200);
            session.open();
            seconds(1);
            phone.up();
            seconds(1);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertEquals("phone", used());
            seconds(1);
            assertFalse(isUp(wifi), "what it had started is given back");
        }

        @Test
        void canBeCancelled() {
            CompletableFuture<Void> opened = session.open();
            session.close();
            assertEquals("present:DISCONNECTED CONNECTING CLOSING DISCONNECTED closed", trace.since());
            assertEquals(SessionError.SESSION_ABORTED, SessionStory.failureOf(opened).error());
            seconds(2);
            assertFalse(isUp(wifi));
        }

        @Test
        void againAfterClosingAtOnceComesBackUp() {
            session.open();
            seconds(1);
            session.close();
            session.open();
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened closed CLOSING", trace.since());
            seconds(2);
            assertEquals("DISCONNECTED CONNECTING CONNECTED opened", trace.since());
        }
    }

    @Nested
    class Losing {

        @Test
        void theAccessPointMovesTheSessionToAnother() {
            openOn(wifi);
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            seconds(1);
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("phone", used());
            assertTrue(session.isOpen());
        }

        @Test
        void theLastOneAbortsTheSession() {
            openOn(wifi);
            phone.outOfRange();
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            assertEquals("ROAMING", trace.since());
            seconds(SEARCH);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE", trace.since());
        }

        @Test
        void triesOneAfterTheOtherAndThenAborts() {
            openOn(wifi);
            phone.failStarts(SessionFailure.Reason.UNKNOWN, "no plan");
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            seconds(1);
            assertEquals("ROAMING preferred", trace.since());
            seconds(SEARCH);
            assertEquals("!ROAMING DISCONNECTED closed", trace.since());
            assertTrue(session.failure().orElseThrow().message().contains("no plan"));
        }

        @Test
        void byAStopOfSomebodyElseAbortsAndDoesNotMove() {
            openOn(wifi);
            NetworkSession other = networks.session(wifi.id());
            other.stop();
            seconds(1);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
            assertTrue(session.failure().orElseThrow().message().contains("stopped by another session"));
            assertFalse(isUp(phone));
        }
    }

    @Nested
    class Ending {

        @Test
        void closingStopsWhatTheSessionHadStarted() {
            openOn(wifi);
            session.close();
            assertEquals("closed CLOSING", trace.since());
            seconds(1);
            assertEquals("DISCONNECTED", trace.since());
            assertFalse(isUp(wifi));
        }

        @Test
        void closingLeavesUpWhatWasUpBefore() {
            wifi.up();
            advance(200);
            session.open();
            session.close();
            seconds(1);
            assertEquals("present:DISCONNECTED CONNECTED opened closed", trace.since());
            assertTrue(isUp(wifi));
        }

        @Test
        void anAccessPointIsHeldByEverySessionThatUsesIt() {
            openOn(wifi);
            NetworkSession other = networks.session(wifi.id());
            other.open();
            session.close();
            seconds(1);
            assertEquals("closed", trace.since());
            assertTrue(isUp(wifi));
            other.close();
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void stoppingTakesTheAccessPointInUseDown() {
            openOn(wifi);
            CompletableFuture<Void> stopped = session.stop();
            assertEquals("CLOSING closed", trace.since());
            seconds(1);
            assertEquals("DISCONNECTED", trace.since());
            assertTrue(stopped.isDone() && !stopped.isCompletedExceptionally());
        }

        @Test
        void stoppingASessionThatIsNotOpenSaysThatItUsesNothing() {
            wifi.up();
            advance(200);
            CompletableFuture<Void> stopped = session.stop();
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, SessionStory.failureOf(stopped).error());
            assertTrue(isUp(wifi));
            assertEquals(SessionState.CONNECTED, session.state());
        }
    }

    @Test
    void theRestrictionsAreThoseOfTheAccessPointInUse() {
        phone.metered(Metered.YES);
        openOn(wifi);
        assertEquals(Set.of(), session.usagePolicies());
        wifi.outOfRange();
        advance(GRACE_MILLIS);
        seconds(1);
        assertEquals("ROAMING preferred activated policies:[NO_BACKGROUND_TRAFFIC] CONNECTED", trace.since());
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), session.usagePolicies());
    }

    @Test
    void theBytesAreThoseOfEveryInterfaceOnTheWayAndNeverGoBack() {
        openOn(wifi);
        session.close();
        seconds(1);
        session.open();
        advance(500);
        assertEquals(0, session.traffic().orElseThrow().bytesReceived());
        seconds(10);
        assertEquals(10_000, session.traffic().orElseThrow().bytesReceived());
        long everybody = session.bytesReceived();
        wifi.outOfRange();
        advance(3_800);
        assertEquals("phone", used());
        assertTrue(session.bytesReceived() >= everybody);
        long moved = session.traffic().orElseThrow().bytesReceived();
        seconds(10);
        assertEquals(moved + 5_000, session.traffic().orElseThrow().bytesReceived());
        assertEquals(session.bytesReceived(), networks.counters("sim-wifi").orElseThrow().bytesReceived()
            + networks.counters("sim-phone").orElseThrow().bytesReceived());
        session.close();
        assertEquals(moved + 5_000, session.traffic().orElseThrow().bytesReceived());
        assertEquals(Duration.ofMillis(23_800), session.activeTime());
    }
}
