package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process has taken from the system. */
final class Leaks {

    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The JVM reads the limits of its control group every now and then. */
    private static final String JVM_OWN = "/sys/fs/cgroup/";

    private Leaks() {
    }

    static long descriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    /** How many descriptors there are of each kind: the number of a socket, a pipe or an event is left out, and so is what the JVM opens by itself. */
    static Map<String, Long> descriptorsByKind() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.map(Leaks::target).filter(target -> !target.startsWith(JVM_OWN)).collect(Collectors.groupingBy(target -> target.replaceAll("[0-9]+", ""), TreeMap::new, Collectors.counting()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same when the numbers have stayed as they are for a while: one may just be about to be opened. */
    static Map<String, Long> settledDescriptorsByKind() {
        Map<String, Long> last = descriptorsByKind();
        long since = System.nanoTime();
        while (System.nanoTime() - since < SETTLED_NANOS) {
            LockSupport.parkNanos(50_000_000);
            Map<String, Long> now = descriptorsByKind();
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
        }
        return last;
    }

    /**
     * Fails unless the descriptors are what they were. Waits, because something may just be about to be closed; a leak stays.
     */
    static void assertDescriptors(Map<String, Long> before) {
        AtomicReference<Map<String, Long>> last = new AtomicReference<>(Map.of());
        Await.comesTrue(() -> {
            last.set(descriptorsByKind());
            return before.equals(last.get());
        });
        assertEquals(before, last.get(), "open descriptors");
    }

    /** One that was closed since it was listed is the descriptor of the list itself. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "closed";
        }
    }

    /**
     * After a collection, so that the heap's own growth does not hide or fake a leak of native memory; and after the collector, which does so by
     * and by on a thread of its own, has given back what it has freed.
     */
    static long residentKiB() throws IOException {
        System.gc();
        long least = residentNowKiB();
        long since = System.nanoTime();
        while (System.nanoTime() - since < SETTLED_NANOS) {
            LockSupport.parkNanos(50_000_000);
            long now = residentNowKiB();
            if (now < least) {
                least = now;
                since = System.nanoTime();
            }
        }
        return least;
    }

    private static long residentNowKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** Native memory behind direct buffers that are still reachable, or not yet freed; a collection frees the others. */
    static long directBytes() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }
}
