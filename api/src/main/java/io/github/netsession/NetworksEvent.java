package io.github.netsession;

import java.time.Duration;
import java.util.Optional;

/**
 * A change in this machine's networks. Each event carries the whole {@link #state()} after the change, so a listener needs no getter.
 *
 * <p>Kinds, and accessors of a kind, may be added. A {@code switch} or a chain of {@code instanceof} over kinds therefore needs a
 * default branch that ignores unknown kinds; for the same reason each method of {@link NetworksListener} has a body.
 *
 * <p>Not for implementation by applications: the library makes the events. Tests get them from the simulated backend. Events are
 * immutable, equal by value, and name their kind and accessors in {@code toString()}. Their classes are internal, so a serializer that works by
 * reflection cannot read them on the module path: copy what is needed.
 */
public interface NetworksEvent {

    /**
     * Returns the state after this event. All events of the same reading share one state.
     *
     * @return the state after the change
     */
    NetworksState state();

    /** The first event of a new listener: the current state. */
    interface Present extends NetworksEvent {
    }

    /** A configuration has appeared. */
    interface ConfigurationAdded extends NetworksEvent {

        /**
         * Returns the new configuration.
         *
         * @return the configuration
         */
        NetworkConfiguration configuration();
    }

    /** A configuration has disappeared. */
    interface ConfigurationRemoved extends NetworksEvent {

        /**
         * Returns the last value of the configuration.
         *
         * @return the configuration
         */
        NetworkConfiguration configuration();
    }

    /** A configuration has changed: its state, name, signal or another property. */
    interface ConfigurationChanged extends NetworksEvent {

        /**
         * Returns the configuration before the change.
         *
         * @return the old value
         */
        NetworkConfiguration before();

        /**
         * Returns the configuration after the change.
         *
         * @return the new value
         */
        NetworkConfiguration configuration();
    }

    /** An interface has appeared. */
    interface InterfaceAdded extends NetworksEvent {

        /**
         * Returns the new interface.
         *
         * @return the interface
         */
        Link link();
    }

    /** An interface has disappeared. */
    interface InterfaceRemoved extends NetworksEvent {

        /**
         * Returns the last value of the interface.
         *
         * @return the interface
         */
        Link link();
    }

    /** An interface has changed: its name, flags, addresses or another property. */
    interface InterfaceChanged extends NetworksEvent {

        /**
         * Returns the interface before the change.
         *
         * @return the old value
         */
        Link before();

        /**
         * Returns the interface after the change.
         *
         * @return the new value
         */
        Link link();
    }

    /**
     * The default interface has changed: traffic to the Internet leaves through another interface, or through none; or it has become known or
     * unknown, see {@link NetworksState#isDefaultInterfaceKnown()}.
     */
    interface DefaultInterfaceChanged extends NetworksEvent {

        /**
         * Returns the previous default interface.
         *
         * @return the last value of that interface; empty if there was no default interface, or if it was not known
         */
        Optional<Link> before();

        /**
         * Returns whether the previous default interface was known.
         *
         * @return false if {@link #before()} is empty because it was not known
         */
        default boolean wasKnown() {
            return true;
        }
    }

    /** {@link NetworksState#online()} has changed. This event follows the configuration events that caused it. */
    interface OnlineChanged extends NetworksEvent {
    }

    /** {@link NetworksState#connectivity()} has changed. */
    interface ConnectivityChanged extends NetworksEvent {

        /**
         * Returns the connectivity before the change.
         *
         * @return the old value
         */
        Connectivity before();
    }

    /** {@link NetworksState#metered()} has changed. */
    interface MeteredChanged extends NetworksEvent {

        /**
         * Returns the value before the change.
         *
         * @return the old value
         */
        Metered before();
    }

    /** {@link NetworksState#usagePolicies()} has changed. */
    interface UsagePoliciesChanged extends NetworksEvent {
    }

    /** The capabilities have changed, for instance because a permission was granted, or a service was started or stopped. */
    interface CapabilitiesChanged extends NetworksEvent {

        /**
         * Returns the new report.
         *
         * @return the report
         */
        CapabilityReport report();
    }

    /**
     * The system dropped change notices because they came too fast, and the whole state was read again. Earlier events of the same reading
     * report the differences; changes that were reverted before the reading are not reported. Also reported if the library itself could not
     * notify every listener of an event, for instance because no memory was free.
     */
    interface Resynchronized extends NetworksEvent {

        /**
         * Returns how often notices were lost since the backend was opened.
         *
         * @return the number of losses, 1 or more
         */
        long losses();
    }

    /** The machine has resumed after a suspension. Connections from before the suspension are probably dead. */
    interface Resumed extends NetworksEvent {

        /**
         * Returns how long the machine was suspended.
         *
         * @return the time, positive
         */
        Duration suspended();
    }

    /** The system could not be read. {@link #state()} is the last state that was read; the read is retried with increasing delays. */
    interface Degraded extends NetworksEvent {

        /**
         * Returns what failed, as text for people.
         *
         * @return the reason
         */
        String reason();
    }

    /** The system can be read again after {@link Degraded}. */
    interface Recovered extends NetworksEvent {
    }
}
