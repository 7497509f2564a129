package io.github.netsession.sim;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets a world's time pass with real time, on one daemon thread that sleeps until something is due. */
final class SimPace {

    /** A start or stop from another thread adds a timer; this thread sees it this much later at most. */
    private static final long MAX_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Trouble pacing = new Trouble(GuardedLogger.of("io.github.netsession.sim"), "the time of the world cannot go on");
    private final SimClock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "netsession-sim-pace");

    SimPace(SimClock clock) {
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long origin = System.nanoTime() - clock.nanos();
        while (closed.getCount() != 0) {
            try {
                long behind = System.nanoTime() - origin - clock.nanos();
                clock.advance(Duration.ofNanos(Math.max(0, behind)));
                pacing.end();
                closed.await(Math.min(MAX_SLEEP_NANOS, untilNext(origin)), TimeUnit.NANOSECONDS);
            } catch (Throwable thrown) {
                // An interrupt does not end it either: only close() does.
                LockSupport.parkNanos(pacing.add(thrown));
            }
        }
    }

    private long untilNext(long origin) {
        long next = clock.nextTimerNanos();
        return next == Long.MAX_VALUE ? MAX_SLEEP_NANOS : Math.max(1, next - (System.nanoTime() - origin));
    }

    void close() {
        closed.countDown();
        LockSupport.unpark(thread);
    }
}
