package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application's sink receives, and what it may do while it is called. */
@Tag("unit")
@Timeout(60)
class CountersSinkTest {

    private static final int LINKS = 300;

    /** Shows the links in an order of its own, as an operating system may; each reading counts on. */
    private static final class ManyLinks extends FakeBackend {

        private final List<Integer> shown = new ArrayList<>();
        private long packets;

        ManyLinks() {
            super("many", 1);
            List<Link> links = new ArrayList<>();
            for (int i = 0; i < LINKS; i++) {
                links.add(Links.up("net" + i, 1000 + i, Bearer.ETHERNET).build());
                shown.add(1000 + i);
            }
            Collections.shuffle(shown, new Random(5));
            snapshot = Snapshot.builder().links(links).build();
        }

        @Override
        public void counters(CounterSink rows) {
            onCounters.run();
            packets++;
            for (int i = 0; i < shown.size(); i++) {
                row(shown.get(i), rows);
            }
        }

        @Override
        public void counters(int index, CounterSink rows) {
            onCounters.run();
            packets++;
            row(index, rows);
        }

        private void row(int index, CounterSink rows) {
            rows.row(index, index * packets, 2 * packets, packets, packets, 5, 6, 7, 8);
        }
    }

    private final ManyLinks backend = new ManyLinks();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private Networks networks;

    @BeforeEach
    void open() {
        networks = Networks.builder().backend(backend).open();
    }

    @AfterEach
    void close() throws InterruptedException {
        release.countDown();
        networks.close();
        others.shutdown();
        assertTrue(others.awaitTermination(10, TimeUnit.SECONDS));
    }

    static InterfaceCountersSink into(Map<String, InterfaceCounters> received) {
        return (name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> received.put(name, InterfaceCounters.builder(name, index)
            .bytesReceived(br).bytesWritten(bw).packetsReceived(pr).packetsWritten(pw).errorsReceived(er).errorsWritten(ew).droppedReceived(dr)
            .droppedWritten(dw).epoch(epoch).build());
    }

    private static InterfaceCountersSink running(Runnable work) {
        return (name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> work.run();
    }

    private void block() {
        called.countDown();
        try {
            assertTrue(release.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T elsewhere(java.util.concurrent.Callable<T> work) throws Exception {
        return others.submit(work).get(10, TimeUnit.SECONDS);
    }

    @Test
    void allRowsComeInTheOrderOfTheInterfacesWhateverThatOfTheSystemIs() {
        for (int reading = 1; reading <= 3; reading++) {
            Map<String, InterfaceCounters> received = new LinkedHashMap<>();
            assertEquals(LINKS, networks.counters(into(received)));
            assertEquals(networks.interfaces().stream().map(Link::name).toList(), List.copyOf(received.keySet()));
            assertEquals(InterfaceCounters.builder("net7", 1007).bytesReceived(1007L * reading).bytesWritten(2L * reading).packetsReceived(reading)
                .packetsWritten(reading).errorsReceived(5).errorsWritten(6).droppedReceived(7).droppedWritten(8).build(), received.get("net7"));
        }
    }

    @Test
    void theSystemMayChangeItsOrderAndShowLinksThatAreNotKnownYetOrNoLonger() throws Exception {
        networks.counters();
        Collections.shuffle(backend.shown, new Random(6));
        backend.shown.add(0, 7);
        backend.shown.add(99_999);
        backend.shown.remove((Integer) 1200);
        Map<String, InterfaceCounters> received = new LinkedHashMap<>();
        assertEquals(LINKS - 1, networks.counters(into(received)));
        assertFalse(received.containsKey("net200"));
        received.forEach((name, counters) -> assertEquals(2L * counters.interfaceIndex(), counters.bytesReceived(), name));
        backend.snapshot = Snapshot.builder().links(List.of(Links.up("net3", 1003, Bearer.ETHERNET).build(),
            Links.up("new", 7, Bearer.ETHERNET).build())).build();
        networks.update().get(10, TimeUnit.SECONDS);
        received.clear();
        assertEquals(2, networks.counters(into(received)));
        assertEquals(List.of("new", "net3"), List.copyOf(received.keySet()));
        assertEquals(3009, received.get("net3").bytesReceived());
    }

    @Test
    void aRowThatComesTwiceInOneReadingCountsOnce() {
        backend.shown.addAll(List.copyOf(backend.shown));
        AtomicInteger rows = new AtomicInteger();
        assertEquals(LINKS, networks.counters(running(rows::incrementAndGet)));
        assertEquals(LINKS, rows.get());
        assertEquals(0, networks.counters().get("net0").epoch());
    }

    @Test
    void thereIsNoRowOfWhatDoesNotExistOrCannotBeRead() {
        InterfaceCountersSink never = running(() -> {
            throw new AssertionError("called");
        });
        assertFalse(networks.counters("nothing", never));
        backend.onCounters = () -> {
            throw new BackendException(BackendException.Kind.FAILED, "counters", "expected by the test");
        };
        assertFalse(networks.counters("net1", never));
        assertEquals(0, networks.counters(never));
        backend.onCounters = () -> { };
        assertTrue(networks.counters("net1", running(() -> { })));
    }

    @Test
    void aClosedInstanceCallsNoSink() {
        networks.close();
        assertThrows(IllegalStateException.class, () -> networks.counters(running(() -> { })));
        assertThrows(IllegalStateException.class, () -> networks.counters("net1", running(() -> { })));
    }

    @Test
    void whatASinkThrowsReachesItsCallerAndSpoilsNothing() {
        IllegalStateException mine = new IllegalStateException("expected by the test");
        AtomicInteger rows = new AtomicInteger();
        assertSame(mine, assertThrows(IllegalStateException.class, () -> networks.counters(running(() -> {
            if (rows.incrementAndGet() == 3) {
                throw mine;
            }
        }))));
        assertEquals(3, rows.get(), "nothing more is delivered");
        assertSame(mine, assertThrows(IllegalStateException.class, () -> networks.counters("net1", running(() -> {
            throw mine;
        }))));
        Map<String, InterfaceCounters> received = new LinkedHashMap<>();
        assertEquals(LINKS, networks.counters(into(received)));
        received.forEach((name, counters) -> {
            assertEquals(3L * counters.interfaceIndex(), counters.bytesReceived(), name);
            assertEquals(0, counters.epoch(), name);
        });
    }

    @Test
    void aSinkThatBlocksHoldsUpNoOtherThread() throws Exception {
        Future<Integer> blocked = others.submit(() -> networks.counters(running(this::block)));
        Future<Boolean> blockedOne = others.submit(() -> networks.counters("net1", running(this::block)));
        assertTrue(called.await(10, TimeUnit.SECONDS));
        for (int i = 0; i < 10; i++) {
            assertEquals(LINKS, elsewhere(() -> networks.counters(running(() -> { }))));
            assertEquals(LINKS, elsewhere(() -> networks.counters()).size());
            assertTrue(elsewhere(() -> networks.counters("net1")).isPresent());
        }
        networks.update().get(10, TimeUnit.SECONDS);
        assertFalse(blocked.isDone());
        elsewhere(() -> {
            networks.close();
            return null;
        });
        release.countDown();
        assertEquals(LINKS, blocked.get(10, TimeUnit.SECONDS), "what was read is delivered");
        assertTrue(blockedOne.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aSinkMayReadCounters() {
        Map<String, InterfaceCounters> outer = new LinkedHashMap<>();
        InterfaceCountersSink keep = into(outer);
        List<Integer> inner = new ArrayList<>();
        assertEquals(LINKS, networks.counters((name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> {
            keep.row(name, index, br, bw, pr, pw, er, ew, dr, dw, epoch);
            if (inner.size() < 50) {
                inner.add(networks.counters(running(() -> { })));
                assertTrue(networks.counters(name, running(() -> { })));
                assertTrue(networks.counters().get(name).bytesReceived() > br, "a later reading");
            }
        }));
        assertEquals(Collections.nCopies(50, LINKS), inner);
        outer.forEach((name, counters) -> assertEquals(counters.interfaceIndex(), counters.bytesReceived(), "of the first reading, " + name));
    }

    @Test
    void aSinkMayCloseTheInstance() {
        AtomicInteger rows = new AtomicInteger();
        assertEquals(LINKS, networks.counters(running(() -> {
            if (rows.incrementAndGet() == 2) {
                networks.close();
            }
        })));
        assertEquals(LINKS, rows.get());
        assertEquals(1, backend.closes.get());
        assertThrows(IllegalStateException.class, () -> networks.counters());
    }

    @Test
    void threadsThatReadAtTheSameTimeReceiveRowsOfOneReadingEach() throws Exception {
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(others.submit(() -> {
                long[] packets = {0, 0};
                for (int reading = 0; reading < 200; reading++) {
                    packets[1] = -1;
                    int rows = networks.counters((name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> {
                        packets[1] = packets[1] < 0 ? pr : packets[1];
                        assertEquals(packets[1], pr, name);
                        assertEquals(index * pr, br, name);
                    });
                    assertEquals(LINKS, rows);
                    assertTrue(packets[1] > packets[0], "a later reading");
                    packets[0] = packets[1];
                }
            }));
        }
        for (Future<?> reader : readers) {
            reader.get(30, TimeUnit.SECONDS);
        }
    }
}
