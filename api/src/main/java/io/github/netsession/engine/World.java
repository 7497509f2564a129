package io.github.netsession.engine;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import io.github.netsession.Support;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Excerpt;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the engine knows of the system: the latest snapshot, the state published from it, and who is told of changes. */
final class World {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    /** Less is the jitter of two clocks read one after the other on a busy machine. */
    private static final Duration LEAST_SUSPEND = Duration.ofSeconds(1);

    /** A value obtained before its configuration vanished is no mistake of the caller; so many are remembered. */
    private static final int MAX_GONE = 4096;

    private final Engine engine;
    private final ReadLoop loop;
    private final Groups groups = new Groups();
    private final List<ListenerEntry<NetworksEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<ConfigurationId, NetworkConfiguration> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConfigurationId, NetworkConfiguration> eldest) {
            return size() > MAX_GONE;
        }
    };
    private final boolean withUserChoice;
    private volatile Snapshot snapshot;
    private Optional<String> degraded = Optional.empty();
    private volatile Published published;

    World(Engine engine, Snapshot first, boolean withUserChoice) {
        this.engine = engine;
        this.snapshot = first;
        this.withUserChoice = withUserChoice;
        this.published = Published.of(StateView.of(1, first, groups.all(), withUserChoice), withOwn(engine.holds().status(), engine.backendInUse().capabilities()));
        this.loop = new ReadLoop(engine.clock(), engine.backendInUse()::read, this::read, this::failed);
    }

    Published published() {
        return published;
    }

    ReadLoop loop() {
        return loop;
    }

    void add(ListenerEntry<NetworksEvent> entry) {
        if (entry.isActive()) {
            listeners.add(entry);
            entry.tell(new NetworksEvents.Present(published.state()));
            degraded.ifPresent(reason -> entry.tell(new NetworksEvents.Degraded(published.state(), reason)));
        }
    }

    void remove(ListenerEntry<NetworksEvent> entry) {
        listeners.remove(entry);
    }

    /** From any thread: the application defined a service network, which is there when this returns. Its sessions see it in the next turn. */
    NetworkConfiguration define(String name, List<ConfigurationId> children) {
        StateView.Group group = groups.define(name, children);
        engine.effects().gather();
        try {
            synchronized (this) {
                tell(publish(snapshot));
                return published.configurations().get(group.id());
            }
        } finally {
            engine.effects().handOut();
        }
    }

    /** How a new session sees its configuration. */
    SessionView firstView(NetworkConfiguration configuration) {
        known(configuration.id());
        Optional<SessionView.Sight> sight = published.sight(configuration.id());
        Situation situation = sight.map(seen -> switch (seen.configuration().state()) {
            case UNDEFINED, DEFINED -> Situation.NOT_AVAILABLE;
            case DISCOVERED -> Situation.DISCONNECTED;
            case ACTIVE -> Situation.CONNECTED_WATCHED;
        }).orElse(Situation.INVALID);
        SessionView blank = new SessionView(situation, configuration, Optional.empty(), Optional.empty(),
            StateView.policies(configuration.metered()), Optional.empty(), SessionUsage.NONE);
        return sight.map(blank::seeing).orElse(blank);
    }

    /** From any thread: the configuration as it is now or, if it is gone, as it was last. */
    NetworkConfiguration known(ConfigurationId id) {
        synchronized (gone) {
            return Optional.ofNullable(published.configurations().get(id)).or(() -> Optional.ofNullable(gone.get(id))).orElseThrow(() ->
                new IllegalArgumentException("this Networks has never had the configuration " + id + knownIds(published)));
        }
    }

    private static String knownIds(Published now) {
        return "; known are " + Excerpt.of(now.state().configurations().stream().map(NetworkConfiguration::id).toList());
    }

    private void read(Snapshot now) {
        synchronized (this) {
            publishAndTell(now);
        }
        observe();
    }

    private void publishAndTell(Snapshot now) {
        Snapshot before = snapshot;
        snapshot = now;
        List<NetworksEvent> events = new ArrayList<>(publish(now));
        NetworksState state = published.state();
        if (now.losses() > before.losses()) {
            events.add(new NetworksEvents.Resynchronized(state, now.losses()));
        }
        if (before.suspended().isPresent() && now.suspended().isPresent()) {
            Duration suspended = now.suspended().get().minus(before.suspended().get());
            if (suspended.compareTo(LEAST_SUSPEND) >= 0) {
                events.add(new NetworksEvents.Resumed(state, suspended));
            }
        }
        if (degraded.isPresent()) {
            degraded = Optional.empty();
            events.add(new NetworksEvents.Recovered(state));
        }
        tell(events);
    }

    private void failed(BackendException unreadable) {
        if (degraded.isEmpty()) {
            degraded = Optional.of(unreadable.getMessage());
            LOG.log(System.Logger.Level.WARNING, "the networks cannot be read, the last state stays: {0}", unreadable.getMessage());
            tell(List.of(new NetworksEvents.Degraded(published.state(), unreadable.getMessage())));
        }
    }

    /** Publishes what differs; the events that tell it. */
    private List<NetworksEvent> publish(Snapshot now) {
        Published before = published;
        NetworksState next = StateView.of(before.state().generation() + 1, now, groups.all(), withUserChoice);
        CapabilityReport capabilities = capabilitiesOr(before.capabilities());
        boolean sameState = StateView.isSame(before.state(), next);
        boolean sameCapabilities = capabilities.equals(before.capabilities());
        if (sameState && sameCapabilities) {
            return List.of();
        }
        NetworksState state = sameState ? before.state() : next;
        publish(before, Published.of(state, capabilities));
        List<NetworksEvent> events = SnapshotDiff.between(before.state(), state);
        if (!sameCapabilities) {
            events.add(new NetworksEvents.CapabilitiesChanged(state, capabilities));
        }
        return events;
    }

    private CapabilityReport capabilitiesOr(CapabilityReport last) {
        try {
            return withOwn(engine.holds().status(), engine.backendInUse().capabilities());
        } catch (BackendException unknown) {
            LOG.log(System.Logger.Level.WARNING, "the capabilities cannot be probed, the last report stays: {0}", unknown.getMessage());
            return last;
        }
    }

    /** Publishes and remembers in one step, so that no id is unknown in between. */
    private void publish(Published before, Published now) {
        synchronized (gone) {
            published = now;
            before.configurations().forEach((id, configuration) -> {
                if (!now.configurations().containsKey(id)) {
                    gone.put(id, configuration);
                }
            });
            gone.keySet().removeAll(now.configurations().keySet());
        }
    }

    private void tell(List<NetworksEvent> events) {
        for (NetworksEvent event : events) {
            LOG.log(System.Logger.Level.DEBUG, "{0}", event.getClass().getSimpleName());
            listeners.forEach(entry -> entry.tell(event));
        }
    }

    /** Turn. Every session sees what was read last. */
    void observe() {
        engine.desk().observeAll(accessPoints());
    }

    /** What the backend says of each access point beyond what is public. */
    Map<ConfigurationId, AccessPoint> accessPoints() {
        Map<ConfigurationId, AccessPoint> accessPoints = new HashMap<>();
        snapshot.accessPoints().forEach(accessPoint -> accessPoints.putIfAbsent(accessPoint.id(), accessPoint));
        return accessPoints;
    }

    Optional<AccessPoint> accessPoint(ConfigurationId id) {
        return snapshot.accessPoints().stream().filter(accessPoint -> accessPoint.id().equals(id)).findFirst();
    }

    /** Access points with the same one hand a device on with its address. */
    Optional<String> mobilityDomain(ConfigurationId id) {
        return accessPoint(id).flatMap(AccessPoint::mobilityDomain);
    }

    /** What can be done with one configuration. Service networks are the engine's own, and so is the answer for them. */
    CapabilityReport capabilities(ConfigurationId id) {
        Published now = published;
        NetworkConfiguration configuration = now.configurations().get(id);
        if (configuration == null) {
            throw new IllegalArgumentException("no configuration " + id + knownIds(now));
        }
        return configuration.kind() == ConfigurationKind.ACCESS_POINT ? withOwn(engine.holds().status(), engine.backendInUse().capabilities(id))
            : now.capabilities();
    }

    /** What would permit this process to start an access point, if it is not permitted. */
    Optional<String> startRemedy(ConfigurationId id) {
        if (!published.configurations().containsKey(id)) {
            return Optional.empty();
        }
        try {
            CapabilityStatus status = capabilities(id).of(Capability.CAN_START_AND_STOP_INTERFACES);
            return status.support().isUsable() ? Optional.empty() : status.remedy();
        } catch (BackendException unknown) {
            return Optional.empty();
        }
    }

    /** A backend's report, with what the engine does or does not do. */
    static CapabilityReport withOwn(CapabilityStatus counting, CapabilityReport backend) {
        boolean canStart = backend.has(Capability.CAN_START_AND_STOP_INTERFACES);
        Support roaming = canStart ? Support.AVAILABLE : Support.DEGRADED;
        String how = canStart ? "sessions on service networks; done by this library"
            : "sessions on service networks, between access points that are up: this process may not start others";
        return backend
            .with(counting)
            .with(CapabilityStatus.of(Capability.APPLICATION_LEVEL_ROAMING, roaming, how))
            .with(CapabilityStatus.of(Capability.FORCED_ROAMING, roaming, how));
    }
}
