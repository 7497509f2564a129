package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs open, close, stop and move sessions at random on real links, while some are killed and some are suspended at random. Whenever
 * they rest, the holds must be their open sessions and no others, and a link is up exactly if somebody holds it. The link of the user, which
 * was up before, and the link that one program holds all the time never go down, not even for a moment. In the end nothing is left.
 */
@Tag("kernel")
class HoldsSoakIT {

    /** Links that the programs stop, too. */
    static final List<String> STOPPED = List.of("ap0", "ap1");
    /** The links of a service network. */
    static final List<String> ROAMED = List.of("roam0", "roam1");
    /** What the first program holds all the time. */
    static final String KEPT = "kept0";
    /** What is up before. */
    static final String OF_THE_USER = "user0";
    /** A link for openings whose only purpose is to find what killed programs have left. */
    static final String TIDY = "tidy0";

    private static final List<String> LINKS = Stream.of(STOPPED, ROAMED, List.of(KEPT, OF_THE_USER, TIDY)).flatMap(List::stream).toList();
    /** Fifty JVMs on two cores. A program whose operation hangs says so after 40 s. */
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(5);
    /** Between the last operation and the moment when what nobody holds is down. */
    private static final Duration REST_LIMIT = Duration.ofSeconds(30);
    private static final int STARTED_AT_ONCE = 8;
    /** Of the kernel's count of IFLA_CARRIER_CHANGES, which misses nothing. */
    private static final Pattern CARRIER_CHANGES = Pattern.compile("\"carrier_changes\":(\\d+)");

    @TempDir
    private Path directory;
    private Random random;
    private boolean suspends;
    private Networks networks;
    private final List<ChildProgram> children = new ArrayList<>();
    private final Map<String, String> carrierChanges = new TreeMap<>();
    private int started;
    private int kills;
    private int suspensions;
    private int moves;
    private int failures;
    private Duration longestRest = Duration.ZERO;

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (int i = 0; i < LINKS.size(); i++) {
            String link = LINKS.get(i);
            Netns.vethPair(link, "far-" + link);
            Netns.ip("addr add 192.0.2." + (8 * i + 2) + "/29 dev " + link);
            if (!link.equals(OF_THE_USER)) {
                Netns.ip("link set " + link + " down");
            }
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
    void programsThatComeAndGoHoldWhatTheyHaveOpenAndNothingElse() throws IOException {
        suspends = true;
        soak(Long.getLong("netsession.soak.seed", 1), 6, 3);
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void programsThatComeAndGoForLongerHoldWhatTheyHaveOpenAndNothingElse() throws IOException {
        suspends = true;
        soak(Long.getLong("netsession.soak.seed", 1), 6, 10);
    }

    /** No program is suspended, so none may take another one for suspended, however busy the machine is. */
    @Test
    @Tag("slow")
    @Timeout(600)
    void fiftyProgramsAtATimeHoldWhatTheyHaveOpenAndNothingElse() throws IOException {
        soak(Long.getLong("netsession.soak.seed", System.nanoTime()), 50, 2);
        assertTrue(moves > 0, "sessions have moved");
    }

    @Test
    @Tag("soak")
    @Timeout(3600)
    void fiftyProgramsThatComeAndGoHoldWhatTheyHaveOpenAndNothingElse() throws IOException {
        suspends = true;
        soak(Long.getLong("netsession.soak.seed", System.nanoTime()), 50, Integer.getInteger("netsession.soak.rounds", 40));
    }

    private void soak(long seed, int programs, int rounds) throws IOException {
        System.out.printf("holds across processes, seed %d%n", seed);
        random = new Random(seed);
        long began = System.nanoTime();
        for (int round = 1; round <= rounds; round++) {
            String where = "seed " + seed + ", round " + round + ": ";
            fill(programs);
            if (round == 1) {
                System.out.printf("%d programs were alive at the same time after %d s%n", programs, secondsSince(began));
                assertEquals("open " + KEPT, children.get(0).ask("keep"), where + "the first program keeps a link");
                List.of(KEPT, OF_THE_USER).forEach(link -> carrierChanges.put(link, carrierChanges(link)));
            }
            children.forEach(child -> child.tell("go " + random.nextLong() + " 8"));
            disturb().forEach(child -> child.signal("CONT"));
            for (ChildProgram child : children) {
                String answer = child.answer(ROUND_LIMIT);
                assertTrue(answer.startsWith("open"), where + answer);
            }
            assertEquals("open", children.get(0).ask("tidy").substring(0, 4), where + "tidying up");
            assertAtRest(where);
            children.forEach(child -> assertNoneSeemsSuspended(child, where));
        }
        endAll("seed " + seed + ", in the end: ");
        System.out.printf("holds across processes, seed %d: %d programs in %d rounds, %d killed, %d suspended, %d moves, %d failures, %d points at rest checked,"
            + " each reached after %d ms at most, in %d s%n", seed, started, rounds, kills, suspensions, moves, failures, rounds,
            longestRest.toMillis(), secondsSince(began));
    }

    private static long secondsSince(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    /** Starts programs, a few at once, until there are so many. */
    private void fill(int programs) {
        while (children.size() < programs) {
            List<ChildProgram> few = Stream.generate(this::program).limit(Math.min(STARTED_AT_ONCE, programs - children.size())).toList();
            children.addAll(few);
            few.forEach(child -> child.tell("report"));
            few.forEach(ChildProgram::answer);
            started += few.size();
        }
    }

    private ChildProgram program() {
        return ChildProgram.start(ChildProgram.javaCommand(List.of("-Xmx32m", "-Xshare:auto", "-XX:+UseSerialGC"), SoakChild.class,
            directory.resolve("holds").toString()));
    }

    /** Kills some, never the first, and suspends some in the midst of what they do; those that are suspended, for up to three seconds. */
    private List<ChildProgram> disturb() {
        List<ChildProgram> suspended = new ArrayList<>();
        for (ChildProgram child : List.copyOf(children)) {
            int dice = random.nextInt(6);
            if (dice < 2) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(80)));
            }
            if (dice == 0 && child != children.get(0)) {
                child.kill();
                children.remove(child);
                kills++;
            } else if (dice == 1 && suspends) {
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
        long began = System.nanoTime();
        // What one program stopped reaches the others by the kernel's notice, a moment later.
        if (!Await.comesTrueWithin(REST_LIMIT, Duration.ofMillis(5), () -> holders().equals(open()) && up().equals(usedBy(open())))) {
            assertEquals(open(), holders(), where + "holds are the open sessions of living programs");
            assertEquals(usedBy(open()), up(), where + "up is what somebody holds");
        }
        Duration rest = Duration.ofNanos(System.nanoTime() - began);
        longestRest = rest.compareTo(longestRest) > 0 ? rest : longestRest;
        carrierChanges.forEach((link, before) -> assertEquals(before, carrierChanges(link), where + link + " has never been down"));
    }

    /** A program that was suspended, or waited for one, may say so. */
    private void assertNoneSeemsSuspended(ChildProgram child, String where) {
        String told = child.ask("failures");
        failures += told.isEmpty() ? 0 : told.split("; ").length;
        assertTrue(suspends || !told.contains("suspended"), where + told);
    }

    /** Kills one half of the programs and ends the other, the first one last. */
    private void endAll(String where) throws IOException {
        children.forEach(child -> moves += Integer.parseInt(child.ask("moves")));
        ChildProgram last = children.get(0);
        List<ChildProgram> others = children.subList(1, children.size());
        others.subList(0, others.size() / 2).parallelStream().forEach(child -> assertEquals(0, child.end(), where + "the exit code"));
        others.subList(others.size() / 2, others.size()).forEach(ChildProgram::kill);
        others.clear();
        last.ask("tidy");
        assertAtRest(where);
        assertEquals(0, last.end(), where + "the exit code");
        children.clear();
        Await.untilWithin(REST_LIMIT, () -> up().equals(usedBy(new TreeSet<>())), () -> where + "up is what was up before: " + up());
        assertEquals(carrierChanges.get(OF_THE_USER), carrierChanges(OF_THE_USER), where + OF_THE_USER + " has never been down");
        networks.close();
        try (Stream<Path> files = Files.list(directory.resolve("holds"))) {
            assertEquals(List.of(), files.toList(), where + "no file is left");
        }
        assertEquals(List.of(), ProcessHandle.current().descendants().toList(), where + "no process is left");
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

    private static TreeSet<String> usedBy(TreeSet<String> open) {
        TreeSet<String> links = new TreeSet<>(List.of(OF_THE_USER));
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

    private static String carrierChanges(String link) {
        Matcher matcher = CARRIER_CHANGES.matcher(Netns.ip("-s -s -j link show " + link));
        assertTrue(matcher.find());
        return matcher.group(1);
    }
}
