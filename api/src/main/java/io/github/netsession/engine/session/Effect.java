package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Something that a step of the session machine asks for. */
public sealed interface Effect {

    /**
     * Report a change of the public state.
     *
     * @param before the state before the change
     * @param after the state after the change
     */
    record TellState(SessionState before, SessionState after) implements Effect {
    }

    /**
     * Report a failure.
     *
     * @param failure the failure
     */
    record TellFailure(SessionFailure failure) implements Effect {
    }

    /** Report that the session is open. */
    record TellOpened() implements Effect {
    }

    /** Report that the session is closed. */
    record TellClosed() implements Effect {
    }

    /**
     * Report the proposal to move to another access point.
     *
     * @param proposal the proposal
     */
    record Offer(Proposal proposal) implements Effect {
    }

    /**
     * Report that the other access point is up, for a test.
     *
     * @param proposal the proposal
     */
    record Activate(Proposal proposal) implements Effect {
    }

    /**
     * Show another access point as the one in use.
     *
     * @param id the access point
     */
    record Use(ConfigurationId id) implements Effect {
    }

    /**
     * Count the session as a holder of an access point.
     *
     * @param id the access point
     */
    record Hold(ConfigurationId id) implements Effect {
    }

    /**
     * Stop counting the session as a holder of an access point that it does not need any more, and stop the access point if no session needs it.
     *
     * @param id the access point
     * @param isReplaced whether another access point has replaced it on its radio, so that it is down and must not be stopped
     */
    record Leave(ConfigurationId id, boolean isReplaced) implements Effect {
    }

    /**
     * Stop counting the session as a holder of an access point, because the session has ended.
     *
     * @param id the access point
     */
    record Release(ConfigurationId id) implements Effect {
    }

    /**
     * Start an access point unless it is up, or wait for the start that is under way. The input {@link SessionInput.StartRequested} follows.
     *
     * @param id the access point
     * @param stopsLater whether the library is to stop the access point when no session holds it any more
     */
    record Start(ConfigurationId id, boolean stopsLater) implements Effect {
    }

    /**
     * Stop an access point for all programs. The input {@link SessionInput.StopRequested} follows.
     *
     * @param id the access point
     */
    record Stop(ConfigurationId id) implements Effect {
    }

    /**
     * Stop the access points that only this session needs, because it closes. The input {@link SessionInput.GivenUp} follows.
     *
     * @param held the access points that the session holds
     * @param inUse those of them that are up or being started: their state after the close decides that of the session
     */
    record GiveUp(List<ConfigurationId> held, List<ConfigurationId> inUse) implements Effect {

        /** Copies the lists. */
        public GiveUp {
            held = List.copyOf(held);
            inUse = List.copyOf(inUse);
        }
    }

    /**
     * Ask the application's handler. The answer, or the end of the time, becomes the input {@link SessionInput.Answered}.
     *
     * @param question the question
     * @param limit how long to wait for the answer
     */
    record Ask(Question question, Duration limit) implements Effect {
    }

    /** Ask the user for a network. The input {@link SessionInput.Chosen} follows. */
    record AskUser() implements Effect {
    }

    /** End the question to the application or to the user: an answer is too late. */
    record EndQuestion() implements Effect {
    }

    /**
     * Give the input {@link SessionInput.Look} at a time, instead of at the time that an earlier effect asked for.
     *
     * @param atNanos the time; empty for never
     * @param isAfterReading whether to read first, because not every system reports what is looked at by an event
     */
    record LookAt(OptionalLong atNanos, boolean isAfterReading) implements Effect {
    }
}
