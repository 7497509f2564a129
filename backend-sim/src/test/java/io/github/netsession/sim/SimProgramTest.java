package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another program on the machine, and what a test asks of the world from outside: for neither does it need a Networks of its own. */
@Tag("sim")
class SimProgramTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private final Networks networks = world.open();
    private final NetworkSession session = networks.session(home.id());
    private final SimProgram other = world.otherProgram();

    @AfterEach
    void close() {
        networks.close();
        other.close();
    }

    private void second() {
        world.advance(Duration.ofSeconds(1));
    }

    @Test
    void keepsUpWhatItHoldsUntilItReleasesIt() {
        other.open(home);
        assertFalse(other.isOpen(home), "the start takes time");
        second();
        assertTrue(other.isOpen(home) && home.isUp());
        session.open().join();
        assertEquals(2, home.openSessions());
        assertEquals(InterfaceAfterClose.HELD, session.closeAsync().join());
        assertEquals(1, home.openSessions());
        other.release(home);
        second();
        assertFalse(other.isOpen(home) || home.isUp(), "it had started it");
        assertEquals(0, home.openSessions());
    }

    @Test
    void finishesWhatTheProgramUnderTestHasStarted() {
        session.open().join();
        other.open(home);
        session.close();
        second();
        assertTrue(home.isUp(), "another program uses it");
        other.close();
        assertFalse(home.isUp(), "it ends in order, so what a session had started goes down");
        other.close();
        assertThrows(IllegalStateException.class, () -> other.open(phone));
    }

    @Test
    void stopsForAllPrograms() {
        session.open().join();
        SessionTrace trace = SessionTrace.of(session);
        other.stop(home);
        second();
        assertEquals("present:CONNECTED:open !SESSION_ABORTED DISCONNECTED closed", trace.since());
        assertEquals(Reason.STOPPED, session.failure().orElseThrow().reason());
        assertEquals(0, home.openSessions());
    }

    @Test
    void isStoppedByTheProgramUnderTest() {
        other.open(home).open(phone);
        second();
        session.stop();
        second();
        assertEquals(List.of(false, true), List.of(other.isOpen(home), other.isOpen(phone)));
        assertEquals(SessionState.DISCONNECTED, session.state());
    }

    @Test
    void severalAreDifferentPrograms() {
        try (SimProgram third = world.otherProgram().open(home)) {
            other.open(home).open(home);
            second();
            assertEquals(2, home.openSessions(), "each opens once");
            other.release(home);
            second();
            assertTrue(home.isUp() && third.isOpen(home));
        }
        assertFalse(home.isUp());
    }

    @Test
    void usesAccessPointsThatComeLaterAndNoneOfAnotherWorld() {
        SimAccessPoint cafe = world.accessPoint("cafe", Bearer.WLAN);
        other.open(cafe);
        second();
        assertTrue(other.isOpen(cafe));
        SimAccessPoint elsewhere = new SimWorld().accessPoint("home", Bearer.WLAN);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> other.open(elsewhere)).getMessage().contains("'home'"));
        cafe.remove();
        assertThrows(IllegalArgumentException.class, () -> other.release(cafe));
    }

    @Test
    void actsWithinAListenerToo() {
        session.listen(event -> other.open(phone));
        second();
        assertTrue(other.isOpen(phone));
        world.after(Duration.ofSeconds(1), () -> other.release(phone));
        world.advance(Duration.ofSeconds(2));
        assertFalse(phone.isUp());
    }

    @Test
    void beginsAndEndsInATurnOfTheWorldToo() {
        List<SimProgram> late = new ArrayList<>();
        world.after(Duration.ofSeconds(1), () -> late.add(world.otherProgram().open(phone)));
        world.advance(Duration.ofSeconds(2));
        assertTrue(late.get(0).isOpen(phone));
        world.after(Duration.ofSeconds(1), late.get(0)::close);
        world.advance(Duration.ofSeconds(2));
        assertEquals(List.of(false, 0), List.of(phone.isUp(), phone.openSessions()));
    }

    @Test
    void losesItsSessionWithTheAccessPoint() {
        other.open(phone);
        session.open();
        second();
        phone.remove();
        home.outOfRange();
        world.advance(Duration.ofSeconds(10));
        SimAccessPoint again = world.accessPoint("phone", Bearer.LTE);
        assertEquals(List.of(0, 0, 0), List.of(phone.openSessions(), again.openSessions(), home.openSessions()));
        other.open(again);
        second();
        assertTrue(other.isOpen(again), "the same name is the same network");
        assertEquals(1, again.openSessions());
    }

    @Test
    void aSessionWhoseStartFailsHoldsNothing() {
        home.failStarts(Reason.REFUSED, "full");
        session.open();
        assertEquals(1, home.openSessions());
        second();
        assertEquals(0, home.openSessions());
        assertEquals(Reason.REFUSED, session.failure().orElseThrow().reason());
    }

    @Test
    void sessionsAreCountedFromTheStartAndWhileRoaming() {
        NetworkSession roaming = networks.session(networks.defineServiceNetwork("internet", List.of(home.id(), phone.id())));
        home.outOfRange();
        roaming.open();
        assertEquals(List.of(0, 1), List.of(home.openSessions(), phone.openSessions()), "it starts the phone");
        second();
        home.inRange();
        world.advanceUntil(() -> home.openSessions() == 1, Duration.ofMinutes(1));
        assertEquals(1, phone.openSessions(), "held until the move is accepted");
        world.advanceUntil(() -> phone.openSessions() == 0, Duration.ofMinutes(1));
        roaming.close();
        assertEquals(0, home.openSessions());
        networks.session(phone.id()).open().join();
        networks.close();
        assertEquals(0, phone.openSessions(), "closed with its Networks");
    }

    @Test
    void bytesAreCountedByAccessPointAndByDevice() {
        SimDevice radio = world.device("wlan1", Bearer.WLAN);
        SimAccessPoint one = world.accessPoint("one", radio).bandwidth(1000, 500).up();
        SimAccessPoint two = world.accessPoint("two", radio).traffic(10, 1);
        one.upload(2000, done -> { });
        second();
        assertEquals(500, one.bytesWritten());
        world.advance(Duration.ofSeconds(3));
        two.up();
        second();
        assertEquals(List.of(0L, 2000L, 10L, 1L), List.of(one.bytesReceived(), one.bytesWritten(), two.bytesReceived(), two.bytesWritten()));
        assertEquals(List.of(10L, 2001L), List.of(radio.bytesReceived(), radio.bytesWritten()));
        assertEquals(2001, networks.counters("wlan1").orElseThrow().bytesWritten(), "as the library reads it");
        radio.narrowCounters().counters((1L << 32) - 5, 0);
        second();
        assertEquals(5, radio.bytesReceived(), "it wraps as the library sees it");
        assertEquals(20, two.bytesReceived());
    }
}
