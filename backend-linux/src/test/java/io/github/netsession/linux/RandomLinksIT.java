package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random changes on a real kernel: a reading of what the notices name ends in the same snapshot as a reading of everything. */
@Tag("kernel")
@Timeout(7200)
class RandomLinksIT {

    private static final int STEPS = Integer.getInteger("netsession.random.steps", 1_500);
    /** The kernel tells of some carriers and operational states a second late, and a young veth waits for half a second. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Hints hints = new Hints();
    private final List<String> done = new ArrayList<>();
    private Process elsewhere;

    @BeforeEach
    void clean() throws IOException {
        Netns.clean();
        elsewhere = Netns.otherNamespace();
        // Enough links that one that is named is not a quarter of them.
        Netns.ipBatch(IntStream.range(0, 40).mapToObj(i -> "link add q" + i + " type ifb").toList());
    }

    @AfterEach
    void tidy() {
        elsewhere.destroy();
        withIpv6(true);
        Netns.run("ip", "nexthop", "flush");
        Netns.clean();
    }

    @Test
    void someStepsEndInTheSameSnapshot() {
        play(Long.getLong("netsession.random.seed", 22), 60);
    }

    @Test
    @Tag("soak")
    void manyStepsEndInTheSameSnapshot() {
        for (long seed = 1; seed <= 10; seed++) {
            play(seed, STEPS / 10);
        }
    }

    /** With IPv6, each change of a link brings notices of addresses too, which would hide what those of links alone do not tell. */
    private static void withIpv6(boolean isWanted) {
        Netns.sh("echo " + (isWanted ? 0 : 1) + " > /proc/sys/net/ipv6/conf/default/disable_ipv6");
    }

    private void play(long seed, int steps) {
        withIpv6(seed % 2 == 0);
        System.out.println("random links: seed " + seed + ", " + steps + " steps (-Dnetsession.random.seed, -Dnetsession.random.steps)");
        RandomLinks random = new RandomLinks(new Random(seed), elsewhere.pid());
        CountedRequests counted = new CountedRequests();
        try (Backend partial = LinuxBackend.open(counted.os(), hints); Backend whole = new LinuxBackendProvider().open(new Hints())) {
            partial.read();
            long lists = counted.lists();
            int readings = 0;
            for (int step = 0; step < steps; step++) {
                List<String> batch = random.step();
                done.addAll(batch);
                runBatch(batch);
                readings += settle(partial, whole, "seed " + seed + ", step " + step);
            }
            long wholeReadings = counted.lists() - lists;
            System.out.println("random links: " + readings + " readings, of which " + wholeReadings + " read everything");
            assertTrue(wholeReadings * 2 < readings, "most readings should read only what the notices name");
        }
    }

    /** Mistakes are part of it: a name that is taken, a link that is gone. */
    private static void runBatch(List<String> batch) {
        try {
            Process ip = new ProcessBuilder("ip", "-force", "-batch", "-").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            ip.getOutputStream().write((String.join("\n", batch) + "\n").getBytes(StandardCharsets.UTF_8));
            ip.getOutputStream().close();
            ip.waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads after each hint, as the engine does, until the snapshots are equal; returns how many readings that took. */
    private int settle(Backend partial, Backend whole, String where) {
        long[] seen = {-1};
        int[] readings = {0};
        Snapshot[] last = new Snapshot[2];
        boolean isSettled = Await.comesTrueWithin(SETTLED, () -> {
            long now = hints.count();
            if (now != seen[0]) {
                seen[0] = now;
                readings[0]++;
                last[0] = comparable(partial.readChanged());
            }
            last[1] = comparable(whole.read());
            return last[0].equals(last[1]);
        });
        if (!isSettled) {
            fail(where + " after " + done.subList(Math.max(0, done.size() - 30), done.size()) + "\n" + difference(last[0], last[1]) + Netns.ip("addr")
                + Netns.ip("route") + Netns.ip("-6 route") + Netns.ip("rule"));
        }
        assertTrue(last[0].exact(), where);
        assertEquals(0, last[0].losses(), where);
        return readings[0];
    }

    /** Without the time spent suspended, whose measure is not that exact. */
    private static Snapshot comparable(Snapshot snapshot) {
        return snapshot.toBuilder().suspended(Duration.ZERO).build();
    }

    private static String difference(Snapshot partial, Snapshot whole) {
        StringBuilder text = new StringBuilder("default " + partial.defaultInterface() + " and " + whole.defaultInterface() + "\n");
        partial.links().stream().filter(link -> !whole.links().contains(link)).forEach(link -> text.append("partial ").append(link).append('\n'));
        whole.links().stream().filter(link -> !partial.links().contains(link)).forEach(link -> text.append("whole   ").append(link).append('\n'));
        partial.accessPoints().stream().filter(each -> !whole.accessPoints().contains(each)).forEach(each -> text.append("partial ").append(each).append('\n'));
        whole.accessPoints().stream().filter(each -> !partial.accessPoints().contains(each)).forEach(each -> text.append("whole   ").append(each).append('\n'));
        return text.toString();
    }
}
