package io.github.netsession.linux.bus;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When to connect again: at once to a bus that had been there for long, and the later, the sooner it was lost again. For one thread. */
final class Retry {

    /** No time: nothing is to be done. */
    static final long NEVER = Long.MAX_VALUE;
    static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Half of the time within which NetworkManager is to be back: no bus that is well is kept waiting for the trouble before. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A connection that held for so long is no sign that the next will not. */
    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier clock;
    private boolean isWanted;
    private long at;
    private boolean isOpen;
    private long openSince;
    private long pauseNanos;

    Retry(LongSupplier clock) {
        this.clock = clock;
    }

    /** In how long; {@link #NEVER} if not at all. */
    long nanosLeft() {
        return isWanted ? Math.max(0, at - clock.getAsLong()) : NEVER;
    }

    void begun() {
        isWanted = false;
    }

    void opened() {
        isOpen = true;
        openSince = clock.getAsLong();
    }

    /** The connection is lost, or could not be had. One that was lost at once is no sign that the next would hold. */
    void later() {
        long now = clock.getAsLong();
        if (isOpen && now - openSince >= HELD_NANOS) {
            pauseNanos = 0;
        }
        isOpen = false;
        isWanted = true;
        at = now + pauseNanos;
        pauseNanos = Math.min(LONGEST_PAUSE_NANOS, Math.max(LEAST_PAUSE_NANOS, 2 * pauseNanos));
    }
}
