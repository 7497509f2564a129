package io.github.netsession;

/**
 * Receives the events of a {@link NetworkSession}. Override the methods for the relevant events, or override {@link #event} to handle all
 * events in one place.
 *
 * <p>The first call is {@link #present}. Within one step the order is always: failure, then state change, then opened or closed. For
 * instance, a lost link causes failed (SESSION_ABORTED), stateChanged (DISCONNECTED), closed. {@code close()} of the last session causes
 * closed, stateChanged (CLOSING), stateChanged (DISCONNECTED); {@code stop()} causes stateChanged (CLOSING), closed, stateChanged
 * (DISCONNECTED).
 *
 * <p>Every method has a body. Methods for new kinds of events may be added; they will have a body too.
 *
 * <p>Calls come one at a time, in order, on the callback executor, and hold no lock. A listener may call any method. If a listener throws,
 * the exception is logged and the listener stays registered.
 */
public interface SessionListener {

    /**
     * Called for every event. This implementation passes the event to the method for its kind.
     *
     * @param event the event
     */
    default void event(SessionEvent event) {
        event.deliverTo(this);
    }

    /**
     * Called for the first event: the current state of the session.
     *
     * @param event the event
     */
    default void present(SessionEvent.Present event) {
    }

    /**
     * Called when the state has changed.
     *
     * @param event the event
     */
    default void stateChanged(SessionEvent.StateChanged event) {
    }

    /**
     * Called when the session is open.
     *
     * @param event the event
     */
    default void opened(SessionEvent.Opened event) {
    }

    /**
     * Called when the session is closed.
     *
     * @param event the event
     */
    default void closed(SessionEvent.Closed event) {
    }

    /**
     * Called when an operation of the session failed or the session was aborted.
     *
     * @param event the event
     */
    default void failed(SessionEvent.Failed event) {
    }

    /**
     * Called when the restrictions on this session's network have changed.
     *
     * @param event the event
     */
    default void usagePoliciesChanged(SessionEvent.UsagePoliciesChanged event) {
    }

    /**
     * Called when a better access point, or a replacement for a lost one, was found.
     *
     * @param event the event
     */
    default void preferred(SessionEvent.Preferred event) {
    }

    /**
     * Called when the access point to which the session moves is up.
     *
     * @param event the event
     */
    default void activated(SessionEvent.Activated event) {
    }
}
