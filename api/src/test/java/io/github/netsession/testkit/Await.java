package io.github.netsession.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until a condition holds that another thread, another process or the system brings about. No wait is without a limit. */
public final class Await {

    /** What takes a moment on an idle machine takes many on a busy one. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(1);

    private Await() {
    }

    /**
     * Waits for up to a minute.
     *
     * @param condition what to wait for
     * @return whether it came true
     */
    public static boolean comesTrue(BooleanSupplier condition) {
        return comesTrueWithin(LIMIT, condition);
    }

    /**
     * Waits for a condition that should come true within a limit, or should not.
     *
     * @param limit how long to wait
     * @param condition what to wait for
     * @return whether it came true
     */
    public static boolean comesTrueWithin(Duration limit, BooleanSupplier condition) {
        return comesTrueWithin(limit, PAUSE, condition);
    }

    /**
     * The same where a look at the condition is expensive.
     *
     * @param limit how long to wait
     * @param pause the time between two looks
     * @param condition what to wait for
     * @return whether it came true
     */
    public static boolean comesTrueWithin(Duration limit, Duration pause, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }

    /**
     * Waits for up to a minute.
     *
     * @param condition what has to come true
     * @throws AssertionError if it does not
     */
    public static void until(BooleanSupplier condition) {
        untilWithin(LIMIT, condition, () -> "the condition");
    }

    /**
     * Waits for up to a minute.
     *
     * @param condition what has to come true
     * @param what its name in the failure, asked for only then
     * @throws AssertionError if it does not
     */
    public static void until(BooleanSupplier condition, Supplier<String> what) {
        untilWithin(LIMIT, condition, what);
    }

    /**
     * Waits within a limit.
     *
     * @param limit how long to wait
     * @param condition what has to come true
     * @param what its name in the failure, asked for only then
     * @throws AssertionError if it does not
     */
    public static void untilWithin(Duration limit, BooleanSupplier condition, Supplier<String> what) {
        if (!comesTrueWithin(limit, condition)) {
            throw new AssertionError("did not come true within " + limit.toMillis() + " ms: " + what.get());
        }
    }
}
