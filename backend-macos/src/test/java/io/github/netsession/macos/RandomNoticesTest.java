package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two backends live through the same random history of one Mac: one reads what the notices name, the other reads everything. After each step
 * both must have read the same. What macOS tells of a change is what its documentation says; no real Mac was asked.
 */
@Tag("unit")
class RandomNoticesTest {

    private static final int HISTORIES = 60;
    private static final int STEPS = 50;
    private static final String[] NAMES = {"en0", "en1", "ppp0", "utun9"};
    private static final String[] IDS = {"W", "L", "V"};

    /** One Mac, as one of the backends sees it. */
    private static final class Seen implements AutoCloseable {

        final FakeMacOs os = new FakeMacOs();
        final MacBackend backend = MacBackend.open(os, new RecordingSink());

        @Override
        public void close() {
            backend.close();
        }
    }

    private final TreeMap<String, InterfaceRow> rows = new TreeMap<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Consumer<FakeMacOs>> notices = new ArrayList<>();
    private Random random = new Random(0);
    private List<Seen> both = List.of();

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private void each(Consumer<FakeMacOs> change) {
        both.forEach(seen -> change.accept(seen.os));
    }

    /** A change of a key, of which configd tells. */
    private void put(String key, Optional<Object> value) {
        each(os -> value.ifPresentOrElse(present -> os.store.put(key, present), () -> os.store.remove(key)));
        keys.add(key);
    }

    // ---- what may happen, and which notices come of it

    private void happens() {
        switch (random.nextInt(10)) {
            case 0 -> linkChanges(any(NAMES));
            case 1 -> addressesChange(any(NAMES));
            case 2 -> interfaceComesOrGoes();
            case 3 -> serviceComesOrGoes(any(IDS));
            case 4 -> serviceGetsOrLosesItsAddress(any(IDS));
            case 5 -> put(any(StoreKeys.GLOBAL_IPV4, StoreKeys.GLOBAL_IPV6), random.nextInt(3) == 0 ? Optional.empty()
                : Optional.of(Map.of("PrimaryInterface", any(NAMES))));
            case 6 -> put(StoreKeys.SETUP_IPV4, Optional.of(Map.of("ServiceOrder", List.of(any(IDS), any(IDS), any(IDS)))));
            case 7 -> pathChanges();
            case 8 -> vpnChanges();
            default -> restOrRestart();
        }
    }

    private void rows() {
        each(os -> {
            os.interfaces.clear();
            os.interfaces.addAll(rows.values());
        });
    }

    private void linkChanges(String name) {
        InterfaceRow row = rows.get(name);
        if (row != null && random.nextBoolean()) {
            rows.put(name, new InterfaceRow(name, row.index(), row.type(), random.nextInt(4) == 0 ? 0 : Rows.RUNNING, 1500, row.hardwareAddress(),
                row.addresses()));
            rows();
        }
        put(StoreKeys.INTERFACES + name + "/Link", random.nextInt(5) == 0 ? Optional.empty()
            : Optional.of(Map.of("Active", random.nextInt(3) > 0, "Expensive", random.nextInt(3) == 0, "Detaching", random.nextInt(8) == 0)));
    }

    private void addressesChange(String name) {
        InterfaceRow row = rows.get(name);
        if (row == null) {
            return;
        }
        int number = row.index();
        String[] addresses = random.nextInt(4) == 0 ? new String[0] : new String[] {any("192.0.2." + number, "169.254.1." + number), "2001:db8:7::" + number};
        rows.put(name, Rows.row(name, number, row.type(), row.flags(), addresses));
        rows();
        put(StoreKeys.INTERFACES + name + "/IPv4", Optional.of(Map.of("Addresses", List.of(addresses))));
        put(StoreKeys.INTERFACES + name + "/IPv6", Optional.of(Map.of("Addresses", List.of("2001:db8:7::" + number), "Flags",
            List.of(random.nextBoolean() ? (long) Ipv6Flags.IN6_IFF_TENTATIVE : 0L))));
    }

    private void interfaceComesOrGoes() {
        String name = any("en1", "ppp0", "utun9");
        if (rows.remove(name) == null) {
            boolean isTunnel = !name.equals("en1");
            rows.put(name, Rows.row(name, 5 + random.nextInt(4) + name.length() * 10, isTunnel ? 1 : LinkType.IFT_ETHER,
                Rows.RUNNING | (isTunnel ? InterfaceRow.IFF_POINTOPOINT : 0)));
        }
        rows();
        put("State:/Network/Interface", Optional.of(Map.of("Interfaces", List.copyOf(rows.keySet()))));
    }

    private void serviceComesOrGoes(String id) {
        String key = StoreKeys.SETUP_SERVICES + id;
        if (random.nextInt(3) == 0) {
            put(key, Optional.empty());
            put(key + "/Interface", Optional.empty());
        } else {
            put(key, Optional.of(Map.of("UserDefinedName", any("Home", "Office", "Dock"))));
            put(key + "/Interface", Optional.of(id.equals("V") ? Map.of("Type", "VPN")
                : Map.of("Type", "Ethernet", "Hardware", id.equals("W") ? "AirPort" : "Ethernet", "DeviceName", id.equals("W") ? "en0" : "en1")));
        }
    }

    private void serviceGetsOrLosesItsAddress(String id) {
        put(StoreKeys.SERVICES + id + any("/IPv4", "/IPv6"), random.nextInt(3) == 0 ? Optional.empty()
            : Optional.of(Map.of("InterfaceName", id.equals("V") ? any("ppp0", "utun9") : id.equals("W") ? "en0" : "en1")));
    }

    /** Also the routes of a tunnel without a service, of which only the path monitor tells. */
    private void pathChanges() {
        PathState state = new PathState(random.nextInt(4), random.nextBoolean(), random.nextBoolean());
        int what = random.nextInt(3);
        each(os -> {
            os.path.is(state);
            if (what == 0) {
                os.routes.clear();
            } else if (what == 1) {
                os.routes.add("128.0.0.0/1", "utun9");
            } else {
                os.routes.add("0.0.0.0/0", "en1", FakeRoutes.Trait.SCOPED);
            }
        });
        notices.add(os -> os.path.becomes(state));
    }

    private void vpnChanges() {
        int status = random.nextInt(5) - 1;
        each(os -> os.vpn("V").is(status));
        notices.add(os -> os.vpn("V").tell(status));
    }

    private void restOrRestart() {
        if (random.nextInt(6) == 0) {
            notices.add(os -> os.sessions.get(os.sessions.size() - 1).tell(true));
        } else {
            notices.add(os -> os.path.becomes(os.path.state()));
        }
    }

    // ---- the comparison

    private void begin(long seed) {
        random = new Random(seed);
        rows.clear();
        keys.clear();
        notices.clear();
        rows.put("lo0", Rows.loopback());
        rows.put("en0", Rows.up("en0", 4, "192.0.2.4"));
        rows.put("en1", Rows.up("en1", 5));
        rows();
        each(os -> os.store.order("W", "L", "V").service("W", "Wi-Fi", FakeStore.WIFI).service("L", "LAN", FakeStore.LAN)
            .service("V", "Office", "VPN").inUse("W", "en0").primary("en0").airPort("en0").link("en0", Map.of("Active", true)));
        both.forEach(seen -> seen.backend.read());
    }

    private void sendNotices() {
        if (!keys.isEmpty()) {
            String[] named = keys.toArray(String[]::new);
            notices.add(random.nextInt(notices.size() + 1), os -> os.sessions.get(os.sessions.size() - 1).tell(named));
        }
        notices.forEach(this::each);
        notices.clear();
        keys.clear();
    }

    private static Optional<Snapshot> read(boolean isPartial, MacBackend backend) {
        try {
            return Optional.of(isPartial ? backend.readChanged() : backend.read());
        } catch (BackendException refused) {
            return Optional.empty();
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
        boolean hasFailed = false;
        Optional<Snapshot> before = Optional.empty();
        for (int step = 0; step < STEPS; step++) {
            int happenings = random.nextInt(4);
            for (int i = 0; i < happenings; i++) {
                happens();
            }
            sendNotices();
            boolean isRefused = random.nextInt(15) == 0;
            each(os -> {
                if (isRefused) {
                    os.refuse("interfaces", Kind.TEMPORARY);
                } else {
                    os.allow("interfaces");
                }
            });
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
        long partialStores = 0;
        long wholeStores = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            try (Seen partial = new Seen(); Seen whole = new Seen()) {
                both = List.of(partial, whole);
                live(seed);
                partialStores += partial.os.count("read");
                wholeStores += whole.os.count("read");
            }
        }
        long saved = wholeStores - partialStores;
        assertTrue(saved > wholeStores / 4, "only " + saved + " of " + wholeStores + " readings of the whole store were not made");
    }
}
