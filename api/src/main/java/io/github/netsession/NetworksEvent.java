package io.github.netsession;

import java.time.Duration;
import java.util.Optional;

/**
 * A change in this machine's networks. Each event carries the whole {@link #state()} after the change, so no getter has to be asked.
 *
 * <p>Kinds, and accessors of a kind, may be added. A {@code switch} or a chain of {@code instanceof} over kinds therefore needs a
 * default branch, which ignores what it does not know; for the same reason each method of {@link NetworksListener} has a body.
 *
 * <p>Not for implementation by applications: the library makes the events. Tests get them from the simulated backend. Events are
 * immutable, equal by value, and name their kind and accessors in {@code toString()}. Their classes are internal, so a serializer that works by
 * reflection cannot read them on the module path: copy what is needed.
 */
public interface NetworksEvent {

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

    /** The first event that a new listener gets: the current state. */
    interface Present extends NetworksEvent {

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.present(this);
        }
    }

    /** A configuration has appeared. */
    interface ConfigurationAdded extends NetworksEvent {

        /**
         * The new configuration.
         *
         * @return the configuration
         */
        NetworkConfiguration configuration();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.configurationAdded(this);
        }
    }

    /** A configuration has gone. */
    interface ConfigurationRemoved extends NetworksEvent {

        /**
         * The configuration as it was last.
         *
         * @return the configuration
         */
        NetworkConfiguration configuration();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.configurationRemoved(this);
        }
    }

    /** A configuration has changed: its state, name, signal or anything else. */
    interface ConfigurationChanged extends NetworksEvent {

        /**
         * The configuration as it was.
         *
         * @return the old value
         */
        NetworkConfiguration before();

        /**
         * The configuration as it is.
         *
         * @return the new value
         */
        NetworkConfiguration configuration();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.configurationChanged(this);
        }
    }

    /** An interface has appeared. */
    interface InterfaceAdded extends NetworksEvent {

        /**
         * The new interface.
         *
         * @return the interface
         */
        Link link();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.interfaceAdded(this);
        }
    }

    /** An interface has gone. */
    interface InterfaceRemoved extends NetworksEvent {

        /**
         * The interface as it was last.
         *
         * @return the interface
         */
        Link link();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.interfaceRemoved(this);
        }
    }

    /** An interface has changed: its name, flags, addresses or anything else. */
    interface InterfaceChanged extends NetworksEvent {

        /**
         * The interface as it was.
         *
         * @return the old value
         */
        Link before();

        /**
         * The interface as it is.
         *
         * @return the new value
         */
        Link link();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.interfaceChanged(this);
        }
    }

    /** Traffic to the Internet now leaves by another interface, or by none. */
    interface DefaultInterfaceChanged extends NetworksEvent {

        /**
         * The interface that was the default one.
         *
         * @return the interface as it was then, empty if there was none
         */
        Optional<Link> before();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.defaultInterfaceChanged(this);
        }
    }

    /** {@link NetworksState#online()} has changed. Comes after the configuration events that caused it. */
    interface OnlineChanged extends NetworksEvent {

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.onlineChanged(this);
        }
    }

    /** {@link NetworksState#connectivity()} has changed. */
    interface ConnectivityChanged extends NetworksEvent {

        /**
         * The connectivity as it was.
         *
         * @return the old value
         */
        Connectivity before();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.connectivityChanged(this);
        }
    }

    /** {@link NetworksState#metered()} has changed. */
    interface MeteredChanged extends NetworksEvent {

        /**
         * The value as it was.
         *
         * @return the old value
         */
        Metered before();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.meteredChanged(this);
        }
    }

    /** {@link NetworksState#usagePolicies()} has changed. */
    interface UsagePoliciesChanged extends NetworksEvent {

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.usagePoliciesChanged(this);
        }
    }

    /** What the backend can do has changed: a permission was granted, a service came or went. */
    interface CapabilitiesChanged extends NetworksEvent {

        /**
         * The report that now holds.
         *
         * @return the report
         */
        CapabilityReport report();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.capabilitiesChanged(this);
        }
    }

    /**
     * The system dropped change notices because they came too fast; everything was read anew. The events before this one in
     * the same reading tell the difference; changes that were undone in between are not told.
     */
    interface Resynchronized extends NetworksEvent {

        /**
         * How often notices were lost since the backend was opened.
         *
         * @return the number of losses, 1 or more
         */
        long losses();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.resynchronized(this);
        }
    }

    /** The machine was suspended and goes on. Connections of before are probably dead. */
    interface Resumed extends NetworksEvent {

        /**
         * How long the machine was suspended.
         *
         * @return the time, positive
         */
        Duration suspended();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.resumed(this);
        }
    }

    /** The system could not be read; {@link #state()} is the last one that could be, and reading is tried again with growing pauses. */
    interface Degraded extends NetworksEvent {

        /**
         * What failed, for a person.
         *
         * @return the reason
         */
        String reason();

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.degraded(this);
        }
    }

    /** The system can be read again after {@link Degraded}. */
    interface Recovered extends NetworksEvent {

        @Override
        default void deliverTo(NetworksListener listener) {
            listener.recovered(this);
        }
    }
}
