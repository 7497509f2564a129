package io.github.netsession;

/**
 * Is told what changes in this machine's networks. Override the methods for the events that matter, or {@link #event} for all
 * of them in one place.
 *
 * <p>The first call is {@link #present}, with the state at that time; from then on no change is left out. Within one reading
 * the order is: interfaces, configurations (removed, changed, added), default interface, online, connectivity, metered, usage
 * policies, capabilities, then resynchronized, resumed, recovered.
 *
 * <p>Every method has a body. Methods for new kinds of events may be added; they have one, too.
 *
 * <p>Calls come one at a time, in order, on the callback executor, and hold no lock. A listener may call anything, including
 * {@link Networks#close()}; while it runs, the events behind it wait. A listener that throws is logged and stays registered.
 */
public interface NetworksListener {

    /**
     * Takes every event. This implementation hands it to the method for its kind.
     *
     * @param event the event
     */
    default void event(NetworksEvent event) {
        event.deliverTo(this);
    }

    /**
     * The first event: how things are.
     *
     * @param event the event
     */
    default void present(NetworksEvent.Present event) {
    }

    /**
     * A configuration has appeared.
     *
     * @param event the event
     */
    default void configurationAdded(NetworksEvent.ConfigurationAdded event) {
    }

    /**
     * A configuration has gone.
     *
     * @param event the event
     */
    default void configurationRemoved(NetworksEvent.ConfigurationRemoved event) {
    }

    /**
     * A configuration has changed.
     *
     * @param event the event
     */
    default void configurationChanged(NetworksEvent.ConfigurationChanged event) {
    }

    /**
     * An interface has appeared.
     *
     * @param event the event
     */
    default void interfaceAdded(NetworksEvent.InterfaceAdded event) {
    }

    /**
     * An interface has gone.
     *
     * @param event the event
     */
    default void interfaceRemoved(NetworksEvent.InterfaceRemoved event) {
    }

    /**
     * An interface has changed.
     *
     * @param event the event
     */
    default void interfaceChanged(NetworksEvent.InterfaceChanged event) {
    }

    /**
     * The default interface has changed.
     *
     * @param event the event
     */
    default void defaultInterfaceChanged(NetworksEvent.DefaultInterfaceChanged event) {
    }

    /**
     * Online or offline now.
     *
     * @param event the event
     */
    default void onlineChanged(NetworksEvent.OnlineChanged event) {
    }

    /**
     * The network reaches farther, or less far.
     *
     * @param event the event
     */
    default void connectivityChanged(NetworksEvent.ConnectivityChanged event) {
    }

    /**
     * The network in use has become metered, or stopped being so.
     *
     * @param event the event
     */
    default void meteredChanged(NetworksEvent.MeteredChanged event) {
    }

    /**
     * The restrictions in force have changed.
     *
     * @param event the event
     */
    default void usagePoliciesChanged(NetworksEvent.UsagePoliciesChanged event) {
    }

    /**
     * What can be done here has changed.
     *
     * @param event the event
     */
    default void capabilitiesChanged(NetworksEvent.CapabilitiesChanged event) {
    }

    /**
     * Notices were lost and everything was read anew.
     *
     * @param event the event
     */
    default void resynchronized(NetworksEvent.Resynchronized event) {
    }

    /**
     * The machine was suspended and goes on.
     *
     * @param event the event
     */
    default void resumed(NetworksEvent.Resumed event) {
    }

    /**
     * The system cannot be read at present.
     *
     * @param event the event
     */
    default void degraded(NetworksEvent.Degraded event) {
    }

    /**
     * The system can be read again.
     *
     * @param event the event
     */
    default void recovered(NetworksEvent.Recovered event) {
    }
}
