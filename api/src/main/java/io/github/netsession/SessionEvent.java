package io.github.netsession;

import java.util.Set;

/**
 * An event of a {@link NetworkSession}.
 *
 * <p>Kinds, and accessors of a kind, may be added. A {@code switch} or a chain of {@code instanceof} over kinds therefore needs a
 * default branch that ignores unknown kinds; for the same reason each method of {@link SessionListener} has a body.
 *
 * <p>Not for implementation by applications: the library makes the events. Tests get them from the simulated backend. Events are
 * immutable, equal by value, and name their kind and accessors in {@code toString()}.
 */
public interface SessionEvent {

    /**
     * Passes this event to the listener's method for its kind.
     *
     * @param listener the listener
     */
    void deliverTo(SessionListener listener);

    /** The first event of a new listener: the current state of the session. */
    interface Present extends SessionEvent {

        /**
         * Returns the state of the session.
         *
         * @return the state
         */
        SessionState state();

        /**
         * Returns whether the session is open.
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
         * Returns the state before the change.
         *
         * @return the old state
         */
        SessionState before();

        /**
         * Returns the state after the change.
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

    /** The session is closed: it holds no interface any more. */
    interface Closed extends SessionEvent {

        @Override
        default void deliverTo(SessionListener listener) {
            listener.closed(this);
        }
    }

    /** An operation of the session failed, or the session was aborted. This event precedes the state change that it causes. */
    interface Failed extends SessionEvent {

        /**
         * Returns the failure.
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
         * Returns the restrictions now in force.
         *
         * @return the restrictions, unmodifiable; empty if there are none
         */
        Set<UsagePolicy> policies();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.usagePoliciesChanged(this);
        }
    }

    /** A better access point, or a replacement for a lost one, was found. The session is about to move to it, or asks the application. */
    interface Preferred extends SessionEvent {

        /**
         * Returns the offer, which names the access point to move to.
         *
         * @return the offer
         */
        RoamingOffer offer();

        @Override
        default void deliverTo(SessionListener listener) {
            listener.preferred(this);
        }
    }

    /** The access point to which the session moves is up. */
    interface Activated extends SessionEvent {

        /**
         * Returns the offer, which names the access point to move to.
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
