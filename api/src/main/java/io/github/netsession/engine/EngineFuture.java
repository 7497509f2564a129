package io.github.netsession.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that knows its engine while a thread waits for it. Waiting inside a listener would wait for itself, because the engine's
 * futures complete behind that listener; that is refused at once. In a simulated world, waiting lets the virtual time go on until
 * nothing more is needed of it; what follows on other threads is waited for as usual.
 *
 * <p>An instance of this class itself is derived from a {@link CallFuture} and belongs to the application, which may complete it.
 *
 * @param <T> the type of the result
 */
class EngineFuture<T> extends CompletableFuture<T> {

    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private final Engine engine;
    /** Completes when what this future follows needs no more virtual time. */
    private final CompletableFuture<Void> decided;
    /** Absent until it is needed: completes with {@link #decided}, or with this future if that is completed by hand before. */
    private volatile Optional<CompletableFuture<Void>> settled = Optional.empty();

    EngineFuture(Engine engine, CompletableFuture<Void> decided) {
        this.engine = engine;
        this.decided = decided;
    }

    /** What a thread that waits for this future waits for first. One for all waits, so that repeated short ones leave nothing behind. */
    CompletableFuture<Void> settled() {
        if (settled.isEmpty()) {
            // Another thread may make one, too; both complete.
            settled = Optional.of(CompletableFuture.anyOf(decided, this).handle((first, failure) -> null));
        }
        return settled.get();
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new EngineFuture<>(engine, settled());
    }

    @Override
    public final T join() {
        try {
            awaitSettled();
        } catch (InterruptedException interrupted) {
            // As join() does: the interrupt is kept for later and the wait goes on.
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        awaitSettled();
        return super.get();
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        long nanos = Math.max(0, unit.toNanos(timeout));
        if (!await(Duration.ofNanos(nanos))) {
            throw new TimeoutException();
        }
        return super.get(Math.max(0, nanos - (System.nanoTime() - begin)), TimeUnit.NANOSECONDS);
    }

    /** Real time always brings a decision; a simulated world may have nothing more to happen in it. */
    private void awaitSettled() throws InterruptedException {
        if (!await(NO_LIMIT)) {
            throw new IllegalStateException("nothing that is still to happen in this world completes this future");
        }
    }

    private boolean await(Duration limit) throws InterruptedException {
        if (isDone()) {
            return true;
        }
        if (engine.effects().isCallingOnThisThread()) {
            throw new IllegalStateException("join() or get(..) inside a listener would wait for that listener itself: refused for the library's"
                + " futures and those derived from them; allOf(..), anyOf(..), a latch or another future would hang unnoticed."
                + " Use NetworkSession.awaitOpened(), or go on in the future's own continuation");
        }
        return engine.clock().await(settled(), limit);
    }
}
