package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An input of the session machine: everything that can happen to a session. */
public sealed interface SessionInput {

    /** Something that the session sees may have changed, or the time has come that it waited for. */
    record Look() implements SessionInput {
    }

    /** The application opens the session. */
    record Open() implements SessionInput {
    }

    /** The application closes the session. */
    record Close() implements SessionInput {
    }

    /**
     * The access points that only this session needed are being stopped, because it closes.
     *
     * @param after the state of each access point that the session held and that was in use
     * @param refusals why stops were refused
     */
    record GivenUp(Map<ConfigurationId, InterfaceAfter> after, List<SessionFailure> refusals) implements SessionInput {

        /** Copies both; the map keeps its order. */
        public GivenUp {
            after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
            refusals = List.copyOf(refusals);
        }
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

    /** The application stops the interface. */
    record Stop() implements SessionInput {
    }

    /**
     * A stop was requested.
     *
     * @param id the access point
     * @param refusal why it was refused; empty if it is under way
     */
    record StopRequested(ConfigurationId id, Optional<SessionFailure> refusal) implements SessionInput {
    }

    /**
     * A stop has failed.
     *
     * @param id the access point
     * @param failure the cause
     */
    record StopFailed(ConfigurationId id, SessionFailure failure) implements SessionInput {
    }

    /**
     * A start was requested, and has begun unless {@link StartFailed} came before.
     *
     * @param id the access point
     */
    record StartRequested(ConfigurationId id) implements SessionInput {
    }

    /**
     * A start has failed for this session.
     *
     * @param id the access point
     * @param failure the cause
     * @param continues whether the start continues for other sessions
     */
    record StartFailed(ConfigurationId id, SessionFailure failure, boolean continues) implements SessionInput {
    }

    /**
     * An access point is up, and was down between two readings.
     *
     * @param id the access point
     * @param failure the cause
     */
    record Restarted(ConfigurationId id, SessionFailure failure) implements SessionInput {
    }

    /**
     * The user, or the session in place of the user, has chosen a network, or has not.
     *
     * @param choice the chosen configuration
     * @param failure why nothing was chosen
     */
    record Chosen(Optional<ConfigurationId> choice, Optional<SessionFailure> failure) implements SessionInput {
    }

    /**
     * The application has answered a question, or the time for that has ended.
     *
     * @param question the question
     * @param yes the answer
     */
    record Answered(Question question, boolean yes) implements SessionInput {
    }

    /**
     * The application has set or removed the handler that decides about moves.
     *
     * @param isPresent whether there is one now
     * @param asksAgain whether a question was open, to which the application cannot answer any more
     */
    record HandlerChanged(boolean isPresent, boolean asksAgain) implements SessionInput {
    }

    /** The application reports that the access point in use has no connectivity. */
    record ReportedUnusable() implements SessionInput {
    }
}
