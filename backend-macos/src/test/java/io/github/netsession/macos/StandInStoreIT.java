package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.OpenNetworks;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** configd as it starts anew, refuses, and gives away what anybody has written into its store; on stand-ins for Apple's libraries. */
@Tag("standin")
class StandInStoreIT extends MachineStory {

    private static final int READINGS = 5_000;
    private static final long SEED = 20_261_125;
    private static final long LONGEST_READING_MILLIS = 1_500;
    /** The polling's ten seconds, and one to read. */
    private static final Duration POLLED_LIMIT = Duration.ofMillis(11_500);
    /** A change that is told of does not wait for the polling. */
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(1);

    @Test
    void aRestartOfConfigdIsALossAndEverythingIsReadAgain() {
        Machine.Hints hints = new Machine.Hints();
        try (Backend backend = Machine.open(hints)) {
            assertEquals(0, backend.read().losses());
            for (int restarts = 1; restarts <= 3; restarts++) {
                Machine.settle();
                long before = hints.count.get();
                StandIn.act("restart");
                assertTrue(Await.comesTrue(() -> hints.count.get() > before), "no hint");
                Machine.callIt(Machine.CABLE, "Cable " + restarts);
                Snapshot again = backend.read();
                assertEquals(restarts, again.losses());
                assertEquals("Cable " + restarts, Machine.point(again, Machine.CABLE).name());
            }
            StandIn.act("spurious 100");
            Machine.settle();
            assertEquals(3, backend.read().losses(), "an ordinary notice is no loss");
        }
    }

    @Test
    void theLibraryTellsOfARestartOfConfigd() {
        try (OpenNetworks library = new OpenNetworks(Machine.networks())) {
            StandIn.act("restart");
            assertTrue(Await.comesTrue(() -> library.events().stream().anyMatch(NetworksEvent.Resynchronized.class::isInstance)), () -> library.events().toString());
        }
    }

    /** 2002: configd is not there; 1003: access denied; 1001: it does not say why. */
    @Test
    void aRefusedCopyIsToldAndTheNextThatIsGivenCountsAgain() {
        Machine.Hints hints = new Machine.Hints();
        try (Backend backend = Machine.open(hints)) {
            backend.read();
            for (int code : new int[] {2002, 1003, 1001}) {
                StandIn.act("refuse copy " + code);
                BackendException refused = assertThrows(BackendException.class, backend::read);
                assertEquals(code, refused.nativeCode().orElseThrow().code());
                assertEquals("SCDynamicStoreCopyMultiple", refused.call());
                assertThrows(BackendException.class, backend::read);
                StandIn.act("refuse copy 0");
                Machine.callIt(Machine.CABLE, "After " + code);
                assertEquals("After " + code, Machine.point(backend.read(), Machine.CABLE).name());
                Machine.settle();
                long before = hints.count.get();
                Machine.callIt(Machine.CABLE, "Cable");
                assertTrue(Await.comesTrue(() -> hints.count.get() > before), "the new session is not told of changes");
                assertEquals(2, StandIn.number("live store"), "one that watches and one that reads");
            }
        }
    }

    @Test
    void theLibraryOutlivesARefusedCopy() {
        try (Networks networks = Machine.networks()) {
            StandIn.act("refuse copy 2002");
            long before = StandIn.number("calls SCDynamicStoreCopyMultiple");
            Machine.callIt(Machine.CABLE, "Later");
            assertTrue(Await.comesTrue(() -> StandIn.number("calls SCDynamicStoreCopyMultiple") > before));
            assertEquals("Cable", networks.configuration(Machine.CABLE).orElseThrow().name());
            StandIn.act("refuse copy 0");
            assertTrue(Await.comesTrue(() -> networks.configuration(Machine.CABLE).orElseThrow().name().equals("Later")), "it is not read again");
        }
    }

    private static CapabilityStatus events(Backend backend) {
        return backend.capabilities().of(Capability.CHANGE_EVENTS);
    }

    /** Both at once, for both take ten seconds. */
    @Test
    @Tag("slow")
    void refusedNoticesAreReplacedByPollingUntilTheyAreGiven() {
        Machine.Hints hints = new Machine.Hints();
        Machine.Hints others = new Machine.Hints();
        StandIn.act("refuse queue 1001");
        try (Backend queueless = Machine.open(hints)) {
            queueless.read();
            StandIn.act("refuse queue 0", "refuse keys 1003");
            try (Backend keyless = Machine.open(others)) {
                keyless.read();
                assertEquals(Support.DEGRADED, events(queueless).support());
                assertTrue(events(queueless).reason().contains("SCDynamicStoreSetDispatchQueue"), () -> events(queueless).reason());
                assertEquals(Support.DEGRADED, events(keyless).support());
                assertTrue(events(keyless).reason().contains("SCDynamicStoreSetNotificationKeys"), () -> events(keyless).reason());
                StandIn.act("refuse keys 0");
                Machine.settle();
                long before = hints.count.get();
                long othersBefore = others.count.get();
                Machine.callIt(Machine.CABLE, "Later");
                assertTrue(Await.comesTrueWithin(POLLED_LIMIT, () -> hints.count.get() > before && others.count.get() > othersBefore), "nothing is polled");
                for (Backend each : new Backend[] {queueless, keyless}) {
                    assertEquals("Later", Machine.point(each.read(), Machine.CABLE).name());
                    assertEquals(Support.AVAILABLE, events(each).support(), () -> events(each).reason());
                }
                long polled = hints.count.get();
                Machine.callIt(Machine.CABLE, "Told");
                assertTrue(Await.comesTrueWithin(TOLD_LIMIT, () -> hints.count.get() > polled), "it is not told of changes");
            }
        }
    }

    static Stream<String> immense() {
        String link = "State:/Network/Interface/en9/Link ";
        return Stream.of(link + '[' + "true,".repeat(999_999) + "true]", link + '[' + "1,".repeat(199_999) + "1]",
            link + IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":\"v\"").collect(Collectors.joining(",", "{", "}")),
            link + "{\"a\":".repeat(100) + "1" + "}".repeat(100), link + "[".repeat(400) + "]".repeat(400),
            link + "{\"Active\":\"" + "x".repeat(3_000_000) + "\"}",
            link + '[' + "[[],{},".repeat(15) + "[" + "{},".repeat(9_000) + "1" + "]".repeat(17));
    }

    /** And what else is in the store is seen all the same. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("immense")
    void anImmenseValueHidesNothingButItself(String value) {
        StandIn.act("store " + value);
        try (Backend backend = Machine.open()) {
            for (int i = 0; i < 2; i++) {
                Snapshot snapshot = read(backend, "with " + value.substring(0, 60));
                assertEquals(3, snapshot.accessPoints().size());
                assertEquals(ConfigurationState.ACTIVE, Machine.point(snapshot, Machine.CABLE).state());
            }
        }
    }

    @Test
    void manyServicesWithLongNamesOfWhatNobodySeesAreReadInTime() {
        for (int i = 0; i < 100; i++) {
            StandIn.act("store Setup:/Network/Service/S" + i + " {\"UserDefinedName\":\"" + "\\u200f".repeat(60_000) + "\"}",
                "store Setup:/Network/Service/S" + i + "/Interface {\"Type\":\"Ethernet\"}");
        }
        try (Backend backend = Machine.open()) {
            assertEquals(103, read(backend, "with long names").accessPoints().size());
        }
    }

    private static Snapshot read(Backend backend, String what) {
        long began = System.nanoTime();
        Snapshot snapshot;
        try {
            snapshot = backend.read();
        } catch (RuntimeException failed) {
            throw new AssertionError(what, failed);
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis < LONGEST_READING_MILLIS, () -> what + ": " + millis + " ms");
        Machine.isConsistent(snapshot);
        return snapshot;
    }

    @Test
    @Timeout(90)
    void noContentOfTheStoreMakesAReadingFail() {
        HostileStore store = new HostileStore(new Random(SEED));
        long[] most = new long[2];
        try (Backend backend = Machine.open()) {
            for (int i = 0; i < READINGS; i++) {
                String last = store.change();
                long began = System.nanoTime();
                Snapshot snapshot = read(backend, "after change " + i + " of seed " + SEED + ": " + last);
                most[0] = Math.max(most[0], System.nanoTime() - began);
                most[1] = Math.max(most[1], snapshot.accessPoints().size());
                if (i % 100 == 0) {
                    backend.capabilities();
                    snapshot.accessPoints().forEach(point -> backend.capabilities(point.id()));
                }
            }
            assertTrue(most[1] > 5, "hardly anything of it was seen");
            store.forgetAll();
            Machine.isConsistent(backend.read());
        }
        Machine.begin();
        try (Backend backend = Machine.open()) {
            assertEquals(3, backend.read().accessPoints().size());
        }
        System.out.println("FUZZ " + READINGS + " readings, the longest " + most[0] / 1_000 + " us, up to " + most[1] + " access points");
    }
}
