package io.github.netsession.engine.calls;

import io.github.netsession.Registration;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The engine's view of its clock. The application is notified of a turn after its end, when no lock is held and everything is
 * published. A turn that throws is logged, and the next turn runs.
 */
public final class TurnClock implements EngineClock {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private static final long NO_TURN = -1;

    private final EngineClock clock;
    private final CallbackQueue callbackQueue;
    /** Turns run one at a time, but not always on the same thread. */
    private volatile long turn;
    private volatile boolean working;

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
                work.run();
            } catch (RuntimeException | Error defect) {
                LOG.log(System.Logger.Level.ERROR, "a turn of the engine failed; this is a defect", defect);
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
        clock.close();
    }
}
