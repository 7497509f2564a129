package io.github.netsession.engine.calls;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clock of real time: two daemon threads for the turns and the callbacks, started when they are first needed and asleep while idle. */
public final class SystemClock implements EngineClock {

    /** The reason why a wait is refused. */
    static final String OWN_THREAD = "waiting on the engine's own thread would wait for itself";

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Workers workers = new Workers();
    private final Executor callbacks = workers::call;

    /** Creates a clock without threads; they start when they are first needed. */
    public SystemClock() {
        // Nothing runs before it is requested.
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable turn) {
        workers.request(turn, 0);
    }

    @Override
    public Registration after(Duration delay, Runnable turn) {
        Workers.Turn requested = workers.request(turn, nanos(delay));
        return () -> workers.cancel(requested);
    }

    @Override
    public boolean isTurn() {
        return workers.isTurn();
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
        workers.end(CLOSE_LIMIT);
    }
}
