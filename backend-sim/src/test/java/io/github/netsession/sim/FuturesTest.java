package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Futures in a simulated world, where waiting lets the virtual time go on; here a start takes ten seconds. */
@Tag("sim")
class FuturesTest extends SessionStory {

    private final NetworkSession session = session();

    FuturesTest() {
        home.startDelay(Duration.ofSeconds(10));
    }

    /** A call that waits. */
    private interface Wait {
        void run() throws Exception;
    }

    /** What each of the waits throws inside a listener, while the session is CONNECTING. */
    private List<Throwable> inListener(Supplier<List<Wait>> waits) {
        List<Throwable> thrown = new ArrayList<>();
        session.listen(new SessionListener() {
            @Override
            public void stateChanged(SessionEvent.StateChanged event) {
                if (event.state() == SessionState.CONNECTING) {
                    waits.get().forEach(wait -> thrown.add(assertThrows(Throwable.class, wait::run)));
                }
            }
        });
        session.open();
        advance(1);
        return thrown;
    }

    /** Runs a task when the test's thread has nothing to do but to wait for it; until then the virtual time could go on. */
    private static Executor onceWaitedFor() {
        Thread waiting = Thread.currentThread();
        return task -> {
            Thread thread = new Thread(() -> {
                Await.until(() -> waiting.getState() == Thread.State.WAITING);
                task.run();
            });
            thread.setDaemon(true);
            thread.start();
        };
    }

    @Test
    void completingIsUpToTheLibrary() {
        CompletableFuture<Void> future = session.open();
        assertFalse(future.complete(null));
        assertFalse(future.completeExceptionally(new IllegalStateException("a lie")));
        assertFalse(future.isDone());
        assertFalse(session.isOpen());
        future.join();
        assertTrue(session.isOpen());
        assertEquals(Duration.ofSeconds(10), world.time());
    }

    @Test
    void waitingForADerivedFutureLetsTheTimeGoOnAsWell() {
        assertEquals("open", session.open().thenApply(nothing -> "open").thenApplyAsync(text -> text).join());
        assertEquals(Duration.ofSeconds(10), world.time());
    }

    @Test
    void waitingWithATimeLimitIsTheUsualWay() throws Exception {
        session.open().orTimeout(1, TimeUnit.MINUTES).get();
        assertTrue(session.isOpen());
        assertEquals(Duration.ofSeconds(10), world.time());
    }

    @Test
    void waitingForATimeIsVirtualTime() {
        CompletableFuture<Void> derived = session.open().copy();
        assertThrows(TimeoutException.class, () -> derived.get(3, TimeUnit.SECONDS));
        assertEquals(Duration.ofSeconds(3), world.time());
    }

    @Test
    void aDerivedFutureCompletedByHandEndsTheWaitAtThatMoment() {
        CompletableFuture<String> derived = session.open().thenApply(nothing -> "open");
        CompletableFuture<String> ofThat = derived.thenApplyAsync(text -> text + " twice", onceWaitedFor());
        world.after(Duration.ofSeconds(4), () -> derived.complete("by hand"));
        assertEquals("by hand twice", ofThat.join());
        assertEquals("by hand", derived.join());
        assertEquals(Duration.ofSeconds(4), world.time());
        assertFalse(session.isOpen());
    }

    @Test
    void cancellingEndsTheWaitAtThatMomentAndTheOpeningGoesOn() {
        SessionTrace trace = SessionTrace.of(session);
        CompletableFuture<Void> future = session.open();
        CompletableFuture<Void> derived = future.handleAsync((nothing, failure) -> {
            throw new CompletionException(failure);
        }, onceWaitedFor());
        CompletableFuture<Void> other = session.open();
        world.after(Duration.ofSeconds(4), () -> future.cancel(true));
        CompletionException thrown = assertThrows(CompletionException.class, () -> derived.join());
        assertSame(CancellationException.class, thrown.getCause().getClass());
        assertThrows(CancellationException.class, future::join);
        assertEquals(Duration.ofSeconds(4), world.time());
        other.join();
        assertEquals(Duration.ofSeconds(10), world.time());
        assertTrue(session.isOpen());
        assertEquals("present:DISCONNECTED CONNECTING CONNECTED opened", trace.since());
    }

    @Test
    void closingAfterCancellingEndsTheOpening() {
        CompletableFuture<Void> future = session.open();
        advance(1000);
        future.cancel(true);
        session.close();
        advance(20_000);
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertFalse(session.isOpen());
        assertTrue(future.isCancelled());
        assertFalse(networks.state().networkInterface("sim-home").orElseThrow().up());
    }

    @Test
    void aFailureIsThatOfTheSession() {
        home.failStarts(SessionFailure.Reason.UNKNOWN, "the test says no");
        CompletableFuture<Void> future = session.open();
        future.complete(null);
        CompletableFuture<Void> limited = future.orTimeout(1, TimeUnit.MINUTES);
        SessionFailure failure = failureOf(limited);
        assertEquals(failure, failureOf(future));
        assertEquals(failure, session.failure().orElseThrow());
        assertFalse(session.isOpen());
    }

    @Test
    void waitingInAListenerIsRefusedForTheLibrarysFuturesAndForDerivedOnes() {
        List<Throwable> thrown = inListener(() -> {
            CompletableFuture<Void> own = session.open();
            CompletableFuture<Void> copy = own.copy();
            List<Wait> waits = new ArrayList<>();
            for (CompletableFuture<Void> future : List.of(own, copy, copy.thenRunAsync(() -> { }), own.orTimeout(1, TimeUnit.MINUTES),
                own.thenCompose(nothing -> session.stop()), own.thenCombine(copy, (one, other) -> one))) {
                waits.addAll(List.of(future::join, future::get, () -> future.get(1, TimeUnit.SECONDS)));
            }
            return waits;
        });
        assertEquals(18, thrown.size());
        for (Throwable refusal : thrown) {
            assertSame(IllegalStateException.class, refusal.getClass());
            for (String named : List.of("join()", "get(..)", "derived", "allOf(..)", "anyOf(..)", "latch", "awaitOpened()")) {
                assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
            }
        }
    }

    @Test
    void whatIsDoneMayBeAskedForInAListener() {
        CompletableFuture<Void> done = networks.update().thenRun(() -> { });
        advance(1);
        List<Throwable> thrown = inListener(() -> List.of(() -> {
            done.join();
            done.get(0, TimeUnit.SECONDS);
            throw new CancellationException("reached");
        }));
        assertEquals(List.of("reached"), thrown.stream().map(Throwable::getMessage).toList());
    }
}
