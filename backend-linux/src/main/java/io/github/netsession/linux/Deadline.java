package io.github.netsession.linux;

import java.util.concurrent.TimeUnit;

/**
 * A moment that several waits together must not go beyond.
 *
 * @param nanoTime the moment, as {@link System#nanoTime()} counts
 */
record Deadline(long nanoTime) {

    /** A backend has a second to close; the rest is for what is not waiting. */
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** By when all that is closed from now on has to be closed. */
    static Deadline toClose() {
        return new Deadline(System.nanoTime() + CLOSE_NANOS);
    }

    /** How long there is still to wait; 0 if it has passed. */
    long nanosLeft() {
        return Math.max(0, nanoTime - System.nanoTime());
    }
}
