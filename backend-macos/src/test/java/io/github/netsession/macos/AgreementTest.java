package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.contract.Agreement;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What macOS says of the whole and what is said of each service agree, whatever macOS says. */
@Tag("unit")
class AgreementTest {

    private static final int READINGS = 3_000;
    private static final List<String[]> ADDRESSES = List.of(new String[] {"192.0.2.9"}, new String[] {"169.254.9.9"}, new String[] {"fe80::9"},
        new String[0], new String[] {"169.254.9.9", "2001:db8::9"});
    private static final List<String> NAMES = List.of("en0", "en1", "utun3", "utun4");

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
    private final Configd configd = new Configd(os, watcher::storeChanged, sink, Configd.LIMIT_MILLIS);
    private final MacReader reader = new MacReader(os, configd, watcher, new Kinds(os, new OpenSink(sink)), new Signals(os, false));

    @AfterEach
    void close() {
        configd.close(os::close);
    }

    private void oneCable(String... addresses) {
        os.with(Rows.loopback(), Rows.up("en1", 5, addresses));
        os.store.order("L").service("L", "LAN", FakeStore.LAN).inUse("L", "en1").primary("en1");
    }

    @ParameterizedTest(name = "path {0} with nothing active: {1}")
    @CsvSource({"0, UNKNOWN", "1, UNKNOWN", "2, NONE", "3, UNKNOWN"})
    void withNothingActiveNothingReachesTheInternet(int path, Connectivity expected) {
        oneCable("169.254.5.5");
        os.path.is(path, true, true);
        os.store.link("en1", Map.of("Active", true, "Expensive", true));
        Snapshot snapshot = reader.read();
        assertEquals(List.of(expected, Metered.UNKNOWN, Set.of()), List.of(snapshot.connectivity(), snapshot.metered(), snapshot.usagePolicies()));
    }

    @ParameterizedTest(name = "path {0} with a link-local service active: {1}")
    @CsvSource({"0, UNKNOWN", "1, INTERNET", "2, LOCAL", "3, UNKNOWN"})
    void withSomethingActiveThereIsANetwork(int path, Connectivity expected) {
        oneCable("169.254.5.5");
        os.store.put(StoreKeys.SETUP_SERVICES + "L/IPv4", Map.of("ConfigMethod", "LinkLocal"));
        os.path.is(path, true, false);
        Snapshot snapshot = reader.read();
        AccessPoint point = snapshot.accessPoints().get(0);
        assertEquals(ConfigurationState.ACTIVE, point.state());
        assertEquals(List.of(expected, expected), List.of(snapshot.connectivity(), point.connectivity()));
        assertEquals(snapshot.metered(), point.metered());
    }

    @Test
    void aTunnelWithoutAServiceMayBeAllThereIs() {
        os.with(Rows.row("utun4", 9, 1, Rows.RUNNING, "10.9.0.2"));
        os.routes.add("0.0.0.0/1", "utun4").add("128.0.0.0/1", "utun4");
        Snapshot snapshot = reader.read();
        assertEquals(List.of(), snapshot.accessPoints());
        assertEquals(List.of(Connectivity.INTERNET, Metered.GUESSED_NO), List.of(snapshot.connectivity(), snapshot.metered()));
    }

    @Test
    void randomReadingsAgree() {
        Random random = new Random(4711);
        Map<Boolean, Integer> seen = new HashMap<>();
        for (int i = 0; i < READINGS; i++) {
            shuffle(random);
            Snapshot snapshot = reader.read();
            Agreement.of(snapshot);
            seen.merge(snapshot.accessPoints().stream().anyMatch(point -> point.state() == ConfigurationState.ACTIVE), 1, Integer::sum);
        }
        assertTrue(seen.get(true) > READINGS / 10 && seen.get(false) > READINGS / 10, seen::toString);
    }

    private void shuffle(Random random) {
        os.interfaces.clear();
        os.routes.clear();
        os.store.copy().keySet().forEach(os.store::remove);
        os.with(Rows.loopback());
        os.store.service("W", "Wi-Fi", FakeStore.WIFI).service("L", "LAN", FakeStore.LAN).service("M", "LAN by hand", FakeStore.LAN)
            .service("V", "Office", "VPN");
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                os.with(Rows.row(name, 4 + NAMES.indexOf(name), name.startsWith("u") ? 1 : LinkType.IFT_ETHER,
                    random.nextInt(4) > 0 ? Rows.RUNNING : InterfaceRow.IFF_UP, ADDRESSES.get(random.nextInt(ADDRESSES.size()))));
                os.store.link(name, Map.of("Active", random.nextInt(4) > 0, "Expensive", random.nextBoolean()));
            }
        }
        for (String id : List.of("W", "L", "M", "V")) {
            if (random.nextBoolean()) {
                os.store.inUse(id, NAMES.get(random.nextInt(NAMES.size())));
            }
            os.store.put(StoreKeys.SETUP_SERVICES + id + "/IPv4", Map.of("ConfigMethod", random.nextInt(3) == 0 ? "LinkLocal" : "DHCP"));
        }
        os.vpn("V").is(random.nextInt(5) - 1);
        if (random.nextInt(3) > 0) {
            os.store.primary(NAMES.get(random.nextInt(NAMES.size())));
        }
        if (random.nextInt(4) == 0) {
            os.routes.add("0.0.0.0/1", NAMES.get(random.nextInt(NAMES.size()))).add("128.0.0.0/1", NAMES.get(random.nextInt(NAMES.size())));
        }
        os.path.is(random.nextInt(4), random.nextBoolean(), random.nextBoolean());
    }
}
