package io.github.netsession;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Receives the events of a {@link NetworkSession}, one method for each kind of event. Override the methods for the relevant events. For one
 * piece of code for all events, pass a lambda to {@link NetworkSession#listen} instead.
 *
 * <p>The first call is {@link #present}. Within one step the order is always: failure, then state change, then opened or closed. For
 * instance, a lost link causes failed (SESSION_ABORTED), stateChanged (DISCONNECTED), closed; {@code stop()} causes stateChanged (CLOSING),
 * closed, stateChanged (DISCONNECTED). There is one exception: {@code close()} of the last session causes closed, then stateChanged (CLOSING), then
 * stateChanged (DISCONNECTED).
 *
 * <p>While a method runs, the getters of the session return what the event reports or a later state, never an earlier one.
 *
 * <p>Methods for new kinds of events may be added; they will have a body too.
 *
 * @implSpec The methods for the kinds of events do nothing.
 *
 * <p>Calls come one at a time, in order, on the callback executor, and hold no lock. A listener may call any method. If a listener throws,
 * the exception is logged and the listener stays registered.
 */
public interface SessionListener extends Consumer<SessionEvent> {

    /**
     * Called for every event.
     *
     * @implSpec This implementation passes the event to the method for its kind, and ignores an event of a kind that it does not know.
     * @param event the event
     */
    @Override
    default void accept(SessionEvent event) {
        Objects.requireNonNull(event, "event");
        if (event instanceof SessionEvent.Present present) {
            present(present);
        } else if (event instanceof SessionEvent.StateChanged changed) {
            stateChanged(changed);
        } else if (event instanceof SessionEvent.Opened opened) {
            opened(opened);
        } else if (event instanceof SessionEvent.Closed closed) {
            closed(closed);
        } else if (event instanceof SessionEvent.Failed failed) {
            failed(failed);
        } else if (event instanceof SessionEvent.UsagePoliciesChanged changed) {
            usagePoliciesChanged(changed);
        } else if (event instanceof SessionEvent.Preferred preferred) {
            preferred(preferred);
        } else if (event instanceof SessionEvent.Activated activated) {
            activated(activated);
        }
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
