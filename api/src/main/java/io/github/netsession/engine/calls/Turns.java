package io.github.netsession.engine.calls;

import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.internal.GuardedLogger;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Queues the application's calls as turns of the engine, until the library is closed. Safe from any thread. */
public final class Turns {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final TurnClock clock;
    /** Creates the failure of futures whose turn never runs. */
    private final Supplier<SessionFailure> closedFailure;
    /** Futures that were returned to the application and are not complete. */
    private final Set<CallFuture<?>> unsettled = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * Creates the turns of one engine.
     *
     * @param clock runs the turns
     * @param closedFailure creates the failure of futures whose turn never runs because the library was closed
     */
    public Turns(TurnClock clock, Supplier<SessionFailure> closedFailure) {
        this.clock = clock;
        this.closedFailure = closedFailure;
    }

    /**
     * Returns the clock that runs the turns.
     *
     * @return the clock
     */
    public TurnClock clock() {
        return clock;
    }

    /**
     * Returns a new future for the application, which can be awaited in virtual time too.
     *
     * @param <T> the type of the result
     * @return the future
     */
    public <T> CallFuture<T> future() {
        return new CallFuture<>(clock);
    }

    /**
     * Checks that the library is open.
     *
     * @throws IllegalStateException if it was closed
     */
    public void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("this Networks is closed");
        }
    }

    /**
     * Returns whether the library was closed.
     *
     * @return true if so
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Queues a turn.
     *
     * @param work what the turn does
     * @throws IllegalStateException if the library was closed
     */
    public void turn(Runnable work) {
        ensureOpen();
        clock.execute(work);
    }

    /**
     * Queues a turn that settles a future. If a close at the same moment drops the turn, the future fails.
     *
     * @param work what the turn does
     * @param future the future
     * @throws IllegalStateException if the library was closed
     */
    public void turn(Runnable work, CallFuture<?> future) {
        ensureOpen();
        unsettled.add(future);
        try {
            future.settled().thenRun(() -> unsettled.remove(future));
            clock.execute(() -> {
                try {
                    work.run();
                } catch (Throwable defect) {
                    // Not repeated: the application learns of it, and may repeat the call itself.
                    LOG.log(System.Logger.Level.ERROR, "a call of the application failed", defect);
                    future.fail(defect);
                }
            });
        } catch (Throwable notQueued) {
            unsettled.remove(future);
            throw notQueued;
        }
        if (ended) {
            failUnsettled();
        }
    }

    /**
     * Queues a turn; does nothing after the library was closed.
     *
     * @param work what the turn does
     */
    public void turnIfOpen(Runnable work) {
        if (!closed) {
            clock.execute(work);
        }
    }

    /**
     * Rejects new calls from now on. Turns that are queued still run.
     *
     * @return true for the first call only
     */
    public synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Fails every future that is not complete, now and later: no turn runs any more. */
    public void end() {
        ended = true;
        failUnsettled();
    }

    private void failUnsettled() {
        unsettled.forEach(future -> future.fail(new SessionException(closedFailure.get())));
    }
}
