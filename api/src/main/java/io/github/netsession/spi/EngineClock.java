package io.github.netsession.spi;

import io.github.netsession.Registration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Where an engine gets its time and its turns from: monotonic, and in a simulated world moved by hand. Turns run one at a
 * time, in the order in which they were asked for or fell due.
 */
public interface EngineClock {

    /**
     * The time.
     *
     * @return nanoseconds since some fixed moment; never goes backwards
     */
    long nanos();

    /**
     * Asks for a turn as soon as possible. Returns at once.
     *
     * @param turn what to run; after {@link #close()} it is dropped
     */
    void execute(Runnable turn);

    /**
     * Asks for a turn later.
     *
     * @param delay how much later, not negative, of any length
     * @param turn what to run
     * @return cancels it
     */
    Registration after(Duration delay, Runnable turn);

    /**
     * Whether the calling thread is in a turn.
     *
     * @return true if so
     */
    boolean isTurn();

    /**
     * Waits until something is done; in a simulated world, by letting its time go on.
     *
     * @param done what to wait for
     * @param limit how long at most; negative: no limit
     * @return true if it is done, however it ended
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if called in a turn, which would wait for itself
     */
    boolean await(CompletableFuture<?> done, Duration limit) throws InterruptedException;

    /**
     * Where listeners are called unless the application names an executor.
     *
     * @return the executor
     */
    Executor callbacks();

    /** Drops all turns and timers, ends the threads, and waits up to a second for a turn under way. From within a turn or a callback it does not wait. */
    void close();
}
