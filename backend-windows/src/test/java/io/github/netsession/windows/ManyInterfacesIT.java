package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reading costs does not depend on how many interfaces there are. */
@Tag("wine")
class ManyInterfacesIT {

    private static final int MANY = 500;
    private static final List<String> CALLS = List.of("GetIfTable2Ex", "GetIfTable2", "GetIfEntry2", "GetAdaptersAddresses", "GetBestRoute2",
        "GetBestInterfaceEx", "GetNetworkConnectivityHint", "GetUnicastIpAddressTable", "GetIpForwardTable2", "GetIpInterfaceEntry");
    private static final BackendSink NOBODY = new BackendSink() {
        @Override
        public void changed() {
            // Each test reads when it likes.
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            throw new AssertionError(id.toString(), cause);
        }
    };

    private World world;

    @BeforeEach
    void makeALink() {
        Links.clean();
        Links.cable("ap0", "net0", "10.7.0");
        Linux.ip("link set ap0 up");
        world = World.fresh();
        world.add(WifiBed.HINT);
    }

    @AfterEach
    void clear() {
        World.fresh();
        Links.clean();
    }

    private static Map<String, Integer> calls() {
        Map<String, Integer> calls = new LinkedHashMap<>();
        CALLS.forEach(call -> calls.put(call, StandIns.calls("iphlpapi", call)));
        return calls;
    }

    private static Map<String, Integer> costOf(Runnable what) {
        Map<String, Integer> before = calls();
        what.run();
        Map<String, Integer> cost = calls();
        cost.replaceAll((call, count) -> count - before.get(call));
        return cost;
    }

    @Test
    void aReadingOfFiveHundredInterfacesIsAsManyCallsAsOneOfTwo() {
        try (Backend backend = new WindowsBackendProvider().open(NOBODY)) {
            backend.read();
            Map<String, Integer> few = costOf(backend::read);
            world.add("many " + MANY);
            Snapshot[] seen = new Snapshot[1];
            Map<String, Integer> many = costOf(() -> seen[0] = backend.read());
            assertTrue(seen[0].links().size() >= MANY, () -> seen[0].links().size() + " links");
            assertEquals(few, many);
            assertEquals(1, many.get("GetIfTable2Ex"));
            assertEquals(1, many.get("GetAdaptersAddresses"));
            assertEquals(0, StandIns.blocks());
        }
    }

    @Test
    void theCountersOfFiveHundredInterfacesAreOneCall() {
        world.add("many " + MANY);
        try (Backend backend = new WindowsBackendProvider().open(NOBODY)) {
            Map<Integer, Long> rows = new LinkedHashMap<>();
            Map<String, Integer> cost = costOf(() -> backend.counters((index, received, written, in, out, badIn, badOut, lostIn, lostOut) ->
                rows.put(index, received)));
            assertTrue(rows.size() >= MANY, () -> rows.size() + " rows");
            assertEquals(1, cost.values().stream().mapToInt(Integer::intValue).sum(), cost::toString);
        }
    }
}
