package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The session contract, as a user sees it, in a simulated world. */
@Tag("sim")
class SessionContractTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).traffic(1000, 100);
    private final Networks networks = world.open();

    @AfterEach
    void close() {
        networks.close();
    }

    private NetworkSession session() {
        return session(networks);
    }

    private NetworkSession session(Networks of) {
        return of.session(of.configuration(home.id()).orElseThrow());
    }

    private void advance(long millis) {
        world.advance(Duration.ofMillis(millis));
    }

    private ConfigurationState homeState() {
        return networks.configuration(home.id()).orElseThrow().state();
    }

    private static SessionFailure failureOf(CompletableFuture<Void> future) {
        CompletionException thrown = assertThrows(CompletionException.class, future::join);
        return ((SessionException) thrown.getCause()).failure();
    }

    @Nested
    class AFreshSession {

        @Test
        void isDisconnectedOnADiscoveredConfiguration() {
            assertEquals(SessionState.DISCONNECTED, session().state());
        }

        @Test
        void isConnectedButNotOpenOnAnActiveOne() {
            home.up();
            NetworkSession session = session();
            assertEquals(SessionState.CONNECTED, session.state());
            assertFalse(session.isOpen());
        }

        @Test
        void isNotAvailableOnADefinedOne() {
            home.outOfRange();
            assertEquals(SessionState.NOT_AVAILABLE, session().state());
        }

        @Test
        void isInvalidOnARemovedOneAndRevivesClosedWhenTheIdComesBack() {
            var configuration = networks.configuration(home.id()).orElseThrow();
            home.remove();
            advance(200);
            NetworkSession session = networks.session(configuration);
            Trace trace = Trace.of(session);
            assertEquals("present:INVALID", trace.since());
            world.accessPoint("home", Bearer.WLAN).up();
            advance(200);
            assertEquals("DISCONNECTED CONNECTED", trace.since());
            assertFalse(session.isOpen());
        }

        @Test
        void followsTheInterfaceWithoutBeingOpen() {
            Trace trace = Trace.of(session());
            home.up();
            advance(200);
            home.outOfRange();
            advance(200);
            home.inRange();
            advance(200);
            home.down();
            advance(200);
            home.remove();
            advance(200);
            assertEquals("present:DISCONNECTED CONNECTED NOT_AVAILABLE CONNECTED DISCONNECTED INVALID", trace.since());
        }
    }

    @Nested
    class Opening {

        @Test
        void startsTheInterfaceAndOpens() {
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            CompletableFuture<Void> opened = session.open();
            assertEquals("present:DISCONNECTED CONNECTING", trace.since());
            assertFalse(opened.isDone());
            advance(1000);
            assertEquals("CONNECTED opened", trace.since());
            assertTrue(opened.isDone() && session.isOpen());
            assertEquals(home.id(), session.activeConfiguration().orElseThrow().id());
            assertEquals("sim-home", session.networkInterface().orElseThrow().name());
            assertEquals(Optional.of(home.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
        }

        @Test
        void onALiveInterfaceOnlyTellsOpened() {
            home.up();
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            session.open().join();
            assertEquals("present:CONNECTED opened", trace.since());
        }

        @Test
        void onAnUnavailableConfigurationFailsAndKeepsTheState() {
            home.outOfRange();
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            SessionFailure failure = failureOf(session.open());
            assertEquals(SessionError.INVALID_CONFIGURATION, failure.error());
            assertEquals("present:NOT_AVAILABLE !INVALID_CONFIGURATION", trace.since());
            assertEquals(Optional.of(failure), session.failure());
        }

        @Test
        void twiceChangesNothingAndBothFuturesComplete() {
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            CompletableFuture<Void> first = session.open();
            CompletableFuture<Void> second = session.open();
            advance(1000);
            CompletableFuture<Void> third = session.open();
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertTrue(first.isDone() && second.isDone() && third.isDone());
        }

        @Test
        void thatIsRefusedGoesBack() {
            world.permitStart(false);
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            SessionFailure failure = failureOf(session.open());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertTrue(failure.remedy().isPresent());
            assertEquals("present:DISCONNECTED CONNECTING !OPERATION_NOT_SUPPORTED DISCONNECTED", trace.since());
        }

        @Test
        void thatFailsLaterGoesBackForEverySessionThatWaits() {
            home.failStartsWith(Optional.of(new BackendException(BackendException.Kind.FAILED, "sim.start", "wrong password")));
            NetworkSession first = session();
            NetworkSession second = session();
            Trace firstTrace = Trace.of(first);
            Trace secondTrace = Trace.of(second);
            CompletableFuture<Void> firstOpened = first.open();
            CompletableFuture<Void> secondOpened = second.open();
            advance(2000);
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", firstTrace.since());
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", secondTrace.since());
            assertTrue(failureOf(firstOpened).message().contains("wrong password"));
            assertEquals(SessionError.UNKNOWN, failureOf(secondOpened).error());
        }

        @Test
        void thatTakesTooLongFailsAndTheInterfaceIsGivenBack() {
            home.givesAddress(false).connectTimeout(Duration.ofSeconds(5));
            NetworkSession session = session();
            advance(200);
            Trace trace = Trace.of(session);
            CompletableFuture<Void> opened = session.open();
            advance(6000);
            assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED", trace.since());
            assertTrue(failureOf(opened).message().contains("5 s"));
            advance(1000);
            assertFalse(networks.state().networkInterface("sim-home").orElseThrow().up());
        }

        @Test
        void thatLosesItsConfigurationFails() {
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            CompletableFuture<Void> opened = session.open();
            home.remove();
            advance(1000);
            assertEquals("present:DISCONNECTED CONNECTING !INVALID_CONFIGURATION INVALID", trace.since());
            assertEquals(SessionError.INVALID_CONFIGURATION, failureOf(opened).error());
        }

        @Test
        void canBeAwaitedInVirtualTime() throws InterruptedException {
            NetworkSession session = session();
            assertFalse(session.awaitOpened());
            session.open();
            assertTrue(session.awaitOpened());
            assertEquals(Duration.ofMillis(500), world.time());
        }

        @Test
        void awaitedForTooShortATimeIsFalse() throws InterruptedException {
            NetworkSession session = session();
            session.open();
            assertFalse(session.awaitOpened(Duration.ofMillis(100)));
            assertTrue(session.awaitOpened(Duration.ofSeconds(-1)));
        }
    }

    @Nested
    class Closing {

        @Test
        void theLastSessionStopsTheInterfaceThatASessionStarted() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            Trace trace = Trace.of(session);
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
            Trace trace = Trace.of(session);
            session.close();
            advance(1000);
            assertEquals("present:CONNECTED:open closed", trace.since());
            assertEquals(ConfigurationState.ACTIVE, homeState());
        }

        @Test
        void alwaysStopsIfSaidSo() {
            home.up();
            try (Networks strict = Networks.builder().backend(world.provider()).onLastClose(LastClose.STOP_ALWAYS).open()) {
                NetworkSession session = session(strict);
                session.open();
                Trace trace = Trace.of(session);
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
            Trace trace = Trace.of(first);
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
            Trace trace = Trace.of(session);
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
            Trace trace = Trace.of(first);
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
            Trace trace = Trace.of(session);
            session.close();
            CompletableFuture<Void> opened = session.open();
            advance(2000);
            assertEquals("present:CONNECTED:open closed CLOSING DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertTrue(opened.isDone() && !opened.isCompletedExceptionally());
        }

        @Test
        void aClosedSessionDoesNothing() {
            NetworkSession session = session();
            Trace trace = Trace.of(session);
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
            Trace stopperTrace = Trace.of(stopper);
            Trace victimTrace = Trace.of(victim);
            Trace watcherTrace = Trace.of(watcher);
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
                Trace trace = Trace.of(victim);
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
            Trace trace = Trace.of(session);
            session.stop();
            advance(1000);
            assertEquals("present:CONNECTED CLOSING DISCONNECTED", trace.since());
        }

        @Test
        void onADeadInterfaceDoesNothing() {
            NetworkSession session = session();
            Trace trace = Trace.of(session);
            session.stop().join();
            home.remove();
            advance(200);
            session.stop().join();
            assertEquals("present:DISCONNECTED INVALID", trace.since());
        }

        @Test
        void thatIsRefusedChangesNothing() {
            home.up();
            world.permitStart(false);
            NetworkSession session = session();
            session.open();
            Trace trace = Trace.of(session);
            SessionFailure failure = failureOf(session.stop());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertEquals("present:CONNECTED:open !OPERATION_NOT_SUPPORTED", trace.since());
            assertTrue(session.isOpen());
        }

        @Test
        void thatDoesNotHappenInTimeFailsAndTheSessionIsConnectedAgain() {
            home.delays(Duration.ofMillis(100), Duration.ofMinutes(10)).connectTimeout(Duration.ofSeconds(5)).up();
            NetworkSession session = session();
            advance(200);
            Trace trace = Trace.of(session);
            CompletableFuture<Void> stopped = session.stop();
            advance(6000);
            assertEquals("present:CONNECTED CLOSING !UNKNOWN CONNECTED CLOSING", trace.since());
            assertEquals(SessionError.UNKNOWN, failureOf(stopped).error());
        }

        @Test
        void abortsThoseWhoAreStillConnecting() {
            NetworkSession opener = session();
            CompletableFuture<Void> opened = opener.open();
            Trace trace = Trace.of(opener);
            session().stop();
            advance(1000);
            assertEquals("present:CONNECTING !SESSION_ABORTED DISCONNECTED", trace.since());
            assertEquals(SessionError.SESSION_ABORTED, failureOf(opened).error());
            assertEquals(ConfigurationState.DISCOVERED, homeState());
        }
    }

    @Nested
    class Losing {

        @Test
        void theLinkAbortsAndStaysClosedWhenItComesBack() {
            home.up();
            NetworkSession session = session();
            session.open();
            Trace trace = Trace.of(session);
            home.down();
            advance(200);
            assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed", trace.since());
            home.up();
            advance(200);
            assertEquals("CONNECTED", trace.since());
            assertFalse(session.isOpen());
        }

        @Test
        void theCarrierAbortsAndLeavesItNotAvailable() {
            home.up();
            NetworkSession session = session();
            session.open();
            Trace trace = Trace.of(session);
            home.outOfRange();
            advance(200);
            assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE", trace.since());
            assertTrue(session.failure().orElseThrow().message().contains("was lost"));
        }

        @Test
        void theConfigurationAbortsAndLeavesItInvalid() {
            home.up();
            NetworkSession session = session();
            session.open();
            Trace trace = Trace.of(session);
            home.remove();
            advance(200);
            assertEquals("present:CONNECTED:open !SESSION_ABORTED INVALID closed", trace.since());
        }

        @Test
        void anInterfaceThatASessionStartedGivesItBackToo() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            home.outOfRange();
            advance(1000);
            assertFalse(session.isOpen());
            assertFalse(networks.state().networkInterface("sim-home").orElseThrow().up());
        }
    }
}
