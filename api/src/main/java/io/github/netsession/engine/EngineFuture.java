package io.github.netsession.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the library's calls return. Waiting for it inside a listener would wait for itself, for it completes behind that
 * listener; that is refused at once. In a simulated world, waiting lets the virtual time go on until the result is decided;
 * what follows on other threads is waited for as usual.
 *
 * @param <T> the type of the result
 */
final class EngineFuture<T> extends CompletableFuture<T> {

    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private final Engine engine;
    /** Completes in the engine's turn, before the application hears of it. */
    private final CompletableFuture<Void> decided;

    EngineFuture(Engine engine) {
        this(engine, new CompletableFuture<>());
    }

    private EngineFuture(Engine engine, CompletableFuture<Void> decided) {
        this.engine = engine;
        this.decided = decided;
    }

    /** Says that the result of a future is known, and only its completion is still queued. */
    static void decide(CompletableFuture<?> future) {
        if (future instanceof EngineFuture<?> own) {
            own.decided.complete(null);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new EngineFuture<>(engine, decided);
    }

    @Override
    public T join() {
        try {
            awaitDecision();
        } catch (InterruptedException interrupted) {
            // As join() does: the interrupt is kept for later and the wait goes on.
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        awaitDecision();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        long nanos = Math.max(0, unit.toNanos(timeout));
        if (!await(Duration.ofNanos(nanos))) {
            throw new TimeoutException();
        }
        return super.get(Math.max(0, nanos - (System.nanoTime() - begin)), TimeUnit.NANOSECONDS);
    }

    /** Real time always brings a decision; a simulated world may have nothing more to happen in it. */
    private void awaitDecision() throws InterruptedException {
        if (!await(NO_LIMIT)) {
            throw new IllegalStateException("nothing that is still to happen in this world completes this future");
        }
    }

    private boolean await(Duration limit) throws InterruptedException {
        if (isDone()) {
            return true;
        }
        if (engine.effects().isCallingOnThisThread()) {
            throw new IllegalStateException("waiting for this future inside a listener would wait for itself;"
                + " use NetworkSession.awaitOpened(), or go on in the future's own continuation");
        }
        return engine.clock().await(decided, limit);
    }
}
