package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the backend asks macOS, and how often: no more for many interfaces than for a few, and nothing while nothing happens. */
@Tag("standin")
@Tag("every-jdk")
class StandInCallsIT extends LibraryStory {

    private static final int MANY = 500;
    private static final String ALL_HARDWARE = "SCNetworkInterfaceCopyAll";
    /** Longer than two readings take on a busy machine. */
    private static final int ASKING_MILLIS = 1_500;
    /** Those whose number is not to depend on how much there is; what CoreFoundation does with the answer happens within this process. */
    private static final List<String> QUESTIONS = List.of("getifaddrs", "freeifaddrs", "socket", "write", "read", "close",
        "fcntl", "sysctl", "SCDynamicStoreCopyMultiple", ALL_HARDWARE,
        "SCDynamicStoreCreate", "SCDynamicStoreSetNotificationKeys", "SCDynamicStoreSetDispatchQueue", "SCNetworkConnectionCreateWithServiceID",
        "SCNetworkConnectionGetStatus", "nw_path_monitor_create", "nw_path_get_status", "nw_path_is_expensive", "mach_continuous_time",
        "mach_absolute_time", "dispatch_queue_create", "objc_msgSend");

    private static Map<String, Long> calls() {
        Map<String, Long> calls = new LinkedHashMap<>();
        QUESTIONS.forEach(name -> calls.put(name, StandInLibrary.calls(name)));
        return calls;
    }

    private static Map<String, Long> costOf(Runnable what) {
        Map<String, Long> before = calls();
        what.run();
        Map<String, Long> cost = calls();
        cost.replaceAll((name, count) -> count - before.get(name));
        cost.values().removeIf(count -> count == 0);
        return cost;
    }

    private static void loadMany() {
        List<String> world = new ArrayList<>(StandInLibrary.WORLD);
        for (int i = 0; i < MANY; i++) {
            String name = "en" + (100 + i);
            world.add("link " + name + ' ' + (1000 + i) + " 6 0x8863 1500 -");
            world.add("address " + name + " 10.99." + i / 250 + '.' + (i % 250 + 1) + "/16");
            world.add("store Setup:/Network/Service/S" + name
                + "/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"Ethernet\",\"DeviceName\":\"" + name + "\"}");
        }
        StandIn.load(world.toArray(String[]::new));
    }

    @Test
    void aReadingOfFiveHundredInterfacesAndServicesIsAsManyCallsAsOfThree() {
        Map<String, Long> few = costOfAReading(3);
        loadMany();
        assertEquals(few, costOfAReading(3 + MANY));
        assertEquals(Map.of("getifaddrs", 1L, "freeifaddrs", 1L, "socket", 1L, "fcntl", 1L, "write", 1L, "read", 1L, "close", 1L,
            "SCDynamicStoreCopyMultiple", 1L, "mach_continuous_time", 1L, "mach_absolute_time", 1L), few);
    }

    /** The second one: the first makes the session and asks for the hardware. */
    private static Map<String, Long> costOfAReading(int links) {
        if (links == 3) {
            StandInLibrary.load();
        }
        long asked = StandInLibrary.calls(ALL_HARDWARE);
        try (Backend backend = StandInLibrary.backend()) {
            backend.read();
            Machine.settle();
            assertEquals(asked + 1, StandInLibrary.calls(ALL_HARDWARE), "the hardware is asked for");
            Snapshot[] seen = new Snapshot[1];
            Map<String, Long> cost = costOf(() -> seen[0] = backend.read());
            assertEquals(links, seen[0].links().size());
            assertEquals(links - 1, seen[0].accessPoints().size());
            assertTrue(seen[0].accessPoints().stream().allMatch(each -> each.state().isAtLeast(ConfigurationState.ACTIVE)));
            return cost;
        }
    }

    @Test
    void theHardwareIsAskedForOnceAndAgainOnlyForWhatIsNew() {
        long before = StandInLibrary.calls(ALL_HARDWARE);
        library = StandInLibrary.in();
        assertEquals(before + 1, StandInLibrary.calls(ALL_HARDWARE));
        for (int i = 0; i < 50; i++) {
            library.updated();
        }
        StandIn.act("link utun9 50 1 0x8051 1380 -", "link bridge100 51 209 0x8863 1500 -", "link vmenet0 52 6 0x8863 1500 -", "forget link en5");
        library.settled();
        assertEquals(before + 1, StandInLibrary.calls(ALL_HARDWARE), "none of these is hardware that is new");
        StandIn.act("interface en8 Bluetooth Bluetooth PAN", "link en8 53 6 0x8863 1484 -");
        library.updated();
        StandInLibrary.eventually(() -> library.link("en8").bearer() == Bearer.BLUETOOTH, "the new one is known");
        library.settled();
        assertEquals(before + 2, StandInLibrary.calls(ALL_HARDWARE));
    }

    @Test
    void whatComesWhileTheHardwareIsAskedForIsAskedForAfterwards() {
        StandInLibrary.load("delay interfaces " + ASKING_MILLIS);
        long before = StandInLibrary.calls(ALL_HARDWARE);
        AtomicInteger told = new AtomicInteger();
        CountDownLatch read = new CountDownLatch(1);
        // Whoever is told may take his time: the reading that this leads to comes first.
        try (Backend backend = StandInLibrary.backend(() -> {
            if (Thread.currentThread().getName().equals(Kinds.THREAD_NAME) && told.getAndIncrement() == 0) {
                StandInLibrary.eventually(() -> read.getCount() == 0, "the reading");
            }
        })) {
            backend.read();
            StandIn.act("interface en8 Bluetooth Bluetooth PAN", "link en8 53 6 0x8863 1484 -");
            backend.read();
            assertEquals(before, StandInLibrary.calls(ALL_HARDWARE), "the call is counted at its end, and so is under way still");
            StandInLibrary.eventually(() -> told.get() == 1, "the first answer");
            backend.read();
            read.countDown();
            StandInLibrary.eventually(() -> told.get() == 2, "the new one is asked for");
            assertEquals(before + 2, StandInLibrary.calls(ALL_HARDWARE));
        }
    }

    @Test
    void slowHardwareDelaysNoReading() {
        StandInLibrary.load("delay interfaces " + 2 * ASKING_MILLIS);
        long before = StandInLibrary.calls(ALL_HARDWARE);
        library = new StandInLibrary();
        assertTrue(library.updated().networks.isOnline());
        assertEquals(before, StandInLibrary.calls(ALL_HARDWARE), "the call is counted at its end, and nobody has waited for that");
    }

    @Test
    void gettersMakeNoCall() {
        library = StandInLibrary.in();
        NetworkSession session = library.opened(StandInLibrary.WIFI);
        library.settled();
        assertEquals(Map.of(), costOf(() -> {
            library.networks.interfaces();
            library.networks.configurations();
            library.networks.capabilities();
            library.networks.capabilities(StandInLibrary.WIFI);
            library.networks.defaultConfiguration();
            library.networks.defaultInterface();
            library.networks.isOnline();
            library.networks.usagePolicies();
            session.state();
            session.configuration();
            session.networkInterface();
            session.usagePolicies();
            session.activeTime();
        }));
        assertEquals(Map.of("sysctl", 1L), costOf(() -> library.networks.counters()));
        assertEquals(Map.of("sysctl", 1L), costOf(session::bytesReceived));
        session.close();
    }

    @Test
    void withoutAChangeNothingIsRead() {
        library = StandInLibrary.in();
        Map<String, Long> before = calls();
        assertFalse(Await.comesTrueWithin(Duration.ofSeconds(3), () -> !calls().equals(before)), () -> "from " + before + " to " + calls());
        StandIn.act(MacBook.carrier("en5", false));
        StandInLibrary.eventually(() -> calls().get("SCDynamicStoreCopyMultiple") > before.get("SCDynamicStoreCopyMultiple"), "it still listens");
    }

    @Test
    void aBurstOfChangesIsAFewReadings() {
        library = StandInLibrary.in();
        long begin = System.nanoTime();
        Map<String, Long> cost = costOf(() -> {
            for (int i = 0; i < 200; i++) {
                StandIn.act(MacBook.carrier("en5", i % 2 == 0), "path 1 " + i % 2 + " 0");
            }
            StandInLibrary.eventually(() -> !library.link("en5").carrier() && library.networks.metered().isMetered(), "the truth");
            library.settled();
        });
        long most = 10 + (System.nanoTime() - begin) / 100_000_000; // Ten a second, as long as it takes, and the last ones.
        assertTrue(!library.link("en5").carrier() && library.networks.metered().isMetered(), "it ends with the truth");
        assertTrue(cost.get("SCDynamicStoreCopyMultiple") < most && cost.get("getifaddrs") < most, () -> cost + ", at most " + most);
    }
}
