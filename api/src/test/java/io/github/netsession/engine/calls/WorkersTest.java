package io.github.netsession.engine.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class WorkersTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Workers workers = new Workers();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @AfterEach
    void bothThreadsEnd() {
        workers.end(LIMIT);
        Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    private void note() {
        threads.add(Thread.currentThread());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Runs a turn; returns its thread. */
    private Thread turn() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        workers.request(() -> {
            note();
            ran.complete(Thread.currentThread());
        }, 0);
        return ran.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theThreadOfATurnMakesItsCallbacksWhichAreNotInTheTurn() throws Exception {
        // A thread that has just been started or woken takes what is there.
        workers.call(this::note);
        for (int i = 0; i < 50; i++) {
            turn();
            Await.until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            CompletableFuture<Thread> turn = new CompletableFuture<>();
            CompletableFuture<Thread> callback = new CompletableFuture<>();
            CompletableFuture<Boolean> isTurn = new CompletableFuture<>();
            workers.request(() -> {
                note();
                assertTrue(workers.isTurn());
                workers.call(() -> {
                    isTurn.complete(workers.isTurn());
                    callback.complete(Thread.currentThread());
                });
                turn.complete(Thread.currentThread());
            }, 0);
            assertSame(turn.get(20, TimeUnit.SECONDS), callback.get(20, TimeUnit.SECONDS));
            assertFalse(isTurn.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCallbackThatHangsStopsNeitherTurnsNorTimers() throws Exception {
        CountDownLatch calling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Thread> stuck = new CompletableFuture<>();
        List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(201);
        AtomicInteger callbacks = new AtomicInteger();
        workers.request(() -> workers.call(() -> {
            note();
            stuck.complete(Thread.currentThread());
            calling.countDown();
            await(goOn);
        }), 0);
        await(calling);
        for (int i = 0; i < 200; i++) {
            int number = i;
            workers.request(() -> {
                turns.add(number);
                workers.call(callbacks::incrementAndGet);
                done.countDown();
            }, 0);
        }
        workers.request(done::countDown, Duration.ofMillis(5).toNanos());
        await(done);
        assertEquals(IntStream.range(0, 200).boxed().toList(), turns);
        assertNotSame(stuck.get(), turn());
        assertEquals(0, callbacks.get(), "one at a time");
        goOn.countDown();
        Await.until(() -> callbacks.get() == 200);
    }

    @Test
    void aTimerIsKeptWhoeverIsBusy() throws Exception {
        CountDownLatch calling = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch due = new CountDownLatch(1);
        CountDownLatch early = new CountDownLatch(1);
        workers.request(() -> { }, TimeUnit.HOURS.toNanos(1));
        workers.request(() -> {
            note();
            workers.request(due::countDown, Duration.ofMillis(20).toNanos());
            workers.request(early::countDown, 0);
            workers.call(() -> {
                calling.countDown();
                await(goOn);
            });
        }, 0);
        await(calling);
        await(early);
        await(due);
        goOn.countDown();
        turn();
    }

    @Test
    void fromManyThreadsTurnsAndCallbacksComeOneAtATimeAndInOrder() throws Exception {
        AtomicInteger inTurn = new AtomicInteger();
        AtomicInteger inCallback = new AtomicInteger();
        Set<String> wrong = ConcurrentHashMap.newKeySet();
        int requesters = 4;
        int each = 5_000;
        CountDownLatch done = new CountDownLatch(requesters * each * 2);
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < requesters; i++) {
            Random random = new Random(i);
            int[] lastTurn = {-1};
            int[] lastCallback = {-1};
            started.add(new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    int number = n;
                    workers.cancel(workers.request(() -> wrong.add("a cancelled turn ran"), TimeUnit.HOURS.toNanos(1)));
                    if (random.nextInt(10) == 0) {
                        workers.request(() -> { }, random.nextInt(50_000));
                    }
                    workers.request(() -> {
                        note();
                        check(inTurn.incrementAndGet() == 1 && workers.isTurn(), "two turns at once", wrong);
                        check(lastTurn[0] == number - 1, "turns out of order", wrong);
                        lastTurn[0] = number;
                        workers.call(() -> {
                            check(inCallback.incrementAndGet() == 1 && !workers.isTurn(), "two callbacks at once", wrong);
                            check(lastCallback[0] == number - 1, "callbacks out of order", wrong);
                            lastCallback[0] = number;
                            inCallback.decrementAndGet();
                            done.countDown();
                        });
                        inTurn.decrementAndGet();
                        done.countDown();
                    }, 0);
                }
            }));
        }
        started.forEach(Thread::start);
        assertTrue(done.await(60, TimeUnit.SECONDS), () -> done.getCount() + " are missing");
        for (Thread thread : started) {
            thread.join(20_000);
        }
        assertEquals(Set.of(), wrong);
        assertTrue(threads.size() <= 2);
    }

    private static void check(boolean holds, String otherwise, Set<String> wrong) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    @Test
    void turnsRunWhenTheyAreDueAndAtTheSameTimeInTheOrderOfTheirRequests() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(4);
        CountDownLatch begin = new CountDownLatch(1);
        workers.request(() -> await(begin), 0);
        for (String name : List.of("late 40", "soon 0", "later 60", "soon too 0")) {
            workers.request(() -> {
                note();
                ran.add(name);
                done.countDown();
            }, Duration.ofMillis(Long.parseLong(name.substring(name.lastIndexOf(' ') + 1))).toNanos());
        }
        begin.countDown();
        await(done);
        assertEquals(List.of("soon 0", "soon too 0", "late 40", "later 60"), ran);
    }

    @Test
    void whatATaskThrowsEndsNoThread() throws Exception {
        workers.request(() -> {
            throw new OutOfMemoryError("expected by the test");
        }, 0);
        workers.call(() -> {
            throw new StackOverflowError("expected by the test");
        });
        Thread thread = turn();
        CountDownLatch called = new CountDownLatch(1);
        workers.call(called::countDown);
        await(called);
        assertTrue(thread.isAlive());
    }

    @Test
    void anInterruptThatATaskLeavesIsNotForTheNextOneAndKeepsNoThreadBusy() throws Exception {
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        workers.request(() -> {
            note();
            workers.call(() -> {
                note();
                next.complete(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
            });
            Thread.currentThread().interrupt();
        }, 0);
        assertFalse(next.get(20, TimeUnit.SECONDS));
        Await.until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        assertTrue(turn().isDaemon());
    }

    @Test
    void theEndInterruptsTheTurnUnderWayAndDropsTheOthersButNoCallback() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> called = new CompletableFuture<>();
        AtomicInteger dropped = new AtomicInteger();
        workers.request(() -> {
            note();
            workers.call(() -> called.complete(Thread.currentThread().isInterrupted()));
            began.countDown();
            try {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                interrupted.complete(false);
            } catch (InterruptedException expected) {
                interrupted.complete(true);
                Thread.currentThread().interrupt();
            }
        }, 0);
        await(began);
        workers.request(dropped::incrementAndGet, 0);
        workers.request(dropped::incrementAndGet, 1_000);
        workers.end(LIMIT);
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
        assertFalse(called.get(20, TimeUnit.SECONDS));
        workers.request(dropped::incrementAndGet, 0);
        workers.call(dropped::incrementAndGet);
        Await.until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertEquals(0, dropped.get());
    }

    @Test
    void theEndWaitsForATurnWithinItsLimitAndOnItsOwnThreadNotAtAll() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        workers.request(() -> {
            note();
            began.countDown();
            boolean isOver = false;
            while (!isOver) {
                try {
                    isOver = goOn.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException hurry) {
                    isOver = false;
                }
            }
            workers.end(Duration.ofDays(1));
            ended.complete(Thread.currentThread().isInterrupted());
        }, 0);
        await(began);
        workers.end(Duration.ofMillis(20));
        assertFalse(ended.isDone());
        goOn.countDown();
        workers.end(Duration.ofSeconds(20));
        assertFalse(ended.getNow(true), "the turn has ended, and has not interrupted itself");
    }

    @Test
    void theEndFromACallbackReturnsAtOnce() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        CountDownLatch turning = new CountDownLatch(1);
        workers.call(() -> {
            note();
            workers.request(() -> {
                note();
                turning.countDown();
                try {
                    new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                }
            }, 0);
            await(turning);
            workers.end(Duration.ofDays(1));
            ended.complete(true);
        });
        assertTrue(ended.get(20, TimeUnit.SECONDS));
    }

    @Test
    void withoutACallbackThereIsOneThread() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            turn();
        }
        assertEquals(1, threads.size());
    }
}
