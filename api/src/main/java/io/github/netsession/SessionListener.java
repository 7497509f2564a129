package io.github.netsession;

/**
 * Is told what happens to a {@link NetworkSession}. Override the methods for the events that matter, or {@link #event} for
 * all of them in one place.
 *
 * <p>The first call is {@link #present}. Within one step the order is always: failure, then state change, then opened or
 * closed; for instance a lost link gives failed (SESSION_ABORTED), stateChanged (DISCONNECTED), closed. The last holder's
 * {@code close()} is closed, stateChanged (CLOSING), stateChanged (DISCONNECTED); {@code stop()} is stateChanged (CLOSING),
 * closed, stateChanged (DISCONNECTED).
 *
 * <p>Every method has a body. Methods for new kinds of events may be added; they have one, too.
 *
 * <p>Calls come one at a time, in order, on the callback executor, and hold no lock. A listener may call anything. A listener
 * that throws is logged and stays registered.
 */
public interface SessionListener {

    /**
     * Takes every event. This implementation hands it to the method for its kind.
     *
     * @param event the event
     */
    default void event(SessionEvent event) {
        event.deliverTo(this);
    }

    /**
     * The first event: how the session is.
     *
     * @param event the event
     */
    default void present(SessionEvent.Present event) {
    }

    /**
     * The state has changed.
     *
     * @param event the event
     */
    default void stateChanged(SessionEvent.StateChanged event) {
    }

    /**
     * The session is open.
     *
     * @param event the event
     */
    default void opened(SessionEvent.Opened event) {
    }

    /**
     * The session is closed.
     *
     * @param event the event
     */
    default void closed(SessionEvent.Closed event) {
    }

    /**
     * Something failed.
     *
     * @param event the event
     */
    default void failed(SessionEvent.Failed event) {
    }

    /**
     * The restrictions on this session's network have changed.
     *
     * @param event the event
     */
    default void usagePoliciesChanged(SessionEvent.UsagePoliciesChanged event) {
    }

    /**
     * A better access point was found.
     *
     * @param event the event
     */
    default void preferred(SessionEvent.Preferred event) {
    }

    /**
     * The access point that the session moves to is up.
     *
     * @param event the event
     */
    default void activated(SessionEvent.Activated event) {
    }
}
