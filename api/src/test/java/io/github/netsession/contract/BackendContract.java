package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a backend, under the whole library, has to do: start and stop, lose, count, tell, refuse, fail over and roam. What it has
 * to do by itself stands in {@link RawContract}, and what it has to stand while it is closed, too.
 */
@Timeout(180)
public abstract class BackendContract extends WatchingContract {

    /** For so long a better access point must have been better before it is offered; real systems need not be waited for meanwhile. */
    private static final Duration DWELL = Duration.ofSeconds(10);

    // ---- starting

    @Test
    void onlyWhatASessionHadStartedIsGivenBack() {
        try (Backend backend = bed().provider().open(new Hints())) {
            backend.read();
            InterfaceIdentity started = backend.start(first(), OPTIONS).identity();
            eventually(() -> accessPoint(backend, first()).state() == ConfigurationState.ACTIVE, "it is up");
            if (started.isDefinite()) {
                assertEquals(started, accessPoint(backend, first()).identity());
                assertFalse(backend.giveBack(first(), new InterfaceIdentity(started.source(), started.handle() + "1")), "something else");
                assertFalse(backend.giveBack(first(), new InterfaceIdentity("1" + started.source(), started.handle())), "of another source");
                assertEquals(ConfigurationState.ACTIVE, accessPoint(backend, first()).state());
            }
            assertTrue(backend.giveBack(first(), started));
            eventually(() -> !bed().isUp(first()), "it is down");
        }
    }

    @Test
    void aStartSaysWhetherItChangesSomething() {
        try (Backend backend = bed().provider().open(new Hints())) {
            backend.read();
            assertTrue(backend.start(first(), OPTIONS).isOurs(), "it was down");
            eventually(() -> accessPoint(backend, first()).state() == ConfigurationState.ACTIVE, "it is up");
            assertFalse(backend.start(first(), OPTIONS).isOurs(), "it was up already");
            backend.stop(first());
            eventually(() -> !bed().isUp(first()), "it is down");
            assertDoesNotThrow(() -> backend.stop(first()), "it was down already");
        }
    }

    @Test
    void openingStartsAndTheLastCloseStops() {
        NetworkSession one = session(first());
        NetworkSession other = session(first());
        SessionTrace trace = listening(one);
        one.open();
        other.open();
        eventually(() -> one.isOpen() && other.isOpen(), "both are open");
        assertTrue(bed().isUp(first()), "the witness sees it up");
        other.close();
        eventually(() -> !other.isOpen(), "the other is closed");
        assertTrue(bed().isUp(first()), "one still holds it");
        one.close();
        eventuallyTells(trace, "CONNECTING CONNECTED opened closed CLOSING DISCONNECTED");
        assertFalse(bed().isUp(first()), "the witness sees it down");
    }

    @Test
    void theLastCloseStopsWhatWasUpBeforeWhereTheApplicationSaysSo() {
        bed().up(first());
        try (Networks strict = open(LastClose.STOP_ALWAYS)) {
            eventually(() -> strict.configuration(first()).filter(NetworkConfiguration::isActive).isPresent(), "it is active");
            NetworkSession session = strict.session(first());
            session.open();
            eventually(session::isOpen, "it is open");
            session.close();
            eventually(() -> !bed().isUp(first()), "the witness sees it down");
        }
    }

    @Test
    void theFutureOfACloseSaysWhenTheInterfaceIsDownAndWhyItStaysUp() {
        NetworkSession one = opened(first());
        NetworkSession other = opened(first());
        assertEquals(InterfaceAfterClose.HELD, after(one.closeAsync()));
        assertTrue(bed().isUp(first()), "the other still holds it");
        assertEquals(InterfaceAfterClose.DOWN, after(other.closeAsync()));
        assertFalse(bed().isUp(first()), "the witness sees it down");
        upBefore(second());
        assertEquals(InterfaceAfterClose.LEFT_UP, after(opened(second()).closeAsync()));
        assertTrue(bed().isUp(second()), "no session had started it");
    }

    @Test
    void theFutureOfACloseWhileConnectingWaitsUntilTheStartIsTakenBack() {
        NetworkSession session = session(first());
        session.open();
        assertEquals(InterfaceAfterClose.DOWN, after(session.closeAsync()));
        assertFalse(bed().isUp(first()), "the witness sees it down");
        assertFalse(session.isOpen());
    }

    private InterfaceAfterClose after(CompletableFuture<InterfaceAfterClose> closing) {
        eventually(closing::isDone, "the future is complete");
        return closing.join();
    }

    @Test
    void closingWhileConnectingEndsDownWhoeverIsFaster() {
        NetworkSession session = session(first());
        CompletableFuture<Void> opening = session.open();
        session.close();
        // Before the opening has begun it is down, too: that is not meant.
        eventually(opening::isDone, "the opening has an end");
        eventually(() -> session.state() == SessionState.DISCONNECTED && !bed().isUp(first()), "it is down");
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
            NetworkSession there = elsewhere.session(first());
            there.open();
            eventually(there::isOpen, "it is open there");
            SessionTrace own = listening(stopper);
            SessionTrace atHome = listening(here);
            SessionTrace abroad = listening(there);
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
        SessionTrace trace = listening(session);
        CompletableFuture<Void> stopping = session.stop();
        eventually(stopping::isDone, "the future is complete");
        assertEquals(List.of(), trace.changes());
        assertFalse(stopping.isCompletedExceptionally());
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
        SkippingClock clock = new SkippingClock();
        try (Networks networks = Networks.builder().backend(clock.under(bed().provider())).open()) {
            NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(first(), second())));
            session.open();
            eventually(() -> isOn(session, second()), "it is open on what is up");
            boolean[] bothUp = new boolean[1];
            session.onRoaming(new RoamingHandler() {
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
            eventually(() -> {
                clock.skipToNext(DWELL);
                return isOn(session, first()) && session.state() == SessionState.CONNECTED;
            }, "it has roamed to the first in the list");
            assertTrue(bothUp[0], "make before break");
            assertTrue(bed().isUp(second()), "it was up before");
        }
    }

    private static boolean isOn(NetworkSession session, ConfigurationId id) {
        return session.activeConfiguration().filter(active -> active.id().equals(id)).isPresent();
    }

    // ---- permissions

    @Test
    void withoutThePermissionItSaysSoAndStillWatches() {
        try (Networks denied = bed().openDenied()) {
            eventually(() -> denied.configuration(first()).isPresent(), "it is listed");
            NetworkSession session = denied.session(first());
            SessionFailure failure = failureOf(session.open());
            assertTrue(failure.remedy().isPresent(), failure.message());
            assertFalse(bed().isUp(first()), "nothing was changed");
            eventually(() -> denied.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.DENIED, "now, if not before");
            CapabilityStatus status = denied.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES);
            assertTrue(status.remedy().isPresent(), status.reason());
            bed().up(first());
            eventually(() -> session.state() == SessionState.CONNECTED, "it watches");
            failureOf(session.stop());
            assertTrue(bed().isUp(first()), "nothing was changed");
        }
    }
}
