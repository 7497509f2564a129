package io.github.netsession;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Receives the changes of this machine's networks, one method for each kind of event. Override the methods for the relevant events. For one
 * piece of code for all events, pass a lambda to {@link Networks#listen} instead.
 *
 * <p>The first call is {@link #present}, with the current state; after that no change is skipped. The events of one reading come in this
 * order: interfaces, configurations (removed, changed, added), default interface, online, connectivity, metered, usage policies,
 * capabilities, resynchronized, resumed, recovered.
 *
 * <p>While a method runs, the getters of {@link Networks} return what the event reports or a later state, never an earlier one.
 *
 * <p>Methods for new kinds of events may be added; they will have a body too.
 *
 * <p>Calls come one at a time, in order, on the callback executor, and hold no lock. A listener may call any method, including
 * {@link Networks#close()}; while a listener runs, later events are queued. If a listener throws, the exception is logged and the listener stays
 * registered.
 *
 * @implSpec The methods for the kinds of events do nothing.
 */
public interface NetworksListener extends Consumer<NetworksEvent> {

    /**
     * Called for every event.
     *
     * @implSpec This implementation passes the event to the method for its kind, and ignores an event of a kind that it does not know.
     * @param event the event
     */
    @Override
    default void accept(NetworksEvent event) {
        Objects.requireNonNull(event, "event");
        if (event instanceof NetworksEvent.Present present) {
            present(present);
        } else if (event instanceof NetworksEvent.ConfigurationAdded added) {
            configurationAdded(added);
        } else if (event instanceof NetworksEvent.ConfigurationRemoved removed) {
            configurationRemoved(removed);
        } else if (event instanceof NetworksEvent.ConfigurationChanged changed) {
            configurationChanged(changed);
        } else if (event instanceof NetworksEvent.InterfaceAdded added) {
            interfaceAdded(added);
        } else if (event instanceof NetworksEvent.InterfaceRemoved removed) {
            interfaceRemoved(removed);
        } else if (event instanceof NetworksEvent.InterfaceChanged changed) {
            interfaceChanged(changed);
        } else if (event instanceof NetworksEvent.DefaultInterfaceChanged changed) {
            defaultInterfaceChanged(changed);
        } else if (event instanceof NetworksEvent.OnlineChanged changed) {
            onlineChanged(changed);
        } else if (event instanceof NetworksEvent.ConnectivityChanged changed) {
            connectivityChanged(changed);
        } else if (event instanceof NetworksEvent.MeteredChanged changed) {
            meteredChanged(changed);
        } else if (event instanceof NetworksEvent.UsagePoliciesChanged changed) {
            usagePoliciesChanged(changed);
        } else if (event instanceof NetworksEvent.CapabilitiesChanged changed) {
            capabilitiesChanged(changed);
        } else if (event instanceof NetworksEvent.Resynchronized resynchronized) {
            resynchronized(resynchronized);
        } else if (event instanceof NetworksEvent.Resumed resumed) {
            resumed(resumed);
        } else if (event instanceof NetworksEvent.Degraded degraded) {
            degraded(degraded);
        } else if (event instanceof NetworksEvent.Recovered recovered) {
            recovered(recovered);
        }
    }

    /**
     * Called for the first event: the current state.
     *
     * @param event the event
     */
    default void present(NetworksEvent.Present event) {
    }

    /**
     * Called when a configuration has appeared.
     *
     * @param event the event
     */
    default void configurationAdded(NetworksEvent.ConfigurationAdded event) {
    }

    /**
     * Called when a configuration has disappeared.
     *
     * @param event the event
     */
    default void configurationRemoved(NetworksEvent.ConfigurationRemoved event) {
    }

    /**
     * Called when a configuration has changed.
     *
     * @param event the event
     */
    default void configurationChanged(NetworksEvent.ConfigurationChanged event) {
    }

    /**
     * Called when an interface has appeared.
     *
     * @param event the event
     */
    default void interfaceAdded(NetworksEvent.InterfaceAdded event) {
    }

    /**
     * Called when an interface has disappeared.
     *
     * @param event the event
     */
    default void interfaceRemoved(NetworksEvent.InterfaceRemoved event) {
    }

    /**
     * Called when an interface has changed.
     *
     * @param event the event
     */
    default void interfaceChanged(NetworksEvent.InterfaceChanged event) {
    }

    /**
     * Called when the default interface has changed.
     *
     * @param event the event
     */
    default void defaultInterfaceChanged(NetworksEvent.DefaultInterfaceChanged event) {
    }

    /**
     * Called when the machine has gone online or offline.
     *
     * @param event the event
     */
    default void onlineChanged(NetworksEvent.OnlineChanged event) {
    }

    /**
     * Called when the connectivity has changed.
     *
     * @param event the event
     */
    default void connectivityChanged(NetworksEvent.ConnectivityChanged event) {
    }

    /**
     * Called when the metered value of the network in use has changed.
     *
     * @param event the event
     */
    default void meteredChanged(NetworksEvent.MeteredChanged event) {
    }

    /**
     * Called when the restrictions in force have changed.
     *
     * @param event the event
     */
    default void usagePoliciesChanged(NetworksEvent.UsagePoliciesChanged event) {
    }

    /**
     * Called when the capabilities have changed.
     *
     * @param event the event
     */
    default void capabilitiesChanged(NetworksEvent.CapabilitiesChanged event) {
    }

    /**
     * Called when change notices were lost and the whole state was read again.
     *
     * @param event the event
     */
    default void resynchronized(NetworksEvent.Resynchronized event) {
    }

    /**
     * Called when the machine has resumed after a suspension.
     *
     * @param event the event
     */
    default void resumed(NetworksEvent.Resumed event) {
    }

    /**
     * Called when the system cannot be read.
     *
     * @param event the event
     */
    default void degraded(NetworksEvent.Degraded event) {
    }

    /**
     * Called when the system can be read again.
     *
     * @param event the event
     */
    default void recovered(NetworksEvent.Recovered event) {
    }
}
