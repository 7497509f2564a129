package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.ConfigurationId;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.OneThread;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All of this package on a bus in memory, as NetworkManager puts it together, with a sink that remembers. One thread. */
final class NmRig implements BackendSink {

    /** What failed later. */
    record Failure(ConfigurationId id, BackendException cause) {
    }

    final NmWorld world = new NmWorld();
    final ScriptedBus bus = new ScriptedBus();
    final OwnProfiles own = new OwnProfiles();
    final Activations activations = new Activations(this, own::has);
    final NamedObjects named = new NamedObjects();
    final NmWatcher watcher = new NmWatcher(activations, named, bus);
    final BusClient client = new BusClient(bus, watcher, bus);
    final NmReader reader = new NmReader(client, watcher, named, activations, own, bus);
    final NmControl control = new NmControl(client, reader, activations, own, this);
    final OneThread loop = OneThread.drive(client, bus);
    final List<Failure> failures = new ArrayList<>();
    final Map<ConfigurationId, InterfaceIdentity> lateStarts = new HashMap<>();

    NmRig() {
        watcher.subscribeBy(client);
        world.live(bus);
    }

    @Override
    public void changed() {
        throw new IllegalStateException("only the loop hints");
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        failures.add(new Failure(id, cause));
    }

    @Override
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        lateStarts.put(id, identity);
    }

    /** A signal comes in and is taken. */
    void emit(String path, String iface, String member, Object... body) {
        bus.emit(path, iface, member, body);
        loop.run();
    }

    /** A start is taken as soon as it is asked for. */
    void follow(String path, ConfigurationId id) {
        activations.follow(path, activations.attempt(id));
    }

    /** A reading in which nothing else happens. */
    void look(Map<String, NmTree.Active> actives, Set<String> uuids) {
        activations.look(actives, uuids, activations.departures());
    }

    /** Returns what was asked since the last look: each as a path under NetworkManager's and the interface, or the method. */
    Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (BusCall call : bus.takeCalls()) {
            String what = call.member().equals("GetAll") ? (String) call.arguments().get(0) : call.member();
            asked.add(call.path().replace(NmNames.PATH, "") + ' ' + what.replace(NmNames.NM, ""));
        }
        return asked;
    }

    /** Demands that a reading of what has changed asks for this, and that it is the same as a reading of everything. */
    void assertAsks(Set<String> expected) {
        NmState changed = reader.readChanged();
        assertEquals(new TreeSet<>(expected), asked());
        assertEquals(reader.read(), changed);
        bus.takeCalls();
    }

    /** A property changes, and NetworkManager says so. */
    void changed(String path, String iface, String key, Object value) {
        emit(path, NmNames.PROPERTIES, "PropertiesChanged", iface, Map.of(key, value), List.of());
    }

    /** Connects and reads everything, so that the next reading may ask for less. */
    void settle() {
        loop.run();
        reader.read();
        bus.takeCalls();
    }

    /** NetworkManager leaves the bus, or comes to it. */
    void owner(String before, String after) {
        emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, before, after);
    }

    /** Nobody has the name any more. */
    void leave() {
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.ServiceUnknown");
        owner(":1.5", "");
    }

    /** Another process has it. */
    void come() {
        world.live(bus);
        owner("", ":1.9");
    }

    static ConfigurationId id(int profile) {
        return ConfigurationId.of(NmAccessPoints.SCHEME, NmWorld.UUID + profile);
    }
}
