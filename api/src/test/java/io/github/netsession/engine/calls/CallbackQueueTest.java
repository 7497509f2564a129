package io.github.netsession.engine.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class CallbackQueueTest {

    private final List<Integer> called = new ArrayList<>();

    @Test
    void callsComeOneAtATimeAndInOrderEvenOnAPoolOfThreads() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        CallbackQueue effects = new CallbackQueue(pool, retry -> { });
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            effects.tell(() -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                called.add(number);
                atOnce.decrementAndGet();
                done.countDown();
            });
        }
        assertTrue(done.await(30, TimeUnit.SECONDS));
        pool.shutdown();
        assertEquals(1, most.get());
        assertEquals(IntStream.range(0, 10_000).boxed().toList(), called);
    }

    @Test
    void anExecutorThatRunsAtOnceDoesNotOverflowTheStack() {
        CallbackQueue effects = new CallbackQueue(Runnable::run, retry -> { });
        effects.tell(() -> IntStream.range(0, 1_000_000).forEach(i -> effects.tell(() -> called.add(i))));
        assertEquals(1_000_000, called.size());
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheOthers() {
        CallbackQueue effects = new CallbackQueue(Runnable::run, retry -> { });
        effects.tell(() -> {
            throw new AssertionError("expected by the test");
        });
        effects.tell(() -> called.add(1));
        assertEquals(List.of(1), called);
    }

    @Test
    void afterShutNoListenerIsCalledButEveryFutureCompletes() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        CallbackQueue effects = new CallbackQueue(tasks::add, retry -> { });
        effects.tell(() -> called.add(1));
        effects.complete(() -> called.add(2));
        effects.shut();
        assertEquals(List.of(2), called);
        effects.tell(() -> called.add(3));
        effects.complete(() -> called.add(4));
        tasks.forEach(Runnable::run);
        assertEquals(List.of(2, 4), called);
    }

    @Test
    void whatARefusingExecutorDidNotTakeIsTriedAgain() {
        boolean[] refuse = {true};
        ArrayDeque<Runnable> retries = new ArrayDeque<>();
        CallbackQueue effects = new CallbackQueue(task -> {
            if (refuse[0]) {
                throw new IllegalStateException("not started yet: expected by the test");
            }
            task.run();
        }, retries::add);
        effects.tell(() -> called.add(1));
        assertTrue(effects.isRefused());
        refuse[0] = false;
        retries.poll().run();
        assertEquals(List.of(1), called);
        assertFalse(effects.isRefused());
    }

    @Test
    void whatIsGatheredIsHandedOutTogetherAndNotBefore() {
        CallbackQueue effects = new CallbackQueue(Runnable::run, retry -> { });
        effects.gather();
        effects.tell(() -> called.add(1));
        effects.tell(() -> called.add(2));
        assertEquals(List.of(), called);
        effects.handOut();
        assertEquals(List.of(1, 2), called);
    }

    @Test
    void whatIsGatheredWaitsEvenIfTheExecutorIsBusyWithWhatCameBefore() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        CallbackQueue effects = new CallbackQueue(tasks::add, retry -> { });
        effects.tell(() -> called.add(1));
        effects.gather();
        effects.tell(() -> called.add(2));
        tasks.poll().run();
        assertEquals(List.of(1), called);
        effects.handOut();
        tasks.poll().run();
        assertEquals(List.of(1, 2), called);
    }

    @Test
    void aRetryThatCannotBePlannedAtOnceIsPlannedAgain() {
        ArrayDeque<Runnable> retries = new ArrayDeque<>();
        boolean[] refuse = {true};
        int[] plans = {0};
        CallbackQueue effects = new CallbackQueue(task -> {
            if (refuse[0]) {
                throw new OutOfMemoryError("no thread: expected by the test");
            }
            task.run();
        }, retry -> {
            if (++plans[0] < 3) {
                throw new OutOfMemoryError("no timer: expected by the test");
            }
            retries.add(retry);
        });
        effects.tell(() -> called.add(1));
        refuse[0] = false;
        retries.remove().run();
        assertEquals(List.of(1), called);
    }

    @Test
    void oneRetryIsEnoughHoweverOftenTheExecutorRefuses() {
        ArrayDeque<Runnable> retries = new ArrayDeque<>();
        CallbackQueue effects = new CallbackQueue(task -> {
            throw new OutOfMemoryError("no thread: expected by the test");
        }, retries::add);
        for (int i = 0; i < 100; i++) {
            effects.tell(() -> called.add(1));
        }
        assertEquals(1, retries.size());
    }
}
