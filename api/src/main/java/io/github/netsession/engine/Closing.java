package io.github.netsession.engine;

import io.github.netsession.engine.backend.HintRelay;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.calls.CallbackQueue;
import io.github.netsession.engine.calls.TurnClock;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.control.SessionsOnDemand;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.Backend;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Closes an engine, once: by the application, or at the end of the process. The holds are released on a separate thread, which the
 * application cannot interrupt: an interrupt would close the files that a thread uses, and end its waits. The application's thread only waits.
 */
final class Closing implements EndOfProcess.Instance {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(2);
    /** Longer than another engine waits for another process. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(3);
    /** Leaving waits for another thread and then for other processes, and a backend for its own thread; none of these takes as long. */
    private static final Duration RELEASE_LIMIT = Duration.ofSeconds(10);

    /**
     * The parts that are closed.
     *
     * @param isForeign whether the application's executor makes the callbacks
     */
    record Parts(Backend backend, TurnClock clock, Turns turns, CallbackQueue callbacks, boolean isForeign, SessionsOnDemand sessions, HintRelay relay,
                 ReadLoop loop, Meters meters) {
    }

    /** The parts that are closed one after the other. */
    private enum Part { RELAY, LOOP, METERS, BACKEND, CALLBACKS, CLOCK, TURNS }

    private final Parts parts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Closing(Parts parts) {
        this.parts = parts;
    }

    /** Closes the engine; a second call waits for the first one. */
    void close() {
        try (Patience patience = new Patience()) {
            if (parts.turns().close()) {
                try {
                    closeFirst(patience);
                } finally {
                    end();
                }
            } else if (!isOnOwnThread()) {
                patience.await(ended, STOP_LIMIT.plus(RELEASE_LIMIT).plus(DELIVERY_LIMIT));
            }
        }
    }

    private void closeFirst(Patience patience) {
        try {
            closeSessions(patience);
        } finally {
            parts.callbacks().gather();
            try {
                release(patience);
            } finally {
                EndOfProcess.remove(this);
                parts.callbacks().handOut();
            }
        }
        if (!isOnOwnThread() && !parts.callbacks().isRefused()) {
            deliver(patience);
        }
    }

    private boolean isOnOwnThread() {
        return parts.clock().isTurn() || parts.callbacks().isCallingOnThisThread();
    }

    private void closeSessions(Patience patience) {
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        parts.sessions().openNothingMore();
        if (parts.clock().isTurn()) {
            parts.sessions().closeAll(quiet);
            return;
        }
        parts.clock().execute(() -> parts.sessions().closeAll(quiet));
        if (!patience.await(parts.clock(), quiet, STOP_LIMIT)) {
            LOG.log(System.Logger.Level.WARNING, "closed while an interface was still being stopped after {0} s", STOP_LIMIT.toSeconds());
        }
    }

    /** Releases on a thread of its own. In a simulated world only one thread at a time may act, and this one may be at it. */
    private void release(Patience patience) {
        if (parts.clock().isVirtual()) {
            release(LEAVE_LIMIT);
            return;
        }
        CompletableFuture<Void> released = new CompletableFuture<>();
        Thread releasing = new Thread(() -> {
            try {
                release(LEAVE_LIMIT);
            } finally {
                released.complete(null);
            }
        }, "netsession-close");
        releasing.setDaemon(true);
        try {
            releasing.start();
        } catch (Throwable noThread) {
            LOG.log(System.Logger.Level.DEBUG, "no thread to close with", noThread);
            releasing.run();
        }
        if (!patience.await(released, RELEASE_LIMIT)) {
            LOG.log(System.Logger.Level.WARNING, "closed while the backend was still being closed after {0} s", RELEASE_LIMIT.toSeconds());
        }
    }

    /** Drops the holds on this thread, in case the engine's thread is stuck in the operating system, and closes the backend in any case. */
    private void release(Duration leaveLimit) {
        try {
            if (!parts.sessions().leave(leaveLimit)) {
                LOG.log(System.Logger.Level.WARNING, "closed while the operating system kept the engine waiting; its sessions still count");
            }
        } finally {
            attempt(Part.RELAY);
            attempt(Part.LOOP);
            attempt(Part.METERS);
            attempt(Part.BACKEND);
        }
    }

    /** Closes a part; what that throws must not keep the others open. */
    private void attempt(Part part) {
        try {
            switch (part) {
                case RELAY -> parts.relay().close();
                case LOOP -> parts.loop().end();
                case METERS -> parts.meters().close();
                case BACKEND -> parts.backend().close();
                case CALLBACKS -> parts.callbacks().shut();
                case CLOCK -> parts.clock().close();
                case TURNS -> parts.turns().end();
            }
        } catch (Throwable defect) {
            LOG.log(System.Logger.Level.ERROR, "a part could not be closed", defect);
        }
    }

    /** Waits until the listeners are notified of the end of their sessions; in real time for the application's threads, simulated or not. */
    private void deliver(Patience patience) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        parts.callbacks().complete(() -> reached.complete(null));
        boolean isInTime = parts.isForeign() ? patience.await(reached, DELIVERY_LIMIT) : patience.await(parts.clock(), reached, DELIVERY_LIMIT);
        if (!isInTime) {
            LOG.log(System.Logger.Level.WARNING, "closed while a listener kept the others waiting for more than {0} s", DELIVERY_LIMIT.toSeconds());
        }
    }

    /** Ends every thread and waiting future, even if a previous step failed. */
    private void end() {
        try {
            attempt(Part.CALLBACKS);
            attempt(Part.CLOCK);
            attempt(Part.TURNS);
        } finally {
            ended.complete(null);
        }
    }

    /**
     * Releases the sessions because the process ends. Waits for no interface, no listener and no thread that may itself wait for the end of the
     * process. If the application is closing the engine at this moment, lets it do so first.
     *
     * @param limit the time for all of it; the first half is for a close in order, a quarter is left for the backend
     * @param released is run when the backend is closed
     */
    @Override
    public void endWithProcess(Duration limit, Runnable released) {
        boolean isFirst = parts.turns().close();
        try (Patience patience = new Patience()) {
            CompletableFuture<?> closed = isFirst ? closeSessionsSoon() : ended;
            patience.await(closed, limit.dividedBy(2));
            // The other close, if there is one, hands the calls to its listeners out.
            if (isFirst) {
                parts.callbacks().gather();
            }
            release(limit.dividedBy(4));
        } finally {
            released.run();
            if (isFirst) {
                end();
            }
        }
    }

    /** Returns a future that completes when the sessions are closed; their interfaces may still be going down. */
    private CompletableFuture<Void> closeSessionsSoon() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        parts.sessions().openNothingMore();
        parts.clock().execute(() -> {
            try {
                parts.sessions().closeAll(new CompletableFuture<>());
            } finally {
                asked.complete(null);
            }
        });
        return asked;
    }
}
