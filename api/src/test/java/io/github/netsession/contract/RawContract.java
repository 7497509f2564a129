package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backend has to do by itself, seen as the engine sees it; and what it has to stand while it is closed. */
abstract class RawContract {

    static final StartOptions OPTIONS = StartOptions.builder().build();
    private static final int WORKERS = 4;
    private static final int MOST_UNSETTLED = 1000;
    private static final int QUIET_LOOKS = 100;
    private static final long HANG_MILLIS = 60_000;

    private ContractBed bed;

    /**
     * Makes a fresh world.
     *
     * @return the bed
     * @throws Exception if that cannot be done; the test fails then
     */
    protected abstract ContractBed newBed() throws Exception;

    @BeforeEach
    void makeTheBed() throws Exception {
        bed = newBed();
    }

    @AfterEach
    void clearTheBed() {
        bed.close();
    }

    final ContractBed bed() {
        return bed;
    }

    final ConfigurationId first() {
        return bed.first();
    }

    final ConfigurationId second() {
        return bed.second();
    }

    final void eventually(BooleanSupplier condition, String what) {
        assertTrue(bed.await(condition), () -> "did not come true in time: " + what);
    }

    /** Counts the hints. */
    static final class Hints implements BackendSink {

        private final AtomicLong count = new AtomicLong();
        private long lastSeen;
        private int looks;

        /** Whether none has come for many looks in a row: what has happened before is told then, by whatever thread. */
        boolean areQuiet() {
            long now = count.get();
            looks = now == lastSeen ? looks + 1 : 0;
            lastSeen = now;
            return looks >= QUIET_LOOKS;
        }

        @Override
        public void changed() {
            count.incrementAndGet();
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            count.incrementAndGet();
        }
    }

    static AccessPoint accessPoint(Backend backend, ConfigurationId id) {
        Snapshot snapshot = backend.read();
        Agreement.of(snapshot);
        return snapshot.accessPoints().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void aSnapshotIsCompleteAndConsistent() {
        try (Backend backend = bed.provider().open(new Hints())) {
            Snapshot snapshot = backend.read();
            Set<String> names = new HashSet<>();
            Set<Integer> indices = new HashSet<>();
            for (Link link : snapshot.links()) {
                assertTrue(names.add(link.name()) && indices.add(link.index()), () -> "twice: " + link);
            }
            Set<ConfigurationId> ids = new HashSet<>();
            for (AccessPoint point : snapshot.accessPoints()) {
                assertTrue(ids.add(point.id()), () -> "twice: " + point);
                point.interfaceName().ifPresent(name -> assertTrue(names.contains(name), () -> "on no link that is there: " + point));
            }
            assertTrue(ids.containsAll(List.of(first(), second())));
            assertTrue(snapshot.defaultInterface().stream().allMatch(names::contains));
            Agreement.of(snapshot);
        }
    }

    @Test
    void eachCapabilityHasASupportAndWhatIsMissingAReason() {
        try (Backend backend = bed.provider().open(new Hints())) {
            for (Capability capability : Capability.values()) {
                CapabilityStatus status = backend.capabilities().of(capability);
                assertTrue(status.support().isUsable() || !status.reason().isBlank(), status::toString);
            }
            assertEquals(backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support(),
                backend.capabilities(first()).of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        }
    }

    @Test
    void whatIsNotThereIsGoneAndNothingElseIsTouched() {
        ConfigurationId nobody = ConfigurationId.of("nobody", "at-home");
        try (Backend backend = bed.provider().open(new Hints())) {
            bed.remove(second());
            for (ConfigurationId id : List.of(nobody, second())) {
                assertEquals(BackendException.Kind.GONE, assertThrows(BackendException.class, () -> backend.start(id, OPTIONS)).kind());
                assertEquals(BackendException.Kind.GONE, assertThrows(BackendException.class, () -> backend.stop(id)).kind());
            }
            List<Integer> rows = new ArrayList<>();
            backend.counters(Integer.MAX_VALUE, (index, received, written, in, out, badIn, badOut, lostIn, lostOut) -> rows.add(index));
            assertEquals(List.of(), rows);
            assertFalse(bed.isUp(first()));
        }
    }

    @Test
    void aChangeIsHintedAtAndAfterClosingNothingIs() {
        Hints hints = new Hints();
        Backend backend = bed.provider().open(hints);
        backend.read();
        eventually(hints::areQuiet, "what the opening and the reading lead to is told");
        long before = hints.count.get();
        bed.up(first());
        eventually(() -> hints.count.get() > before, "a hint has come");
        backend.close();
        backend.close();
        long atClose = hints.count.get();
        Hints others = new Hints();
        try (Backend other = bed.provider().open(others)) {
            other.read();
            eventually(others::areQuiet, "the other is told what its opening leads to");
            long othersBefore = others.count.get();
            bed.down(first());
            bed.up(second());
            assertFalse(bed.isUp(first()), "the witness has seen the change");
            eventually(() -> others.count.get() > othersBefore && others.areQuiet(), "one that is open is told of it");
        }
        assertEquals(atClose, hints.count.get());
    }

    @Test
    void openingAndClosingLeavesNoThread() {
        Set<Thread> before = ownThreads();
        for (int i = 0; i < bed.rounds(); i++) {
            Networks.builder().backend(bed.provider()).open().close();
        }
        eventually(() -> before.containsAll(ownThreads()), "all threads have ended but those of " + before);
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("netsession-")).collect(Collectors.toSet());
    }

    /** Sessions open and close on several threads, and somebody else moves the interfaces, while the library is closed. */
    @Test
    void closingUnderLoadHangsNobodyAndLeavesNothing() throws InterruptedException {
        Set<Thread> before = ownThreads();
        for (int round = 0; round < bed.rounds(); round++) {
            Networks networks = Networks.builder().backend(bed.provider()).open();
            eventually(() -> networks.configuration(second()).isPresent(), "it is listed");
            ConcurrentLinkedQueue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<Throwable> defects = new ConcurrentLinkedQueue<>();
            List<Thread> workers = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                NetworkConfiguration configuration = networks.configuration(number % 2 == 0 ? first() : second()).orElseThrow();
                Thread worker = new Thread(() -> work(networks, configuration, futures), "worker-" + number);
                worker.setUncaughtExceptionHandler((thread, defect) -> defects.add(defect));
                workers.add(worker);
                worker.start();
            }
            for (int i = 0; i <= round; i++) {
                bed.up(first());
                bed.down(first());
            }
            networks.close();
            networks.close();
            for (Thread worker : workers) {
                worker.join(HANG_MILLIS);
                assertFalse(worker.isAlive(), () -> "a call hangs in " + List.of(worker.getStackTrace()));
            }
            assertEquals(List.of(), List.copyOf(defects));
            eventually(() -> futures.stream().allMatch(CompletableFuture::isDone), "every future is complete");
            assertFalse(bed.isUp(second()), "only sessions had started it");
        }
        eventually(() -> before.containsAll(ownThreads()), "all threads have ended but those of " + before);
    }

    /** Until the library is closed, which the calls then say. */
    private static void work(Networks networks, NetworkConfiguration configuration, ConcurrentLinkedQueue<CompletableFuture<?>> futures) {
        try {
            for (int i = 0; i < 1_000_000; i++) {
                NetworkSession session = networks.session(configuration);
                futures.add(session.open());
                if (i % 3 == 0) {
                    futures.add(session.stop());
                }
                networks.counters();
                session.close();
                // The world may be slow: nothing is gained by more than it can take.
                while (futures.size() > MOST_UNSETTLED && !futures.removeIf(CompletableFuture::isDone)) {
                    networks.backend();
                    LockSupport.parkNanos(1_000_000);
                }
            }
        } catch (IllegalStateException closed) {
            assertEquals("this Networks is closed", closed.getMessage());
        }
    }
}
