package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.contract.Agreement;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Windows says of the whole and what is said of each access point agree, whatever Windows says. */
@Tag("unit")
class AgreementTest {

    private static final int READINGS = 5_000;
    private static final List<String[]> ADDRESSES = List.of(new String[] {"192.0.2.9"}, new String[] {"169.254.9.9"}, new String[] {"fe80::9"},
        new String[0], new String[] {"169.254.9.9", "2001:db8::9"});

    private static ConnectivityHint hint(int level, int cost) {
        return new ConnectivityHint(level, cost, false, false, false);
    }

    private static Snapshot read(FakeWindowsOs os) {
        WifiService wifi = new WifiService(() -> os.wifi(() -> { }), new RecordingSink());
        wifi.read();
        return new WindowsReader(os, wifi).read();
    }

    @ParameterizedTest(name = "level {0} with nothing active: {1}")
    @CsvSource({"0, UNKNOWN", "1, NONE", "2, LOCAL", "3, UNKNOWN", "4, UNKNOWN", "5, UNKNOWN"})
    void withNothingActiveNothingReachesTheInternet(int level, Connectivity expected) {
        FakeWindowsOs os = new FakeWindowsOs().with(Row.of(2).oper(2).media(2));
        os.hint = Optional.of(hint(level, 2));
        assertEquals(expected, read(os).connectivity());
        assertEquals(Metered.UNKNOWN, read(os).metered(), "what costs nothing is not there");
    }

    @ParameterizedTest(name = "level {0} with something active: {1}")
    @CsvSource({"0, UNKNOWN", "1, LOCAL", "2, LOCAL", "3, INTERNET", "4, CAPTIVE_PORTAL", "5, UNKNOWN"})
    void withSomethingActiveThereIsANetwork(int level, Connectivity expected) {
        FakeWindowsOs os = new FakeWindowsOs().with(Row.of(2).alias("LAN"), "192.0.2.2").defaultRoute4(2);
        os.hint = Optional.of(hint(level, 2));
        Snapshot snapshot = read(os);
        assertEquals(List.of(expected, expected), List.of(snapshot.connectivity(), snapshot.accessPoints().get(0).connectivity()));
        assertEquals(List.of(Metered.YES, Metered.YES), List.of(snapshot.metered(), snapshot.accessPoints().get(0).metered()));
    }

    @Test
    void aWayOutThatIsNoAccessPointMayBeAllThereIs() {
        FakeWindowsOs os = new FakeWindowsOs();
        os.interfaces.add(Row.of(3).alias("tunnel").build());
        os.defaultRoute4(3);
        assertEquals(List.of(), read(os).accessPoints());
        assertEquals(Connectivity.INTERNET, read(os).connectivity());
        assertEquals(Metered.NO, read(os).metered());
    }

    @Test
    void randomReadingsAgree() {
        Random random = new Random(4711);
        Map<Boolean, Integer> seen = new HashMap<>();
        for (int i = 0; i < READINGS; i++) {
            FakeWindowsOs os = new FakeWindowsOs();
            int end = 2 + random.nextInt(5);
            for (int index = 2; index < end; index++) {
                Row row = random.nextInt(3) == 0 ? Row.wifi(index) : Row.of(index).flags(random.nextInt(2));
                os.with(row.oper(1 + random.nextInt(3) / 2).media(random.nextInt(3)), ADDRESSES.get(random.nextInt(ADDRESSES.size())));
                if (random.nextBoolean()) {
                    os.wifi.profiles(Row.guidOf(index), "home", "work").connected(Row.guidOf(index), random.nextBoolean() ? "home" : "", 50)
                        .adapter(Row.guidOf(index), State.values()[random.nextInt(State.values().length)]);
                }
            }
            if (random.nextInt(4) > 0) {
                os.defaultRoute4(1 + random.nextInt(6));
            }
            os.hint = Optional.of(new ConnectivityHint(random.nextInt(7), random.nextInt(4), false, random.nextBoolean(), false));
            Snapshot snapshot = read(os);
            Agreement.of(snapshot);
            seen.merge(snapshot.accessPoints().stream().anyMatch(point -> point.state() == ConfigurationState.ACTIVE), 1, Integer::sum);
        }
        assertTrue(seen.get(true) > READINGS / 10 && seen.get(false) > READINGS / 10, seen::toString);
    }
}
