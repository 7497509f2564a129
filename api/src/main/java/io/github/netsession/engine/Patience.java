package io.github.netsession.engine;

import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits that no interrupt shortens: an interrupted wait continues for the rest of its limit, however many interrupts there are. The thread's
 * interrupt is kept meanwhile, and restored by {@link #close}. For one thread.
 */
final class Patience implements AutoCloseable {

    private boolean isInterrupted = Thread.interrupted();

    /** Waits by a clock, which may be virtual, until the future is complete; returns whether it is. */
    boolean await(EngineClock clock, CompletableFuture<?> done, Duration limit) {
        return await(Optional.of(clock), done, limit);
    }

    /** Waits in real time until the future is complete; returns whether it is. */
    boolean await(CompletableFuture<?> done, Duration limit) {
        return await(Optional.empty(), done, limit);
    }

    private boolean await(Optional<EngineClock> clock, CompletableFuture<?> done, Duration limit) {
        long end = nanos(clock) + limit.toNanos();
        for (long left = limit.toNanos(); left > 0 && !done.isDone(); left = end - nanos(clock)) {
            try {
                if (clock.isPresent()) {
                    clock.get().await(done, Duration.ofNanos(left));
                } else {
                    awaitInRealTime(done, Duration.ofNanos(left));
                }
                break;
            } catch (InterruptedException again) {
                isInterrupted = true;
            }
        }
        return done.isDone();
    }

    private static long nanos(Optional<EngineClock> clock) {
        return clock.isPresent() ? clock.get().nanos() : System.nanoTime();
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
