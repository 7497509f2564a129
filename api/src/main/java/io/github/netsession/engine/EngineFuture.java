package io.github.netsession.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the library's calls return. Waiting for it inside a listener would wait for itself, for it completes behind that
 * listener; that is refused at once. In a simulated world, waiting lets the virtual time go on.
 *
 * @param <T> the type of the result
 */
final class EngineFuture<T> extends CompletableFuture<T> {

    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private final Engine engine;

    EngineFuture(Engine engine) {
        this.engine = engine;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new EngineFuture<>(engine);
    }

    @Override
    public T join() {
        try {
            awaitEnd();
        } catch (InterruptedException interrupted) {
            // As join() does: the interrupt is kept for later and the wait goes on.
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        awaitEnd();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!await(Duration.ofNanos(unit.toNanos(timeout)))) {
            throw new TimeoutException();
        }
        return super.get();
    }

    /** Real time always brings the end; a simulated world may have nothing more to happen in it. */
    private void awaitEnd() throws InterruptedException {
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
        CompletableFuture<Void> done = new CompletableFuture<>();
        whenComplete((result, failure) -> done.complete(null));
        return engine.clock().await(done, limit);
    }
}
