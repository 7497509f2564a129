package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.Support;
import io.github.netsession.contract.SkippingClock;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.Links;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine on real time: its threads, and closing. */
@Tag("unit")
@Tag("every-jdk")
class EngineThreadsTest {

    private final FakeBackend backend = new FakeBackend("fake", 1);

    /** A thread that was told to end, also by a test of another class, may not have done so yet when close() returns. */
    @BeforeEach
    void awaitNoThread() {
        Await.comesTrueWithin(Duration.ofSeconds(30), () -> ownThreads().isEmpty());
        assertEquals(Set.of(), ownThreads());
    }

    private Networks open() {
        return Networks.builder().backend(backend).open();
    }

    private static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
            .filter(name -> name.startsWith("netsession-")).collect(Collectors.toSet());
    }

    private static Snapshot withLink(String name) {
        return Snapshot.builder().links(List.of(Links.up(name, 2, Bearer.ETHERNET).build())).build();
    }

    @Test
    void theyAreTwoDaemonsWhateverIsListenedTo() throws InterruptedException {
        try (Networks networks = open()) {
            CountDownLatch present = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                networks.listen(new NetworksListener() {
                    @Override
                    public void present(NetworksEvent.Present event) {
                        present.countDown();
                    }
                });
            }
            assertTrue(present.await(10, TimeUnit.SECONDS));
            assertEquals(Set.of("netsession-engine-1", "netsession-engine-2"), ownThreads());
            assertTrue(Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("netsession-"))
                .allMatch(Thread::isDaemon));
        }
    }

    @Test
    void noneIsLeftAfterManyInstances() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Networks networks = open()) {
                CountDownLatch present = new CountDownLatch(1);
                networks.listen(new NetworksListener() {
                    @Override
                    public void present(NetworksEvent.Present event) {
                        present.countDown();
                    }
                });
                assertTrue(present.await(10, TimeUnit.SECONDS));
            }
        }
        awaitNoThread();
        assertEquals(200, backend.closes.get());
    }

    @Test
    void whileNothingCanBeReadTheReportSaysSo() throws InterruptedException {
        backend.changeEvents = Support.AVAILABLE;
        try (Networks networks = open()) {
            CountDownLatch changed = new CountDownLatch(2);
            networks.listen(new NetworksListener() {
                @Override
                public void capabilitiesChanged(NetworksEvent.CapabilitiesChanged event) {
                    changed.countDown();
                }
            });
            backend.onRead = () -> {
                throw new OutOfMemoryError("expected by the test");
            };
            backend.sink.changed();
            Await.until(() -> networks.capabilities().of(Capability.CHANGE_EVENTS).support() == Support.DEGRADED);
            assertTrue(networks.capabilities().of(Capability.CHANGE_EVENTS).reason().contains("OutOfMemoryError"));
            backend.onRead = () -> { };
            Await.until(() -> networks.capabilities().of(Capability.CHANGE_EVENTS).support() == Support.AVAILABLE);
            assertTrue(changed.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aChangeReachesTheListenerAndTheGetterIsAsNew() throws InterruptedException {
        try (Networks networks = open()) {
            CountDownLatch added = new CountDownLatch(1);
            AtomicReference<Boolean> getterAsNew = new AtomicReference<>();
            networks.listen(new NetworksListener() {
                @Override
                public void interfaceAdded(NetworksEvent.InterfaceAdded event) {
                    getterAsNew.set(networks.interfaces().contains(event.link()));
                    added.countDown();
                }
            });
            backend.snapshot = withLink("eth0");
            backend.sink.changed();
            assertTrue(added.await(10, TimeUnit.SECONDS));
            assertTrue(getterAsNew.get());
        }
    }

    @Test
    void listenersAreCalledWhereTheApplicationSays() throws InterruptedException {
        java.util.concurrent.ExecutorService own = java.util.concurrent.Executors.newSingleThreadExecutor(work -> new Thread(work, "own"));
        try (Networks networks = Networks.builder().backend(backend).callbackExecutor(own).open()) {
            CountDownLatch called = new CountDownLatch(1);
            AtomicReference<String> where = new AtomicReference<>();
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    where.set(Thread.currentThread().getName());
                    called.countDown();
                }
            });
            assertTrue(called.await(10, TimeUnit.SECONDS));
            assertEquals("own", where.get());
            assertEquals(Set.of("netsession-engine-1"), ownThreads(), "no thread for callbacks");
        } finally {
            own.shutdown();
        }
    }

    @Test
    void closingFromAListenerDoesNotDeadlockAndEndsTheEvents() throws InterruptedException {
        Networks networks = open();
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger after = new AtomicInteger();
        networks.listen(new NetworksListener() {
            @Override
            public void accept(NetworksEvent event) {
                if (event instanceof NetworksEvent.Present) {
                    backend.snapshot = withLink("eth0");
                    backend.sink.changed();
                    networks.close();
                    closed.countDown();
                } else {
                    after.incrementAndGet();
                }
            }
        });
        assertTrue(closed.await(10, TimeUnit.SECONDS), "close() returned");
        backend.sink.changed();
        // Only then can no more come.
        awaitNoThread();
        assertEquals(0, after.get());
        assertEquals(1, backend.closes.get());
    }

    @Test
    void hintsFromManyThreadsWhileItClosesDoNoHarm() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> defects = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 50; round++) {
            Networks networks = open();
            CountDownLatch go = new CountDownLatch(1);
            Thread[] hinters = new Thread[4];
            for (int i = 0; i < hinters.length; i++) {
                hinters[i] = new Thread(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException ended) {
                        return;
                    }
                    for (int hint = 0; hint < 1000; hint++) {
                        backend.sink.changed();
                    }
                });
                hinters[i].setUncaughtExceptionHandler((thread, defect) -> defects.add(defect));
                hinters[i].start();
            }
            go.countDown();
            networks.close();
            for (Thread hinter : hinters) {
                hinter.join(30_000);
                assertFalse(hinter.isAlive());
            }
        }
        assertEquals(List.of(), List.copyOf(defects));
        assertEquals(50, backend.closes.get());
    }

    @Test
    void aStormOfHintsIsReadTenTimesASecondAndFourTimesMore() {
        try (Networks networks = open()) {
            int before = backend.reads.get();
            long begin = System.nanoTime();
            // The engine's thread may have to wait for a processor: then the storm goes on for longer.
            while (System.nanoTime() - begin < Duration.ofSeconds(1).toNanos() || backend.reads.get() < before + 2) {
                backend.sink.changed();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            int reads = backend.reads.get() - before;
            assertTrue(reads <= 4 + 10 * seconds, reads + " readings in " + seconds + " s of " + networks.backend());
        }
    }

    /** Closing waits up to 5 s for what is under way and up to 2 s for the listeners; the clock is set forward meanwhile. */
    @Test
    void aReadingThatHangsDoesNotKeepTheHoldsFromBeingGivenBack() throws Exception {
        backend.snapshot = FakeBackend.withLink(ConfigurationState.DISCOVERED);
        SkippingClock clock = new SkippingClock();
        Networks networks = Networks.builder().backend(clock.under(backend)).open();
        NetworkSession session = networks.session(networks.configurations().get(0));
        session.open().get(10, TimeUnit.SECONDS);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        backend.onRead = () -> {
            reading.countDown();
            try {
                goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        };
        CompletableFuture<?> update = networks.update();
        assertTrue(reading.await(10, TimeUnit.SECONDS));
        long begun = clock.nanos();
        Thread closing = new Thread(networks::close);
        closing.start();
        while (closing.isAlive()) {
            clock.skipToNext(Duration.ofSeconds(5));
            closing.join(10);
        }
        Duration took = Duration.ofNanos(clock.nanos() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took + "; 7 s and a busy machine");
        assertFalse(session.isOpen());
        assertTrue(update.isDone(), "the update that was under way is settled, one way or the other");
        goOn.countDown();
    }
}
