package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a session waits for a start, by its own limit or the access point's. */
@Tag("sim")
class ConnectTimeoutTest extends HangingStartStory {

    @Nested
    class TheSetting {

        @Test
        void isEmptyUntilItIsSetAndThenWhatWasSetLast() {
            NetworkSession session = session();
            assertEquals(Optional.empty(), session.connectTimeout());
            session.setConnectTimeout(Duration.ofMillis(1));
            session.setConnectTimeout(NO_LIMIT);
            assertEquals(Optional.of(NO_LIMIT), session.connectTimeout());
            assertEquals(Optional.empty(), session().connectTimeout(), "each session has its own");
        }

        @Test
        void canBeTakenBackSoThatTheAccessPointsLimitCountsAgain() {
            NetworkSession session = session();
            session.removeConnectTimeout();
            session.setConnectTimeout(NO_LIMIT);
            session.removeConnectTimeout();
            assertEquals(Optional.empty(), session.connectTimeout());
            CompletableFuture<Void> opened = session.open();
            advance(session.configuration().connectTimeout().toMillis() - 1);
            assertFalse(opened.isDone());
            advance(1);
            assertTrue(opened.isCompletedExceptionally());
        }

        @Test
        void refusesZeroAndNullAndStaysAsItWas() {
            NetworkSession session = limitedTo(2);
            assertEquals("the connect timeout must be positive, or negative for no limit, not PT0S",
                assertThrows(IllegalArgumentException.class, () -> session.setConnectTimeout(Duration.ZERO)).getMessage());
            assertEquals("limit", assertThrows(NullPointerException.class, () -> session.setConnectTimeout(null)).getMessage());
            assertEquals(Optional.of(Duration.ofSeconds(2)), session.connectTimeout());
        }

        @Test
        void cannotChangeAfterTheLibraryIsClosed() {
            NetworkSession session = limitedTo(2);
            networks.close();
            assertThrows(IllegalStateException.class, () -> session.setConnectTimeout(NO_LIMIT));
            assertThrows(IllegalStateException.class, session::removeConnectTimeout);
            assertEquals(Optional.of(Duration.ofSeconds(2)), session.connectTimeout());
        }

        @Test
        void mayBeOfAnyLength() {
            NetworkSession session = session();
            session.setConnectTimeout(Duration.ofSeconds(Long.MAX_VALUE));
            CompletableFuture<Void> opened = session.open();
            advance(3_600_000);
            assertFalse(opened.isDone());
            session.setConnectTimeout(Duration.ofSeconds(Long.MIN_VALUE));
            session.close();
            session.open();
            advance(3_600_000);
            succeed();
            assertTrue(session.isOpen());
        }
    }

    @Nested
    class AStart {

        @Test
        void endsAtAShorterLimit() {
            NetworkSession session = limitedTo(5);
            SessionTrace trace = SessionTrace.of(session);
            CompletableFuture<Void> opened = session.open();
            advance(4_900);
            assertFalse(opened.isDone());
            advance(100);
            assertTimedOut(opened, "5 s");
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", trace.since());
            assertFalse(isUp());
        }

        @Test
        void saysAlsoAFractionOfASecond() {
            NetworkSession session = session();
            session.setConnectTimeout(Duration.ofMillis(250));
            CompletableFuture<Void> opened = session.open();
            advance(250);
            assertTimedOut(opened, "250 ms");
        }

        @Test
        void mayTakeLongerThanTheAccessPointsLimit() {
            NetworkSession session = limitedTo(90);
            CompletableFuture<Void> opened = session.open();
            advance(89_000);
            assertFalse(opened.isDone());
            succeed();
            assertTrue(session.isOpen() && opened.isDone());
        }

        @Test
        void withoutALimitIsEndedByClose() {
            NetworkSession session = session();
            session.setConnectTimeout(NO_LIMIT);
            CompletableFuture<Void> opened = session.open();
            advance(3_600_000);
            assertFalse(opened.isDone());
            session.close();
            assertEquals(SessionFailure.Reason.CLOSED, failureOf(opened).reason());
            assertFalse(isUp());
        }

        @Test
        void withoutALimitIsEndedByStop() {
            NetworkSession session = session();
            session.setConnectTimeout(NO_LIMIT);
            CompletableFuture<Void> opened = session.open();
            advance(3_600_000);
            CompletableFuture<Void> stopped = session.stop();
            advance(1_000);
            assertTrue(stopped.isDone() && !stopped.isCompletedExceptionally());
            assertEquals(SessionError.SESSION_ABORTED, failureOf(opened).error());
            assertFalse(isUp());
        }

        @Test
        void withoutALimitIsEndedByTheSystemsFailure() {
            home.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
            NetworkSession session = session();
            session.setConnectTimeout(NO_LIMIT);
            CompletableFuture<Void> opened = session.open();
            advance(1_000);
            assertTrue(failureOf(opened).message().contains("wrong password"));
        }

        @Test
        void keepsItsLimitWhenAnotherOneIsSet() {
            NetworkSession session = limitedTo(5);
            CompletableFuture<Void> first = session.open();
            session.setConnectTimeout(Duration.ofSeconds(9));
            session.open();
            advance(5_000);
            assertTimedOut(first, "5 s");
            advance(1_000);
            CompletableFuture<Void> second = session.open();
            advance(9_000);
            assertTimedOut(second, "9 s");
        }

        @Test
        void afterAStopHasTheLimitFromThenOn() {
            home.restoreAddress().stopDelay(Duration.ofSeconds(20)).up();
            advance(200);
            NetworkSession session = limitedTo(5);
            CompletableFuture<Void> stopped = session.stop();
            home.withholdAddress();
            CompletableFuture<Void> opened = session.open();
            advance(20_100);
            assertTrue(stopped.isDone());
            assertFalse(opened.isDone(), "the stop has its own limit");
            advance(5_000);
            assertTimedOut(opened, "5 s");
        }

        @Test
        void ofTheSystemIsWaitedForByTheLimitToo() {
            try (Networks other = world.open()) {
                NetworkSession starter = session(other);
                starter.setConnectTimeout(NO_LIMIT);
                starter.open();
                advance(1_000);
                NetworkSession session = limitedTo(5);
                CompletableFuture<Void> opened = session.open();
                advance(5_100);
                assertTimedOut(opened, "5 s");
                succeed();
                assertTrue(starter.isOpen(), "the other one still waits");
            }
        }
    }

    @Nested
    class AStop {

        @Test
        void isGivenUpAfterThirtySecondsWhateverTheLimitOfAStart() {
            home.restoreAddress().hangStops().connectTimeout(Duration.ofMinutes(5)).up();
            advance(200);
            NetworkSession session = limitedTo(60);
            session.open();
            CompletableFuture<Void> stopped = session.stop();
            advance(30_100);
            assertTrue(failureOf(stopped).message().endsWith("still up after 30 s"));
        }
    }

    @Nested
    class ASessionOnAServiceNetwork extends RoamingStory {

        @BeforeEach
        void hang() {
            wifi.connectTimeout(Duration.ofSeconds(30));
            session.setConnectTimeout(Duration.ofSeconds(5));
        }

        @Test
        void hasItsLimitForEachChild() {
            wifi.withholdAddress();
            phone.withholdAddress();
            advance(200);
            CompletableFuture<Void> opened = session.open();
            seconds(6);
            assertFalse(opened.isDone());
            assertFalse(isUp(wifi), "it tries the next one");
            seconds(4);
            assertTimedOut(opened, "5 s");
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", trace.since());
        }

        @Test
        void triesTheNextChildWhileAnotherSessionWaitsForTheFirst() {
            wifi.withholdAddress();
            advance(200);
            NetworkSession patient = networks.session(wifi.id());
            CompletableFuture<Void> other = patient.open();
            session.open();
            seconds(6);
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertEquals("phone", used());
            assertFalse(other.isDone());
            seconds(24);
            assertTimedOut(other, "30 s");
        }

        @Test
        void failsAloneIfThereIsNoOtherChild() {
            wifi.withholdAddress();
            phone.outOfRange();
            advance(200);
            CompletableFuture<Void> other = networks.session(wifi.id()).open();
            CompletableFuture<Void> opened = session.open();
            seconds(5);
            assertTimedOut(opened, "5 s");
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED CONNECTING", trace.since());
            assertFalse(other.isDone());
        }

        @Test
        void staysWhereItIsIfTheCandidateTakesLonger() {
            wifi.withholdAddress();
            offered();
            session.migrate();
            seconds(4);
            assertEquals("ROAMING preferred", trace.since());
            seconds(1);
            assertEquals("!ROAMING CONNECTED", trace.since());
            assertEquals(SessionFailure.Reason.TIMED_OUT, session.failure().orElseThrow().reason());
            assertEquals("phone", used());
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void staysWhereItIsWhileAnotherSessionWaitsForTheCandidate() {
            wifi.withholdAddress();
            offered();
            CompletableFuture<Void> other = networks.session(wifi.id()).open();
            session.migrate();
            seconds(5);
            assertEquals("ROAMING preferred !ROAMING CONNECTED", trace.since());
            seconds(20);
            assertFalse(other.isDone());
            seconds(5);
            assertTimedOut(other, "30 s");
        }

        @Test
        void waitsLongerForTheCandidateIfItMay() {
            session.setConnectTimeout(Duration.ofSeconds(50));
            wifi.withholdAddress();
            offered();
            session.migrate();
            seconds(49);
            assertEquals("ROAMING preferred", trace.since());
            wifi.restoreAddress().up();
            seconds(1);
            assertEquals("activated", trace.since());
        }
    }
}
