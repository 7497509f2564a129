package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LastClose;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionError;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a backend, under the whole library, has to do: start and stop, lose, count, tell, refuse, fail over and roam. What it has
 * to do by itself stands in {@link RawContract}, and what it has to stand while it is closed, too.
 */
@Timeout(180)
public abstract class BackendContract extends RawContract {

    private Networks networks;

    @AfterEach
    void closeTheLibrary() {
        if (networks != null) {
            networks.close();
        }
    }

    private Networks networks() {
        if (networks == null) {
            networks = open(LastClose.STOP_IF_STARTED);
        }
        return networks;
    }

    private Networks open(LastClose lastClose) {
        return Networks.builder().backend(bed().provider()).onLastClose(lastClose).open();
    }

    private NetworkConfiguration configuration(ConfigurationId id) {
        eventually(() -> networks().configuration(id).isPresent(), id + " is listed");
        return networks().configuration(id).orElseThrow();
    }

    private NetworkSession session(ConfigurationId id) {
        return networks().session(configuration(id));
    }

    private NetworkSession opened(ConfigurationId id) {
        NetworkSession session = session(id);
        session.open();
        eventually(session::isOpen, "the session on " + id + " is open");
        return session;
    }

    private void upBefore(ConfigurationId id) {
        bed().up(id);
        eventually(() -> configuration(id).isActive(), id + " is active");
    }

    private void eventuallyTells(Words words, String expected) {
        bed().await(() -> words.toString().length() >= expected.length());
        assertEquals(expected, words.toString());
    }

    private void eventuallyTellsOfOthers(Words words, String expected) {
        bed().await(() -> words.ofOthers().length() >= expected.length());
        assertEquals(expected, words.ofOthers());
    }

    private SessionFailure failureOf(CompletableFuture<Void> future) {
        eventually(future::isDone, "the future is complete");
        try {
            future.join();
        } catch (CompletionException failed) {
            return ((SessionException) failed.getCause()).failure();
        }
        throw new AssertionError("it should have failed");
    }

    // ---- starting

    @Test
    void openingStartsAndTheLastCloseStops() {
        NetworkSession one = session(first());
        NetworkSession other = session(first());
        Words words = Words.of(one);
        one.open();
        other.open();
        eventually(() -> one.isOpen() && other.isOpen(), "both are open");
        assertTrue(bed().isUp(first()), "the witness sees it up");
        other.close();
        eventually(() -> !other.isOpen(), "the other is closed");
        assertTrue(bed().isUp(first()), "one still holds it");
        one.close();
        eventuallyTells(words, "CONNECTING CONNECTED opened closed CLOSING DISCONNECTED");
        assertFalse(bed().isUp(first()), "the witness sees it down");
    }

    @Test
    void openingALiveOneOnlyTellsOpenedAndLeavesItUp() {
        upBefore(first());
        NetworkSession session = session(first());
        Words words = Words.of(session);
        session.open();
        eventuallyTells(words, "opened");
        session.close();
        eventuallyTells(words, "opened closed");
        networks().close();
        assertTrue(bed().isUp(first()), "it was up before");
    }

    @Test
    void theLastCloseStopsWhatWasUpBeforeWhereTheApplicationSaysSo() {
        bed().up(first());
        try (Networks strict = open(LastClose.STOP_ALWAYS)) {
            eventually(() -> strict.configuration(first()).filter(NetworkConfiguration::isActive).isPresent(), "it is active");
            NetworkSession session = strict.session(strict.configuration(first()).orElseThrow());
            session.open();
            eventually(session::isOpen, "it is open");
            session.close();
            eventually(() -> !bed().isUp(first()), "the witness sees it down");
        }
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
    void closingWhileConnectingEndsDownWhoeverIsFaster() {
        NetworkSession session = session(first());
        CompletableFuture<Void> opening = session.open();
        session.close();
        eventually(() -> session.state() == SessionState.DISCONNECTED && !bed().isUp(first()), "it is down");
        eventually(opening::isDone, "the opening has an end");
        assertFalse(session.isOpen());
    }

    @Test
    void closingTheLibraryGivesBackWhatItsSessionsStarted() {
        opened(first());
        networks().close();
        assertFalse(bed().isUp(first()));
    }

    // ---- stopping

    @Test
    void stopReachesEverySessionHereAndInAnotherInstance() {
        try (Networks elsewhere = open(LastClose.STOP_IF_STARTED)) {
            NetworkSession stopper = opened(first());
            NetworkSession here = opened(first());
            eventually(() -> elsewhere.configuration(first()).filter(NetworkConfiguration::isActive).isPresent(), "it is seen there");
            NetworkSession there = elsewhere.session(elsewhere.configuration(first()).orElseThrow());
            there.open();
            eventually(there::isOpen, "it is open there");
            Words own = Words.of(stopper);
            Words atHome = Words.of(here);
            Words abroad = Words.of(there);
            CompletableFuture<Void> stopping = stopper.stop();
            eventuallyTells(own, "CLOSING closed DISCONNECTED");
            eventuallyTells(atHome, "!SESSION_ABORTED DISCONNECTED closed");
            eventuallyTells(abroad, "!SESSION_ABORTED DISCONNECTED closed");
            eventually(stopping::isDone, "the future is complete");
            assertFalse(bed().isUp(first()));
        }
    }

    @Test
    void aSessionThatWasNeverOpenedMayStop() {
        upBefore(first());
        session(first()).stop();
        eventually(() -> !bed().isUp(first()), "the witness sees it down");
    }

    @Test
    void stoppingWhatIsDownDoesNothing() {
        NetworkSession session = session(first());
        Words words = Words.of(session);
        CompletableFuture<Void> stopping = session.stop();
        eventually(stopping::isDone, "the future is complete");
        assertEquals("", words.toString());
        assertFalse(stopping.isCompletedExceptionally());
    }

    // ---- losing

    @Test
    void aLossAbortsAndTheReturnDoesNotOpen() {
        upBefore(first());
        NetworkSession session = opened(first());
        Words words = Words.of(session);
        bed().down(first());
        eventuallyTellsOfOthers(words, "!SESSION_ABORTED DISCONNECTED closed");
        bed().up(first());
        eventuallyTellsOfOthers(words, "!SESSION_ABORTED DISCONNECTED closed CONNECTED");
        assertFalse(session.isOpen());
    }

    @Test
    void losingTheOtherEndLeavesItNotAvailable() {
        upBefore(first());
        NetworkSession session = opened(first());
        Words words = Words.of(session);
        bed().cut(first());
        eventuallyTellsOfOthers(words, "!SESSION_ABORTED DISCONNECTED closed NOT_AVAILABLE");
    }

    @Test
    void aRemovedOneIsInvalidAndRevivesClosedUnderItsId() {
        upBefore(first());
        NetworkSession session = opened(first());
        Words words = Words.of(session);
        bed().remove(first());
        eventuallyTellsOfOthers(words, "!SESSION_ABORTED INVALID closed");
        bed().restore(first());
        bed().up(first());
        eventually(() -> session.state() == SessionState.CONNECTED, "it is connected");
        assertFalse(session.isOpen());
    }

    // ---- several access points

    @Test
    void aServiceNetworkGoesOnWithTheOtherWhenOneIsLost() {
        upBefore(first());
        NetworkSession session = networks().session(networks().defineServiceNetwork("both", List.of(first(), second())));
        configuration(second());
        session.open();
        eventually(session::isOpen, "it is open");
        bed().down(first());
        eventually(() -> isOn(session, second()) && session.state() == SessionState.CONNECTED, "it goes on with the second");
        assertTrue(session.isOpen() && bed().isUp(second()));
        session.close();
        eventually(() -> !bed().isUp(second()), "the second was started for it, and is given back");
    }

    @Test
    void roamingBringsTheNewOneUpBeforeTheOldOneGoesDown() {
        upBefore(second());
        NetworkSession session = networks().session(networks().defineServiceNetwork("both", List.of(first(), second())));
        session.open();
        eventually(() -> isOn(session, second()), "it is open on what is up");
        boolean[] bothUp = new boolean[1];
        session.roaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                session.migrate();
            }

            @Override
            public void activated(RoamingOffer offer) {
                bothUp[0] = bed().isUp(first()) && bed().isUp(second());
                session.accept();
            }
        });
        eventually(() -> isOn(session, first()) && session.state() == SessionState.CONNECTED, "it has roamed to the first in the list");
        assertTrue(bothUp[0], "make before break");
        assertTrue(bed().isUp(second()), "it was up before");
    }

    private static boolean isOn(NetworkSession session, ConfigurationId id) {
        return session.activeConfiguration().filter(active -> active.id().equals(id)).isPresent();
    }

    // ---- counting

    @Test
    void aSessionCountsWhatTheWitnessCounts() {
        upBefore(first());
        NetworkSession session = opened(first());
        long before = bed().counted(first()).bytesWritten();
        long own = session.traffic().bytesWritten();
        bed().send(first());
        long sent = bed().counted(first()).bytesWritten() - before;
        assertTrue(sent > 0, "something was sent");
        assertEquals(sent, session.traffic().bytesWritten() - own);
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

    // ---- telling

    @Test
    void everyChangeBehindTheBackIsSeen() {
        NetworkSession session = session(first());
        Words words = Words.of(session);
        bed().up(first());
        eventuallyTellsOfOthers(words, "CONNECTED");
        bed().down(first());
        eventuallyTellsOfOthers(words, "CONNECTED DISCONNECTED");
        bed().remove(first());
        eventuallyTellsOfOthers(words, "CONNECTED DISCONNECTED INVALID");
        bed().restore(first());
        eventuallyTellsOfOthers(words, "CONNECTED DISCONNECTED INVALID DISCONNECTED");
    }

    @Test
    void aStormOfChangesEndsWithTheTruth() {
        configuration(first());
        for (int i = 0; i < 200; i++) {
            bed().up(first());
            bed().down(first());
            bed().up(second());
            bed().down(second());
        }
        bed().up(second());
        eventually(() -> configuration(first()).state() == ConfigurationState.DISCOVERED && configuration(second()).isActive(), "the truth");
    }

    // ---- permissions

    @Test
    void withoutThePermissionItSaysSoAndStillWatches() {
        try (Networks denied = bed().openDenied()) {
            CapabilityStatus status = denied.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES);
            assertEquals(Support.DENIED, status.support());
            assertTrue(status.remedy().isPresent(), status.reason());
            eventually(() -> denied.configuration(first()).isPresent(), "it is listed");
            NetworkSession session = denied.session(denied.configuration(first()).orElseThrow());
            SessionFailure failure = failureOf(session.open());
            assertTrue(failure.remedy().isPresent(), failure.message());
            assertFalse(bed().isUp(first()), "nothing was changed");
            bed().up(first());
            eventually(() -> session.state() == SessionState.CONNECTED, "it watches");
            failureOf(session.stop());
            assertTrue(bed().isUp(first()), "nothing was changed");
        }
    }
}
