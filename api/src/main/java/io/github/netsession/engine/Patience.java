package io.github.netsession.engine;

import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Waits that no interrupt shortens: an interrupted wait continues for the rest of its limit, however many interrupts there are. The thread's
 * interrupt is kept meanwhile, and restored by {@link #close}. For one thread.
 */
final class Patience implements AutoCloseable {

    /** A wait with a limit. */
    private interface Wait {
        void run(Duration limit) throws InterruptedException;
    }

    private boolean isInterrupted = Thread.interrupted();

    /** Waits by a clock, which may be virtual, until the future is complete; returns whether it is. */
    boolean await(EngineClock clock, CompletableFuture<?> done, Duration limit) {
        return await(clock::nanos, left -> clock.await(done, left), done, limit);
    }

    /** Waits in real time until the future is complete; returns whether it is. */
    boolean await(CompletableFuture<?> done, Duration limit) {
        return await(System::nanoTime, left -> awaitInRealTime(done, left), done, limit);
    }

    private boolean await(LongSupplier nanos, Wait wait, CompletableFuture<?> done, Duration limit) {
        long end = nanos.getAsLong() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0 && !done.isDone(); left = end - nanos.getAsLong()) {
            try {
                wait.run(Duration.ofNanos(left));
                break;
            } catch (InterruptedException again) {
                isInterrupted = true;
            }
        }
        return done.isDone();
    }

    private static void awaitInRealTime(CompletableFuture<?> done, Duration limit) throws InterruptedException {
        try {
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException over) {
            return;
        }
    }

    @Override
    public void close() {
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
