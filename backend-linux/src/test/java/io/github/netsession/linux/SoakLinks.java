package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The administrator of {@link StartedSoakIT}, who deletes links and makes them anew, renames them and swaps their names. What he has switched on
 * may never be down, not even for a moment.
 */
final class SoakLinks {

    /** The administrator leaves them alone. */
    static final List<String> STABLE = numbered("ap", 4);
    static final List<String> VOLATILE = numbered("vol", 4);
    /** The administrator has switched them on. */
    static final List<String> OF_THE_USER = numbered("user", 2);

    private static final int MAX_PAUSE_MILLIS = 250;
    private static final Pattern LINK = Pattern.compile("\"ifindex\":(\\d+),.*?\"ifname\":\"([^\"]+)\",\"flags\":\\[([^\\]]*)\\].*?\"carrier_changes\":(\\d+)");
    /** A veth loses the carrier when it is made and gets it once both ends are up. The kernel counts each change, and misses none. */
    static final int CARRIER_CHANGES_OF_A_NEW_PAIR = 2;

    private final Random random;
    /** The index of each link that the administrator has switched on, with the name that it had first. */
    private final TreeMap<Integer, String> switchedOn = new TreeMap<>();
    private int made;
    private int madeAnew;
    private int renames;
    private int checks;

    /** A link as the kernel shows it. */
    record Shown(int index, String name, boolean isUp, int carrierChanges) {
    }

    SoakLinks(Random random) {
        this.random = random;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    /** Returns what the programs open sessions on. */
    static List<String> all() {
        return Stream.of(STABLE, VOLATILE, OF_THE_USER).flatMap(List::stream).toList();
    }

    void makeAll() {
        STABLE.forEach(link -> make(link, false));
        VOLATILE.forEach(link -> make(link, random.nextBoolean()));
        OF_THE_USER.forEach(link -> make(link, true));
    }

    /** Until it gets its name, nobody knows it: a session can start the link only if the administrator has left it off. */
    private void make(String link, boolean isOn) {
        int number = ++made;
        String near = "new" + number;
        String far = "far" + number;
        List<String> commands = new ArrayList<>(List.of("link add " + near + " type veth peer name " + far, "link set " + near + " addrgenmode none",
            "link set " + far + " addrgenmode none", "addr add 192.0." + (2 + number / 32 % 250) + "." + 8 * (number % 32) + "/29 dev " + near,
            "link set " + far + " up"));
        if (isOn) {
            commands.add("link set " + near + " up");
        }
        commands.add("link set " + near + " name " + link);
        Netns.ipBatch(commands);
        if (isOn) {
            switchedOn.put(shown().stream().filter(each -> each.name().equals(link)).findFirst().orElseThrow().index(), link);
        }
    }

    /** Changes one link or two, and checks all. */
    void step(Supplier<String> where) {
        String link = any();
        int dice = random.nextInt(4);
        if (dice < 2) {
            madeAnew++;
            shown().stream().filter(each -> each.name().equals(link)).forEach(each -> switchedOn.remove(each.index()));
            Netns.ip("link del " + link);
            pause();
            make(link, random.nextBoolean());
        } else if (dice == 2) {
            renames++;
            Netns.ip("link set " + link + " name ren0");
            pause();
            check(where);
            Netns.ip("link set ren0 name " + link);
        } else {
            String other = VOLATILE.get((VOLATILE.indexOf(link) + 1) % VOLATILE.size());
            renames += 2;
            Netns.ipBatch(List.of("link set " + link + " name ren0", "link set " + other + " name " + link, "link set ren0 name " + other));
        }
        pause();
        check(where);
    }

    private String any() {
        return VOLATILE.get(random.nextInt(VOLATILE.size()));
    }

    private void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_PAUSE_MILLIS)));
    }

    /** Checks that nothing that the administrator has switched on is down or has been. */
    void check(Supplier<String> where) {
        checks++;
        List<Shown> present = shown();
        TreeSet<Integer> missing = new TreeSet<>(switchedOn.keySet());
        for (Shown link : present) {
            if (missing.remove(link.index())) {
                Supplier<String> which = () -> where.get() + link + ", switched on as " + switchedOn.get(link.index());
                assertTrue(link.isUp(), which);
                assertEquals(CARRIER_CHANGES_OF_A_NEW_PAIR, link.carrierChanges(), which);
            }
        }
        assertEquals(Set.of(), missing, () -> where.get() + "no other one deletes links: " + present);
    }

    /** Returns the names of the links that are up though the administrator has not switched them on. */
    List<String> upForSessions() {
        return shown().stream().filter(link -> link.isUp() && !switchedOn.containsKey(link.index()) && !link.name().matches("far\\d+|lo")).map(Shown::name)
            .toList();
    }

    static List<Shown> shown() {
        return parse(Netns.ip("-s -s -j link show"));
    }

    /** Reads the output of {@code ip -s -s -j link show}. */
    static List<Shown> parse(String json) {
        return Stream.of(json.split("(?=\\{\"ifindex\")")).map(LINK::matcher).filter(Matcher::find).map(link -> new Shown(Integer.parseInt(link.group(1)),
            link.group(2), link.group(3).contains("\"UP\""), Integer.parseInt(link.group(4)))).toList();
    }

    @Override
    public String toString() {
        return String.format("%d links made anew, %d renames, %d checks", madeAnew, renames, checks);
    }
}
