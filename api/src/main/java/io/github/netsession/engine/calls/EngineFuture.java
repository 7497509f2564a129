package io.github.netsession.engine.calls;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A future that knows its engine while a thread waits for it. A wait inside a listener fails at once: it would wait for itself, because
 * the engine's futures complete after that listener returns. In a simulated world, a wait advances the virtual time as far as the
 * future needs it; then work on other threads is awaited as usual.
 *
 * <p>An instance of this class itself is derived from a {@link CallFuture} and belongs to the application, which may complete it.
 *
 * @param <T> the type of the result
 */
class EngineFuture<T> extends ComposableFuture<T> {

    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private final TurnClock clock;
    /** The virtual time that the sources of this derived future need. Changed only before the application sees this future. */
    private volatile Optional<TimeNeed> followed;
    /** The same need, which also ends when the application completes this future; absent until it is used. */
    private volatile Optional<TimeNeed> ownNeed = Optional.empty();

    EngineFuture(TurnClock clock, Optional<TimeNeed> followed) {
        this.clock = clock;
        this.followed = followed;
    }

    /** Returns the virtual time that a wait for this future needs. All waits share it, so that repeated short waits leave nothing behind. */
    Optional<TimeNeed> need() {
        if (isDone() || followed.isEmpty()) {
            return Optional.empty();
        }
        if (ownNeed.isEmpty()) {
            // Another thread may create one too; both end.
            ownNeed = followed.map(need -> need.endingWith(this));
        }
        return ownNeed.flatMap(TimeNeed::rest);
    }

    private static Optional<TimeNeed> needOf(CompletionStage<?> stage) {
        return stage instanceof EngineFuture<?> future ? future.need() : Optional.empty();
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new EngineFuture<>(clock, need());
    }

    @Override
    final <V> CompletableFuture<V> both(CompletionStage<?> other, CompletableFuture<V> result) {
        Optional<TimeNeed> others = needOf(other);
        if (result instanceof EngineFuture<V> future && others.isPresent()) {
            future.followed = future.followed.map(need -> need.and(others.get())).or(() -> others);
        }
        return result;
    }

    /** If the other stage is not of this library, its need is unknown, so only the need of this future counts. */
    @Override
    final <V> CompletableFuture<V> either(CompletionStage<?> other, CompletableFuture<V> result) {
        if (result instanceof EngineFuture<V> future && other instanceof EngineFuture<?> known) {
            future.followed = future.followed.flatMap(need -> known.need().map(need::or));
        }
        return result;
    }

    /** In real time the need of the stage that the function returns is irrelevant. */
    @Override
    final <A, V> CompletableFuture<V> composed(Function<? super A, ? extends CompletionStage<V>> fn,
        Function<Function<? super A, ? extends CompletionStage<V>>, CompletableFuture<V>> composition) {
        if (!clock.isVirtual()) {
            return composition.apply(fn);
        }
        Objects.requireNonNull(fn, "fn");
        CompletableFuture<Optional<TimeNeed>> returned = new CompletableFuture<>();
        CompletableFuture<V> result = composition.apply(input -> {
            CompletionStage<V> stage = fn.apply(input);
            returned.complete(needOf(stage));
            return stage;
        });
        if (result instanceof EngineFuture<V> future) {
            future.followed = Optional.of(future.followed.map(need -> need.before(returned)).orElseGet(() -> TimeNeed.once(clock, returned)));
        }
        return result;
    }

    @Override
    public final T join() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    awaitSettled();
                    awaitBriefly();
                    return super.join();
                } catch (InterruptedException interrupt) {
                    // Like join(): keep the interrupt for later and continue the wait.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        awaitSettled();
        awaitBriefly();
        return super.get();
    }

    /** A reading of a few links takes less than it does to wake a thread. */
    private void awaitBriefly() {
        BriefWait wait = new BriefWait();
        while (!isDone() && wait.goesOn()) {
            continue;
        }
    }

    /** The limit applies to the virtual time and, separately, to the real time. */
    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        long nanos = Math.max(0, unit.toNanos(timeout));
        refuseToWaitForItself(clock);
        long virtualBegin = clock.nanos();
        for (Optional<TimeNeed> next = need(); next.isPresent();) {
            if (!await(next.get(), Duration.ofNanos(left(nanos, virtualBegin, clock.nanos())))) {
                throw new TimeoutException();
            }
            next = next.get().then().get(left(nanos, begin, System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        if (nanos > 0) {
            awaitBriefly();
        }
        return super.get(left(nanos, begin, System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private static long left(long limitNanos, long beginNanos, long nowNanos) {
        return Math.max(0, limitNanos - (nowNanos - beginNanos));
    }

    private void awaitSettled() throws InterruptedException {
        refuseToWaitForItself(clock);
        for (Optional<TimeNeed> next = need(); next.isPresent();) {
            if (!await(next.get(), NO_LIMIT)) {
                throw new IllegalStateException("nothing that is still to happen in this world completes this future");
            }
            next = next.get().awaitNext();
        }
    }

    /** Advances the virtual time. Returns false if the limit was reached, or if nothing is left to happen in this world. */
    private boolean await(TimeNeed need, Duration limit) throws InterruptedException {
        refuseToWaitForItself(need.clock());
        return need.clock().await(need.decided(), limit) || isDone();
    }

    private void refuseToWaitForItself(TurnClock waitedFor) {
        if (isDone()) {
            return;
        }
        if (waitedFor.isTurn()) {
            throw new IllegalStateException(SystemClock.OWN_THREAD);
        }
        if (waitedFor.callbackQueue().isCallingOnThisThread()) {
            throw new IllegalStateException("join() or get(..) inside a listener would wait for that listener itself: refused for the library's"
                + " futures and those derived from them; allOf(..), anyOf(..), a latch or another future would hang unnoticed."
                + " Use NetworkSession.awaitOpened(), or continue in the future's own continuation");
        }
    }
}
