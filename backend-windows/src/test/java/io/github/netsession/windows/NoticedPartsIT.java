package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Metered;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a notice costs, counted by the stand-ins, and that a reading of what the notices name ends in the same as a reading of everything. The
 * notices come from stand-in DLLs under Wine; on a real Windows this has not run.
 */
@Tag("wine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticedPartsIT {

    private static final List<String> CALLS = List.of("GetIfTable2Ex", "GetAdaptersAddresses", "GetNetworkConnectivityHint");
    private static final List<String> WIFI_CALLS = List.of("WlanEnumInterfaces", "WlanGetProfileList");
    private static final int STEPS = 30;

    private final TwoCables cables = new TwoCables("np");
    private RecordingSink sink;
    private WifiScene scene;
    private Backend backend;
    private Snapshot now;

    @BeforeEach
    void openOnTwoCables() {
        cables.setRight();
        scene = new WifiScene("np");
        scene.state(1, "1", WifiScene.HOME);
        sink = new RecordingSink();
        backend = new WindowsBackendProvider().open(sink);
        now = backend.read();
    }

    @AfterEach
    void nothingIsLeft() {
        backend.close();
        scene.world.change(lines -> List.of());
        StandIns.assertNothingIsLeft();
    }

    @AfterAll
    void clean() {
        cables.remove();
    }

    private static Map<String, Integer> calls() {
        Map<String, Integer> calls = new TreeMap<>();
        CALLS.forEach(name -> calls.put(name, StandIns.calls("iphlpapi", name)));
        WIFI_CALLS.forEach(name -> calls.put(name, StandIns.calls("wlanapi", name)));
        return calls;
    }

    /** Reads when there is a hint, as the engine does, until the state is as it should be; and tells which calls that has made. */
    private Map<String, Boolean> madeUntil(Predicate<Snapshot> condition) {
        Map<String, Integer> before = calls();
        Library.eventually(() -> {
            readIfHinted();
            return condition.test(now);
        }, "the change is read");
        Map<String, Boolean> made = new TreeMap<>();
        calls().forEach((name, count) -> made.put(name, count > before.get(name)));
        return made;
    }

    private void readIfHinted() {
        if (sink.hints() > 0) {
            while (sink.hints() > 0) {
                sink.awaitHint();
            }
            now = backend.readChanged();
        }
    }

    private static Map<String, Boolean> only(String... names) {
        Map<String, Boolean> only = new TreeMap<>();
        CALLS.forEach(name -> only.put(name, List.of(names).contains(name)));
        WIFI_CALLS.forEach(name -> only.put(name, List.of(names).contains(name)));
        return only;
    }

    private static boolean hasAddress(Snapshot snapshot, String address) {
        return snapshot.links().stream().anyMatch(link -> link.addresses().stream().anyMatch(each -> each.toString().equals(address)));
    }

    @Test
    void anAddressCostsNoTableOfInterfacesAndNoCallToTheWifiService() {
        Linux.ip("addr add 10.7.8.1/24 dev np1");
        assertEquals(only("GetAdaptersAddresses"), madeUntil(snapshot -> hasAddress(snapshot, "10.7.8.1/24")));
    }

    @Test
    void theReachCostsOneCall() {
        scene.world.set("hint", "4 2 0 0 0");
        assertEquals(only("GetNetworkConnectivityHint"), madeUntil(snapshot -> snapshot.metered() == Metered.YES));
    }

    @Test
    void aSignalCostsNoCall() {
        scene.tell(16, 8, 1, 37, "");
        assertEquals(only(), madeUntil(snapshot -> snapshot.accessPoints().get(0).signalPercent().equals(OptionalInt.of(37))));
    }

    @Test
    void aScanCostsTheWifiServiceOnly() {
        scene.profile(1, "elsewhere", 50);
        scene.tell(8, 15, 1, 0, "");
        assertEquals(only("WlanEnumInterfaces", "WlanGetProfileList"),
            madeUntil(snapshot -> snapshot.accessPoints().stream().anyMatch(point -> point.name().equals("elsewhere"))));
    }

    @Test
    void aCableThatIsPulledCostsEverything() {
        Linux.ip("link set fnp1 down");
        Map<String, Boolean> made = madeUntil(snapshot -> snapshot.links().stream().anyMatch(link -> link.name().equals("np1") && !link.carrier()));
        assertEquals(only("GetIfTable2Ex", "GetAdaptersAddresses", "GetNetworkConnectivityHint", "WlanEnumInterfaces", "WlanGetProfileList"), made);
    }

    /** What may happen in one step, all of it harmless a second time. */
    private void happens(Random random) {
        String link = "np" + (1 + random.nextInt(2));
        switch (random.nextInt(7)) {
            case 0 -> Linux.ip("link set f" + link + (random.nextBoolean() ? " down" : " up"));
            case 1 -> Linux.ip("link set " + link + (random.nextBoolean() ? " down" : " up"));
            case 2, 3 -> Linux.run("sh", "-c", "ip addr " + (random.nextBoolean() ? "add" : "del") + " 10.7.20.1/24 dev " + link + " 2> /dev/null; true");
            case 4 -> Linux.run("sh", "-c", "ip route " + (random.nextBoolean() ? "add" : "del") + " default via 10.7." + link.charAt(2)
                + ".1 2> /dev/null; true");
            case 5 -> scene.world.set("hint", random.nextInt(5) + " 1 0 0 0");
            default -> {
                if (random.nextBoolean()) {
                    scene.connect(2, WifiScene.WORK);
                } else {
                    scene.disconnect(2, WifiScene.WORK);
                }
            }
        }
    }

    private static List<Object> state(Snapshot snapshot) {
        return List.of(snapshot.links(), snapshot.accessPoints(), snapshot.defaultInterface(), snapshot.connectivity(), snapshot.metered());
    }

    @Test
    void aRandomHistoryEndsInTheSameAsReadingEverything() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Backend witness = new WindowsBackendProvider().open(new RecordingSink())) {
            witness.read();
            for (int step = 0; step < STEPS; step++) {
                happens(random);
                Library.eventually(() -> {
                    readIfHinted();
                    return state(now).equals(state(witness.read()));
                }, "the same is read, seed " + seed + ", step " + step);
            }
        }
        assertTrue(now.links().stream().anyMatch(link -> link.name().equals("np1")));
    }
}
