package io.github.netsession.engine.holds.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long this process may still wait for other processes in the current turn. The waits of earlier turns do not count. */
final class WaitBudget {

    /** A process that keeps the lock for longer is suspended: a step only reads and writes a few small files. */
    static final Duration LOCK_LIMIT = Duration.ofSeconds(2);
    /** The longest wait of a turn for stops by other processes. A full wait for the lock is still possible after it. */
    static final Duration STOP_LIMIT = Duration.ofMillis(500);

    /** Shorter than the wait of a close for a turn of another thread. */
    private static final long TURN_NANOS = LOCK_LIMIT.plus(STOP_LIMIT).toNanos();
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private long spentNanos;
    private long spentOnStopsNanos;

    /** Forgets the waits of the turn that ends. */
    void reset() {
        spentNanos = 0;
        spentOnStopsNanos = 0;
    }

    /** Returns how long the next wait for the lock may take. */
    Duration forLock() {
        return Duration.ofNanos(Math.max(0, Math.min(LOCK_LIMIT.toNanos(), TURN_NANOS - spentNanos)));
    }

    /** Counts a wait for the lock. */
    void spend(long nanos) {
        spentNanos += nanos;
    }

    /** Waits some milliseconds for a stop by another process; returns false, without waiting, if this turn has used its limit. */
    boolean pauseForStop() {
        if (spentOnStopsNanos >= STOP_LIMIT.toNanos() || spentNanos >= TURN_NANOS) {
            return false;
        }
        long began = System.nanoTime();
        // An interrupted thread would not pause.
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(PAUSE_NANOS);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        long paused = System.nanoTime() - began;
        spentOnStopsNanos += paused;
        spentNanos += paused;
        return true;
    }
}
