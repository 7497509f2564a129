package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roaming where calls, losses and failures meet at an unlucky moment. */
@Tag("sim")
class RoamingCornersTest extends RoamingStory {

    @Test
    void whatFailedWhileOpeningIsAReplacementLater() {
        wifi.failStarts(SessionFailure.Reason.UNKNOWN, "nope");
        session.onRoaming(asked);
        session.open();
        seconds(3);
        assertEquals("phone", used());
        wifi.restoreStarts();
        trace.since();
        phone.outOfRange();
        advance(GRACE_MILLIS);
        assertEquals("ROAMING preferred", trace.since());
    }

    @Test
    void theDwellTimeStartsAnewWithAnOpening() {
        phone.up();
        betterWifi();
        seconds(2);
        session.close();
        seconds(1);
        wifi.outOfRange();
        seconds(3600);
        wifi.inRange();
        seconds(1);
        trace.since();
        session.open();
        seconds(1);
        assertEquals("", asked.since());
    }

    @Test
    void whatWasIgnoredIsNotOfferedSoonerBecauseTheSessionOpensAgain() {
        offered();
        assertEquals("preferred phone>wifi UPGRADE", asked.since());
        networks.session(phone.id()).open();
        seconds(1);
        session.ignore();
        session.close();
        session.open();
        seconds(DWELL + 1);
        assertEquals("phone", used());
        seconds(PATIENCE - DWELL - 2);
        assertEquals("", asked.since());
        seconds(2);
        assertEquals("preferred phone>wifi UPGRADE", asked.since());
    }

    @Test
    void noPingPongBetweenTwoThatLeadNowhere() {
        wifi.connectivity(Connectivity.LIMITED);
        phone.connectivity(Connectivity.LIMITED);
        openOn(phone);
        int moves = 0;
        String before = used();
        for (int i = 0; i < 360; i++) {
            seconds(10);
            moves += used().equals(before) ? 0 : 1;
            before = used();
        }
        assertTrue(moves < 15, moves + " moves in one hour");
    }

    @Test
    void definingAServiceNetworkDoesNotReviveACancelledStart() {
        seconds(1);
        NetworkSession single = networks.session(wifi.id());
        SessionTrace t = SessionTrace.of(single);
        single.open();
        advance(50);
        t.since();
        single.close();
        networks.defineServiceNetwork("another", ids(wifi));
        seconds(2);
        assertEquals("CLOSING DISCONNECTED closed", t.since());
    }

    @Test
    void noSpinningWhileTheOneInUseIsBeingStopped() {
        phone.stopDelay(Duration.ofSeconds(20));
        betterWifi();
        advance(DWELL * 1000 - 201);
        wifi.signal(90);
        world.advance(Duration.ofNanos(990_000));
        networks.session(phone.id()).stop();
        int wakes = 0;
        for (int i = 0; i < 1500; i++) {
            long next = world.simClock().nextTimerNanos();
            if (next - world.simClock().nanos() <= 2_000_000) {
                wakes++;
            }
            advance(10);
        }
        assertTrue(wakes < 10, wakes + " of 1500 samples had a timer due within 2 ms");
    }

    @Test
    void ignoreThatReturnedTrueHoldsWhenTheHandlerIsClosed() {
        Registration[] registration = new Registration[1];
        boolean[] answered = new boolean[1];
        registration[0] = session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                registration[0].close();
                answered[0] = session.ignore();
            }
            @Override
            public void activated(RoamingOffer offer) {
                // Not asked here.
            }
        });
        openOn(phone);
        seconds(DWELL + 2);
        assertTrue(answered[0]);
        assertEquals("ROAMING preferred CONNECTED", trace.since());
        assertEquals("phone", used());
    }

    @Test
    void migrateThatReturnedTrueHoldsWhenTheHandlerIsReplaced() {
        boolean[] answered = new boolean[1];
        session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                session.onRoaming(asked);
                answered[0] = session.migrate();
            }
            @Override
            public void activated(RoamingOffer offer) {
                // Not asked here.
            }
        });
        openOn(phone);
        seconds(DWELL + 2);
        assertTrue(answered[0]);
        assertEquals("activated phone>wifi UPGRADE", asked.since());
    }

    @Test
    void closingTheLibraryGivesBackAlsoWhatIsJustBeingOpenedAgain() {
        leavesNothingUp(internet, NetworkSession::open);
        leavesNothingUp(networks.configuration(wifi.id()).orElseThrow(), NetworkSession::open);
    }

    @Test
    void closingTheLibraryGivesBackAlsoWhatIsJustBeingStopped() {
        leavesNothingUp(internet, NetworkSession::stop);
        leavesNothingUp(networks.configuration(wifi.id()).orElseThrow(), NetworkSession::stop);
    }

    private void leavesNothingUp(NetworkConfiguration configuration, Consumer<NetworkSession> call) {
        Networks closing = world.open();
        closing.defineServiceNetwork("internet", ids(wifi, phone));
        NetworkSession s = closing.session(configuration.id());
        s.open();
        seconds(3);
        assertTrue(s.isOpen());
        s.listen(new SessionListener() {
            @Override
            public void present(SessionEvent.Present event) {
                call.accept(s);
                closing.close();
            }
        });
        seconds(10);
        boolean up = wifi.isUp();
        try (SimProgram other = world.otherProgram().open(wifi)) {
            seconds(2);
            other.release(wifi);
            seconds(2);
            assertFalse(up || wifi.isUp(), "up " + up + ", after another program has come and gone " + wifi.isUp());
        }
    }

    @Test
    void reopeningIsBounded() {
        NetworkConfiguration only = networks.defineServiceNetwork("only", ids(phone));
        phone.stopDelay(Duration.ofHours(2));
        NetworkSession s = networks.session(only);
        s.open();
        seconds(2);
        s.close();
        var two = s.open();
        seconds(600);
        assertTrue(two.isDone(), "" + s.state());
    }

    @Test
    void reopeningOnAnAccessPointIsBoundedToo() {
        phone.stopDelay(Duration.ofHours(2));
        NetworkSession s = networks.session(phone.id());
        s.open();
        seconds(2);
        s.close();
        var two = s.open();
        seconds(40);
        assertTrue(two.isDone(), "" + s.state());
    }

    private void isReadAnewBeforeOpening(boolean define) {
        SimWorld w = new SimWorld();
        SimAccessPoint a = w.accessPoint("a", Bearer.WLAN).up();
        try (Networks first = w.open(); Networks second = w.open()) {
            w.advance(Duration.ofSeconds(1));
            NetworkSession theirs = second.session(a.id());
            a.stopDelay(Duration.ZERO);
            first.update().join();
            w.advance(Duration.ofMillis(50));
            a.signal(50);
            theirs.stop();
            if (define) {
                first.defineServiceNetwork("another", List.of(a.id()));
            }
            NetworkSession mine = first.session(a.id());
            mine.open();
            w.advance(Duration.ofSeconds(3));
            assertTrue(mine.isOpen());
        }
    }

    @Test
    void definingAServiceNetworkHidesNoStop() {
        isReadAnewBeforeOpening(true);
    }

    @Test
    void aStopElsewhereIsSeenBeforeOpening() {
        isReadAnewBeforeOpening(false);
    }

    @Test
    void aStopEndsAlsoIfSomebodyElseBringsItUpAndAnotherSessionOpensIt() {
        NetworkSession other = networks.session(wifi.id());
        session.open();
        var stopped = session.stop();
        wifi.up();
        world.defaultRoute(wifi);
        advance(512);
        other.open();
        seconds(60);
        assertTrue(stopped.isDone(), () -> "still " + session.state());
        assertTrue(other.isOpen());
    }
}
