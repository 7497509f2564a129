package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.Networks;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class KernelScaleIT {

    private static final int PAIRS = 500;
    /** Enough for a median that is printed only; {@code ./check bench} measures. */
    private static final int ROUNDS = 20;

    private long rows;
    private final CounterSink counting = (index, a, b, c, d, e, f, g, h) -> rows++;

    @BeforeEach
    @AfterEach
    void clean() {
        Netns.clean();
    }

    @Test
    void aThousandLinksAreReadWhole() {
        List<String> lines = IntStream.range(0, PAIRS).boxed().flatMap(i -> List.of(
            "link add a" + i + " type veth peer name b" + i, "link set a" + i + " addrgenmode none", "link set b" + i + " addrgenmode none",
            "link set a" + i + " up", "link set b" + i + " up",
            "addr add 10." + i / 250 + "." + i % 250 + ".1/24 dev a" + i).stream()).toList();
        Netns.ipBatch(lines);
        try (Backend backend = new LinuxBackendProvider().open(new Hints())) {
            // The kernel finds out by and by that they are operational.
            Await.until(() -> backend.read().links().stream().filter(link -> link.isUsable()).count() == PAIRS);
            Snapshot snapshot = backend.read();
            assertTrue(snapshot.exact());
            assertEquals(2 * PAIRS + 1, snapshot.links().size());
            assertEquals(2 * PAIRS, snapshot.accessPoints().size());
            assertEquals(PAIRS, snapshot.links().stream().filter(link -> link.isUsable()).count());
            rows = 0;
            backend.counters(counting);
            assertEquals(2 * PAIRS + 1, rows);
            print("read() at 1,001 links", median(backend::read));
            print("counters() at 1,001 links", median(() -> backend.counters(counting)));
            print("counters(index) at 1,001 links", median(() -> backend.counters(1, counting)));
        }
    }

    @Test
    void readingCountersAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Backend backend = new LinuxBackendProvider().open(new Hints())) {
            for (int i = 0; i < 20_000; i++) {
                backend.counters(counting);
                backend.counters(1, counting);
            }
            long least = Long.MAX_VALUE;
            // On a busy machine the compiler that leaves out what need not be allocated may come late; what it cannot leave out stays.
            for (int attempt = 0; attempt < 20 && least >= 10_000; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    backend.counters(counting);
                    backend.counters(1, counting);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            System.out.println("2,000 counter readings allocated " + least + " bytes");
            assertTrue(least < 10_000, least + " bytes");
            print("read() at one link", median(backend::read));
            print("counters() at one link", median(() -> backend.counters(counting)));
            print("counters(index) at one link", median(() -> backend.counters(1, counting)));
        }
    }

    /** More links than fit into one datagram, and indexes above those of which Java keeps the numbers. */
    @Test
    void aSinkOfAnApplicationReceivesCountersWithoutAnAllocation() {
        Netns.ipBatch(IntStream.range(0, 100).mapToObj(i -> "link add a" + i + " index " + (1000 + 2 * i) + " type veth peer name b" + i).toList());
        long[] sum = {0};
        InterfaceCountersSink sink = (name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> sum[0] += index + br + epoch;
        try (Networks networks = Networks.open()) {
            assertEquals(201, networks.counters(sink));
            InterfaceCountersSink within = (name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) -> networks.counters(name, sink);
            List<Runnable> readings = List.of(() -> networks.counters(sink), () -> networks.counters("a70", sink), () -> networks.counters("a71", within));
            for (Runnable reading : readings) {
                assertEquals(0, leastAllocated(reading, 0));
            }
            int links = networks.counters().size();
            long bytes = leastAllocated(networks::counters, 150L * links) / links;
            System.out.println("a map of the counters allocated " + bytes + " bytes a link");
            assertTrue(bytes <= 150, bytes + " bytes");
        }
        assertTrue(sum[0] > 0);
    }

    /**
     * Returns how many bytes one of a thousand calls has allocated at least: the compiler that leaves out what need not be allocated may come
     * late. Stops when few enough are reached.
     */
    private static long leastAllocated(Runnable call, long enough) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 30 && least > enough; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 1000);
        }
        return least;
    }

    private static void print(String what, long nanos) {
        System.out.println(what + ": median " + nanos / 1000.0 + " us");
    }

    private static long median(Runnable call) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            call.run(); // Warms up.
        }
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }
}
