package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that can happen to a session. */
public sealed interface SessionInput {

    /**
     * The access point was looked at.
     *
     * @param observation how it looks
     * @param loss what to report if that ends something
     */
    record Observed(Observation observation, Supplier<SessionFailure> loss) implements SessionInput {
    }

    /**
     * The application opens the session.
     *
     * @param notUsable what to report if the configuration cannot be used now
     */
    record Open(Supplier<SessionFailure> notUsable) implements SessionInput {
    }

    /**
     * The application closes the session.
     *
     * @param interfaceAfter what becomes of the interface
     */
    record Close(InterfaceAfter interfaceAfter) implements SessionInput {
    }

    /** What becomes of an interface when a session lets go of it. */
    enum InterfaceAfter {
        /** Others still hold it. */
        SHARED,
        /** Nobody holds it, and it stays as it is: no session had started it. */
        LEFT,
        /** Nobody holds it, and it was told to stop. */
        STOPPED,
        /** It is down already. */
        DOWN
    }

    /** The application stops the interface, which was told to stop. */
    record Stop() implements SessionInput {
    }

    /**
     * The start did not succeed.
     *
     * @param failure why
     */
    record StartFailed(SessionFailure failure) implements SessionInput {
    }

    /**
     * The interface is still up after it was told to stop.
     *
     * @param failure why
     */
    record StopFailed(SessionFailure failure) implements SessionInput {
    }

    /**
     * A call was refused before it changed anything.
     *
     * @param failure why
     */
    record Refused(SessionFailure failure) implements SessionInput {
    }

    /**
     * Another access point is better, or is there while the present one is gone.
     *
     * @param offer where to
     */
    record Offered(RoamingOffer offer) implements SessionInput {
    }

    /** The access point in use is gone, and the system may find another one. */
    record Search() implements SessionInput {
    }

    /** The other access point is to be started. */
    record Migrate() implements SessionInput {
    }

    /**
     * The other access point is up.
     *
     * @param offer where to
     */
    record Activated(RoamingOffer offer) implements SessionInput {
    }

    /** The old access point, which had given way, is to be started again. */
    record GoBack() implements SessionInput {
    }

    /**
     * The roaming is over and the session has an access point that is up.
     *
     * @param failure why it did not move, if it should have
     */
    record Settled(Optional<SessionFailure> failure) implements SessionInput {
    }
}
