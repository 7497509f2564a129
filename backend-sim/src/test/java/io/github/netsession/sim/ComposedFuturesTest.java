package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.Await;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Futures composed of several calls in a simulated world; the starts take four, ten and fifteen seconds. */
@Tag("sim")
@Tag("every-jdk")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComposedFuturesTest {

    private final List<Networks> opened = new ArrayList<>();
    private SimWorld world;
    private SimAccessPoint first;
    private NetworkSession four;
    private NetworkSession ten;
    private NetworkSession fifteen;

    /** A call that waits. */
    private interface Wait {
        void run(CompletableFuture<?> future) throws Exception;
    }

    private static final List<Wait> WAITS = List.of(CompletableFuture::join, CompletableFuture::get, future -> future.get(1, TimeUnit.HOURS),
        future -> future.handleAsync((result, failure) -> "derived").copy().join());

    @AfterEach
    void close() {
        opened.forEach(Networks::close);
        opened.clear();
    }

    private void begin() {
        begin(UnaryOperator.identity());
    }

    private void begin(UnaryOperator<Networks.Builder> settings) {
        close();
        world = new SimWorld();
        first = world.accessPoint("first", Bearer.ETHERNET).startDelay(Duration.ofSeconds(10));
        SimAccessPoint second = world.accessPoint("second", Bearer.ETHERNET).startDelay(Duration.ofSeconds(15));
        SimAccessPoint third = world.accessPoint("third", Bearer.ETHERNET).startDelay(Duration.ofSeconds(4));
        Networks networks = settings.apply(world.networks()).open();
        opened.add(networks);
        four = networks.session(third.id());
        ten = networks.session(first.id());
        fifteen = networks.session(second.id());
    }

    private void timeIs(int seconds) {
        assertEquals(Duration.ofSeconds(seconds), world.time());
    }

    private void failFirst() {
        first.failStarts(SessionFailure.Reason.UNKNOWN, "the test says no");
    }

    /** Runs a task when the test's thread has nothing to do but to wait; until then the virtual time could go on. */
    private static Executor onceWaitedFor() {
        Thread waiting = Thread.currentThread();
        return task -> {
            Thread thread = new Thread(() -> {
                Await.until(() -> waiting.getState() == Thread.State.WAITING || waiting.getState() == Thread.State.TIMED_WAITING);
                task.run();
            });
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** The ways of composing, each with the seconds of virtual time that it takes. */
    private Map<Supplier<CompletableFuture<?>>, Integer> compositions(Executor executor) {
        Map<Supplier<CompletableFuture<?>>, Integer> ways = new LinkedHashMap<>();
        ways.put(() -> ten.open().thenCompose(nothing -> fifteen.open()), 25);
        ways.put(() -> ten.open().thenComposeAsync(nothing -> fifteen.open()), 25);
        ways.put(() -> ten.open().thenComposeAsync(nothing -> fifteen.open(), executor), 25);
        ways.put(() -> ten.open().handle((nothing, failure) -> fifteen.open()).thenCompose(Function.identity()), 25);
        ways.put(() -> ten.open().thenRunAsync(() -> { }, executor).thenCompose(nothing -> fifteen.open().thenCompose(none -> fifteen.open())), 25);
        ways.put(() -> ten.open().thenCombine(fifteen.open(), (one, other) -> "both"), 15);
        ways.put(() -> fifteen.open().thenCombineAsync(ten.open(), (one, other) -> "both"), 15);
        ways.put(() -> ten.open().thenCombineAsync(fifteen.open(), (one, other) -> "both", executor), 15);
        ways.put(() -> ten.open().thenAcceptBoth(fifteen.open(), (one, other) -> { }), 15);
        ways.put(() -> ten.open().thenAcceptBothAsync(fifteen.open(), (one, other) -> { }), 15);
        ways.put(() -> ten.open().thenAcceptBothAsync(fifteen.open(), (one, other) -> { }, executor), 15);
        ways.put(() -> ten.open().runAfterBoth(fifteen.open(), () -> { }), 15);
        ways.put(() -> ten.open().runAfterBothAsync(fifteen.open(), () -> { }), 15);
        ways.put(() -> ten.open().runAfterBothAsync(fifteen.open(), () -> { }, executor), 15);
        ways.put(() -> four.open().thenCompose(nothing -> fifteen.open()).thenCombine(ten.open(), (one, other) -> "both"), 19);
        ways.put(() -> ten.open().runAfterBoth(four.open().thenComposeAsync(nothing -> fifteen.open(), executor), () -> { }), 19);
        ways.put(() -> ten.open().applyToEither(fifteen.open(), result -> "either"), 10);
        ways.put(() -> fifteen.open().applyToEitherAsync(ten.open(), result -> "either"), 10);
        ways.put(() -> fifteen.open().applyToEitherAsync(ten.open(), result -> "either", executor), 10);
        ways.put(() -> fifteen.open().acceptEither(ten.open(), result -> { }), 10);
        ways.put(() -> fifteen.open().acceptEitherAsync(ten.open(), result -> { }), 10);
        ways.put(() -> fifteen.open().acceptEitherAsync(ten.open(), result -> { }, executor), 10);
        ways.put(() -> fifteen.open().runAfterEither(ten.open(), () -> { }), 10);
        ways.put(() -> fifteen.open().runAfterEitherAsync(ten.open(), () -> { }), 10);
        ways.put(() -> fifteen.open().runAfterEitherAsync(ten.open(), () -> { }, executor), 10);
        ways.put(() -> fifteen.open().runAfterEither(four.open().thenComposeAsync(nothing -> ten.open(), executor), () -> { }), 14);
        ways.put(() -> four.open().thenComposeAsync(nothing -> fifteen.open(), executor).acceptEither(ten.open(), result -> { }), 10);
        ways.put(() -> ten.open().exceptionallyCompose(failure -> fifteen.open()), 10);
        ways.put(() -> ten.open().thenApply(nothing -> "open").applyToEither(new CompletableFuture<String>(), text -> text), 10);
        return ways;
    }

    private Map<Supplier<CompletableFuture<?>>, Integer> compositionsAfterAFailure(Executor executor) {
        Map<Supplier<CompletableFuture<?>>, Integer> ways = new LinkedHashMap<>();
        ways.put(() -> ten.open().exceptionallyCompose(failure -> fifteen.open()), 25);
        ways.put(() -> ten.open().exceptionallyComposeAsync(failure -> fifteen.open()), 25);
        ways.put(() -> ten.open().exceptionallyComposeAsync(failure -> fifteen.open(), executor), 25);
        return ways;
    }

    private void eachWay(UnaryOperator<Networks.Builder> settings) throws Exception {
        Executor executor = onceWaitedFor();
        for (Wait wait : WAITS) {
            for (int i = 0; i < compositions(executor).size(); i++) {
                begin(settings);
                Map.Entry<Supplier<CompletableFuture<?>>, Integer> way = List.copyOf(compositions(executor).entrySet()).get(i);
                wait.run(way.getKey().get());
                assertEquals(Duration.ofSeconds(way.getValue()), world.time(), "way " + i);
            }
            for (int i = 0; i < compositionsAfterAFailure(executor).size(); i++) {
                begin(settings);
                failFirst();
                Map.Entry<Supplier<CompletableFuture<?>>, Integer> way = List.copyOf(compositionsAfterAFailure(executor).entrySet()).get(i);
                wait.run(way.getKey().get());
                assertTrue(fifteen.isOpen());
                assertEquals(Duration.ofSeconds(way.getValue()), world.time(), "way " + i + " after a failure");
            }
        }
        close();
    }

    @Test
    void waitingLetsTheTimeGoOnForEachOfTheCalls() throws Exception {
        eachWay(UnaryOperator.identity());
    }

    @Test
    void itStandsStillWhileContinuationsRunOnTheApplicationsThreads() throws Exception {
        eachWay(settings -> settings.callbackExecutor(onceWaitedFor()));
    }

    @Test
    void theLimitIsOneForAllOfTheCalls() throws Exception {
        for (UnaryOperator<Networks.Builder> settings : List.<UnaryOperator<Networks.Builder>>of(UnaryOperator.identity(),
            builder -> builder.callbackExecutor(onceWaitedFor()))) {
            begin(settings);
            CompletableFuture<Void> both = ten.open().thenCompose(nothing -> fifteen.open());
            long nanos = TimeUnit.SECONDS.toNanos(25) - 1;
            assertThrows(TimeoutException.class, () -> both.get(nanos, TimeUnit.NANOSECONDS));
            assertEquals(Duration.ofNanos(nanos), world.time());
            assertFalse(both.isDone());
            assertThrows(TimeoutException.class, () -> both.get(0, TimeUnit.SECONDS));
            assertEquals(Duration.ofNanos(nanos), world.time());
            both.get(1, TimeUnit.SECONDS);
            timeIs(25);
        }
        close();
    }

    @Test
    void theLimitHoldsInRealTimeWhileAFunctionRuns() {
        begin();
        AtomicBoolean mayReturn = new AtomicBoolean();
        CompletableFuture<Void> both = ten.open().thenComposeAsync(nothing -> {
            Await.until(mayReturn::get);
            return fifteen.open();
        });
        world.advance(Duration.ofSeconds(10));
        assertThrows(TimeoutException.class, () -> both.get(20, TimeUnit.MILLISECONDS));
        timeIs(10);
        mayReturn.set(true);
        both.join();
        timeIs(25);
    }

    @Test
    void aFailureOfTheFirstCallEndsTheWait() {
        begin();
        failFirst();
        CompletableFuture<Void> both = ten.open().thenCompose(nothing -> fifteen.open());
        assertSame(SessionException.class, assertThrows(CompletionException.class, both::join).getCause().getClass());
        timeIs(10);
        assertFalse(fifteen.isOpen());
    }

    @Test
    void aFunctionThatThrowsOrReturnsNothingEndsTheWait() {
        begin();
        CompletableFuture<Void> throwing = ten.open().thenCompose(nothing -> {
            throw new IllegalArgumentException("thrown");
        });
        assertEquals("thrown", assertThrows(CompletionException.class, throwing::join).getCause().getMessage());
        timeIs(10);
        CompletableFuture<Void> nothing = fifteen.open().thenComposeAsync(opened -> null);
        assertSame(NullPointerException.class, assertThrows(CompletionException.class, nothing::join).getCause().getClass());
        timeIs(25);
        assertThrows(NullPointerException.class, () -> ten.open().thenCompose(null));
    }

    @Test
    void aComposedFutureCompletedByHandEndsTheWaitAtThatMoment() {
        begin();
        CompletableFuture<String> both = ten.open().thenCompose(nothing -> fifteen.open()).thenApply(nothing -> "open");
        CompletableFuture<String> ofThat = both.thenApplyAsync(text -> text + " twice", onceWaitedFor());
        world.after(Duration.ofSeconds(12), () -> both.complete("by hand"));
        assertEquals("by hand twice", ofThat.join());
        timeIs(12);
        assertFalse(fifteen.isOpen());
    }

    @Test
    void cancellingTheSecondCallEndsTheWaitAtThatMoment() {
        begin();
        AtomicReference<CompletableFuture<Void>> second = new AtomicReference<>();
        CompletableFuture<Void> both = ten.open().thenCompose(nothing -> {
            second.set(fifteen.open());
            return second.get();
        });
        world.after(Duration.ofSeconds(12), () -> second.get().cancel(true));
        assertThrows(CompletionException.class, both::join);
        timeIs(12);
    }

    @Test
    void otherPendingCallsMakeTheTimeGoNoFurther() {
        begin();
        CompletableFuture<Void> other = fifteen.open();
        CompletableFuture<String> later = CompletableFuture.supplyAsync(() -> "later", onceWaitedFor());
        assertEquals("later", ten.open().thenCompose(nothing -> later).join());
        timeIs(10);
        assertFalse(other.isDone());
    }

    @Test
    void callsOfTwoNetworksOnOneWorldAreComposed() {
        begin();
        Networks second = world.open();
        opened.add(second);
        ten.open().thenCompose(nothing -> second.session(fifteen.configuration().id()).open()).join();
        timeIs(25);
    }

    @Test
    void aThreadThatIsInterruptedMeanwhileWaitsOnAndStaysInterrupted() {
        begin();
        Thread waiting = Thread.currentThread();
        Executor interrupting = task -> new Thread(() -> {
            Await.until(() -> waiting.getState() == Thread.State.WAITING);
            waiting.interrupt();
            task.run();
        }).start();
        ten.open().thenComposeAsync(nothing -> fifteen.open(), interrupting).join();
        assertTrue(Thread.interrupted());
        timeIs(25);
    }

    @Test
    void aLongChainOfCallsIsWaitedFor() {
        begin();
        CompletableFuture<Void> chain = ten.open();
        for (int i = 0; i < 100; i++) {
            chain = chain.thenCompose(nothing -> networks().update()).thenCompose(nothing -> fifteen.open());
        }
        chain.join();
        timeIs(25);
    }

    /** One future is always pending when the next one is appended to it. */
    @Test
    void aQueueOfCallsKeepsNothingOfThoseThatAreDone() {
        begin();
        List<WeakReference<CompletableFuture<?>>> past = new ArrayList<>();
        CompletableFuture<Void> pending = new CompletableFuture<>();
        CompletableFuture<Void> queue = ten.open().thenCompose(nothing -> fifteen.open());
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Void> last = pending;
            CompletableFuture<Void> next = new CompletableFuture<>();
            queue = queue.thenCompose(nothing -> last).thenCombine(four.open(), (one, other) -> one).thenCompose(nothing -> next);
            past.add(new WeakReference<>(queue));
            world.advance(Duration.ofSeconds(30));
            last.complete(null);
            pending = next;
        }
        assertFalse(queue.isDone());
        past.remove(past.size() - 1);
        Await.until(() -> {
            System.gc();
            return past.stream().allMatch(done -> done.get() == null);
        });
        pending.complete(null);
        queue.join();
    }

    private Networks networks() {
        return opened.get(0);
    }
}
