package io.github.netsession;

import java.util.Set;

/**
 * Something that happened to a {@link NetworkSession}.
 *
 * <p>Kinds, and accessors of a kind, may be added. A {@code switch} or a chain of {@code instanceof} over kinds therefore needs a
 * default branch, which ignores what it does not know; for the same reason each method of {@link SessionListener} has a body.
 *
 * <p>Not for implementation by applications: the library makes the events. Tests get them from the simulated backend. Events are
 * immutable, equal by value, and name their kind and accessors in {@code toString()}.
 */
public interface SessionEvent {

    /**
     * Hands this event to the method of the listener that takes its kind.
     *
     * @param listener the listener
     */
    void deliverTo(SessionListener listener);

    /** The first event that a new listener gets: the current state of the session. */
    interface Present extends SessionEvent {

        /**
         * The state of the session.
         *
         * @return the state
         */
        SessionState state();

        /**
         * Whether the session is open.
         *
         * @return true if it is open
         */
        boolean isOpen();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.present(this);
        }
    }

    /** The state has changed. */
    interface StateChanged extends SessionEvent {

        /**
         * The state as it was.
         *
         * @return the old state
         */
        SessionState before();

        /**
         * The state as it is.
         *
         * @return the new state
         */
        SessionState state();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.stateChanged(this);
        }
    }

    /** The session is open: the interface is up and this session holds it. */
    interface Opened extends SessionEvent {

        @Override
        default void deliverTo(SessionListener listener) {
            listener.opened(this);
        }
    }

    /** The session is closed: it holds nothing any more. */
    interface Closed extends SessionEvent {

        @Override
        default void deliverTo(SessionListener listener) {
            listener.closed(this);
        }
    }

    /** Something failed. Comes before the state change that follows from it. */
    interface Failed extends SessionEvent {

        /**
         * What failed.
         *
         * @return the failure
         */
        SessionFailure failure();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.failed(this);
        }
    }

    /** The restrictions on this session's network have changed. */
    interface UsagePoliciesChanged extends SessionEvent {

        /**
         * The restrictions now in force.
         *
         * @return the restrictions, unmodifiable; empty if there are none
         */
        Set<UsagePolicy> policies();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.usagePoliciesChanged(this);
        }
    }

    /** A better access point was found and the session is about to move to it, or the application is being asked. */
    interface Preferred extends SessionEvent {

        /**
         * Where to.
         *
         * @return the offer
         */
        RoamingOffer offer();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.preferred(this);
        }
    }

    /** The access point that the session moves to is up. */
    interface Activated extends SessionEvent {

        /**
         * Where to.
         *
         * @return the offer
         */
        RoamingOffer offer();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.activated(this);
        }
    }
}
