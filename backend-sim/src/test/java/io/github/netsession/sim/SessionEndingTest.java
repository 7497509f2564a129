package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The session contract, as a user sees it, in a simulated world: closing and stopping. */
@Tag("sim")
class SessionEndingTest extends SessionStory {

    @Nested
    class Closing {

        @Test
        void theLastSessionStopsTheInterfaceThatASessionStarted() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            assertEquals("present:CONNECTED:open closed CLOSING", trace.since());
            advance(1000);
            assertEquals("DISCONNECTED", trace.since());
            assertEquals(ConfigurationState.DISCOVERED, homeState());
        }

        @Test
        void leavesUpWhatWasUpBefore() {
            home.up();
            NetworkSession session = session();
            session.open();
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            advance(1000);
            assertEquals("present:CONNECTED:open closed", trace.since());
            assertEquals(ConfigurationState.ACTIVE, homeState());
        }

        @Test
        void whileTheSystemServiceIsGoneIsMadeGoodWhenItIsBack() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            world.faults().crashService();
            session.close();
            advance(1000);
            assertFalse(session.isOpen());
            assertEquals(SessionError.UNKNOWN, session.failure().orElseThrow().error());
            assertTrue(session.failure().orElseThrow().isRetryable());
            world.faults().restoreService();
            advance(60_000);
            assertEquals(ConfigurationState.DISCOVERED, homeState(), "nobody holds it, and a session had started it");
        }

        @Test
        void theLibraryDoesWhatWasToBeStoppedBeforeAndNoMoreWhatWasToBeOpened() {
            home.up();
            SimAccessPoint other = world.accessPoint("other", io.github.netsession.Bearer.ETHERNET);
            advance(200);
            NetworkSession opening = networks.session(other.id());
            NetworkSession stopping = session();
            networks.listen(new io.github.netsession.NetworksListener() {
                @Override
                public void present(io.github.netsession.NetworksEvent.Present event) {
                    stopping.stop();
                    opening.open();
                    networks.close();
                }
            });
            advance(1000);
            assertFalse(home.isUp());
            assertFalse(other.isUp());
        }

        @Test
        void alwaysStopsIfSaidSo() {
            home.up();
            try (Networks strict = world.networks().onLastClose(LastClose.STOP_ALWAYS).open()) {
                NetworkSession session = session(strict);
                session.open();
                SessionTrace trace = SessionTrace.of(session);
                session.close();
                advance(1000);
                assertEquals("present:CONNECTED:open closed CLOSING DISCONNECTED", trace.since());
            }
        }

        @Test
        void whileOthersHoldItOnlyTellsClosed() {
            NetworkSession first = session();
            NetworkSession second = session();
            first.open();
            second.open();
            advance(1000);
            SessionTrace trace = SessionTrace.of(first);
            first.close();
            advance(1000);
            assertEquals("present:CONNECTED:open closed", trace.since());
            assertTrue(second.isOpen());
            second.close();
            advance(1000);
            assertEquals("DISCONNECTED", trace.since().replace("CLOSING ", ""));
        }

        @Test
        void whileAnotherNetworksOfThisProcessHoldsItOnlyTellsClosed() {
            try (Networks other = world.open()) {
                NetworkSession first = session();
                first.open();
                advance(1000);
                NetworkSession second = session(other);
                second.open().join();
                first.close();
                advance(1000);
                assertTrue(second.isOpen());
                assertEquals(ConfigurationState.ACTIVE, homeState());
                second.close();
                advance(1000);
                assertEquals(ConfigurationState.DISCOVERED, homeState());
            }
        }

        @Test
        void whileConnectingCancels() {
            NetworkSession session = session();
            CompletableFuture<Void> opened = session.open();
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            advance(2000);
            assertEquals("present:CONNECTING CLOSING DISCONNECTED closed", trace.since());
            assertEquals(SessionError.SESSION_ABORTED, failureOf(opened).error());
            assertEquals(ConfigurationState.DISCOVERED, homeState());
        }

        @Test
        void whileConnectingTogetherLeavesTheOtherConnecting() {
            NetworkSession first = session();
            NetworkSession second = session();
            first.open();
            second.open();
            SessionTrace trace = SessionTrace.of(first);
            first.close();
            advance(1000);
            assertEquals("present:CONNECTING closed CONNECTED", trace.since());
            assertTrue(second.isOpen());
        }

        @Test
        void andOpeningAtOnceComesBackUp() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            CompletableFuture<Void> opened = session.open();
            advance(2000);
            assertEquals("present:CONNECTED:open closed CLOSING DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertTrue(opened.isDone() && !opened.isCompletedExceptionally());
        }

        @Test
        void thatMayNotStopTheInterfaceIsClosedAllTheSameAndTriesOnlyOnce() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            world.denyStarts();
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            advance(1000);
            assertEquals("present:CONNECTED:open !OPERATION_NOT_SUPPORTED closed", trace.since());
            assertEquals(ConfigurationState.ACTIVE, homeState());
        }

        @Test
        void andOpeningTwiceWhatMayNotBeStartedTellsBothWhy() {
            NetworkSession first = session();
            NetworkSession second = session();
            first.open();
            second.open();
            advance(1000);
            first.stop();
            CompletableFuture<Void> firstOpened = first.open();
            CompletableFuture<Void> secondOpened = session().open();
            world.denyStarts();
            advance(1000);
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOf(firstOpened).error());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOf(secondOpened).error());
        }

        @Test
        void aClosedSessionDoesNothing() {
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            session.close();
            session.close();
            assertEquals("present:DISCONNECTED", trace.since());
        }
    }

    @Nested
    class Stopping {

        @Test
        void takesTheInterfaceDownForEveryone() {
            NetworkSession stopper = session();
            NetworkSession victim = session();
            NetworkSession watcher = session();
            stopper.open();
            victim.open();
            advance(1000);
            SessionTrace stopperTrace = SessionTrace.of(stopper);
            SessionTrace victimTrace = SessionTrace.of(victim);
            SessionTrace watcherTrace = SessionTrace.of(watcher);
            CompletableFuture<Void> stopped = stopper.stop();
            assertEquals("present:CONNECTED:open CLOSING closed", stopperTrace.since());
            advance(1000);
            assertEquals("DISCONNECTED", stopperTrace.since());
            assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed", victimTrace.since());
            assertTrue(victim.failure().orElseThrow().message().contains("stopped by another session"));
            assertEquals("present:CONNECTED CLOSING DISCONNECTED", watcherTrace.since());
            assertTrue(stopped.isDone() && !stopped.isCompletedExceptionally());
        }

        @Test
        void reachesTheSessionsOfAnotherNetworksOfThisProcess() {
            try (Networks other = world.open()) {
                NetworkSession victim = session(other);
                victim.open();
                advance(1000);
                SessionTrace trace = SessionTrace.of(victim);
                session().stop();
                advance(1000);
                assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed", trace.since());
                assertTrue(victim.failure().orElseThrow().message().contains("stopped by another session"));
            }
        }

        @Test
        void worksForASessionThatWasNeverOpen() {
            home.up();
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            session.stop();
            advance(1000);
            assertEquals("present:CONNECTED CLOSING DISCONNECTED", trace.since());
        }

        @Test
        void onADeadInterfaceDoesNothing() {
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            session.stop().join();
            home.remove();
            advance(200);
            session.stop().join();
            assertEquals("present:DISCONNECTED INVALID", trace.since());
        }

        @Test
        void thatIsRefusedChangesNothing() {
            home.up();
            world.denyStarts();
            NetworkSession session = session();
            session.open();
            SessionTrace trace = SessionTrace.of(session);
            SessionFailure failure = failureOf(session.stop());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertEquals("present:CONNECTED:open !OPERATION_NOT_SUPPORTED", trace.since());
            assertTrue(session.isOpen());
        }

        @Test
        void thatDoesNotHappenInTimeFailsAndTheSessionIsConnectedAgain() {
            home.startDelay(Duration.ofMillis(100)).stopDelay(Duration.ofMinutes(10)).connectTimeout(Duration.ofSeconds(5)).up();
            NetworkSession session = session();
            advance(200);
            SessionTrace trace = SessionTrace.of(session);
            CompletableFuture<Void> stopped = session.stop();
            advance(6000);
            assertEquals("present:CONNECTED CLOSING !UNKNOWN CONNECTED CLOSING", trace.since());
            assertEquals(SessionError.UNKNOWN, failureOf(stopped).error());
        }

        @Test
        void thatIsRefusedWhileConnectingSaysSo() {
            NetworkSession session = session();
            CompletableFuture<Void> opened = session.open();
            world.denyStarts();
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOf(session.stop()).error());
            advance(1000);
            assertTrue(opened.isDone() && session.isOpen());
        }

        @Test
        void byAnotherNetworksAbortsThoseWhoAreStillConnectingHere() {
            try (Networks other = world.open()) {
                NetworkSession victim = session(other);
                CompletableFuture<Void> opened = victim.open();
                advance(200);
                session().stop();
                advance(1000);
                assertEquals(SessionError.SESSION_ABORTED, failureOf(opened).error());
                assertEquals(SessionState.DISCONNECTED, victim.state());
            }
        }

        @Test
        void longAgoDoesNotExplainALossToday() {
            home.up();
            session().stop();
            advance(1000);
            home.up();
            advance(1000);
            NetworkSession session = session();
            session.open();
            home.down();
            advance(1000);
            assertTrue(session.failure().orElseThrow().message().contains("was lost"), session.failure().toString());
        }

        @Test
        void andRestartBetweenTwoReadingsIsALossForThoseWhoHeldIt() {
            home.up();
            try (Networks other = world.open()) {
                NetworkSession held = session(other);
                held.open();
                world.faults().loseHints();
                session().stop();
                advance(300);
                session().open();
                world.faults().restoreHints();
                advance(2000);
                assertEquals(SessionError.SESSION_ABORTED, held.failure().orElseThrow().error());
                assertFalse(held.isOpen());
            }
        }

        @Test
        void abortsThoseWhoAreStillConnecting() {
            NetworkSession opener = session();
            CompletableFuture<Void> opened = opener.open();
            SessionTrace trace = SessionTrace.of(opener);
            session().stop();
            advance(1000);
            assertEquals("present:CONNECTING !SESSION_ABORTED DISCONNECTED", trace.since());
            assertEquals(SessionError.SESSION_ABORTED, failureOf(opened).error());
            assertEquals(ConfigurationState.DISCOVERED, homeState());
        }
    }
}
