package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The session contract, as a user sees it, in a simulated world: watching, opening, losing. */
@Tag("sim")
class SessionContractTest extends SessionStory {

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
            SessionTrace trace = SessionTrace.of(session);
            assertEquals("present:INVALID", trace.since());
            world.accessPoint("home", Bearer.WLAN).up();
            advance(200);
            assertEquals("DISCONNECTED CONNECTED", trace.since());
            assertFalse(session.isOpen());
        }

        @Test
        void followsTheInterfaceWithoutBeingOpen() {
            SessionTrace trace = SessionTrace.of(session());
            home.up();
            advance(200);
            home.outOfRange();
            advance(GRACE_MILLIS);
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
            SessionTrace trace = SessionTrace.of(session);
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
            SessionTrace trace = SessionTrace.of(session);
            session.open().join();
            assertEquals("present:CONNECTED opened", trace.since());
        }

        @Test
        void onAnUnavailableConfigurationFailsAndKeepsTheState() {
            home.outOfRange();
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            SessionFailure failure = failureOf(session.open());
            assertEquals(SessionError.INVALID_CONFIGURATION, failure.error());
            assertEquals("present:NOT_AVAILABLE !INVALID_CONFIGURATION", trace.since());
            assertEquals(Optional.of(failure), session.failure());
        }

        @Test
        void twiceChangesNothingAndBothFuturesComplete() {
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            CompletableFuture<Void> first = session.open();
            CompletableFuture<Void> second = session.open();
            advance(1000);
            CompletableFuture<Void> third = session.open();
            assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
            assertTrue(first.isDone() && second.isDone() && third.isDone());
        }

        @Test
        void thatIsRefusedGoesBack() {
            world.denyStarts();
            NetworkSession session = session();
            SessionTrace trace = SessionTrace.of(session);
            SessionFailure failure = failureOf(session.open());
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            assertTrue(failure.remedy().isPresent());
            assertEquals("present:DISCONNECTED CONNECTING !OPERATION_NOT_SUPPORTED DISCONNECTED", trace.since());
        }

        @Test
        void thatFailsLaterGoesBackForEverySessionThatWaits() {
            home.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
            NetworkSession first = session();
            NetworkSession second = session();
            SessionTrace firstTrace = SessionTrace.of(first);
            SessionTrace secondTrace = SessionTrace.of(second);
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
            home.withholdAddress().connectTimeout(Duration.ofSeconds(5));
            NetworkSession session = session();
            advance(200);
            SessionTrace trace = SessionTrace.of(session);
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
            SessionTrace trace = SessionTrace.of(session);
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
    class Losing {

        @Test
        void theLinkAbortsAndStaysClosedWhenItComesBack() {
            home.up();
            NetworkSession session = session();
            session.open();
            SessionTrace trace = SessionTrace.of(session);
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
            SessionTrace trace = SessionTrace.of(session);
            home.outOfRange();
            advance(GRACE_MILLIS);
            assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE", trace.since());
            assertTrue(session.failure().orElseThrow().message().contains("was lost"));
        }

        @Test
        void theConfigurationAbortsAndLeavesItInvalid() {
            home.up();
            NetworkSession session = session();
            session.open();
            SessionTrace trace = SessionTrace.of(session);
            home.remove();
            advance(200);
            assertEquals("present:CONNECTED:open !SESSION_ABORTED INVALID closed", trace.since());
        }

        @Test
        void aCarrierThatASessionHasStartedLeavesItOnUntilTheNextLastClose() {
            NetworkSession session = session();
            session.open();
            advance(1000);
            home.outOfRange();
            advance(GRACE_MILLIS);
            assertFalse(session.isOpen());
            home.inRange();
            advance(10_000);
            assertTrue(home.isUp(), "nothing is stopped because a carrier was away");
            session.open();
            session.close();
            advance(1000);
            assertFalse(home.isUp(), "a session had started it, and the last one has closed");
        }

        @Test
        void aCarrierThatASessionHasStartedLeavesItOnUntilTheLibraryCloses() {
            session().open();
            advance(1000);
            home.outOfRange();
            advance(GRACE_MILLIS);
            assertTrue(home.isUp());
            networks.close();
            advance(1000);
            assertFalse(home.isUp());
        }
    }
}
