package io.github.netsession;

import java.util.Set;

/**
 * An event of a {@link NetworkSession}. Each event carries the session, and its state and whether it is open at that point of the sequence: the
 * getters of the session may already return a later state. So a listener needs no other event, and one listener can serve several sessions.
 *
 * <pre>{@code
 * session.listen(event -> {
 *     if (event instanceof SessionEvent.StateChanged changed) {
 *         log.accept(changed.session() + ": " + changed.before() + ", now " + changed.state());
 *     } else if (event instanceof SessionEvent.Failed failed) {
 *         log.accept(failed.session() + ": " + failed.failure().message());
 *     }
 * });
 * }</pre>
 *
 * <p>Kinds, and accessors of a kind, may be added. A {@code switch} or a chain of {@code instanceof} over kinds therefore needs a
 * default branch that ignores unknown kinds; for the same reason each method of {@link SessionListener} has a body.
 *
 * <p>Not for implementation by applications: the library makes the events. Tests get them from the simulated backend. Events are
 * immutable, equal by value, and name their kind and accessors in {@code toString()}. Events of two sessions are not equal.
 */
public interface SessionEvent {

    /**
     * Returns the session.
     *
     * @return the object that {@link Networks#session(NetworkConfiguration)} returned; a new object for the same session if nothing refers to
     *     that one any more
     */
    NetworkSession session();

    /**
     * Returns the state of the session at this point of the sequence. It changes only with a {@link StateChanged}: a {@link Failed} precedes the
     * state change that it causes, so it carries the state before.
     *
     * @return the state
     */
    SessionState state();

    /**
     * Returns whether the session is open at this point of the sequence. It changes only with {@link Opened} and {@link Closed}. A session that
     * is lost, for instance, is open until its {@link Closed}, which follows the state change.
     *
     * @return true from {@link Opened} until the event before {@link Closed}
     */
    boolean isOpen();

    /** The first event of a new listener: the current state of the session. */
    interface Present extends SessionEvent {
    }

    /** The state has changed. {@link #state()} is the state after the change. */
    interface StateChanged extends SessionEvent {

        /**
         * Returns the state before the change.
         *
         * @return the old state
         */
        SessionState before();
    }

    /** The session is open: the interface is up and this session holds it. */
    interface Opened extends SessionEvent {
    }

    /** The session is closed: it holds no interface any more. */
    interface Closed extends SessionEvent {
    }

    /** An operation of the session failed, or the session was aborted. This event precedes the state change that it causes. */
    interface Failed extends SessionEvent {

        /**
         * Returns the failure.
         *
         * @return the failure
         */
        SessionFailure failure();
    }

    /** The restrictions on this session's network have changed. */
    interface UsagePoliciesChanged extends SessionEvent {

        /**
         * Returns the restrictions now in force.
         *
         * @return the restrictions, unmodifiable; empty if there are none
         */
        Set<UsagePolicy> policies();
    }

    /** A better access point, or a replacement for a lost one, was found. The session is about to move to it, or asks the application. */
    interface Preferred extends SessionEvent {

        /**
         * Returns the offer, which names the access point to move to.
         *
         * @return the offer
         */
        RoamingOffer offer();
    }

    /** The access point to which the session moves is up. */
    interface Activated extends SessionEvent {

        /**
         * Returns the offer, which names the access point to move to.
         *
         * @return the offer
         */
        RoamingOffer offer();
    }
}
