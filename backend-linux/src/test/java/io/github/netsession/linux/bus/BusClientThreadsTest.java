package io.github.netsession.linux.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that wait, while the test's own is the loop. */
@Tag("unit")
@Tag("every-jdk")
class BusClientThreadsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScriptedBus bus = new ScriptedBus();
    private final BusClient client = new BusClient(bus, FakeBus.nobody(), bus);
    private final Semaphore wakes = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();

    BusClientThreadsTest() {
        bus.letHoldingTakeTime(false);
        client.wakeBy(wakes::release);
        client.run();
    }

    @AfterEach
    void end() throws InterruptedException {
        client.end();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertTrue(!thread.isAlive());
        }
    }

    private static BusCall call(String member) {
        return BusCall.of("org.example", "/a", "org.example.I", member, "");
    }

    private FutureTask<BusMessage> asking(String member) {
        FutureTask<BusMessage> task = new FutureTask<>(() -> client.ask(call(member), LONG));
        start(task);
        return task;
    }

    private Thread start(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private void runWhenWoken(int times) throws InterruptedException {
        assertTrue(wakes.tryAcquire(times, 30, TimeUnit.SECONDS));
        client.run();
    }

    private static BackendException failure(FutureTask<BusMessage> task) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> task.get(30, TimeUnit.SECONDS));
        return (BackendException) failed.getCause();
    }

    @Test
    void severalThreadsAskAndEachHasItsOwnAnswer() throws Exception {
        bus.on("Get1", call -> ScriptedBus.reply("1"));
        bus.on("Get2", call -> ScriptedBus.reply("2"));
        FutureTask<BusMessage> one = asking("Get1");
        FutureTask<BusMessage> two = asking("Get2");
        runWhenWoken(2);
        client.run();
        assertEquals(List.of("1"), one.get(30, TimeUnit.SECONDS).body());
        assertEquals(List.of("2"), two.get(30, TimeUnit.SECONDS).body());
    }

    @Test
    void whoWaitsWhenTheLoopEndsFailsAtOnce() throws Exception {
        bus.hold("Get");
        FutureTask<BusMessage> sent = asking("Get");
        runWhenWoken(1);
        FutureTask<BusMessage> unsent = asking("Get");
        assertTrue(wakes.tryAcquire(30, TimeUnit.SECONDS));
        client.end();
        assertEquals("the backend is closed", failure(sent).reason());
        assertEquals("the backend is closed", failure(unsent).reason());
    }

    @Test
    void whoWaitsWhenTheConnectionIsLostFailsAtOnce() throws Exception {
        bus.hold("Get");
        FutureTask<BusMessage> sent = asking("Get");
        runWhenWoken(1);
        bus.setThere(false);
        client.run();
        assertEquals(Kind.TEMPORARY, failure(sent).kind());
    }

    @Test
    void whoIsInterruptedWaitsOnAndIsStillInterruptedAfterwards() throws Exception {
        bus.hold("Get");
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread asker = start(() -> {
            try {
                result.complete(client.ask(call("Get"), LONG).body() + " " + Thread.currentThread().isInterrupted());
            } catch (RuntimeException unexpected) {
                result.completeExceptionally(unexpected);
            }
        });
        runWhenWoken(1);
        asker.interrupt();
        bus.release("Get", call -> ScriptedBus.reply("x"));
        client.run();
        assertEquals("[x] true", result.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whoWasInterruptedBeforeCanAskAllTheSame() throws Exception {
        bus.answer("Get", "x");
        CompletableFuture<String> result = new CompletableFuture<>();
        start(() -> {
            Thread.currentThread().interrupt();
            result.complete(client.ask(call("Get"), LONG).body() + " " + Thread.currentThread().isInterrupted());
        });
        runWhenWoken(1);
        assertEquals("[x] true", result.get(30, TimeUnit.SECONDS));
    }
}
