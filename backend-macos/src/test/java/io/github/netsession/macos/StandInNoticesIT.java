package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Connectivity;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a notice costs, counted by stand-ins for Apple's libraries, and that a reading of what the notices name ends in the same as a reading of
 * everything. On a real Mac this has not run.
 */
@Tag("standin")
class StandInNoticesIT extends MachineStory {

    private static final int STEPS = 400;
    private static final long SEED = 20_261_130;

    private final Machine.Hints hints = new Machine.Hints();

    /** How many calls of the functions something makes, in this order. */
    private static List<Long> made(Runnable work, String... functions) {
        List<Long> before = counts(functions);
        work.run();
        List<Long> after = counts(functions);
        return IntStream.range(0, functions.length).mapToObj(i -> after.get(i) - before.get(i)).toList();
    }

    /** The first reading asks of what kind the interfaces are; the answer is a hint, which names nothing. */
    private static void rested(Backend backend) {
        backend.read();
        Machine.settle();
        backend.read();
    }

    private static List<Long> counts(String... functions) {
        return List.of(functions).stream().map(function -> StandIn.number("calls " + function)).toList();
    }

    /** A reading after what the notices of a change have come. */
    private Snapshot after(String change, Supplier<Snapshot> reading) {
        long before = hints.count.get();
        StandIn.act(change);
        Machine.settle();
        assertTrue(hints.count.get() > before, () -> "no hint of " + change);
        return reading.get();
    }

    @Test
    void aKeyOfAnInterfaceIsReadAloneAndNoServiceIsAskedHowItStands() {
        String change = "store State:/Network/Interface/en1/Link {\"Active\":false}";
        try (Backend backend = Machine.open(hints)) {
            rested(backend);
            long whole = made(backend::read, "CFStringGetCString").get(0);
            List<Long> part = made(() -> assertTrue(after(change, backend::readChanged).links().stream()
                    .noneMatch(link -> link.name().equals("en1") && link.carrier())),
                "CFStringGetCString", "SCDynamicStoreCopyMultiple", "SCNetworkConnectionGetStatus", "getifaddrs");
            assertTrue(part.get(0) * 4 < whole, () -> part.get(0) + " strings were read, of a whole reading's " + whole);
            assertEquals(List.of(1L, 0L, 1L), part.subList(1, 4));
        }
    }

    @Test
    void anUpdateOfThePathAsksConfigdNothing() {
        try (Backend backend = Machine.open(hints)) {
            rested(backend);
            assertEquals(List.of(0L, 0L, 1L), made(() -> assertEquals(Connectivity.LOCAL, after("path 2 0 0", backend::readChanged).connectivity()),
                "SCDynamicStoreCopyMultiple", "SCNetworkConnectionGetStatus", "getifaddrs"));
        }
    }

    @Test
    void anotherNameOfAServiceIsReadByItsKey() {
        try (Backend backend = Machine.open(hints)) {
            rested(backend);
            long whole = made(backend::read, "CFStringGetCString").get(0);
            long part = made(() -> assertEquals("Kabel", Machine.point(after("store Setup:/Network/Service/CABLE {\"UserDefinedName\":\"Kabel\"}",
                backend::readChanged), Machine.CABLE).name()), "CFStringGetCString").get(0);
            assertTrue(part * 4 < whole, () -> part + " strings were read, of a whole reading's " + whole);
        }
    }

    private static List<Object> state(Snapshot snapshot) {
        return List.of(snapshot.links(), snapshot.accessPoints(), snapshot.defaultInterface(), snapshot.connectivity(), snapshot.metered(),
            snapshot.usagePolicies());
    }

    /** Of links, addresses, a line that goes up and down, and a store into which anybody writes. */
    private static String happens(Random random, HostileStore store) {
        return switch (random.nextInt(6)) {
            case 0 -> "store State:/Network/Interface/en" + random.nextInt(2) + "/Link {\"Active\":" + random.nextBoolean() + '}';
            case 1 -> random.nextBoolean() ? "up TUNNEL" : "down TUNNEL";
            case 2 -> "path " + random.nextInt(4) + ' ' + random.nextInt(2) + " 0";
            default -> {
                store.change();
                yield "path 1 0 0";
            }
        };
    }

    @Test
    void aRandomHistoryEndsInTheSameAsReadingEverything() {
        Random random = new Random(SEED);
        HostileStore store = HostileStore.told(random);
        long hinted = 0;
        try (Backend backend = Machine.open(hints); Backend witness = Machine.open()) {
            backend.read();
            witness.read();
            Machine.settle();
            for (int step = 0; step < STEPS; step++) {
                String last = happens(random, store);
                StandIn.act(last);
                Machine.settle();
                if (hints.count.get() > hinted) {
                    hinted = hints.count.get();
                    assertEquals(state(witness.read()), state(backend.readChanged()), "step " + step + " of seed " + SEED + ": " + last);
                }
            }
            Machine.isConsistent(backend.readChanged());
        }
    }
}
