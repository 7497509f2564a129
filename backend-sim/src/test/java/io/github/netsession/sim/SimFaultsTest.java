package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can go wrong between the world and the library, and what a session makes of it. */
@Tag("sim")
class SimFaultsTest extends SessionStory {

    @Test
    void aServiceThatDiesTakesNoSessionWithItAndItsReturnTellsTheTruth() {
        home.up();
        NetworkSession session = session();
        session.open();
        SessionTrace trace = SessionTrace.of(session);
        world.faults().crashService();
        home.outOfRange();
        advance(60_000);
        assertEquals("present:CONNECTED:open", trace.since(), "what was known stays known");
        world.faults().restoreService();
        advance(60_000);
        assertEquals("!SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE", trace.since());
    }

    @Test
    void aServiceThatIsGoneStartsNothingAndSaysSo() {
        NetworkSession session = session();
        world.faults().crashService();
        CompletableFuture<Void> opened = session.open();
        advance(100);
        assertEquals(Optional.of("call SimFaults.restoreService()"), failureOf(opened).remedy());
        assertTrue(failureOf(opened).isRetryable());
    }

    @Test
    void aStartThatIsUnderWayWhenTheServiceDiesIsSeenWhenItIsBack() {
        NetworkSession session = session();
        SessionTrace trace = SessionTrace.of(session);
        session.open();
        world.faults().crashService();
        advance(5000);
        world.faults().restoreService();
        advance(60_000);
        assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
    }

    @Test
    void hintsThatComeTwiceAndLateTellEverythingOnce() {
        world.faults().doubleHints();
        world.faults().jitterHints(Duration.ofMillis(700));
        NetworkSession session = session();
        SessionTrace trace = SessionTrace.of(session);
        session.open();
        advance(3000);
        home.outOfRange();
        advance(3000 + GRACE_MILLIS);
        assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened !SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE", trace.since());
    }

    @Test
    void aRefusedStartFailsAtOnce() {
        home.refuseStarts(SessionFailure.Reason.DENIED, "no");
        advance(200);
        NetworkSession session = session();
        SessionTrace trace = SessionTrace.of(session);
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failureOf(session.open()).error());
        assertEquals("present:DISCONNECTED CONNECTING !OPERATION_NOT_SUPPORTED DISCONNECTED", trace.since());
        home.restoreStarts();
        session.open();
        advance(1000);
        assertTrue(session.isOpen());
    }

    @Test
    void aStopThatHangsIsGivenUpAfterTheConnectTimeout() {
        home.hangStops().connectTimeout(Duration.ofSeconds(5));
        NetworkSession session = session();
        session.open();
        advance(1000);
        CompletableFuture<Void> stopped = session.stop();
        advance(6000);
        assertTrue(failureOf(stopped).message().contains("still up"));
        assertEquals(ConfigurationState.ACTIVE, homeState());
    }
}
