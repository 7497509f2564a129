package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes over the bus unasked, by NetworkManager or by anybody, does no harm. */
@Tag("manager")
class StandInHostileMessagesIT extends StandInStory {

    /** A reading waits for an answer for two seconds, a little less as seen from here; who asks again meanwhile does not wait. */
    private static final long WAITS_NANOS = Duration.ofMillis(1900).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ACTIVATION_ENDED = "active_path(2), ACTIVE, 'StateChanged', 'uu', 4, 9";

    /** Takes failures down. */
    private static final class Failures extends Hints {

        private final List<ConfigurationId> failed = new ArrayList<>();

        @Override
        public synchronized void failed(ConfigurationId id, BackendException cause) {
            failed.add(id);
        }

        synchronized List<ConfigurationId> all() {
            return List.copyOf(failed);
        }
    }

    private final Failures sink = new Failures();
    @BeforeEach
    void prepare() {
        StandIn.up("ap0");
        open(sink, "device(1, 'ap0'); device(2, 'ap1', AvailableConnections=[profile_path(2)])", "profile(1, 'office'); active(1, on=1); profile(2, 'other')");
        assertRight();
    }

    private void assertRight() {
        assertEquals(ConfigurationState.ACTIVE, StandIn.point(backend.read(), 1).state());
    }

    /** A signal that matters, which comes after all that was said before. */
    private void assertTheNextSignalIsHeard() {
        long before = sink.awaitQuiet(Duration.ofSeconds(1));
        manager.tell("updated(1)");
        assertTrue(sink.awaitMoreThan(before, LIMIT));
        assertRight();
    }

    @Test
    void signalsWithWrongBodiesDoNoHarm() {
        manager.tell("SIGNALS = [(PROPERTIES, 'PropertiesChanged'), ('org.freedesktop.DBus.ObjectManager', 'InterfacesAdded'), "
            + "('org.freedesktop.DBus.ObjectManager', 'InterfacesRemoved'), (ACTIVE, 'StateChanged'), (DEVICE, 'StateChanged'), (VPN, 'VpnStateChanged'), "
            + "(PROFILE, 'Updated'), (PROFILE, 'Removed'), (NM, 'CheckPermissions')]",
            "BODIES = [('',), ('s', 'x'), ('sss', NM, DEVICE, ACTIVE), ('u', 4), ('uu', 4, 4294967295), ('uuu', 120, 120, 9999), ('xi', -1, -1), "
            + "('oas', '/a', []), ('os', '/a', PROFILE), ('sa{sv}as', DEVICE, {}, []), ('sa{sv}s', DEVICE, {'State': V('s', 'x')}, 'y'), "
            + "('sa{uv}as', ACTIVE, {1: V('u', 1)}, ['State']), ('ay', bytes(1000)), ('v', V('v', V('s', 'x'))), ('oa{sa{sv}}', '/a', {PROFILE: {}})]",
            "PATHS = ['/', '/org/freedesktop', ROOT, active_path(1), active_path(2), device_path(1), profile_path(1), '/' + 'a' * 1000]");
        manager.tell("for n in range(10): [signal(path, *s, *body) for path in PATHS for s in SIGNALS for body in BODIES]");
        System.out.println("signals with wrong bodies: " + manager.ask("10 * len(PATHS) * len(SIGNALS) * len(BODIES)"));
        assertDoesNotThrow(backend::read);
        assertTheNextSignalIsHeard();
        assertEquals(List.of(), sink.all());
    }

    @Test
    void whoCallsUsIsToldThatThereIsNothingToCall() {
        assertEquals("org.freedesktop.DBus.Error.NotSupported", manager.ask("call_of_client()"));
        manager.tell("for n in range(1000): call_of_client()");
        assertTheNextSignalIsHeard();
    }

    @Test
    void bigMessagesThatNobodyAskedForAreNoHints() {
        long before = sink.awaitQuiet(Duration.ofSeconds(1));
        manager.tell("for n in range(5): signal(ROOT, NM, 'CheckPermissions', 's', 'x' * 20000000, to=client)",
            "for n in range(5): forge(ROOT, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', NM, {'Metered': big('ay', 20000000)}, [])",
            "for n in range(10000): signal(ROOT, NM, 'StateChanged', 'u', n, to=client)", "forge(ROOT, NM, 'CheckPermissions')");
        int[] late = {0};
        Await.until(() -> {
            long begun = System.nanoTime();
            boolean exact = backend.read().exact();
            late[0] += exact || System.nanoTime() - begun < WAITS_NANOS ? 0 : 1;
            return exact;
        });
        long hints = sink.awaitQuiet(Duration.ofSeconds(1)) - before;
        assertTrue(hints <= late[0], () -> hints + " hints, and " + late[0] + " answers that were too late, each of which is one");
        assertEquals(1, manager.calls("GetPermissions"));
        assertRight();
    }

    /** What is in a broadcast of more than it may be is not known; that something has changed is. */
    @Test
    void aSignalWithTooManyValuesIsAHintForEverything() {
        Await.until(() -> backend.readChanged().exact());
        assertEquals(ConfigurationState.DISCOVERED, StandIn.point(backend.readChanged(), 2).state());
        long before = sink.awaitQuiet(Duration.ofSeconds(1));
        manager.tell("put(device_path(2), DEVICE, AvailableConnections=[])",
            "signal(ROOT, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', NM, {'Metered': big('au', 4400000)}, [])");
        assertTrue(sink.awaitMoreThan(before, LIMIT));
        assertEquals(ConfigurationState.DEFINED, StandIn.point(backend.readChanged(), 2).state());
        assertTheNextSignalIsHeard();
    }

    @Test
    void nobodyButNetworkManagerCanSayThatAStartHasFailed() {
        backend.start(StandIn.id(2), StartOptions.builder().inBackground(true).build());
        manager.tell("forge(" + ACTIVATION_ENDED + ")");
        assertTheNextSignalIsHeard();
        assertEquals(List.of(), sink.all());
        manager.tell("signal(" + ACTIVATION_ENDED + ")");
        Await.until(() -> sink.all().equals(List.of(StandIn.id(2))));
    }

    @Test
    void nobodyButTheBusCanSayThatNetworkManagerIsGone() {
        backend.start(StandIn.id(2), StartOptions.builder().inBackground(true).build());
        manager.tell("forge(BUS_PATH, BUS, 'NameOwnerChanged', 'sss', NM, client, '')");
        assertTheNextSignalIsHeard();
        assertEquals(3, manager.calls("GetSettings"), "two profiles, and the one that was said to have changed");
        manager.tell("signal(" + ACTIVATION_ENDED + ")");
        Await.until(() -> sink.all().equals(List.of(StandIn.id(2))));
    }

    @Test
    void anotherThatTakesItsNameIsReadAnew() {
        manager.tell("other = other or connect()",
            "connection.call_sync(BUS, BUS_PATH, BUS, 'ReleaseName', V('(s)', (NM,)), None, Gio.DBusCallFlags.NONE, -1, None)",
            "connection, first = other, connection", "connection.add_filter(filter_message)", "profile(1, 'of the next')",
            "connection.call_sync(BUS, BUS_PATH, BUS, 'RequestName', V('(su)', (NM, 4)), None, Gio.DBusCallFlags.NONE, -1, None)");
        Await.until(() -> backend.read().exact() && StandIn.point(backend.read(), 1).name().equals("of the next"));
        assertRight();
    }
}
