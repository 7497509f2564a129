package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the interface after a close, by the future that the close returns. */
@Tag("sim")
class CloseAsyncTest extends SessionStory {

    private NetworkSession opened() {
        return opened(networks);
    }

    private NetworkSession opened(Networks of) {
        NetworkSession session = session(of);
        session.open().join();
        return session;
    }

    static InterfaceAfterClose now(CompletableFuture<InterfaceAfterClose> future) {
        assertTrue(future.isDone(), "not decided yet");
        return future.join();
    }

    @Nested
    class Down {

        @Test
        void whenAReadingShowsIt() {
            home.stopDelay(Duration.ofSeconds(2));
            NetworkSession session = opened();
            CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
            assertFalse(session.isOpen());
            advance(1_900);
            assertFalse(closed.isDone(), "it is still up");
            assertEquals(SessionState.CLOSING, session.state());
            advance(400);
            assertEquals(InterfaceAfterClose.DOWN, now(closed));
            assertEquals(ConfigurationState.DISCOVERED, homeState());
        }

        @Test
        void aWaitAdvancesTheVirtualTime() {
            home.stopDelay(Duration.ofSeconds(5));
            assertEquals(InterfaceAfterClose.DOWN, opened().closeAsync().join());
            assertFalse(home.isUp());
        }

        @Test
        void afterTheListenersAreTold() {
            List<String> told = new ArrayList<>();
            NetworkSession session = opened();
            session.listen(event -> told.add(event.getClass().getSimpleName() + " " + event.state()));
            session.closeAsync().thenAccept(after -> told.add(after + " " + session.state()));
            advance(1_000);
            assertEquals("DOWN DISCONNECTED", told.get(told.size() - 1), told::toString);
            assertEquals("StateChanged DISCONNECTED", told.get(told.size() - 2), told::toString);
        }

        @Test
        void whileConnectingOnlyWhenTheStartIsTakenBack() {
            home.startDelay(Duration.ofSeconds(3)).stopDelay(Duration.ofSeconds(2));
            NetworkSession session = session();
            CompletableFuture<Void> opening = session.open();
            advance(1_000);
            assertEquals(SessionState.CONNECTING, session.state());
            assertEquals(InterfaceAfterClose.DOWN, session.closeAsync().join());
            assertEquals(Reason.CLOSED, failureOf(opening).reason());
            advance(10_000);
            assertFalse(home.isUp());
        }

        @Test
        void alsoIfTheSessionIsOpenedAgainMeanwhile() {
            NetworkSession session = opened();
            CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
            CompletableFuture<Void> opening = session.open();
            advance(2_000);
            assertEquals(InterfaceAfterClose.DOWN, now(closed));
            assertTrue(opening.isDone() && session.isOpen());
        }

        @Test
        void whatWasUpBeforeWhereTheApplicationSaysSo() {
            home.up();
            try (Networks strict = world.networks().onLastClose(LastClose.STOP_ALWAYS).open()) {
                assertEquals(InterfaceAfterClose.DOWN, opened(strict).closeAsync().join());
                assertFalse(home.isUp());
            }
        }

        @Test
        void whatIsRemovedMeanwhile() {
            home.stopDelay(Duration.ofMinutes(1));
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            home.remove();
            advance(1_000);
            assertEquals(InterfaceAfterClose.DOWN, now(closed));
        }

        @Test
        void forASessionThatWasAborted() {
            NetworkSession session = opened();
            home.down();
            advance(1_000);
            assertFalse(session.isOpen());
            assertEquals(InterfaceAfterClose.DOWN, session.closeAsync().join());
        }
    }

    @Nested
    class Up {

        @Test
        void becauseNoSessionHadStartedIt() {
            home.up();
            NetworkSession session = opened();
            CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
            assertEquals(InterfaceAfterClose.LEFT_UP, now(closed));
            assertEquals(SessionState.CONNECTED, session.state());
        }

        @Test
        void becauseAnotherSessionHoldsIt() {
            NetworkSession session = opened();
            NetworkSession other = opened();
            assertEquals(InterfaceAfterClose.HELD, now(session.closeAsync()));
            assertEquals(InterfaceAfterClose.DOWN, other.closeAsync().join());
        }

        @Test
        void becauseAnotherInstanceHoldsIt() {
            NetworkSession session = opened();
            try (Networks elsewhere = world.open()) {
                NetworkSession other = opened(elsewhere);
                assertEquals(InterfaceAfterClose.HELD, now(session.closeAsync()));
                assertEquals(InterfaceAfterClose.DOWN, other.closeAsync().join());
            }
        }

        @Test
        void becauseAnotherSessionStillConnects() {
            home.startDelay(Duration.ofSeconds(3));
            NetworkSession session = session();
            session.open();
            CompletableFuture<Void> other = session().open();
            advance(100);
            assertEquals(InterfaceAfterClose.HELD, now(session.closeAsync()));
            other.join();
        }
    }

    @Nested
    class Failing {

        @Test
        void ifItMayNotBeStopped() {
            NetworkSession session = opened();
            world.denyStarts();
            SessionFailure failure = failureOf(session.closeAsync());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertEquals(Optional.of(failure), session.failure());
            assertFalse(session.isOpen());
            assertEquals(InterfaceAfterClose.LEFT_UP, session.closeAsync().join(), "it is closed by now, and nobody stops it");
        }

        @Test
        void ifTheSystemServiceIsGone() {
            NetworkSession session = opened();
            world.faults().crashService();
            SessionFailure failure = failureOf(session.closeAsync());
            assertTrue(failure.isRetryable());
            assertFalse(session.isOpen());
        }

        @Test
        void ifItIsStillUpAfterHalfAMinute() {
            home.stopDelay(Duration.ofMinutes(5));
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            advance(29_000);
            assertFalse(closed.isDone());
            advance(1_500);
            assertTrue(closed.isDone());
            assertEquals(Reason.TIMED_OUT, failureOf(closed).reason());
        }

        @Test
        void atTheAccessPointsOwnLimit() {
            home.connectTimeout(Duration.ofSeconds(5)).hangStops().stopDelay(Duration.ofMinutes(5));
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            advance(5_500);
            assertTrue(closed.isDone());
            assertEquals(Reason.TIMED_OUT, failureOf(closed).reason());
        }

        @Test
        void butNotIfASessionHoldsItByThen() {
            home.connectTimeout(Duration.ofSeconds(5)).hangStops().stopDelay(Duration.ofMinutes(5));
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            advance(1_000);
            NetworkSession other = session();
            other.open();
            assertEquals(SessionState.CLOSING, other.state());
            advance(5_500);
            assertEquals(InterfaceAfterClose.HELD, now(closed));
            assertTrue(other.isOpen());
        }

        @Test
        void ifTheStopOfAnotherProgramHasNoEnd() {
            home.stopDelay(Duration.ofMinutes(5)).up();
            try (Networks elsewhere = world.open()) {
                session(elsewhere).stop();
                advance(1_000);
                CompletableFuture<InterfaceAfterClose> closed = session().closeAsync();
                advance(29_500);
                assertFalse(closed.isDone());
                advance(1_000);
                assertTrue(closed.isDone());
                assertEquals(Reason.TIMED_OUT, failureOf(closed).reason());
            }
        }

        @Test
        void ifTheLibraryIsClosedBeforeItIsDown() {
            home.stopDelay(Duration.ofMinutes(5));
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            networks.close();
            SessionFailure failure = failureOf(closed);
            assertEquals(SessionError.SESSION_ABORTED, failure.error());
            assertEquals(Reason.CLOSED, failure.reason());
        }

        @Test
        void notIfTheLibraryIsClosedAndItGoesDownInTime() {
            CompletableFuture<InterfaceAfterClose> closed = opened().closeAsync();
            networks.close();
            assertEquals(InterfaceAfterClose.DOWN, now(closed));
        }

        @Test
        void atOnceOnAClosedLibrary() {
            NetworkSession session = opened();
            networks.close();
            assertThrows(IllegalStateException.class, session::closeAsync);
        }

        @Test
        void aWaitInAListener() {
            NetworkSession session = opened();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            session.listen(new SessionListener() {
                @Override
                public void closed(SessionEvent.Closed event) {
                    thrown.set(assertThrows(IllegalStateException.class, () -> session.closeAsync().join()));
                }
            });
            session.close();
            advance(1_000);
            assertTrue(thrown.get() != null);
        }
    }

    @Nested
    class ClosedAlready {

        @Test
        void itFollowsTheStopUnderWay() {
            home.stopDelay(Duration.ofSeconds(2));
            NetworkSession session = opened();
            session.close();
            CompletableFuture<InterfaceAfterClose> first = session.closeAsync();
            CompletableFuture<InterfaceAfterClose> second = session.closeAsync();
            advance(1_000);
            assertFalse(first.isDone() || second.isDone());
            advance(1_500);
            assertEquals(List.of(InterfaceAfterClose.DOWN, InterfaceAfterClose.DOWN), List.of(now(first), now(second)));
        }

        @Test
        void itFollowsStop() {
            home.stopDelay(Duration.ofSeconds(2));
            NetworkSession session = opened();
            CompletableFuture<Void> stopped = session.stop();
            CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
            advance(1_000);
            assertFalse(closed.isDone());
            advance(1_500);
            assertEquals(InterfaceAfterClose.DOWN, now(closed));
            assertTrue(stopped.isDone() && !stopped.isCompletedExceptionally());
        }

        @Test
        void itSaysHowTheInterfaceIs() {
            NetworkSession session = session();
            assertEquals(InterfaceAfterClose.DOWN, now(session.closeAsync()));
            home.up();
            advance(1_000);
            assertEquals(InterfaceAfterClose.LEFT_UP, now(session.closeAsync()));
            opened();
            assertEquals(InterfaceAfterClose.HELD, now(session.closeAsync()));
            home.remove();
            advance(1_000);
            assertEquals(InterfaceAfterClose.DOWN, now(session.closeAsync()));
        }

        @Test
        void itChangesNothing() {
            home.up();
            NetworkSession holder = opened();
            now(session().closeAsync());
            advance(1_000);
            assertTrue(holder.isOpen() && home.isUp());
        }
    }
}
