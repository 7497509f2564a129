package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.testkit.OpenNetworks;
import io.github.netsession.testkit.SessionTrace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a backend, under the whole library, has to do with access points that it only watches: to tell, to lose, to count, to refuse. A backend
 * that can start and stop them has to do more: {@link BackendContract}.
 */
@Timeout(180)
public abstract class WatchingContract extends RawContract {

    private Networks networks;

    @AfterEach
    void closeTheLibrary() {
        if (networks != null) {
            networks.close();
        }
    }

    final Networks networks() {
        if (networks == null) {
            networks = open(LastClose.STOP_IF_STARTED);
        }
        return networks;
    }

    final Networks open(LastClose lastClose) {
        return Networks.builder().backend(bed().provider()).onLastClose(lastClose).open();
    }

    final NetworkConfiguration configuration(ConfigurationId id) {
        eventually(() -> networks().configuration(id).isPresent(), id + " is listed");
        return networks().configuration(id).orElseThrow();
    }

    /** Waits until it is listed. */
    final NetworkSession session(ConfigurationId id) {
        return networks().session(configuration(id));
    }

    final NetworkSession opened(ConfigurationId id) {
        NetworkSession session = session(id);
        session.open();
        eventually(session::isOpen, "the session on " + id + " is open");
        return session;
    }

    final void upBefore(ConfigurationId id) {
        bed().up(id);
        eventually(() -> configuration(id).isActive(), id + " is active");
    }

    /** Listens to a session, and has been told how it stands: what comes from now on is told as a change. */
    final SessionTrace listening(NetworkSession session) {
        SessionTrace trace = SessionTrace.of(session);
        eventually(trace::hasBegun, "it is told how the session stands");
        return trace;
    }

    final void eventuallyTells(SessionTrace trace, String expected) {
        bed().await(() -> String.join(" ", trace.changes()).length() >= expected.length());
        assertEquals(expected, String.join(" ", trace.changes()));
    }

    final void eventuallyTellsOfOthers(SessionTrace trace, String expected) {
        bed().await(() -> String.join(" ", trace.changesByOthers()).length() >= expected.length());
        assertEquals(expected, String.join(" ", trace.changesByOthers()), trace::toString);
    }

    final SessionFailure failureOf(CompletableFuture<?> future) {
        eventually(future::isDone, "the future is complete");
        return OpenNetworks.failureOf(future);
    }

    /** Where a session on an access point goes that is down, and that nothing but the bed could bring up. */
    private SessionState asleep() {
        return bed().isStartable() ? SessionState.DISCONNECTED : SessionState.NOT_AVAILABLE;
    }

    /** What a session tells besides, after its loss, where nobody could bring the access point up again. */
    private String andThenAsleep() {
        return bed().isStartable() ? "" : " " + SessionState.NOT_AVAILABLE;
    }

    @Test
    void openingALiveOneOnlyTellsOpenedAndLeavesItUp() {
        upBefore(first());
        NetworkSession session = session(first());
        SessionTrace trace = listening(session);
        session.open();
        eventuallyTells(trace, "opened");
        session.close();
        eventuallyTells(trace, "opened closed");
        networks().close();
        assertTrue(bed().isUp(first()), "it was up before");
    }

    @Test
    void openingWithoutAnotherEndFailsAndChangesNothing() {
        upBefore(first());
        bed().cut(first());
        NetworkSession session = session(first());
        eventually(() -> session.state() == SessionState.NOT_AVAILABLE, "it is not available");
        assertEquals(SessionError.INVALID_CONFIGURATION, failureOf(session.open()).error());
        assertEquals(SessionState.NOT_AVAILABLE, session.state());
    }

    @Test
    void aLossAbortsAndTheReturnDoesNotOpen() {
        upBefore(first());
        NetworkSession session = opened(first());
        SessionTrace trace = listening(session);
        bed().down(first());
        eventuallyTellsOfOthers(trace, "!SESSION_ABORTED DISCONNECTED closed" + andThenAsleep());
        bed().up(first());
        eventuallyTellsOfOthers(trace, "!SESSION_ABORTED DISCONNECTED closed" + andThenAsleep() + " CONNECTED");
        assertFalse(session.isOpen());
    }

    @Test
    void aGapWithoutACarrierIsNoLoss() {
        upBefore(first());
        NetworkSession session = opened(first());
        SessionTrace trace = listening(session);
        for (int i = 0; i < 3; i++) {
            bed().gap(first());
            networks().update().join();
            eventually(() -> networks().configuration(first()).orElseThrow().isActive(), "it is active again");
        }
        bed().up(second());
        eventually(() -> configuration(second()).isActive(), "everything before is seen");
        assertTrue(session.isOpen());
        assertEquals(List.of(), trace.changes());
        assertTrue(bed().isUp(first()));
    }

    @Test
    void losingTheOtherEndLeavesItNotAvailable() {
        upBefore(first());
        NetworkSession session = opened(first());
        SessionTrace trace = listening(session);
        bed().cut(first());
        eventuallyTellsOfOthers(trace, "!SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE");
    }

    @Test
    void aRemovedOneIsInvalidAndRevivesClosedUnderItsId() {
        upBefore(first());
        NetworkSession session = opened(first());
        SessionTrace trace = listening(session);
        bed().remove(first());
        eventuallyTellsOfOthers(trace, "!SESSION_ABORTED INVALID closed");
        bed().restore(first());
        bed().up(first());
        eventually(() -> session.state() == SessionState.CONNECTED, "it is connected");
        assertFalse(session.isOpen());
    }

    @Test
    void aSessionCountsWhatTheWitnessCounts() {
        upBefore(first());
        NetworkSession session = opened(first());
        long before = bed().counted(first()).bytesWritten();
        long own = session.traffic().orElseThrow().bytesWritten();
        bed().send(first());
        long sent = bed().counted(first()).bytesWritten() - before;
        assertTrue(sent > 0, "something was sent");
        assertEquals(sent, session.traffic().orElseThrow().bytesWritten() - own);
        assertEquals(bed().counted(first()).bytesWritten(), session.bytesWritten());
    }

    @Test
    void theCountersOfAllAreTheCountersOfEach() {
        upBefore(first());
        bed().send(first());
        for (Link link : networks().interfaces()) {
            assertEquals(networks().counters(link.name()), Optional.ofNullable(networks().counters().get(link.name())));
        }
        String name = configuration(first()).interfaceName().orElseThrow();
        Traffic witness = bed().counted(first());
        assertEquals(witness.bytesWritten(), networks().counters(name).orElseThrow().bytesWritten());
    }

    @Test
    void theCountersNeverGoBackNotEvenWithTheLink() {
        upBefore(first());
        String name = configuration(first()).interfaceName().orElseThrow();
        bed().send(first());
        long before = networks().counters(name).orElseThrow().bytesWritten();
        bed().remove(first());
        eventually(() -> networks().configuration(first()).isEmpty(), "it is gone");
        bed().restore(first());
        eventually(() -> networks().configuration(first()).isPresent(), "it is back");
        assertTrue(networks().counters(name).orElseThrow().bytesWritten() >= before);
    }

    @Test
    void everyChangeBehindTheBackIsSeen() {
        NetworkSession session = session(first());
        SessionTrace trace = listening(session);
        bed().up(first());
        eventuallyTellsOfOthers(trace, "CONNECTED");
        bed().down(first());
        eventuallyTellsOfOthers(trace, "CONNECTED " + asleep());
        bed().remove(first());
        eventuallyTellsOfOthers(trace, "CONNECTED " + asleep() + " INVALID");
        bed().restore(first());
        eventuallyTellsOfOthers(trace, "CONNECTED " + asleep() + " INVALID " + asleep());
    }

    @Test
    void aStormOfChangesEndsWithTheTruth() {
        configuration(first());
        for (int i = 0; i < 10 * bed().rounds(); i++) {
            bed().up(first());
            bed().down(first());
            bed().up(second());
            bed().down(second());
        }
        bed().up(second());
        ConfigurationState down = bed().isStartable() ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
        eventually(() -> configuration(first()).state() == down && configuration(second()).isActive(), "the truth");
    }
}
