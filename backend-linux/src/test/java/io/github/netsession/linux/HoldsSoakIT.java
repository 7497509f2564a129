package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs open, close and stop sessions at random on real links, while some are killed and some are suspended at random. Whenever
 * they rest, the holds must be their open sessions and no others, and a link is up exactly if somebody holds it.
 */
@Tag("kernel")
class HoldsSoakIT {

    private static final List<String> LINKS = List.of("ap0", "ap1");
    /** Fifty JVMs that start at once on two cores. A program whose operation hangs says so after 20 s. */
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path directory;
    private Random random;
    private Networks networks;
    private final List<ChildProgram> children = new ArrayList<>();
    private int started;
    private int kills;
    private int suspensions;

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (int i = 0; i < 3; i++) {
            Netns.vethPair("ap" + i, "net" + i);
            Netns.ip("addr add 192.0.2." + (10 * i + 2) + "/29 dev ap" + i);
            Netns.ip("link set ap" + i + " down");
        }
        networks = Networks.builder().holdsDirectory(directory.resolve("holds")).open();
    }

    @AfterEach
    void tidy() {
        children.forEach(ChildProgram::kill);
        networks.close();
        Netns.clean();
    }

    /** With the seed 1, four programs are killed and four suspended in three rounds. */
    @Test
    @Timeout(300)
    void programsThatComeAndGoHoldWhatTheyHaveOpenAndNothingElse() {
        soak(Long.getLong("netsession.soak.seed", 1), 6, 3);
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void programsThatComeAndGoForLongerHoldWhatTheyHaveOpenAndNothingElse() {
        soak(Long.getLong("netsession.soak.seed", 1), 6, 10);
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void fiftyProgramsThatComeAndGoHoldWhatTheyHaveOpenAndNothingElse() {
        soak(Long.getLong("netsession.soak.seed", System.nanoTime()), 50, Integer.getInteger("netsession.soak.rounds", 40));
    }

    private void soak(long seed, int programs, int rounds) {
        random = new Random(seed);
        long began = System.nanoTime();
        for (int round = 1; round <= rounds; round++) {
            while (children.size() < programs) {
                children.add(ChildProgram.java(SoakChild.class, directory.resolve("holds").toString()));
                started++;
            }
            children.forEach(child -> child.tell("go " + random.nextLong() + " 8"));
            List<ChildProgram> suspended = disturb();
            suspended.forEach(child -> child.signal("CONT"));
            String where = "seed " + seed + ", round " + round + ": ";
            for (ChildProgram child : children) {
                String answer = child.answer(ROUND_LIMIT);
                assertTrue(answer.startsWith("open"), where + answer);
            }
            assertEquals("open", children.get(0).ask("tidy").substring(0, 4), where + "tidying up");
            assertAtRest(where);
        }
        System.out.printf("holds across processes, seed %d: %d programs in %d rounds, %d killed, %d suspended, %d points at rest checked, in %d s%n",
            seed, started, rounds, kills, suspensions, rounds, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    }

    /** Kills some and suspends some in the midst of what they do; those that are suspended, for up to three seconds. */
    private List<ChildProgram> disturb() {
        List<ChildProgram> suspended = new ArrayList<>();
        for (ChildProgram child : List.copyOf(children)) {
            int dice = random.nextInt(6);
            if (dice < 2) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(80)));
            }
            if (dice == 0 && children.size() > 1) {
                child.kill();
                children.remove(child);
                kills++;
            } else if (dice == 1) {
                child.signal("STOP");
                suspended.add(child);
                suspensions++;
            }
        }
        if (!suspended.isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3000)));
        }
        return suspended;
    }

    private void assertAtRest(String where) {
        // What one program stopped reaches the others by the kernel's notice, a moment later.
        if (!Await.comesTrueWithin(Await.LIMIT, Duration.ofMillis(5), () -> holders().equals(open()) && up().equals(linksOf(open())))) {
            assertEquals(open(), holders(), where + "holds are the open sessions of living programs");
            assertEquals(linksOf(open()), up(), where + "up is what somebody holds");
        }
    }

    private TreeSet<String> open() {
        TreeSet<String> open = new TreeSet<>();
        for (ChildProgram child : children) {
            String answer = child.ask("report");
            for (String link : LINKS) {
                if (answer.contains(" " + link)) {
                    open.add(child.pid() + " link:" + link);
                }
            }
        }
        return open;
    }

    private TreeSet<String> holders() {
        TreeSet<String> holders = new TreeSet<>();
        networks.holders().forEach(holder -> holders.add(holder.pid() + " " + holder.configuration()));
        return holders;
    }

    private static TreeSet<String> linksOf(TreeSet<String> open) {
        TreeSet<String> links = new TreeSet<>();
        open.forEach(each -> links.add(each.substring(each.indexOf(':') + 1)));
        return links;
    }

    private static TreeSet<String> up() {
        TreeSet<String> up = new TreeSet<>();
        for (String link : LINKS) {
            if (Netns.ip("-o link show " + link).contains(",UP")) {
                up.add(link);
            }
        }
        return up;
    }
}
