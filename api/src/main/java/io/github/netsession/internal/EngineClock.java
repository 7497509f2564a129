package io.github.netsession.internal;

import io.github.netsession.Registration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The source of time and turns for an engine. The time is monotonic; in a simulated world, a test advances it. Turns run one at a time, in the
 * order in which they were requested or became due.
 */
public interface EngineClock {

    /**
     * Returns the current time.
     *
     * @return nanoseconds since a fixed but arbitrary moment; the value never goes backwards
     */
    long nanos();

    /**
     * Requests a turn as soon as possible. Returns at once.
     *
     * @param turn the code to run; after {@link #close()} it is dropped
     */
    void execute(Runnable turn);

    /**
     * Requests a turn after a delay.
     *
     * @param delay the delay, not negative, of any length
     * @param turn the code to run
     * @return the registration; closing it cancels the turn
     */
    Registration after(Duration delay, Runnable turn);

    /**
     * Returns whether the calling thread is in a turn.
     *
     * @return true if it is in a turn
     */
    boolean isTurn();

    /**
     * Waits until a future is complete. In a simulated world, the wait advances the virtual time.
     *
     * @param done the future to wait for
     * @param limit the longest time to wait; negative for no limit
     * @return true if the future is complete, with a value, an exception or a cancellation
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the calling thread is in a turn, because the turn would wait for itself
     */
    boolean await(CompletableFuture<?> done, Duration limit) throws InterruptedException;

    /**
     * Returns the executor that calls the listeners unless the application sets another one.
     *
     * @return the executor
     */
    Executor callbacks();

    /** Drops all turns and timers, ends the threads, and waits up to a second for a turn under way. In a turn or a callback it does not wait. */
    void close();
}
