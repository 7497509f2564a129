package io.github.netsession.engine.calls;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The engine's view of its clock. The application is notified of a turn after its end, when no lock is held and everything is
 * published. A turn that throws is logged and runs again, in its place, five times in all; then the next turn runs. So every turn must be one
 * that can be repeated.
 */
public final class TurnClock implements EngineClock {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private static final long NO_TURN = -1;

    /** The pauses between them last for 0.7 s together. */
    private static final int MAX_ATTEMPTS = 5;

    private final Trouble turning = new Trouble(LOG, "a turn of the engine failed");
    private final EngineClock clock;
    private final CallbackQueue callbackQueue;
    /** Turns run one at a time, but not always on the same thread. */
    private volatile long turn;
    private volatile boolean working;
    private volatile boolean closed;

    /**
     * Wraps a clock.
     *
     * @param clock runs the turns
     * @param callbackQueue gathers, during a turn, the calls into the application
     */
    public TurnClock(EngineClock clock, CallbackQueue callbackQueue) {
        this.clock = clock;
        this.callbackQueue = callbackQueue;
    }

    /**
     * Returns the queue of the calls into the application.
     *
     * @return the queue
     */
    public CallbackQueue callbackQueue() {
        return callbackQueue;
    }

    /** {@return whether the time advances only on request; otherwise it is real time} */
    public boolean isVirtual() {
        return !(clock instanceof SystemClock);
    }

    /**
     * Returns the number of the current turn.
     *
     * @return the number; -1 on a thread that is not in a turn
     */
    public long turn() {
        return working && clock.isTurn() ? turn : NO_TURN;
    }

    private Runnable whole(Runnable work) {
        return () -> {
            turn++;
            callbackQueue.gather();
            working = true;
            try {
                turning.insist(work, this::isClosed, MAX_ATTEMPTS);
            } finally {
                // A direct executor calls the listeners in the next line.
                working = false;
                callbackQueue.handOut();
            }
        };
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    @Override
    public void execute(Runnable turn) {
        clock.execute(whole(turn));
    }

    @Override
    public Registration after(Duration delay, Runnable turn) {
        return clock.after(delay, whole(turn));
    }

    @Override
    public boolean isTurn() {
        return clock.isTurn();
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration limit) throws InterruptedException {
        return clock.await(done, limit);
    }

    @Override
    public Executor callbacks() {
        return clock.callbacks();
    }

    @Override
    public void close() {
        closed = true;
        clock.close();
    }

    private boolean isClosed() {
        return closed;
    }
}
