package io.github.netsession.engine.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.engine.SlowBackend;
import io.github.netsession.testkit.Await;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that wait in real time for a future of the library, or for one derived from it, are woken by whatever completes that. */
@Tag("unit")
@Tag("every-jdk")
class FutureWaitsTest {

    private final SlowBackend backend = new SlowBackend();
    private final Networks networks = Networks.builder().backend(backend).open();
    private final NetworkSession session = networks.session(networks.configurations().get(0));
    private final CompletableFuture<Void> future = session.open();

    @BeforeEach
    void awaitStart() {
        Await.until(() -> session.state() == SessionState.CONNECTING);
    }

    @AfterEach
    void close() {
        backend.become(ConfigurationState.DISCOVERED);
        networks.close();
    }

    /** A call that waits. */
    private interface Wait {
        Object run() throws Exception;
    }

    /** A thread that is blocked in a call. What the call returns or throws is the future's result. */
    private static final class Waiter {

        private final CompletableFuture<Object> ended = new CompletableFuture<>();
        private final Thread thread;

        Waiter(Wait wait) {
            thread = new Thread(() -> {
                try {
                    ended.complete(String.valueOf(wait.run()));
                } catch (Throwable thrown) {
                    ended.complete(thrown);
                }
            }, "waiter");
            thread.setDaemon(true);
            thread.start();
            // On a busy machine a short wait may be over before this thread sees it.
            Await.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING || ended.isDone(),
                () -> "the thread waits, and is " + thread.getState());
        }

        /** Well before the start is given up after 30 s, which would wake the thread, too. */
        Object end() throws Exception {
            return ended.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void cancellingWakesTheWaitingOnesAndThoseOfDerivedFutures() throws Exception {
        CompletableFuture<String> derived = future.thenApply(nothing -> "open");
        Waiter joins = new Waiter(future::join);
        Waiter gets = new Waiter(() -> future.get(1, TimeUnit.HOURS));
        Waiter joinsDerived = new Waiter(derived::join);
        assertTrue(future.cancel(true));
        assertInstanceOf(CancellationException.class, joins.end());
        assertInstanceOf(CancellationException.class, gets.end());
        assertInstanceOf(CancellationException.class, assertInstanceOf(CompletionException.class, joinsDerived.end()).getCause());
        assertEquals(SessionState.CONNECTING, session.state());
        backend.become(ConfigurationState.ACTIVE);
        Await.until(session::isOpen);
    }

    @Test
    void cancellingOneWakesNobodyWhoWaitsForAnother() throws Exception {
        CompletableFuture<Void> other = session.open();
        Waiter waiter = new Waiter(other::join);
        future.cancel(true);
        assertFalse(other.isDone());
        backend.become(ConfigurationState.ACTIVE);
        assertEquals("null", waiter.end());
        assertTrue(session.isOpen());
    }

    @Test
    void aDerivedFutureCompletedByHandWakesThoseWhoWaitForIt() throws Exception {
        CompletableFuture<String> derived = future.thenApply(nothing -> "open");
        Waiter joins = new Waiter(derived::join);
        Waiter gets = new Waiter(derived::get);
        Waiter getsInTime = new Waiter(() -> derived.get(1, TimeUnit.HOURS));
        Waiter ofThat = new Waiter(derived.thenApplyAsync(text -> text + " twice")::join);
        derived.complete("by hand");
        assertEquals("by hand", joins.end());
        assertEquals("by hand", gets.end());
        assertEquals("by hand", getsInTime.end());
        assertEquals("by hand twice", ofThat.end());
        assertFalse(future.isDone());
    }

    @Test
    void soDoEveryOtherWayOfCompletingIt() throws Exception {
        CompletableFuture<String> cancelled = future.thenApply(nothing -> "open");
        Waiter waiter = new Waiter(cancelled::join);
        cancelled.cancel(true);
        assertInstanceOf(CancellationException.class, waiter.end());
        CompletableFuture<String> obtruded = future.thenApply(nothing -> "open");
        waiter = new Waiter(obtruded::join);
        obtruded.obtrudeValue("obtruded");
        assertEquals("obtruded", waiter.end());
        CompletableFuture<String> computed = future.thenApply(nothing -> "open");
        waiter = new Waiter(computed::join);
        computed.completeAsync(() -> "computed");
        assertEquals("computed", waiter.end());
        CompletableFuture<String> other = new CompletableFuture<>();
        waiter = new Waiter(future.thenApply(nothing -> "open").applyToEither(other, text -> text)::join);
        other.complete("the other");
        assertEquals("the other", waiter.end());
        assertFalse(future.isDone());
    }

    @Test
    void bothCallsOfAComposedFutureAreWaitedFor() throws Exception {
        CompletableFuture<Void> second = new CompletableFuture<>();
        Waiter composed = new Waiter(future.thenCompose(nothing -> second)::join);
        Waiter combined = new Waiter(future.thenCombine(second, (one, other) -> "both")::get);
        Waiter either = new Waiter(() -> future.applyToEither(second, nothing -> "either").get(1, TimeUnit.HOURS));
        Waiter byHand = new Waiter(() -> {
            CompletableFuture<Void> given = future.thenCompose(nothing -> second);
            given.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS);
            return given.thenApply(nothing -> "by hand").join();
        });
        assertEquals("by hand", byHand.end());
        backend.become(ConfigurationState.ACTIVE);
        assertEquals("either", either.end());
        CompletableFuture<Void> pending = future.thenCompose(nothing -> second);
        assertThrows(TimeoutException.class, () -> pending.get(20, TimeUnit.MILLISECONDS));
        assertFalse(composed.ended.isDone() || combined.ended.isDone());
        second.complete(null);
        assertEquals("null", composed.end());
        assertEquals("both", combined.end());
    }

    @Test
    void aComposedFutureOfTwoCallsIsDoneWithTheSecond() throws Exception {
        Waiter waiter = new Waiter(future.thenCompose(nothing -> session.stop())::join);
        backend.become(ConfigurationState.ACTIVE);
        Await.until(() -> session.state() == SessionState.CLOSING);
        assertFalse(waiter.ended.isDone());
        backend.become(ConfigurationState.DISCOVERED);
        assertEquals("null", waiter.end());
        assertEquals(SessionState.DISCONNECTED, session.state());
    }

    @Test
    void aTimeLimitWakesThem() throws Exception {
        Waiter waiter = new Waiter(future.orTimeout(200, TimeUnit.MILLISECONDS)::join);
        assertInstanceOf(TimeoutException.class, assertInstanceOf(CompletionException.class, waiter.end()).getCause());
        assertFalse(future.isDone());
    }

    @Test
    void waitingForNoTimeIsLate() {
        assertThrows(TimeoutException.class, () -> future.get(0, TimeUnit.SECONDS));
        assertThrows(TimeoutException.class, () -> future.get(-1, TimeUnit.SECONDS));
        CompletableFuture<Void> derived = future.copy();
        assertThrows(TimeoutException.class, () -> derived.get(0, TimeUnit.SECONDS));
    }

    @Test
    void manyShortWaitsLeaveNothingBehind() {
        CompletableFuture<Void> derived = future.copy();
        for (int i = 0; i < 1000; i++) {
            assertThrows(TimeoutException.class, () -> derived.get(0, TimeUnit.SECONDS));
        }
        assertTrue(derived.getNumberOfDependents() <= 1, () -> derived.getNumberOfDependents() + " dependents");
    }

    @Test
    void anInterruptEndsGetAndIsKeptByJoin() throws Exception {
        Waiter gets = new Waiter(future::get);
        gets.thread.interrupt();
        assertInstanceOf(InterruptedException.class, gets.end());
        Waiter joins = new Waiter(() -> {
            future.copy().join();
            return Thread.interrupted();
        });
        joins.thread.interrupt();
        backend.become(ConfigurationState.ACTIVE);
        assertEquals("true", joins.end());
    }
}
