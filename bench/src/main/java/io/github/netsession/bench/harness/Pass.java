package io.github.netsession.bench.harness;

import io.github.netsession.bench.judge.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What {@code bench/run} tells each harness by system properties: how long a pass is, where the figures belong and where the C programs are.
 */
final class Pass {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Pass() {
    }

    /** Returns whether the pass only shows that the harness works. */
    static boolean isShort() {
        return Boolean.getBoolean("bench.short");
    }

    /** Returns the first number in a whole pass, the second in a short one. */
    static int count(int whole, int inShort) {
        return isShort() ? inShort : whole;
    }

    /** Returns the path of a program or library of {@code native/yardstick}. */
    static String yardstick(String name) {
        return Path.of(property("bench.yardstick"), name).toString();
    }

    /** Returns what {@code bench/run} has set. */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("-D" + name + " is not set: bench/run starts the harnesses");
        }
        return value;
    }

    /** Adds a figure to the file. */
    static void report(String row, double value, String yardstick, String own, String beside) throws IOException {
        new Figure(row, value, yardstick, own, beside).appendTo(Path.of(property("bench.figures")));
    }

    /** Returns nanoseconds as text in microseconds. */
    static String microseconds(double nanoseconds) {
        return String.format(Locale.ROOT, nanoseconds < 100_000 ? "%.2f us" : "%.0f us", nanoseconds / 1e3);
    }

    /** Returns milliseconds as text. */
    static String milliseconds(double milliseconds) {
        return String.format(Locale.ROOT, "%.1f ms", milliseconds);
    }

    /** Waits. */
    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Waits until something is so.
     *
     * @throws IllegalStateException if that takes longer than 30 s
     */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited for 30 s in vain until " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
