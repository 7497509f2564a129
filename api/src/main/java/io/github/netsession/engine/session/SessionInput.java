package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** An input of the session machine: everything that can happen to a session. */
public sealed interface SessionInput {

    /**
     * The access point was observed.
     *
     * @param observation its state
     * @param loss the failure to report if that ends the opening or the session
     */
    record Observed(Observation observation, Supplier<SessionFailure> loss) implements SessionInput {
    }

    /**
     * The application opens the session.
     *
     * @param notUsable the failure to report if the configuration cannot be used now
     */
    record Open(Supplier<SessionFailure> notUsable) implements SessionInput {
    }

    /**
     * The application closes the session.
     *
     * @param interfaceAfter the state of the interface after the close
     */
    record Close(InterfaceAfter interfaceAfter) implements SessionInput {
    }

    /** The state of an interface after a session has released it. */
    enum InterfaceAfter {
        /** Other sessions still hold it. */
        SHARED,
        /** No session holds it, and it stays as it is, usually because no session had started it. */
        LEFT,
        /** No session holds it, and it is being stopped. */
        STOPPED,
        /** It is down already. */
        DOWN
    }

    /** The application stops the interface, and the stop is under way. */
    record Stop() implements SessionInput {
    }

    /**
     * The start has failed.
     *
     * @param failure the cause
     */
    record StartFailed(SessionFailure failure) implements SessionInput {
    }

    /**
     * The stop has failed.
     *
     * @param failure the cause
     */
    record StopFailed(SessionFailure failure) implements SessionInput {
    }

    /**
     * A call was refused before it changed anything.
     *
     * @param failure the cause
     */
    record Refused(SessionFailure failure) implements SessionInput {
    }

    /**
     * Another access point is better, or is available while the current one is lost.
     *
     * @param offer the offer of that access point
     */
    record Offered(RoamingOffer offer) implements SessionInput {
    }

    /** The access point in use was lost, and the system may find another one. */
    record Search() implements SessionInput {
    }

    /** The other access point is to be started. */
    record Migrate() implements SessionInput {
    }

    /**
     * The other access point is up.
     *
     * @param offer the offer of that access point
     */
    record Activated(RoamingOffer offer) implements SessionInput {
    }

    /** The old access point is to be started again. */
    record GoBack() implements SessionInput {
    }

    /**
     * The roaming has ended, and the session has an access point that is up.
     *
     * @param failure why the session did not move, if the move failed
     */
    record Settled(Optional<SessionFailure> failure) implements SessionInput {
    }
}
