package io.github.netsession.engine.calls;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The future that a call of the library returns. Only the engine completes it, so that its result never differs from what has
 * happened. The caller may cancel the future, which ends the wait but not the call.
 *
 * @param <T> the type of the result
 */
public final class CallFuture<T> extends EngineFuture<T> {

    private final CallbackQueue callbacks;
    /** Completes in the engine's turn, before the application is notified. */
    private final CompletableFuture<Void> decided;
    /** The virtual time that is needed until the result is known. */
    private final Optional<TimeNeed> need;

    CallFuture(TurnClock clock) {
        this(clock, new CompletableFuture<>());
    }

    private CallFuture(TurnClock clock, CompletableFuture<Void> decided) {
        super(clock, Optional.empty());
        this.callbacks = clock.callbackQueue();
        this.decided = decided;
        this.need = clock.isVirtual() ? Optional.of(TimeNeed.until(clock, decided)) : Optional.empty();
    }

    @Override
    Optional<TimeNeed> need() {
        return need.flatMap(TimeNeed::rest);
    }

    /** Returns a future that completes when the result is known; the completion of this future may still be queued. */
    public CompletableFuture<Void> settled() {
        return decided;
    }

    /** Records that the result is known, without a notification. */
    public void decide() {
        decided.complete(null);
    }

    /** Completes this future after the listeners that are notified of the same event. */
    public void succeed(T value) {
        decide();
        try {
            callbacks.complete(() -> super.complete(value));
        } catch (Throwable notQueued) {
            // There is no memory to queue it. Out of order is better than never.
            super.complete(value);
        }
    }

    /** Fails this future after the listeners that are notified of the same event. */
    public void fail(Throwable cause) {
        decide();
        try {
            callbacks.complete(() -> super.completeExceptionally(cause));
        } catch (Throwable notQueued) {
            // As for success.
            super.completeExceptionally(cause);
        }
    }

    /** Cancels this future; the call itself continues. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        decide();
        return cancelled;
    }

    @Override
    public boolean complete(T value) {
        return false;
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return false;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return this;
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        Objects.requireNonNull(executor, "executor");
        return this;
    }

    @Override
    public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        Objects.requireNonNull(unit, "unit");
        return follower().orTimeout(timeout, unit);
    }

    @Override
    public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        Objects.requireNonNull(unit, "unit");
        return follower().completeOnTimeout(value, timeout, unit);
    }

    /** Returns a derived future with the same result; unlike {@code copy()}, also with the same exception. */
    private CompletableFuture<T> follower() {
        CompletableFuture<T> follower = newIncompleteFuture();
        whenComplete((value, failure) -> {
            if (failure == null) {
                follower.complete(value);
            } else {
                follower.completeExceptionally(failure);
            }
        });
        return follower;
    }

    @Override
    public void obtrudeValue(T value) {
        throw notObtruded();
    }

    @Override
    public void obtrudeException(Throwable cause) {
        throw notObtruded();
    }

    private static UnsupportedOperationException notObtruded() {
        return new UnsupportedOperationException("only the library completes this future; complete one that is derived from it, such as copy()");
    }
}
