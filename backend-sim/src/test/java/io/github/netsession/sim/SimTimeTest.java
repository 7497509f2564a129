package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a test lets the time of the world pass. */
@Tag("sim")
class SimTimeTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).startDelay(Duration.ofMillis(1_234));

    @Test
    void passesUntilWhatIsWaitedForAndNoFurther() {
        try (Networks networks = world.open()) {
            NetworkSession session = networks.session(home.id());
            session.open();
            world.after(Duration.ofSeconds(2), home::outOfRange);
            assertEquals(Duration.ofMillis(1_234), world.advanceUntil(session::isOpen, Duration.ofMinutes(1)));
            assertEquals(Duration.ofMillis(1_234), world.time());
            assertTrue(home.isUp(), "what comes later has not happened");
            assertEquals(Duration.ZERO, world.advanceUntil(session::isOpen, Duration.ZERO), "it holds already");
        }
    }

    @Test
    void toAnEventAtTheVeryLimitToo() {
        world.after(Duration.ofSeconds(7), home::up);
        assertEquals(Duration.ofSeconds(7), world.advanceUntil(home::isUp, Duration.ofSeconds(7)));
    }

    @Test
    void passesUntilSeveralFuturesAreDone() {
        SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).startDelay(Duration.ofSeconds(3));
        try (Networks networks = world.open()) {
            CompletableFuture<Void> both = CompletableFuture.allOf(networks.session(home.id()).open(), networks.session(phone.id()).open());
            assertEquals(Duration.ofSeconds(3), world.advanceUntil(both::isDone, Duration.ofMinutes(1)));
        }
    }

    /** Traffic is computed when it is asked for, so that nothing happens meanwhile. */
    @Test
    void looksAtWhatGoesOnWithoutAnEventOnceASecond() {
        home.up().traffic(100, 0);
        assertEquals(Duration.ofSeconds(10), world.advanceUntil(() -> home.bytesReceived() >= 950, Duration.ofHours(1)));
        AtomicInteger asked = new AtomicInteger();
        world.advanceUntil(() -> asked.incrementAndGet() == 3601, Duration.ofHours(1));
        assertEquals(Duration.ofSeconds(3610), world.time());
    }

    @Test
    void failsWithWhatHasHappenedIfTheLimitPasses() {
        world.after(Duration.ofSeconds(3), home::up);
        AssertionError failure = assertThrows(AssertionError.class, () -> world.advanceUntil(() -> false, Duration.ofMillis(4_500)));
        assertTrue(failure.getMessage().contains("within PT4.5S") && failure.getMessage().endsWith("\n3.000 home up"), failure::getMessage);
        assertEquals(Duration.ofMillis(4_500), world.time(), "the limit, and no more");
        for (int i = 0; i < 40; i++) {
            home.signal(i);
        }
        String last = assertThrows(AssertionError.class, () -> world.advanceUntil(() -> false, Duration.ZERO)).getMessage();
        assertEquals(21, last.lines().count(), last);
    }

    @Test
    void whatTheConditionThrowsIsThrown() {
        assertThrows(UnsupportedOperationException.class, () -> world.advanceUntil(() -> {
            throw new UnsupportedOperationException();
        }, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> world.advanceUntil(() -> true, Duration.ofSeconds(-1)));
        world.advance(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1), world.time(), "the world goes on");
    }

    @Test
    void isNotWaitedForWithinATurn() {
        List<Throwable> thrown = new ArrayList<>();
        world.after(Duration.ofSeconds(1), () -> thrown.add(assertThrows(IllegalStateException.class,
            () -> world.advanceUntil(() -> true, Duration.ofSeconds(1)))));
        world.advance(Duration.ofSeconds(2));
        assertEquals(1, thrown.size());
    }

    @Test
    void isAClockForTheProgramUnderTest() {
        Clock clock = world.clock();
        assertEquals(Instant.EPOCH, clock.instant());
        world.advance(Duration.ofMillis(90_500));
        assertEquals(Instant.EPOCH.plusMillis(90_500), clock.instant());
        assertEquals(90_500, clock.millis());
        world.suspend(Duration.ofHours(1));
        assertEquals(Duration.ofMillis(90_500), world.time(), "the machine was asleep");
        assertEquals(Instant.EPOCH.plusMillis(90_500).plus(Duration.ofHours(1)), clock.instant(), "the day went on");
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        assertEquals(zone, clock.withZone(zone).getZone());
        assertEquals(clock.instant(), clock.withZone(zone).instant());
    }
}
