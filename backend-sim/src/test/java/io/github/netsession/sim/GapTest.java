package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A carrier that is away for a moment is no loss; each of these has ended sessions on a real radio stack. */
@Tag("sim")
class GapTest extends AirStory {

    @Test
    void ofAMomentIsNoLossWhoeverManagesIt() {
        SimAccessPoint bare = world.accessPoint("bare", Bearer.ETHERNET);
        for (SimAccessPoint accessPoint : List.of(home, dock, bare)) {
            NetworkSession session = on(accessPoint);
            SessionTrace trace = opened(session);
            for (int i = 0; i < 5; i++) {
                accessPoint.air().gap(ROAM);
                seconds(1);
            }
            accessPoint.air().gap(Duration.ofMillis(2_900));
            seconds(10);
            assertEquals("", trace.since(), accessPoint::name);
            assertTrue(session.isOpen() && accessPoint.isUp(), accessPoint::name);
            session.close();
            seconds(1);
        }
    }

    /** The reading before is so recent that the next one waits, and falls between the carrier's return and the operational state. */
    @Test
    void ofWhichOnlyTheCarriersReturnIsSeenIsNoLoss() {
        SimAccessPoint bare = world.accessPoint("bare", Bearer.ETHERNET);
        NetworkSession session = on(bare);
        SessionTrace trace = opened(session);
        AtomicBoolean isSeen = new AtomicBoolean();
        networks.listen(new NetworksListener() {
            @Override
            public void interfaceChanged(NetworksEvent.InterfaceChanged change) {
                isSeen.compareAndSet(false, change.link().carrier() && !change.link().operational());
            }
        });
        networks.update();
        seconds(0.001);
        bare.air().gap(Duration.ofMillis(96));
        seconds(10);
        assertTrue(isSeen.get(), "a reading falls in between");
        assertEquals("", trace.since());
        session.close();
    }

    /** After four readings at once the next one waits for 100 ms, here until the grace is over. */
    @Test
    void thatEndsInTimeIsNoLossThoughItsEndWaitsToBeReadWithMore() {
        SimAccessPoint bare = world.accessPoint("bare", Bearer.ETHERNET);
        NetworkSession session = on(bare);
        SessionTrace trace = opened(session);
        bare.air().gap(Duration.ofMillis(2_950));
        seconds(2.93);
        for (int reading = 0; reading < 4; reading++) {
            networks.update();
        }
        seconds(10);
        assertEquals("", trace.since());
        session.close();
    }

    @Test
    void doesNotStopTheCounters() {
        NetworkSession session = on(home);
        opened(session);
        long before = session.traffic().orElseThrow().bytesReceived();
        home.air().gap(ROAM);
        seconds(10);
        assertEquals(before + 10_000, session.traffic().orElseThrow().bytesReceived());
    }

    @Test
    void endsASessionWhenTheServiceGivesUp() {
        NetworkSession session = on(home);
        SessionTrace trace = opened(session);
        home.air().switchOff();
        seconds(14);
        assertEquals("", trace.since());
        seconds(2);
        assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
    }

    @Test
    void doesNotMoveAWiFiSessionThatCouldMove() {
        NetworkSession session = over(home, phone);
        SessionTrace trace = opened(session);
        home.air().gap(ROAM);
        seconds(20);
        assertEquals("", trace.since());
        assertEquals("home", used(session));
    }

    @Test
    void thatLastsMovesAWiFiSessionBesideTheOldOne() {
        NetworkSession session = over(home, phone);
        SessionTrace trace = opened(session);
        home.air().switchOff();
        seconds(3.3);
        assertEquals("ROAMING preferred", trace.since());
        assertTrue(home.isUp(), "the old one is still held");
        seconds(1);
        assertEquals("policies:[NO_BACKGROUND_TRAFFIC] activated CONNECTED", trace.since().replace("activated policies:[NO_BACKGROUND_TRAFFIC]",
            "policies:[NO_BACKGROUND_TRAFFIC] activated"));
        assertEquals("phone", used(session));
    }

    @Test
    void thatEndsDropsTheMoveThatItBegan() {
        phone.startDelay(Duration.ofSeconds(5));
        NetworkSession session = over(home, phone);
        SessionTrace trace = opened(session);
        home.air().gap(Duration.ofSeconds(5));
        seconds(4);
        assertEquals("ROAMING preferred", trace.since());
        seconds(3);
        assertEquals("CONNECTED", trace.since());
        assertEquals("home", used(session));
        seconds(10);
        assertFalse(phone.isUp());
    }

    @Test
    void onTheOnlyRadioIsWaitedForUntilTheServiceGivesUp() {
        NetworkSession session = over(home, cafe);
        SessionTrace trace = opened(session);
        home.air().gap(Duration.ofSeconds(10));
        seconds(20);
        assertEquals("", trace.since());
    }

    @Test
    void ofACableMovesAtOnceAndComesBackByTheUsualRules() {
        NetworkSession session = over(dock, home);
        SessionTrace trace = opened(session);
        dock.outOfRange();
        seconds(1);
        assertEquals("ROAMING preferred activated CONNECTED", trace.since());
        assertEquals("home", used(session));
        dock.inRange();
        seconds(9);
        assertEquals("home", used(session));
        seconds(3);
        assertEquals("dock", used(session));
    }

    @Test
    void ofACableWithoutAnotherNetworkIsWaitedFor() {
        NetworkSession session = over(dock);
        SessionTrace trace = opened(session);
        dock.air().gap(Duration.ofSeconds(5));
        seconds(20);
        assertEquals("", trace.since());
    }

    @Test
    void isAskedAboutOnceAndTheAnswerHoldsUntilTheLoss() {
        NetworkSession session = over(dock, home);
        RoamingStory.Asked asked = new RoamingStory.Asked();
        session.onRoaming(asked);
        SessionTrace trace = opened(session);
        dock.outOfRange();
        seconds(1);
        assertEquals("preferred dock>home REPLACEMENT", asked.since());
        session.ignore();
        seconds(4);
        assertEquals("", asked.since());
        assertEquals("ROAMING preferred CONNECTED", trace.since());
        seconds(4);
        assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since().replace("ROAMING ", ""));
    }
}
