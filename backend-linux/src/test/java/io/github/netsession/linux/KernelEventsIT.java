package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("kernel")
@Tag("every-jdk")
class KernelEventsIT {

    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final int STORM = 20_000;

    private final Hints hints = new Hints();
    private Backend backend;

    @BeforeEach
    void clean() {
        Netns.clean();
        Netns.vethPair("va", "vb");
        Netns.ip("addr add 10.1.0.1/24 dev va");
    }

    @AfterEach
    void close() {
        System.clearProperty(LinuxWatcher.RECEIVE_BUFFER);
        System.clearProperty(LinuxWatcher.NO_EVENTS);
        if (backend != null) {
            backend.close();
        }
        Netns.clean();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "link added           |                                  | link add new0 type ifb",
        "link removed         | link add new0 type ifb             | link del new0",
        "link down            |                                  | link set va down",
        "link up              | link set va down                 | link set va up",
        "carrier lost         |                                  | link set vb down",
        "link renamed         | link set va down                 | link set va name other",
        "port added           | link add bridge0 type bridge          | link set vb master bridge0",
        "IPv4 address added   |                                  | addr add 10.1.0.7/24 dev va",
        "IPv4 address removed |                                  | addr del 10.1.0.1/24 dev va",
        "IPv6 address added   |                                  | -6 addr add 2001:db8:1::1/64 dev va nodad",
        "IPv6 address removed | -6 addr add fd00::1/64 dev va nodad | -6 addr del fd00::1/64 dev va",
        "IPv4 route added     |                                  | route add default via 10.1.0.2",
        "IPv4 route removed   | route add default via 10.1.0.2   | route del default",
        "IPv6 route added     | -6 addr add fd00::1/64 dev va nodad | -6 route add default via fd00::2",
        "IPv4 rule added      |                                  | rule add from all lookup 100 priority 99",
        "IPv6 rule added      |                                  | -6 rule add from all lookup 100 priority 99",
    })
    void isNoticedWithinASecond(String what, String before, String change) {
        if (before != null) {
            Netns.ip(before);
        }
        backend = new LinuxBackendProvider().open(hints);
        long seen = hints.awaitQuiet(QUIET);
        Netns.ip(change);
        assertTrue(hints.awaitMoreThan(seen, PROMPT), what);
    }

    @Test
    void aRouteThatGoesWithItsNexthopObjectIsNoticed() {
        Netns.ip("nexthop add id 1 via 10.1.0.2 dev va");
        Netns.ip("route add default nhid 1");
        backend = new LinuxBackendProvider().open(hints);
        assertEquals(Optional.of("va"), backend.read().defaultInterface());
        long seen = hints.awaitQuiet(QUIET);
        Netns.ip("nexthop del id 1");
        assertTrue(hints.awaitMoreThan(seen, PROMPT));
        assertEquals(Optional.empty(), backend.read().defaultInterface());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipv4", "ipv6"})
    void aSettingThatChangesWhichRoutesCountIsNoticed(String family) {
        backend = new LinuxBackendProvider().open(hints);
        long seen = hints.awaitQuiet(QUIET);
        Netns.sh("echo 1 > /proc/sys/net/" + family + "/conf/va/ignore_routes_with_linkdown");
        assertTrue(hints.awaitMoreThan(seen, PROMPT));
    }

    /** As a kernel takes the group of nexthop objects that is too old to have it. */
    @Test
    void joiningAGroupThatTheKernelDoesNotKnowIsNoError() {
        int unused = Rtnetlink.groupBit(14); // RTNLGRP_NOP2
        new JnaLinuxOs().events(LinuxWatcher.GROUPS | unused, LinuxWatcher.RECEIVE_BUFFER_BYTES).close();
    }

    @Test
    void afterAStormThatOverflowsTheBufferTheStateIsExact() {
        System.setProperty(LinuxWatcher.RECEIVE_BUFFER, "1"); // The kernel grants its minimum.
        backend = new LinuxBackendProvider().open(hints);
        synchronized (hints) { // The watcher waits with its first hint meanwhile: else a slow storm does not overflow the buffer.
            storm();
        }
        hints.awaitQuiet(QUIET);
        Await.until(() -> backend.read().losses() > 0);
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.exact());
        assertEquals(1500 + STORM % 100, link(snapshot, "va").mtuBytes());
        long seen = hints.count();
        Netns.ip("link set va down");
        assertTrue(hints.awaitMoreThan(seen, PROMPT), "the watcher still works");
        System.out.println("minimum buffer, " + STORM + " changes: " + snapshot.losses() + " losses, " + seen + " hints");
    }

    @Test
    void aStormThatDoesNotLetUpStillHints() throws Exception {
        backend = new LinuxBackendProvider().open(hints);
        long seen = hints.awaitQuiet(QUIET);
        CompletableFuture<Void> storm = CompletableFuture.runAsync(KernelEventsIT::storm);
        assertTrue(hints.awaitMoreThan(seen + 2, Duration.ofSeconds(5)));
        storm.get();
        hints.awaitQuiet(QUIET);
        System.out.println("4 MB buffer, " + STORM + " changes: " + backend.read().losses() + " losses, " + (hints.count() - seen) + " hints");
    }

    /** During a hundred changes there is a reading on the way at any time. */
    @Test
    void readingDuringChangesEndsExactOnceTheyEnd() throws Exception {
        readDuring(50);
    }

    @Test
    @Tag("soak")
    void readingDuringManyChangesEndsExactOnceTheyEnd() throws Exception {
        readDuring(200);
    }

    private void readDuring(int links) throws Exception {
        // So many that a dump has several parts: only between two parts can it be interrupted.
        Netns.ipBatch(IntStream.range(0, 100).mapToObj(i -> "link add a" + i + " type veth peer name b" + i).toList());
        backend = new LinuxBackendProvider().open(hints);
        CompletableFuture<Void> churn = CompletableFuture.runAsync(() -> Netns.ipBatch(
            IntStream.range(0, links).boxed().flatMap(i -> Stream.of("link add new0 type ifb", "link del new0")).toList()));
        int exact = 0;
        int inexact = 0;
        while (!churn.isDone()) {
            if (backend.read().exact()) {
                exact++;
            } else {
                inexact++;
            }
        }
        churn.get();
        assertTrue(backend.read().exact());
        System.out.println("readings during churn: " + exact + " exact, " + inexact + " not");
    }

    @Test
    @Tag("slow")
    void anIdleBackendWakesNoThread() throws IOException {
        backend = new LinuxBackendProvider().open(hints);
        backend.read();
        long seen = hints.awaitQuiet(QUIET);
        Path task = watcherTask();
        // It has told the last hint, and may still have to wait for a processor before it waits for the next notice.
        Await.until(() -> isAsleep(task));
        String before = switches(task);
        assertFalse(hints.awaitMoreThan(seen, Duration.ofSeconds(10)), "ten seconds of nothing");
        assertEquals(before, switches(task));
    }

    @Test
    @Tag("slow")
    void withoutEventsChangesAreFoundByPolling() {
        System.setProperty(LinuxWatcher.NO_EVENTS, "true");
        long opened = System.nanoTime();
        backend = new LinuxBackendProvider().open(hints);
        CapabilityStatus status = backend.capabilities().of(Capability.CHANGE_EVENTS);
        assertEquals(Support.DEGRADED, status.support());
        assertTrue(status.reason().startsWith("polling every 10 s: "), status.reason());
        Netns.ip("link set va down");
        assertTrue(hints.awaitMoreThan(0, Duration.ofSeconds(60)));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
        assertTrue(millis >= 10_000, () -> "it was no poll after " + millis + " ms");
        long begun = System.nanoTime();
        backend.close();
        assertTrue(System.nanoTime() - begun < 1_000_000_000L, "closing waited for the next poll");
    }

    @Test
    void withEventsTheyAreReportedAsAvailable() {
        backend = new LinuxBackendProvider().open(hints);
        assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.CHANGE_EVENTS).support());
    }

    private static void storm() {
        Netns.ipBatch(IntStream.rangeClosed(1, STORM).mapToObj(i -> "link set va mtu " + (1500 + i % 100)).toList());
    }

    private static Link link(Snapshot snapshot, String name) {
        return snapshot.links().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** The kernel keeps 15 characters of a thread's name. */
    static Path watcherTask() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            List<Path> found = tasks.filter(task -> comm(task).equals(LinuxWatcher.THREAD_NAME.substring(0, 15))).toList();
            assertEquals(1, found.size());
            return found.get(0);
        }
    }

    private static String comm(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // The thread has ended meanwhile.
        }
    }

    private static String switches(Path task) throws IOException {
        return status(task, "voluntary_ctxt_switches");
    }

    private static boolean isAsleep(Path task) {
        try {
            return status(task, "State:").contains("S (sleeping)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String status(Path task, String field) throws IOException {
        return Files.readAllLines(task.resolve("status")).stream().filter(line -> line.startsWith(field)).findFirst().orElseThrow();
    }
}
