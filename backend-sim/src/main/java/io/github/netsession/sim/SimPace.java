package io.github.netsession.sim;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a world's time pass with real time, on one daemon thread that sleeps until something is due. */
final class SimPace {

    /** A start or stop from another thread puts something new on the world's agenda; it is seen this much later at most. */
    private static final long MAX_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final SimWorld world;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "netsession-sim-pace");

    SimPace(SimWorld world) {
        this.world = world;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long origin = System.nanoTime() - world.clock().nanos();
        try {
            do {
                long behind = System.nanoTime() - origin - world.clock().nanos();
                world.advance(Duration.ofNanos(Math.max(0, behind)));
            } while (!closed.await(Math.min(MAX_SLEEP_NANOS, untilNext(origin)), TimeUnit.NANOSECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilNext(long origin) {
        long next = world.clock().nextTimerNanos();
        return next == Long.MAX_VALUE ? MAX_SLEEP_NANOS : Math.max(1, next - (System.nanoTime() - origin));
    }

    void close() {
        closed.countDown();
    }
}
