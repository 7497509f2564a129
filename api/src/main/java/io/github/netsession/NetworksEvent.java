package io.github.netsession;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A change in this machine's networks. Each event carries the whole {@link #state()} after the change, so no getter has to be asked. */
public sealed interface NetworksEvent {

    /**
     * The state that this event is part of. Events that were found in the same reading share one.
     *
     * @return the state after the change
     */
    NetworksState state();

    /**
     * Hands this event to the method of the listener that takes its kind.
     *
     * @param listener the listener
     */
    void deliverTo(NetworksListener listener);

    /**
     * The first event that a new listener gets: how things are.
     *
     * @param state the present state
     */
    record Present(NetworksState state) implements NetworksEvent {

        public Present {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.present(this);
        }
    }

    /**
     * A configuration has appeared.
     *
     * @param state the state after it
     * @param configuration the new configuration
     */
    record ConfigurationAdded(NetworksState state, NetworkConfiguration configuration) implements NetworksEvent {

        public ConfigurationAdded {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(configuration, "configuration");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.configurationAdded(this);
        }
    }

    /**
     * A configuration has gone.
     *
     * @param state the state after it
     * @param configuration the configuration as it was last
     */
    record ConfigurationRemoved(NetworksState state, NetworkConfiguration configuration) implements NetworksEvent {

        public ConfigurationRemoved {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(configuration, "configuration");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.configurationRemoved(this);
        }
    }

    /**
     * A configuration has changed: its state, name, signal or anything else.
     *
     * @param state the state after it
     * @param before the configuration as it was
     * @param configuration the configuration as it is
     */
    record ConfigurationChanged(NetworksState state, NetworkConfiguration before, NetworkConfiguration configuration)
        implements NetworksEvent {

        public ConfigurationChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(configuration, "configuration");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.configurationChanged(this);
        }
    }

    /**
     * An interface has appeared.
     *
     * @param state the state after it
     * @param link the new interface
     */
    record InterfaceAdded(NetworksState state, Link link) implements NetworksEvent {

        public InterfaceAdded {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.interfaceAdded(this);
        }
    }

    /**
     * An interface has gone.
     *
     * @param state the state after it
     * @param link the interface as it was last
     */
    record InterfaceRemoved(NetworksState state, Link link) implements NetworksEvent {

        public InterfaceRemoved {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.interfaceRemoved(this);
        }
    }

    /**
     * An interface has changed: its name, flags, addresses or anything else.
     *
     * @param state the state after it
     * @param before the interface as it was
     * @param link the interface as it is
     */
    record InterfaceChanged(NetworksState state, Link before, Link link) implements NetworksEvent {

        public InterfaceChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(link, "link");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.interfaceChanged(this);
        }
    }

    /**
     * Traffic to the Internet now leaves by another interface, or by none.
     *
     * @param state the state after it
     * @param before the default interface as it was
     */
    record DefaultInterfaceChanged(NetworksState state, Optional<String> before) implements NetworksEvent {

        public DefaultInterfaceChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(before, "before");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.defaultInterfaceChanged(this);
        }
    }

    /**
     * {@link NetworksState#online()} has changed. Comes after the configuration events that caused it.
     *
     * @param state the state after it
     */
    record OnlineChanged(NetworksState state) implements NetworksEvent {

        public OnlineChanged {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.onlineChanged(this);
        }
    }

    /**
     * {@link NetworksState#connectivity()} has changed.
     *
     * @param state the state after it
     * @param before the connectivity as it was
     */
    record ConnectivityChanged(NetworksState state, Connectivity before) implements NetworksEvent {

        public ConnectivityChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(before, "before");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.connectivityChanged(this);
        }
    }

    /**
     * {@link NetworksState#metered()} has changed.
     *
     * @param state the state after it
     * @param before the value as it was
     */
    record MeteredChanged(NetworksState state, Metered before) implements NetworksEvent {

        public MeteredChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(before, "before");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.meteredChanged(this);
        }
    }

    /**
     * {@link NetworksState#usagePolicies()} has changed.
     *
     * @param state the state after it
     */
    record UsagePoliciesChanged(NetworksState state) implements NetworksEvent {

        public UsagePoliciesChanged {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.usagePoliciesChanged(this);
        }
    }

    /**
     * What the backend can do has changed: a permission was granted, a service came or went.
     *
     * @param state the state at that time
     * @param report the report that now holds
     */
    record CapabilitiesChanged(NetworksState state, CapabilityReport report) implements NetworksEvent {

        public CapabilitiesChanged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(report, "report");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.capabilitiesChanged(this);
        }
    }

    /**
     * The system dropped change notices because they came too fast; everything was read anew. The events before this one in
     * the same reading tell the difference; changes that were undone in between are not told.
     *
     * @param state the state after the reading
     * @param losses how often notices were lost since the backend was opened
     */
    record Resynchronized(NetworksState state, long losses) implements NetworksEvent {

        public Resynchronized {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.resynchronized(this);
        }
    }

    /**
     * The machine was suspended and goes on. Connections of before are probably dead.
     *
     * @param state the state after it
     * @param suspended how long it was suspended
     */
    record Resumed(NetworksState state, Duration suspended) implements NetworksEvent {

        public Resumed {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(suspended, "suspended");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.resumed(this);
        }
    }

    /**
     * The system could not be read; the last state stays, and reading is tried again with growing pauses.
     *
     * @param state the last state that could be read
     * @param reason what failed, for a person
     */
    record Degraded(NetworksState state, String reason) implements NetworksEvent {

        public Degraded {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.degraded(this);
        }
    }

    /**
     * The system can be read again after {@link Degraded}.
     *
     * @param state the state that was read
     */
    record Recovered(NetworksState state) implements NetworksEvent {

        public Recovered {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(NetworksListener listener) {
            listener.recovered(this);
        }
    }
}
