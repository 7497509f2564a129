package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many links and fast changes, through the whole library. Times are printed, not asserted: machines differ. */
@Tag("kernel")
class NetworksScaleIT {

    private static final Pattern LINK = Pattern.compile("^\\d+: ([^:@]+)[^<]*<([^>]*)>.* mtu (\\d+) ");

    private static final long MOST_GROWN_KIB = 16 * 1024;

    @BeforeEach
    void prepare() {
        Netns.clean();
    }

    @AfterEach
    void tidy() {
        System.clearProperty(LinuxWatcher.RECEIVE_BUFFER);
        Netns.clean();
    }

    private static void addPairs(int pairs) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            lines.add("link add a" + i + " type veth peer name b" + i);
        }
        for (int i = 0; i < pairs; i++) {
            for (String end : List.of("a" + i, "b" + i)) {
                lines.add("link set " + end + " addrgenmode none");
                lines.add("link set " + end + " up");
            }
        }
        Netns.ipBatch(lines);
    }

    /** Name to "up mtu", as iproute2 sees it. */
    private static Map<String, String> witness() {
        Map<String, String> links = new TreeMap<>();
        for (String line : Netns.ip("-o link").split("\n")) {
            Matcher matcher = LINK.matcher(line);
            assertTrue(matcher.find(), line);
            links.put(matcher.group(1), List.of(matcher.group(2).split(",")).contains("UP") + " " + matcher.group(3));
        }
        return links;
    }

    private static Map<String, String> seen(Networks networks) {
        Map<String, String> links = new TreeMap<>();
        for (Link link : networks.interfaces()) {
            links.put(link.name(), link.up() + " " + link.mtuBytes());
        }
        return links;
    }

    @Test
    void aThousandLinksAreOpenedAndCountedInMilliseconds() {
        addPairs(500);
        try (Networks warm = Networks.open()) {
            assertEquals(witness(), seen(warm));
            for (int i = 0; i < 50; i++) {
                assertEquals(1001, warm.counters().size());
            }
        }
        long[] open = new long[5];
        long[] counters = new long[50];
        for (int i = 0; i < open.length; i++) {
            long begin = System.nanoTime();
            try (Networks networks = Networks.open()) {
                open[i] = System.nanoTime() - begin;
                assertEquals(1001, networks.interfaces().size());
                for (int j = 0; j < 10; j++) {
                    begin = System.nanoTime();
                    networks.counters();
                    counters[i * 10 + j] = System.nanoTime() - begin;
                }
            }
        }
        System.out.println("1001 links: open() " + median(open) + " ms, counters() " + median(counters) + " ms (medians)");
    }

    private static String median(long[] nanos) {
        java.util.Arrays.sort(nanos);
        return String.format(java.util.Locale.ROOT, "%.2f", nanos[nanos.length / 2] / 1e6);
    }

    /** Three seconds are thirty readings at most: one for each change would be tens of thousands, and ten must have been made. */
    @Test
    void twoHundredLinksThatFlapEndInExactlyTheTrueState() throws IOException, InterruptedException {
        flap(3);
    }

    @Test
    @Tag("soak")
    void twoHundredLinksThatFlapForTenSecondsEndInExactlyTheTrueState() throws IOException, InterruptedException {
        flap(10);
    }

    private static void flap(int seconds) throws IOException, InterruptedException {
        addPairs(100);
        CountingProvider counting = new CountingProvider();
        try (Networks networks = Networks.builder().backend(counting).open()) {
            int before = counting.readings();
            long begin = System.nanoTime();
            long flaps = batch(seconds(seconds), new Random(7));
            Map<String, String> truth = witness();
            Await.until(() -> seen(networks).equals(truth));
            int readings = counting.readings() - before;
            // It goes on reading until it has seen the truth: that time counts, too.
            double elapsed = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d changes on 200 links in %.1f s: %d readings%n", flaps, elapsed, readings);
            assertTrue(readings <= 10 * elapsed + 12, readings + " readings in " + elapsed + " s");
            assertTrue(readings >= 10, "it was read during the storm");
        }
    }

    private static long seconds(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Changes links at random through one ip process until the time is up; how many changes it made. */
    private static long batch(long end, Random random) throws IOException, InterruptedException {
        Process ip = new ProcessBuilder("ip", "-batch", "-").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        long count = 0;
        try (Writer lines = new OutputStreamWriter(ip.getOutputStream(), StandardCharsets.US_ASCII)) {
            while (System.nanoTime() < end) {
                lines.write("link set " + (random.nextBoolean() ? "a" : "b") + random.nextInt(100) + (random.nextBoolean() ? " up\n" : " down\n"));
                count++;
            }
        }
        assertTrue(ip.waitFor(60, TimeUnit.SECONDS), "ip has done it all");
        return count;
    }

    @Test
    void withTheSmallestBufferTwentyThousandChangesEndExactAndALossIsCounted() throws IOException, InterruptedException {
        System.setProperty(LinuxWatcher.RECEIVE_BUFFER, "1");
        addPairs(10);
        try (Networks networks = Networks.open()) {
            AtomicInteger resyncs = new AtomicInteger();
            networks.listen(new NetworksListener() {
                @Override
                public void resynchronized(NetworksEvent.Resynchronized event) {
                    resyncs.incrementAndGet();
                }
            });
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                lines.add("link set a" + i % 10 + " mtu " + (1000 + i % 457));
            }
            Netns.ipBatch(lines);
            Map<String, String> truth = witness();
            Await.until(() -> seen(networks).equals(truth) && resyncs.get() > 0);
            System.out.println("20,000 changes with the smallest buffer: " + resyncs.get() + " resynchronisations told");
        }
    }

    /** Long enough for every wait of a second or less; and a thread of Java's that waits for no time at all will not wake later either. */
    @Test
    void anIdleInstanceWakesNoThread() throws InterruptedException {
        idle(Duration.ofSeconds(3), () -> assertEquals(Map.of("netsession-engine-1", Thread.State.WAITING, "netsession-engine-2", Thread.State.WAITING),
            statesOfJavaThreads()));
    }

    @Test
    @Tag("slow")
    void anIdleInstanceWakesNoThreadForAMinute() throws InterruptedException {
        idle(Duration.ofSeconds(60), () -> { });
    }

    private static void idle(Duration duration, Runnable check) throws InterruptedException {
        Netns.vethPair("ap0", "net0");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        CountingProvider counting = new CountingProvider();
        try (Networks networks = Networks.builder().backend(counting).open()) {
            java.util.concurrent.CountDownLatch present = new java.util.concurrent.CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    present.countDown();
                }
            });
            assertTrue(present.await(10, TimeUnit.SECONDS));
            Await.until(() -> ThreadSwitches.ofOwnThreads().size() == 3);
            Map<String, Long> before = settled();
            int readings = counting.readings();
            check.run();
            quiet(duration);
            assertEquals(before, ThreadSwitches.ofOwnThreads(), "voluntary context switches by thread");
            assertEquals(readings, counting.readings());
            System.out.println("idle for " + duration.toSeconds() + " s: voluntary switches stayed at " + before);
        }
    }

    /** The switches once there has been none for a second. */
    private static Map<String, Long> settled() throws InterruptedException {
        Map<String, Long> switches = ThreadSwitches.ofOwnThreads();
        for (int second = 0; second < 30; second++) {
            quiet(Duration.ofSeconds(1));
            Map<String, Long> now = ThreadSwitches.ofOwnThreads();
            if (now.equals(switches)) {
                return now;
            }
            switches = now;
        }
        throw new AssertionError("no second without a switch: " + switches);
    }

    /** Without the thread that watches, which waits in the kernel. */
    private static Map<String, Thread.State> statesOfJavaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("netsession-") && !thread.getName().equals(LinuxWatcher.THREAD_NAME))
            .collect(Collectors.toMap(Thread::getName, Thread::getState));
    }

    /** Nothing is being waited for: the point is that nothing happens. */
    private static void quiet(Duration duration) throws InterruptedException {
        new java.util.concurrent.CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Both are counted exactly, so that one leak in a hundred openings is enough; resident memory tells only after a thousand. */
    @Test
    void aHundredOpeningsLeakNeitherADescriptorNorABuffer() throws IOException {
        Netns.vethPair("ap0", "net0");
        openAndClose(10);
        Map<String, Long> descriptors = Leaks.descriptorsByKind();
        long direct = Leaks.directBytes();
        openAndClose(100);
        Leaks.assertDescriptors(descriptors);
        Await.until(() -> Leaks.directBytes() <= direct);
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void aThousandOpeningsLeakNothing() throws IOException {
        Netns.vethPair("ap0", "net0");
        openAndClose(1000);
        Map<String, Long> descriptors = Leaks.descriptorsByKind();
        long direct = Leaks.directBytes();
        long grown = Long.MAX_VALUE;
        // What the JVM needs for itself grows now and then, and a leak each time.
        for (int round = 0; round < 3 && grown >= MOST_GROWN_KIB; round++) {
            long memory = Leaks.residentKiB();
            openAndClose(1000);
            Leaks.assertDescriptors(descriptors);
            Await.until(() -> Leaks.directBytes() <= direct);
            grown = Leaks.residentKiB() - memory;
        }
        System.out.println("the second 1,000 openings: " + Leaks.descriptors() + " descriptors before and after, direct buffers "
            + direct + " bytes before and " + Leaks.directBytes() + " after, resident memory grew by " + grown + " KiB");
        assertTrue(grown < MOST_GROWN_KIB, "1,000 leaks of 32 KiB, the size of the smallest buffer, would be twice that; grew by " + grown + " KiB");
    }

    private static void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            try (Networks networks = Networks.open()) {
                networks.counters();
            }
        }
        // A thread that was told to end closes what it has when it does.
        Await.until(() -> ThreadSwitches.ofOwnThreads().isEmpty());
    }
}
