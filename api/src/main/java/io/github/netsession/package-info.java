/**
 * What a user of network sessions reads: which networks this machine has, how they change, how many bytes went through
 * them, and sessions that hold one up.
 *
 * <p>Start with {@link io.github.netsession.Networks}, the door; then {@link io.github.netsession.NetworkSession}. Everything
 * else here is an immutable value, an event or an enum.
 *
 * <p><b>Values.</b> A value that later versions may add to is a final class: it has accessors, and it is equal to another that has the same in
 * each of them. The engine, backends and tests make such values by builders; applications get them, and make only a
 * {@link io.github.netsession.NetworkProfile}. What a builder is not told is unknown, empty or off, as its methods say. Small values that are
 * complete are records.
 *
 * <p><b>Null.</b> No method here returns {@code null} and none accepts it: a {@code null} argument is a
 * {@link java.lang.NullPointerException} that names the parameter, at once, with nothing changed. Absence is an
 * {@link java.util.Optional} or an empty collection.
 *
 * <p><b>Threads.</b> Every type but the builders is safe for use from any thread. Getters answer from the
 * latest published state without blocking; only the byte counters make one call to the operating system. What waits says for how long:
 * {@code Networks.open()}, {@code close()} and {@code holders()}, and {@code NetworkSession.awaitOpened()}. Listeners are called one at a
 * time, in order, on the callback executor and never under a lock.
 *
 * <p id="futures"><b>Futures.</b> Only the library completes a future that one of its calls returns, so that its result never differs from what
 * has happened. It completes behind the listeners that are told of the same thing, each call has a future of its own, and a failure is a
 * {@link io.github.netsession.SessionException}.
 * <ul>
 * <li>{@code complete}, {@code completeExceptionally} and {@code completeAsync} change nothing; the first two return false.
 * {@code obtrudeValue} and {@code obtrudeException} throw {@link java.lang.UnsupportedOperationException}.
 * <li>{@code orTimeout} and {@code completeOnTimeout} return a derived future with the time limit and leave the future itself as it is:
 * {@code session.open().orTimeout(5, SECONDS)}. The call goes on after the limit.
 * <li>{@code cancel} ends the waiting, not the call: this one future and those derived from it are cancelled, on the calling thread. The
 * session goes on opening or stopping, its listeners are told, a network that is being defined will be defined, and the futures of other
 * calls are not affected. To end an opening, call {@link io.github.netsession.NetworkSession#close()}.
 * <li>Derived futures ({@code thenApply}, {@code whenComplete}, {@code copy} …) are the application's: it may complete, cancel and obtrude them.
 * </ul>
 *
 * <p><b>Waiting inside a listener.</b> A future waits for the listeners that are called before it completes, so a listener, or a continuation
 * that the library runs, must not wait for one. {@code join()}, {@code get()} and {@code get(timeout, unit)}
 * throw {@link java.lang.IllegalStateException} there, unless the future is complete: on a future of the library and on one derived from it by its
 * own methods, however often. The library cannot notice a wait for {@code CompletableFuture.allOf} or {@code anyOf}, a latch or a queue, a
 * future of the application that is completed from one of these, or what {@code minimalCompletionStage()} returns; such a wait never ends.
 * {@link io.github.netsession.NetworkSession#awaitOpened()} works inside a listener. In a simulated world, waiting in one of these three ways
 * outside a listener lets the virtual time go on, and throws {@link java.lang.IllegalStateException} if nothing is left to happen; waiting
 * in another way does neither. Futures composed by the methods of these futures ({@code thenCompose}, {@code thenCombine},
 * {@code applyToEither} …) let the time go on for each of the calls in turn; the time stands still while a function of the application
 * runs. Where the other stage, or the stage that a function returns, is no future of the library ({@code allOf}, for instance), the time
 * does not go on for that stage: wait for each call by itself, or advance the time from another thread.
 */
package io.github.netsession;
