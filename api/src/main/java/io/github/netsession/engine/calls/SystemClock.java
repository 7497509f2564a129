package io.github.netsession.engine.calls;

import io.github.netsession.Registration;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clock of real time: one daemon thread for the turns, one for the callbacks, each started at its first use and asleep while idle. */
public final class SystemClock implements EngineClock {

    /** The reason why a wait is refused. */
    static final String OWN_THREAD = "waiting on the engine's own thread would wait for itself";

    private final Lane turnLane = new Lane("netsession-engine");
    private final Lane callbackLane = new Lane("netsession-callbacks");
    private final ScheduledThreadPoolExecutor turns = new ScheduledThreadPoolExecutor(1, turnLane, new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor callbacks = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
        callbackLane, new ThreadPoolExecutor.DiscardPolicy());

    /** Creates a clock without threads; they start at their first use. */
    public SystemClock() {
        turns.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable turn) {
        turns.execute(turn);
    }

    @Override
    public Registration after(Duration delay, Runnable turn) {
        Future<?> future = turns.schedule(turn, nanos(delay), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public boolean isTurn() {
        return turnLane.isCurrent();
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration limit) throws InterruptedException {
        if (isTurn() && !done.isDone()) {
            throw new IllegalStateException(OWN_THREAD);
        }
        try {
            if (limit.isNegative()) {
                done.get();
            } else {
                done.get(nanos(limit), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (ExecutionException ended) {
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    /** Returns the duration in nanoseconds, at most 292 years, which is enough for any application. */
    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException longer) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public Executor callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        boolean before = Thread.currentThread().isInterrupted();
        turns.shutdownNow();
        callbacks.shutdown();
        if (turnLane.isCurrent() && !before) {
            // shutdownNow() has interrupted this thread; the listener that called this method must not see the interrupt.
            Thread.interrupted();
        }
        if (!turnLane.isCurrent() && !callbackLane.isCurrent()) {
            try {
                turns.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Creates the only thread of a lane, and recognizes it. */
    private static final class Lane implements ThreadFactory {

        private final String name;
        private volatile Thread thread;

        Lane(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable work) {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            thread = made;
            return made;
        }

        boolean isCurrent() {
            return Thread.currentThread() == thread;
        }
    }
}
