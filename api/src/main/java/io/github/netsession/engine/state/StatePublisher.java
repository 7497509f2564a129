package io.github.netsession.engine.state;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.Support;
import io.github.netsession.engine.calls.CallbackQueue;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.calls.ListenerList;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishes the state after each reading and each definition, and notifies the listeners of the differences. Called in turns, unless a method
 * says otherwise.
 */
public final class StatePublisher {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** A shorter difference is jitter: two clocks are read one after the other, on a busy machine. */
    private static final Duration MIN_SUSPEND = Duration.ofSeconds(1);

    private final Capabilities capabilities;
    private final CallbackQueue callbacks;
    private final ListenerList<NetworksEvent> listeners = new ListenerList<>();
    private final boolean withUserChoice;
    private final StateHistory history;
    private Optional<String> degraded = Optional.empty();
    /** How often something was thrown before all listeners were notified. */
    private long untold;
    private long reportedLosses;

    /**
     * Publishes the first state.
     *
     * @param first the first reading
     * @param capabilities creates the capability reports
     * @param callbacks the calls into the application
     * @param withUserChoice whether there is a USER_CHOICE configuration
     */
    public StatePublisher(Snapshot first, Capabilities capabilities, CallbackQueue callbacks, boolean withUserChoice) {
        this.capabilities = capabilities;
        this.callbacks = callbacks;
        this.reportedLosses = first.losses();
        this.withUserChoice = withUserChoice;
        this.history = new StateHistory(StateMapper.next(StateIndex.NONE, StateSources.NONE.next(first, List.of(), withUserChoice))
            .with(capabilities.now()));
    }

    /**
     * Returns the published state. Safe from any thread.
     *
     * @return the state with its look-ups
     */
    public StateIndex current() {
        return history.current();
    }

    /**
     * Returns the current value of a configuration, or its last value if it does not exist any more. Safe from any thread.
     *
     * @param id its id
     * @return the configuration
     * @throws IllegalArgumentException if there never was one
     */
    public NetworkConfiguration configuration(ConfigurationId id) {
        return history.configuration(id);
    }

    /**
     * Returns the capability report of one configuration. A service network, which the engine provides, has the report of the whole system.
     * Safe from any thread.
     *
     * @param id the configuration
     * @return the report
     * @throws IllegalArgumentException if there is none
     */
    public CapabilityReport capabilities(ConfigurationId id) {
        StateIndex now = current();
        NetworkConfiguration configuration = now.configurations().get(id);
        if (configuration == null) {
            throw new IllegalArgumentException("no configuration " + id + history.knownIds());
        }
        return configuration.kind() == ConfigurationKind.ACCESS_POINT ? capabilities.of(id) : now.capabilities();
    }

    /**
     * Returns why this process may not start an access point.
     *
     * @param accessPoint the access point
     * @return the status, with the reason and the remedy; empty if the process may start it, or if it does not exist
     */
    public Optional<CapabilityStatus> startRefusal(ConfigurationId accessPoint) {
        return current().configurations().containsKey(accessPoint) ? capabilities.startRefusal(accessPoint) : Optional.empty();
    }

    /**
     * Adds a listener, unless it has ended, and notifies it of the current state.
     *
     * @param listener the listener
     */
    public synchronized void add(ListenerEntry<NetworksEvent> listener) {
        if (listener.isActive()) {
            listeners.add(listener);
            listener.tell(new NetworksEvents.Present(current().state()));
            degraded.ifPresent(reason -> listener.tell(new NetworksEvents.Degraded(current().state(), reason)));
        }
    }

    /**
     * Removes a listener.
     *
     * @param listener the listener
     */
    public synchronized void remove(ListenerEntry<NetworksEvent> listener) {
        listeners.remove(listener);
    }

    /**
     * Defines a service network, which is in the published state when this returns; its sessions see it in the next turn. Safe from any
     * thread; calls the rule and the comparator of the application on this one.
     *
     * @param given the members
     * @param policy when a session on it moves; empty for the policy that a service network of this name has, else the defaults
     * @return its configuration
     */
    public NetworkConfiguration define(ServiceNetwork given, Optional<RoamingPolicy> policy) {
        while (true) {
            Optional<ServiceNetwork> earlier = serviceNetwork(given.id());
            ServiceNetwork defined = given.with(policy.or(() -> earlier.map(ServiceNetwork::policy)).orElse(RoamingPolicy.defaults()));
            Membership first = Membership.of(defined).next(current().accessPointList(), true);
            Optional<NetworkConfiguration> published = publishing(() -> policy.isEmpty() && !isStill(earlier, given.id()) ? Optional.empty()
                : Optional.of(publishDefined(defined, first)));
            if (published.isPresent()) {
                return published.get();
            }
        }
    }

    /** Returns whether no other thread has defined this service network meanwhile, perhaps with a policy. */
    private boolean isStill(Optional<ServiceNetwork> earlier, ConfigurationId id) {
        return serviceNetwork(id).orElse(null) == earlier.orElse(null);
    }

    private NetworkConfiguration publishDefined(ServiceNetwork defined, Membership first) {
        StateSources now = current().sources().with(current().memberships().definitionsWith(defined));
        tell(publishDifference(now, current().accessPointList(), Memberships.of(first)));
        return current().configurations().get(defined.id());
    }

    /**
     * Removes a service network, also from the published state; its sessions are updated in the next turn. Safe from any thread.
     *
     * @param id its id
     * @return false if there is none
     */
    public boolean undefine(ConfigurationId id) {
        return publishing(() -> {
            if (serviceNetwork(id).isEmpty()) {
                return false;
            }
            StateSources now = current().sources().with(current().memberships().definitionsWithout(id));
            tell(publishDifference(now, current().accessPointList(), Memberships.NONE));
            return true;
        });
    }

    /** Changes a definition and publishes it in one step, so that no other change comes in between. */
    private <T> T publishing(Supplier<T> change) {
        callbacks.gather();
        try {
            synchronized (this) {
                return change.get();
            }
        } finally {
            callbacks.handOut();
        }
    }

    /**
     * Returns the definition of a service network. Safe from any thread.
     *
     * @param id its id
     * @return the definition; empty if there is none
     */
    public Optional<ServiceNetwork> serviceNetwork(ConfigurationId id) {
        return current().memberships().definition(id);
    }

    /**
     * Publishes a reading. First, and under no lock, calls the rules and comparators of the application for access points that have changed.
     *
     * @param now the snapshot
     * @param mayAsk whether the application may be called now; if not, {@link #completeMembers} must follow when no lock is held
     */
    public void publish(Snapshot now, boolean mayAsk) {
        StateIndex before = current();
        StateSources read = before.sources().next(now, before.sources().serviceNetworks(), withUserChoice);
        KeyedList<ConfigurationId, NetworkConfiguration> accessPoints = StateMapper.accessPoints(before, read);
        publish(read, accessPoints, before.memberships().next(read.serviceNetworks(), accessPoints, mayAsk));
    }

    /**
     * Publishes the members of the service networks for which the application could not be called before. Calls it under no lock; another thread may
     * publish a definition meanwhile, so afterwards {@link StateIndex#hasAllMembers} may be false again.
     */
    public void completeMembers() {
        StateIndex before = current();
        Memberships asked = before.memberships().next(before.sources().serviceNetworks(), before.accessPointList(), true);
        publishing(() -> {
            tell(publishDifference(current().sources(), current().accessPointList(), asked));
            return Optional.empty();
        });
    }

    /** Only turns read, so the access points that are published are still those for which the reading was mapped. */
    private synchronized void publish(StateSources read, KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships asked) {
        Snapshot before = current().sources().snapshot();
        Snapshot now = read.snapshot();
        List<NetworksEvent> events = publishDifference(read.with(current().sources().serviceNetworks()), accessPoints, asked);
        NetworksState state = current().state();
        long losses = now.losses() + untold;
        if (losses > reportedLosses) {
            reportedLosses = losses;
            events.add(new NetworksEvents.Resynchronized(state, losses));
        }
        if (before.suspended().isPresent() && now.suspended().isPresent()) {
            Duration suspended = now.suspended().get().minus(before.suspended().get());
            if (suspended.compareTo(MIN_SUSPEND) >= 0) {
                events.add(new NetworksEvents.Resumed(state, suspended));
            }
        }
        if (degraded.isPresent()) {
            degraded = Optional.empty();
            events.add(new NetworksEvents.Recovered(state));
        }
        tell(events);
    }

    /**
     * Keeps the last state, because a reading failed.
     *
     * @param unreadable the cause
     */
    public synchronized void keep(BackendException unreadable) {
        if (degraded.isEmpty()) {
            degraded = Optional.of(unreadable.getMessage());
            LOG.log(System.Logger.Level.WARNING, "the networks cannot be read, the last state stays: {0}", unreadable.getMessage());
            NetworksState state = current().state();
            List<NetworksEvent> events = new ArrayList<>(List.of(new NetworksEvents.Degraded(state, unreadable.getMessage())));
            if (current().capabilities().has(Capability.CHANGE_EVENTS)) {
                CapabilityReport report = current().capabilities().with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
                    "the networks cannot be read now, so changes are not seen: " + unreadable.getMessage()));
                events.add(new NetworksEvents.CapabilitiesChanged(state, report));
                history.replace(current().with(report));
            }
            tell(events);
        }
    }

    /**
     * Publishes the state; returns the events for the difference.
     *
     * @param asked memberships that were found under no lock; other definitions keep the members that they have
     */
    private List<NetworksEvent> publishDifference(StateSources now, KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships asked) {
        StateIndex before = current();
        Memberships members = asked.or(before.memberships()).next(now.serviceNetworks(), accessPoints, false);
        StateIndex next = StateMapper.next(before, now, accessPoints, members).with(capabilities.nowOr(before.capabilities()));
        List<NetworksEvent> events = next.state() == before.state() ? new ArrayList<>() : StateDiff.between(before.state(), next.state());
        if (!next.capabilities().equals(before.capabilities())) {
            events.add(new NetworksEvents.CapabilitiesChanged(next.state(), next.capabilities()));
        }
        // Last: what is published is not reported again.
        history.replace(next);
        return events;
    }

    private void tell(List<NetworksEvent> events) {
        boolean isComplete = false;
        try {
            boolean isLogged = !events.isEmpty() && LOG.isLoggable(System.Logger.Level.DEBUG);
            for (NetworksEvent event : events) {
                if (isLogged) {
                    LOG.log(System.Logger.Level.DEBUG, "{0}", event.getClass().getSimpleName());
                }
                listeners.tell(event);
            }
            isComplete = true;
        } finally {
            untold += isComplete ? 0 : 1;
        }
    }

    /**
     * Returns each access point of the latest reading.
     *
     * @return the access points, in the order of the reading
     */
    public List<AccessPoint> accessPoints() {
        return current().sources().accessPoints().values();
    }

    /**
     * Returns one access point of the latest reading.
     *
     * @param id its id
     * @return the access point; empty if it does not exist
     */
    public Optional<AccessPoint> accessPoint(ConfigurationId id) {
        return Optional.ofNullable(current().sources().accessPoints().get(id));
    }
}
