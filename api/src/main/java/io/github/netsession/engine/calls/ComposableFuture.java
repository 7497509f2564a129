package io.github.netsession.engine.calls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A future that intercepts each derivation that depends on a further stage: a second stage, or the stage that a function returns.
 *
 * @param <T> the type of the result
 */
abstract class ComposableFuture<T> extends CompletableFuture<T> {

    /** Returns the result, which needs this future and the other stage. */
    abstract <V> CompletableFuture<V> both(CompletionStage<?> other, CompletableFuture<V> result);

    /** Returns the result, which needs this future or the other stage. */
    abstract <V> CompletableFuture<V> either(CompletionStage<?> other, CompletableFuture<V> result);

    /** Returns the result of a composition with the function or an equivalent one. It needs this future, then the stage that is returned. */
    abstract <A, V> CompletableFuture<V> composed(Function<? super A, ? extends CompletionStage<V>> fn,
        Function<Function<? super A, ? extends CompletionStage<V>>, CompletableFuture<V>> composition);

    @Override
    public final <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return this.<T, U>composed(fn, watched -> super.thenCompose(watched));
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return this.<T, U>composed(fn, watched -> super.thenComposeAsync(watched));
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        return this.<T, U>composed(fn, watched -> super.thenComposeAsync(watched, executor));
    }

    @Override
    public final CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return this.<Throwable, T>composed(fn, watched -> super.exceptionallyCompose(watched::apply));
    }

    @Override
    public final CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return this.<Throwable, T>composed(fn, watched -> super.exceptionallyComposeAsync(watched::apply));
    }

    @Override
    public final CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        return this.<Throwable, T>composed(fn, watched -> super.exceptionallyComposeAsync(watched::apply, executor));
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombine(CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return both(other, super.thenCombine(other, fn));
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombineAsync(CompletionStage<? extends U> other,
        BiFunction<? super T, ? super U, ? extends V> fn) {
        return both(other, super.thenCombineAsync(other, fn));
    }

    @Override
    public final <U, V> CompletableFuture<V> thenCombineAsync(CompletionStage<? extends U> other,
        BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return both(other, super.thenCombineAsync(other, fn, executor));
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBoth(CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return both(other, super.thenAcceptBoth(other, action));
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return both(other, super.thenAcceptBothAsync(other, action));
    }

    @Override
    public final <U> CompletableFuture<Void> thenAcceptBothAsync(CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action,
        Executor executor) {
        return both(other, super.thenAcceptBothAsync(other, action, executor));
    }

    @Override
    public final CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return both(other, super.runAfterBoth(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return both(other, super.runAfterBothAsync(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return both(other, super.runAfterBothAsync(other, action, executor));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return either(other, super.applyToEither(other, fn));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return either(other, super.applyToEitherAsync(other, fn));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return either(other, super.applyToEitherAsync(other, fn, executor));
    }

    @Override
    public final CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return either(other, super.acceptEither(other, action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return either(other, super.acceptEitherAsync(other, action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return either(other, super.acceptEitherAsync(other, action, executor));
    }

    @Override
    public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return either(other, super.runAfterEither(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return either(other, super.runAfterEitherAsync(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return either(other, super.runAfterEitherAsync(other, action, executor));
    }
}
