package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A reading of what a real NetworkManager and the kernel have told to have changed, against a reading of everything: two backends, of which one
 * reads everything only once.
 */
@Tag("manager")
@Timeout(3600)
class ManagerChangesIT {

    private static final String OFFICE = "0ff1ce00-0000-4000-8000-000000000001";
    private static final String PHONE = "0ff1ce00-0000-4000-8000-000000000002";
    private static final Set<Integer> ANY_EXIT = Set.of(0, 1, 2, 3, 4, 5, 6, 10);
    private static final Duration QUIET = Duration.ofMillis(200);
    /** More than NetworkManager is believed on for when it restarts. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int READINGS = 40;

    /** What nmcli starts may fail, which is told of too. */
    private static final class AnyEnd extends Hints {

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            changed();
        }
    }

    private final CountedBusOs bus = new CountedBusOs();
    private final CountedBusOs wholeBus = new CountedBusOs();
    private final Hints hints = new AnyEnd();
    private final List<String> steps = new ArrayList<>();
    private ManagerBed bed;
    private LinuxBackend changing;
    private LinuxBackend whole;
    private long asked;
    private long askedByWhole;

    @BeforeEach
    void prepare() {
        bed = ManagerBed.withManager();
        bed.profile(OFFICE, "office", "ap0", ManagerStory.BY_HAND + ManagerStory.address("ap0", 100));
        bed.profile(PHONE, "phone", "ap1", ManagerStory.BY_HAND + "metered=1\n" + ManagerStory.address("ap1", 200));
        Await.until(() -> bed.nmcli("-f", "DEVICE,STATE", "device").contains("ap1:disconnected"));
        changing = LinuxBackend.open(bus, hints);
        whole = LinuxBackend.open(wholeBus, new AnyEnd());
        changing.read();
        settle();
        bus.takeCalls();
    }

    @AfterEach
    void tidy() {
        whole.close();
        changing.close();
        bed.close();
    }

    private static Snapshot compared(Snapshot snapshot) {
        return snapshot.toBuilder().suspended(Duration.ZERO).build(); // Measured anew by each reading.
    }

    /** Reads at each hint, as the engine does, until all is told; then both readings are the same. */
    private void settle() {
        long seen = -1;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (hints.awaitMoreThan(seen, QUIET)) {
                seen = hints.count();
                changing.readChanged();
                whole.read();
            }
            Snapshot changed = compared(changing.readChanged());
            Snapshot all = compared(whole.read());
            if (changed.equals(all)) {
                return;
            }
            if (!hints.awaitMoreThan(seen, Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                assertEquals(all, compared(changing.readChanged()), () -> "after " + steps);
                return;
            }
        }
    }

    private Optional<AccessPoint> find(Snapshot snapshot, String uuid) {
        return snapshot.accessPoints().stream().filter(point -> point.id().value().equals("nm:" + uuid)).findFirst();
    }

    private Snapshot afterHint(Runnable change) {
        long before = hints.count();
        change.run();
        assertTrue(hints.awaitMoreThan(before, Duration.ofSeconds(10)));
        return changing.readChanged();
    }

    @Test
    void whatConcernsNoProfileAsksNothingOfTheBus() {
        Snapshot before = changing.readChanged();
        assertEquals(List.of(), bus.takeCalls());
        Snapshot changed = afterHint(() -> Netns.ip("link set net0 mtu 1400"));
        assertEquals(1400, changed.links().stream().filter(link -> link.name().equals("net0")).findFirst().orElseThrow().mtuBytes());
        assertEquals(find(before, OFFICE).orElseThrow(), find(changed, OFFICE).orElseThrow());
        assertTrue(find(before, OFFICE).orElseThrow() == find(changed, OFFICE).orElseThrow(), "the same object");
        Netns.ip("link set net1 up");
        settle();
        bus.takeCalls();
        Netns.ip("route add 198.51.100.0/24 dev net1 table 100");
        Netns.ip("addr add 192.0.2.9/24 dev net1");
        long seen = hints.awaitQuiet(QUIET);
        changing.readChanged();
        assertEquals(List.of(), bus.takeCalls());
        assertFalse(hints.awaitMoreThan(seen, QUIET));
        settle();
    }

    /** It may hang, and then its word does not count: a signal will never come. */
    @Test
    void theLinkOfAProfileAsksWhetherNetworkManagerAnswers() {
        bed.nmcli("connection", "up", OFFICE);
        settle();
        bus.takeCalls();
        Snapshot changed = afterHint(() -> Netns.ip("link set ap0 mtu 1400"));
        assertTrue(changed.exact());
        List<BusCall> calls = bus.takeCalls();
        assertFalse(calls.isEmpty());
        assertTrue(calls.stream().allMatch(call -> call.member().equals("GetAll")), calls.toString());
        bed.signalManager("STOP");
        try {
            Snapshot pulled = afterHint(() -> Netns.ip("link set net0 down"));
            Await.until(() -> find(changing.readChanged(), OFFICE).orElseThrow().state() != ConfigurationState.ACTIVE, pulled::toString);
            assertFalse(changing.readChanged().exact());
        } finally {
            bed.signalManager("CONT");
        }
        Netns.ip("link set net0 up");
        settle();
        assertTrue(changing.readChanged().exact());
    }

    @Test
    void aStartAsksForWhatItChanges() {
        changing.readChanged();
        whole.read();
        wholeBus.takeCalls();
        Snapshot before = changing.readChanged();
        bed.nmcli("connection", "up", OFFICE);
        settle();
        Snapshot after = changing.readChanged();
        assertEquals(ConfigurationState.ACTIVE, find(after, OFFICE).orElseThrow().state());
        assertTrue(find(before, PHONE).orElseThrow() == find(after, PHONE).orElseThrow(), "the same object");
        assertNotEquals(find(before, OFFICE), find(after, OFFICE));
        System.out.println("changes: a start asked for " + bus.takeCalls().stream().map(BusCall::member).toList());
    }

    /** With nothing to say, NetworkManager is not heard of: no reading, no call. */
    @Test
    @Tag("slow")
    void nothingIsAskedWhileNothingChanges() {
        bed.nmcli("connection", "up", OFFICE);
        settle();
        bus.takeCalls();
        long seen = hints.awaitQuiet(Duration.ofSeconds(3));
        assertFalse(hints.awaitMoreThan(seen, Duration.ofSeconds(60)));
        changing.readChanged();
        assertEquals(List.of(), bus.takeCalls());
    }

    @Test
    void whateverHappensBothReadingsAreTheSame() {
        happen(new Random(22), 40);
    }

    @Test
    @Tag("soak")
    void whateverHappensForLongBothReadingsAreTheSame() {
        happen(new Random(Long.getLong("netsession.changes.seed", System.nanoTime())), Integer.getInteger("netsession.changes.steps", 400));
    }

    private void happen(Random random, int count) {
        for (int step = 0; step < count; step++) {
            steps.add(something(random));
            settle();
            asked += bus.takeCalls().size();
            askedByWhole += wholeBus.takeCalls().size();
        }
        System.out.printf("changes: %d steps, %d calls by readings of what has changed, %d by whole readings%n", count, asked, askedByWhole);
        assertTrue(steps.size() == count && asked > 0);
    }

    private String something(Random random) {
        String link = random.nextBoolean() ? "ap0" : "ap1";
        String far = link.replace("ap", "net");
        String profile = random.nextBoolean() ? OFFICE : PHONE;
        String extra = "extra" + random.nextInt(3);
        boolean on = random.nextInt(3) > 0; // Most of the time there is something to do.
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> nmcli("--wait", "3", "connection", "up", profile);
            case 3, 4 -> nmcli("--wait", "3", "connection", "down", profile);
            case 5 -> nmcli("connection", "add", "type", "ethernet", "con-name", extra, "ifname", link, "autoconnect", "no", "ipv4.method", "disabled", "ipv6.method",
                "link-local");
            case 6 -> nmcli("connection", "delete", extra);
            case 7 -> nmcli("connection", "modify", profile, "connection.metered", on ? "yes" : "no", "connection.id", "name " + random.nextInt(100));
            case 8 -> nmcli("--wait", "3", "connection", "up", extra);
            case 9 -> nmcli("device", "set", link, "managed", on ? "yes" : "no");
            case 10 -> ip("link set " + far + (on ? " up" : " down"));
            case 11 -> ip("addr " + (on ? "add" : "del") + " 192.0.2." + link.charAt(2) + "/24 dev " + link);
            case 12 -> nmcli("networking", on ? "on" : "off");
            case 13 -> on ? nmcli("--wait", "3", "connection", "add", "type", "bridge", "con-name", "bridge", "ifname", "br0", "ipv4.method", "disabled", "ipv6.method", "disabled")
                : nmcli("connection", "delete", "bridge");
            case 14 -> on ? ip("link add ap2 type veth peer name net2") : ip("link del ap2");
            default -> restarted();
        };
    }

    private String nmcli(String... arguments) {
        bed.nmcli(ANY_EXIT, arguments);
        return "nmcli " + String.join(" ", arguments);
    }

    private static String ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(Arrays.asList(arguments.split(" ")));
        Netns.run(command.toArray(String[]::new));
        return "ip " + arguments;
    }

    private String restarted() {
        bed.killManager();
        bed.startManager();
        return "restart";
    }

    @Test
    void whatAReadingTakesIsPrinted() {
        long[] changed = new long[READINGS];
        long[] all = new long[READINGS];
        for (int i = 0; i < READINGS; i++) {
            for (boolean isWhole : new boolean[] {false, true}) {
                long seen = hints.awaitQuiet(Duration.ofMillis(50));
                Netns.ip("link set net0 mtu " + (isWhole ? 1400 : 1300));
                assertTrue(hints.awaitMoreThan(seen, Duration.ofSeconds(10)));
                long begun = System.nanoTime();
                if (isWhole) {
                    changing.read();
                    all[i] = System.nanoTime() - begun;
                } else {
                    changing.readChanged();
                    changed[i] = System.nanoTime() - begun;
                }
            }
        }
        System.out.printf("changes: after a kernel event, a reading of what has changed took %d us, of everything %d us (medians)%n", median(changed), median(all));
        assertTrue(changed.length == all.length);
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return TimeUnit.NANOSECONDS.toMicros(nanos[nanos.length / 2]);
    }
}
