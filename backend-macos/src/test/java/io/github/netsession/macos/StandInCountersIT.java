package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.Traffic;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes and packets, as the interface MIB counts them, and as the interface list does where the MIB is refused. */
@Tag("standin")
class StandInCountersIT extends LibraryStory {

    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ENOMEM = 12;
    private static final long GIB = 1L << 30;
    private static final List<Long> EVERY_ONE_ANOTHER = List.of(6_000_000_001L, 7_000_000_002L, 13L, 14L, 15L, 16L, 17L, 18L);

    private void open(String... more) {
        library = StandInLibrary.in(more);
    }

    private InterfaceCounters counters(String name) {
        return library.networks.counters(name).orElseThrow(() -> new AssertionError("no counters of " + name));
    }

    /** In the order of the world's line. */
    private static List<Long> all(InterfaceCounters counters) {
        return List.of(counters.bytesReceived(), counters.bytesWritten(), counters.packetsReceived(), counters.packetsWritten(),
            counters.errorsReceived(), counters.errorsWritten(), counters.droppedReceived(), counters.droppedWritten());
    }

    private static String line(String name, List<Long> values) {
        StringBuilder line = new StringBuilder("counters ").append(name);
        values.forEach(value -> line.append(' ').append(Long.toUnsignedString(value)));
        return line.toString();
    }

    private static Map<Integer, List<Long>> rows(Backend backend) {
        Map<Integer, List<Long>> rows = new LinkedHashMap<>();
        backend.counters((index, in, out, packetsIn, packetsOut, errorsIn, errorsOut, dropsIn, dropsOut) -> {
            List<Long> before = rows.put(index, List.of(in, out, packetsIn, packetsOut, errorsIn, errorsOut, dropsIn, dropsOut));
            assertEquals(null, before, () -> "a second row of " + index);
        });
        return rows;
    }

    private static List<List<Long>> row(Backend backend, int index) {
        List<List<Long>> rows = new ArrayList<>();
        backend.counters(index, (number, in, out, packetsIn, packetsOut, errorsIn, errorsOut, dropsIn, dropsOut) -> {
            assertEquals(index, number);
            rows.add(List.of(in, out, packetsIn, packetsOut, errorsIn, errorsOut, dropsIn, dropsOut));
        });
        return rows;
    }

    // ---- by the interface MIB

    @Test
    void eachCounterIsInItsFieldByOneAndByAll() {
        open(line("en0", EVERY_ONE_ANOTHER));
        assertEquals(EVERY_ONE_ANOTHER, all(counters("en0")));
        assertEquals(EVERY_ONE_ANOTHER, all(library.networks.counters().get("en0")));
        assertEquals(List.of("lo0", "en0", "en5"), List.copyOf(library.networks.counters().keySet()));
        assertEquals(4, counters("en0").interfaceIndex());
        assertEquals(Support.AVAILABLE, library.capability(Capability.DATA_STATISTICS).support());
    }

    @Test
    void bytesBeyondFourGibibytesAreExact() {
        open("counters en0 4294967297 8589934593 1 1 0 0 0");
        assertEquals(4_294_967_297L, counters("en0").bytesReceived());
        StandIn.act("traffic en0 4294967296 9000000000");
        assertEquals(8_589_934_593L, counters("en0").bytesReceived());
        assertEquals(17_589_934_593L, counters("en0").bytesWritten());
        assertEquals(0, counters("en0").epoch());
    }

    @Test
    void allSixtyFourBitsAreTold() {
        StandInLibrary.load("counters en0 9223372036854775813 18446744073709551615 1 2 3 4 5");
        try (Backend backend = StandInLibrary.backend()) {
            backend.read();
            for (List<Long> row : List.of(rows(backend).get(4), row(backend, 4).get(0))) {
                assertEquals("9223372036854775813", Long.toUnsignedString(row.get(0)));
                assertEquals("18446744073709551615", Long.toUnsignedString(row.get(1)));
            }
        }
    }

    @Test
    void theCountersOfOneAndOfAllAreOneCallEach() {
        open();
        library.networks.counters();
        long before = StandInLibrary.calls("sysctl");
        long lists = StandInLibrary.calls("getifaddrs");
        library.networks.counters("en0");
        assertEquals(1, StandInLibrary.calls("sysctl") - before);
        library.networks.counters();
        assertEquals(2, StandInLibrary.calls("sysctl") - before);
        assertEquals(lists, StandInLibrary.calls("getifaddrs"), "their numbers are known");
    }

    @Test
    void anInterfaceThatComesBetweenTwoCallsIsCounted() {
        StandInLibrary.load();
        try (Backend backend = StandInLibrary.backend()) {
            backend.read();
            assertEquals(Set.of(1, 4, 9), rows(backend).keySet());
            StandIn.act("link utun4 21 1 0x8051 1380 -", "counters utun4 5000000000 7 1 1 0 0 0");
            long before = StandInLibrary.calls("getifaddrs");
            assertEquals(5_000_000_000L, rows(backend).get(21).get(0));
            assertEquals(5_000_000_000L, row(backend, 21).get(0).get(0));
            assertEquals(1, StandInLibrary.calls("getifaddrs") - before, "its number is asked for once");
        }
    }

    @Test
    void anInterfaceThatComesIsInTheNextCountersOnceItIsTold() {
        open();
        library.tells(NetworksEvent.InterfaceAdded.class, event -> event.link().name().equals("utun4"), () -> StandIn.act(
            "link utun4 21 1 0x8051 1380 -", "counters utun4 1000 7 1 1 0 0 0",
            "store State:/Network/Interface {\"Interfaces\":[\"lo0\",\"en0\",\"en5\",\"utun4\"]}"));
        assertEquals(1000, library.networks.counters().get("utun4").bytesReceived());
    }

    @Test
    void oneThatIsGoneHasNoRow() {
        open("counters en5 1000 2000 3 4 0 0 0");
        try (Backend backend = StandInLibrary.backend()) {
            backend.read();
            assertEquals(1000, counters("en5").bytesReceived());
            StandIn.act("forget link en5");
            assertEquals(List.of(), row(backend, 9));
            assertEquals(Set.of(1, 4), rows(backend).keySet());
        }
        assertEquals(Optional.empty(), library.networks.counters("en5"));
        assertFalse(library.networks.counters().containsKey("en5"));
        assertEquals(Support.AVAILABLE, library.updated().capability(Capability.DATA_STATISTICS).support(), "that is no refusal");
    }

    @Test
    void oneOfTheSameNameThatIsMadeAgainShowsItsOwnCountersButNoneThatIsLower() {
        open("counters en5 1000 2000 3 4 0 0 0");
        assertEquals(1000, counters("en5").bytesReceived());
        StandIn.act("forget link en5", "link en5 12 6 0x8863 1500 00:e0:4c:68:00:06", "counters en5 500 9000 1 9 0 0 0");
        InterfaceCounters after = library.updated().networks.counters().get("en5");
        assertEquals(12, after.interfaceIndex());
        assertEquals(1000, after.bytesReceived(), "its own 500 is lower than what was shown");
        assertEquals(9000, after.bytesWritten());
        assertEquals(1, after.epoch());
    }

    @Test
    void aSessionCountsItsOwnShareOnly() {
        open("counters en0 5000000000 6000000000 1 1 0 0 0");
        NetworkSession session = library.opened(StandInLibrary.WIFI);
        StandIn.act("traffic en0 4294967296 4294967297", "traffic en5 1 1");
        assertEquals(new Traffic(4_294_967_296L, 4_294_967_297L), session.traffic().orElseThrow());
        session.close();
    }

    @Test
    void theCountersOfFiveHundredInterfacesAreOneCall() {
        List<String> world = new ArrayList<>(List.of("path 1 0 0"));
        for (int i = 1; i <= 500; i++) {
            world.add("link feth" + i + ' ' + (1000 + i) + " 6 0x8863 1500 -");
            world.add("counters feth" + i + " " + (5 * GIB + i) + " 1 1 1 0 0 0");
        }
        StandIn.load(world.toArray(String[]::new));
        library = new StandInLibrary();
        library.networks.counters();
        long before = StandInLibrary.calls("sysctl");
        Map<String, InterfaceCounters> all = library.networks.counters();
        assertEquals(1, StandInLibrary.calls("sysctl") - before);
        assertEquals(500, all.size());
        for (int i = 1; i <= 500; i++) {
            assertEquals(5 * GIB + i, all.get("feth" + i).bytesReceived());
            assertEquals(1000 + i, all.get("feth" + i).interfaceIndex());
        }
    }

    // ---- where that is refused

    @Nested
    class WhereTheMibIsRefused {

        private void refused(int errno, String... more) {
            StandInLibrary.load(more);
            StandIn.act("refuse ifmib " + errno);
            library = new StandInLibrary();
        }

        @Test
        void statisticsAreDegradedAndTheReasonIsTold() {
            for (int errno : new int[] {ENOENT, EPERM}) {
                refused(errno);
                CapabilityStatus status = library.capability(Capability.DATA_STATISTICS);
                assertEquals(Support.DEGRADED, status.support());
                assertTrue(status.reason().contains("4 GiB") && status.reason().contains("1 KiB") && status.reason().contains("sysctl")
                    && status.reason().contains("errno " + errno), status.reason());
                library.close();
            }
        }

        @Test
        void theListGivesTheSameButForTheBytesThatItCuts() {
            refused(ENOENT, line("en0", EVERY_ONE_ANOTHER));
            List<Long> expected = new ArrayList<>(EVERY_ONE_ANOTHER);
            expected.set(0, 6_000_000_001L & 0xffff_fc00L);
            expected.set(1, 7_000_000_002L & 0xffff_fc00L);
            assertEquals(expected, all(counters("en0")));
            assertEquals(expected, all(library.networks.counters().get("en0")));
            assertEquals(List.of("lo0", "en0", "en5"), List.copyOf(library.networks.counters().keySet()));
        }

        @Test
        void oneThatIsGoneHasNoRow() {
            refused(ENOENT);
            StandIn.act("forget link en5");
            assertEquals(Optional.empty(), library.networks.counters("en5"));
            assertEquals(Set.of("lo0", "en0"), library.networks.counters().keySet());
        }

        @Test
        void overSeveralWrapsTheyAreRightAndNeverGoBackwards() {
            refused(ENOENT, "counters en0 3221225472 0 1 1 0 0 0");
            long before = counters("en0").bytesReceived();
            assertEquals(3 * GIB, before);
            for (int i = 1; i <= 20; i++) {
                StandIn.act("traffic en0 " + GIB + " " + (GIB / 2));
                InterfaceCounters now = i % 2 == 0 ? counters("en0") : library.networks.counters().get("en0");
                assertEquals((3 + i) * GIB, now.bytesReceived());
                assertEquals(i * GIB / 2, now.bytesWritten());
                assertEquals(1 + i, now.packetsReceived());
                assertEquals(0, now.epoch(), "a wrap is no new beginning");
            }
        }

        @Test
        void theyAreWithinOneKibibyteOfTheTruth() {
            refused(ENOENT);
            long sent = 0;
            for (int i = 0; i < 50; i++) {
                StandIn.act("traffic en0 700 0");
                sent += 700;
                long counted = counters("en0").bytesReceived();
                assertTrue(counted <= sent && counted > sent - 1024, counted + " of " + sent);
            }
        }

        @Test
        void theOldWayIsOneCallToo() {
            refused(ENOENT);
            long before = StandInLibrary.calls("sysctl");
            library.networks.counters();
            library.networks.counters("en0");
            assertEquals(2, StandInLibrary.calls("sysctl") - before, "the refused way is not tried again");
        }
    }

    // ---- where it is refused only for a time, or all is

    @Test
    void aLackOfMemoryThatPassesIsNoReasonToFallBack() {
        open("counters en0 6000000001 1 1 1 0 0 0");
        StandIn.act("refuse ifmib " + ENOMEM);
        assertEquals(Map.of(), library.networks.counters());
        assertEquals(Optional.empty(), library.networks.counters("en0"));
        assertEquals(Support.AVAILABLE, library.updated().capability(Capability.DATA_STATISTICS).support());
        StandIn.act("refuse ifmib 0");
        assertEquals(6_000_000_001L, counters("en0").bytesReceived());
        assertEquals(6_000_000_001L, library.networks.counters().get("en0").bytesReceived());
    }

    @Test
    void aLackOfMemoryAtTheBeginningKeepsNothingElseFromWorking() {
        StandInLibrary.load("counters en0 6000000001 1 1 1 0 0 0", "refuse ifmib " + ENOMEM);
        library = new StandInLibrary();
        assertTrue(library.networks.isOnline());
        assertEquals(Map.of(), library.networks.counters());
        StandIn.act("refuse ifmib 0");
        assertEquals(6_000_000_001L, counters("en0").bytesReceived());
        assertEquals(Support.AVAILABLE, library.updated().capability(Capability.DATA_STATISTICS).support());
    }

    @Test
    void aLackOfMemoryDoesNotMakeTheRoomForAnswersGrow() {
        open();
        library.networks.counters();
        StandIn.act("refuse ifmib " + ENOMEM);
        long before = directBytes();
        for (int i = 0; i < 5; i++) {
            assertEquals(Map.of(), library.networks.counters());
        }
        assertTrue(directBytes() < before + 64_000_000, () -> before + " bytes before, now " + directBytes());
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    /** Bytes of 64 bits that go on as cut ones would stand still, for nothing they show then is higher. */
    @Test
    void whatHasWorkedDoesNotFallBackToWhatWouldNotGoOnFromThere() {
        open("counters en0 10000000000 1 1 1 0 0 0");
        assertEquals(10_000_000_000L, counters("en0").bytesReceived());
        StandIn.act("refuse ifmib " + EPERM);
        assertEquals(Map.of(), library.networks.counters());
        CapabilityStatus status = library.updated().capability(Capability.DATA_STATISTICS);
        assertEquals(Support.MISSING, status.support());
        assertTrue(status.reason().contains("errno 1"), status.reason());
        StandIn.act("refuse ifmib 0", "traffic en0 5000000000 0");
        assertEquals(15_000_000_000L, counters("en0").bytesReceived());
        assertEquals(Support.AVAILABLE, library.updated().capability(Capability.DATA_STATISTICS).support());
    }

    @Test
    void withoutAnyCountersTheRestWorksAndTheyAreNotZero() {
        StandInLibrary.load("refuse ifmib " + EPERM, "refuse iflist2 " + EPERM);
        library = new StandInLibrary();
        assertTrue(library.networks.isOnline());
        assertEquals(Map.of(), library.networks.counters());
        assertEquals(Optional.empty(), library.networks.counters("en0"));
        CapabilityStatus status = library.updated().capability(Capability.DATA_STATISTICS);
        assertEquals(Support.MISSING, status.support());
        assertTrue(status.reason().contains("sysctl"), status.reason());
    }

    @Test
    void theBackendSaysWhyItCannotCount() {
        StandInLibrary.load("refuse ifmib " + EPERM, "refuse iflist2 " + EPERM);
        try (Backend backend = StandInLibrary.backend()) {
            backend.read();
            BackendException refused = assertThrows(BackendException.class, () -> rows(backend));
            assertEquals(BackendException.Kind.DENIED, refused.kind());
        }
    }
}
