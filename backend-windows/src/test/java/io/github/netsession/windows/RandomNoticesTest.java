package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.windows.wifi.FakeWifiPort;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNetwork;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two backends live through the same random history of one Windows: one reads what the notices name, the other reads everything. After each
 * step both must have read the same. What Windows tells of a change is what its documentation says; no real Windows was asked.
 */
@Tag("unit")
class RandomNoticesTest {

    private static final int HISTORIES = 150;
    private static final int STEPS = 60;
    private static final int[] CABLES = {2, 3, 4};
    private static final int[] RADIOS = {8, 9};
    private static final String[] PROFILES = {"home", "work", "guest"};
    private static final int[] LEVELS = {0, 1, 2, 3, 4};

    /** One Windows, as one of the backends sees it. */
    private static final class Seen implements AutoCloseable {

        final FakeWindowsOs os = new FakeWindowsOs();
        final RecordingSink sink = new RecordingSink();
        final WindowsBackend backend = WindowsBackend.open(os, sink);

        void notice(Part part) {
            if (part == Part.WIFI) {
                os.wifiSignal().run();
            } else {
                os.changes.signal(part);
            }
            assertTrue(sink.awaitHint());
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private final TreeMap<Integer, List<String>> addresses = new TreeMap<>();
    private final List<Part> notices = new ArrayList<>();
    private Random random = new Random(0);
    private List<Seen> both = List.of();

    private int any(int... numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private void each(Consumer<FakeWindowsOs> change) {
        both.forEach(seen -> change.accept(seen.os));
    }

    private void eachWifi(Consumer<FakeWifiPort> change) {
        each(os -> change.accept(os.wifi));
    }

    // ---- what may happen, and which notices come of it

    private void happens() {
        switch (random.nextInt(11)) {
            case 0 -> linkComesOrGoes();
            case 1 -> linkChanges();
            case 2, 3 -> addressComesOrGoes();
            case 4 -> routeChanges();
            case 5 -> {
                ConnectivityHint hint = new ConnectivityHint(any(LEVELS), random.nextInt(4), false, random.nextInt(8) == 0, false);
                each(os -> os.hint = Optional.of(hint));
                notices.add(Part.REACH);
            }
            case 6, 7 -> wifiConnectsOrDisconnects();
            case 8 -> wifiTells();
            case 9 -> profilesChange();
            default -> notices.add(any(0, 1) == 0 ? Part.ALL : Part.ROUTES); // A notice without a change.
        }
    }

    private void linkComesOrGoes() {
        int index = any(CABLES);
        if (rows.remove(index) == null) {
            rows.put(index, cable(index));
            addresses.put(index, new ArrayList<>());
        } else {
            addresses.remove(index);
        }
        tables(Part.ALL, Part.ROUTES);
    }

    private Row cable(int index) {
        return index == 4 ? Row.of(4).alias("vEthernet").flags(0) : Row.of(index);
    }

    private void linkChanges() {
        List<Integer> present = List.copyOf(rows.keySet());
        int index = present.get(random.nextInt(present.size()));
        rows.get(index).oper(any(1, 2)).media(any(1, 2)).admin(any(1, 1, 2));
        tables(Part.ALL);
    }

    private void addressComesOrGoes() {
        List<Integer> present = List.copyOf(addresses.keySet());
        int index = present.get(random.nextInt(present.size()));
        String address = any("192.0.2." + index, "169.254.1." + index, "fe80::" + index, "2001:db8:7::" + index);
        if (!addresses.get(index).remove(address)) {
            addresses.get(index).add(address);
        }
        tables(Part.ROUTES);
    }

    private void tables(Part... parts) {
        each(os -> {
            os.interfaces.clear();
            os.adapters.clear();
            rows.forEach((index, row) -> {
                os.interfaces.add(row.build());
                os.adapters.add(Row.bound(index, addresses.get(index).toArray(String[]::new)));
            });
        });
        notices.addAll(List.of(parts));
    }

    private void routeChanges() {
        int index = any(0, 2, 3, 4, 8, 9);
        boolean isOwn = random.nextInt(3) == 0;
        RouteRow row = new RouteRow(index, 0, random.nextBoolean(), random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Row.address("192.0.2.77")));
        each(os -> {
            if (isOwn) {
                os.routesBy.put(index, row);
            } else if (index == 0) {
                os.routes.clear();
            } else {
                os.defaultRoute4(index);
            }
        });
        notices.add(Part.ROUTES);
    }

    private void wifiConnectsOrDisconnects() {
        int index = any(RADIOS);
        String guid = Row.guidOf(index);
        String profile = any(PROFILES);
        int how = random.nextInt(5);
        if (how < 2) {
            eachWifi(wifi -> wifi.connected(guid, profile, 60).tell(Event.CONNECTION_START, guid, profile, 0)
                .tell(Event.CONNECTION_COMPLETE, guid, profile, 0));
        } else if (how == 2) {
            eachWifi(wifi -> wifi.disconnected(guid).tell(Event.DISCONNECTED, guid, profile, 0));
        } else if (how == 3) { // The steps of a connection are not told.
            State state = random.nextBoolean() ? State.CONNECTING : State.AUTHENTICATING;
            eachWifi(wifi -> wifi.adapter(guid, state).tell(Event.CONNECTION_START, guid, profile, 0));
        } else {
            eachWifi(wifi -> wifi.adapter(guid, State.NOT_READY).tell(Event.RADIO_CHANGED, guid, "", 0));
        }
        notices.add(Part.WIFI);
    }

    private void wifiTells() {
        String guid = Row.guidOf(any(RADIOS));
        int percent = random.nextInt(101);
        int what = random.nextInt(4);
        if (what == 0) {
            WifiNetwork network = new WifiNetwork(any(PROFILES), percent);
            eachWifi(wifi -> wifi.within(guid, network).tell(Event.REACH_CHANGED, guid, "", 0));
        } else if (what == 1) {
            eachWifi(FakeWifiPort::loseNotices);
        } else {
            Event event = what == 2 ? Event.SCAN_ENDED : Event.SIGNAL;
            eachWifi(wifi -> wifi.tell(event, guid, "", event == Event.SIGNAL ? percent : 0));
        }
        notices.add(Part.WIFI);
    }

    private void profilesChange() {
        String guid = Row.guidOf(any(RADIOS));
        String profile = any(PROFILES);
        boolean isTwo = random.nextBoolean();
        eachWifi(wifi -> (isTwo ? wifi.profiles(guid, profile, "cafe") : wifi.profiles(guid, profile)).tell(Event.PROFILES_CHANGED, guid, "", 0));
        notices.add(Part.WIFI);
    }

    // ---- the comparison

    private void begin(long seed) {
        random = new Random(seed);
        rows.clear();
        addresses.clear();
        rows.put(1, Row.loopback(1));
        rows.put(2, Row.of(2));
        rows.put(8, Row.wifi(8));
        rows.put(9, Row.wifi(9));
        rows.keySet().forEach(index -> addresses.put(index, new ArrayList<>(List.of("192.0.2." + index))));
        eachWifi(wifi -> wifi.profiles(Row.guidOf(8), "home").connected(Row.guidOf(8), "home", 50).adapter(Row.guidOf(9),
            State.DISCONNECTED));
        tables();
        notices.clear();
    }

    private void sendNotices() {
        for (Part part : notices) {
            both.forEach(seen -> seen.notice(part));
        }
        notices.clear();
    }

    private static Optional<Snapshot> read(boolean isPartial, WindowsBackend backend) {
        try {
            return Optional.of(isPartial ? backend.readChanged() : backend.read());
        } catch (BackendException refused) {
            return Optional.empty();
        }
    }

    /** Now and then a call is refused, in both. */
    private void refuseSometimes() {
        each(os -> List.of("interfaces", "adapters", "hint").forEach(os::allow));
        if (random.nextInt(12) == 0) {
            String call = any("interfaces", "adapters", "hint");
            each(os -> os.refuse(call, Kind.TEMPORARY));
            notices.add(Part.ALL); // Where only one of the two made the call, they would not be comparable.
        }
    }

    private static void isSameWhereEqual(Snapshot now, Snapshot before) {
        now.links().forEach(link -> before.links().stream().filter(link::equals).forEach(same -> assertSame(same, link)));
        for (AccessPoint point : now.accessPoints()) {
            before.accessPoints().stream().filter(point::equals).forEach(same -> assertSame(same, point));
        }
    }

    private void live(long seed) {
        begin(seed);
        both.forEach(seen -> seen.backend.read()); // Connects to the Wi-Fi service, whose notices arrive from then on.
        boolean hasFailed = false;
        Optional<Snapshot> before = Optional.empty();
        for (int step = 0; step < STEPS; step++) {
            int happenings = random.nextInt(4);
            for (int i = 0; i < happenings; i++) {
                happens();
            }
            refuseSometimes();
            sendNotices();
            Optional<Snapshot> partial = read(!hasFailed, both.get(0).backend);
            Optional<Snapshot> whole = read(false, both.get(1).backend);
            assertEquals(whole, partial, "seed " + seed + ", step " + step);
            hasFailed = partial.isEmpty();
            if (before.isPresent() && partial.isPresent()) {
                isSameWhereEqual(partial.get(), before.get());
            }
            before = partial;
        }
    }

    @Test
    void whatIsReadInPartsIsWhatIsReadWhole() {
        long partialTables = 0;
        long wholeTables = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            try (Seen partial = new Seen(); Seen whole = new Seen()) {
                both = List.of(partial, whole);
                live(seed);
                partialTables += partial.os.count("interfaces");
                wholeTables += whole.os.count("interfaces");
            }
        }
        long saved = wholeTables - partialTables;
        assertTrue(saved > wholeTables / 10, "only " + saved + " of " + wholeTables + " tables were not read");
    }
}
