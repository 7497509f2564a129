package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a session is and remembers. Immutable: each step of the session machine makes the next one.
 *
 * @param phase the phase
 * @param current the access point that the session uses, waits for, or has just stopped; a session on one access point always has that
 * @param currentWhenUp the configuration of that access point from when it was last up
 * @param held the access points that the session holds, in the order of their holds
 * @param choice the configuration that the user chose
 * @param isChoosing whether the user is asked
 * @param hasHandler whether the application decides about moves
 * @param moves the starts and moves
 */
public record SessionModel(Phase phase, Optional<ConfigurationId> current, Optional<NetworkConfiguration> currentWhenUp, List<ConfigurationId> held,
                           Optional<ConfigurationId> choice, boolean isChoosing, boolean hasHandler, Moves moves) {

    /**
     * Returns a session that has not been opened.
     *
     * @param phase the phase
     * @return the session
     */
    public static SessionModel closed(Phase phase) {
        return new SessionModel(phase, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, false, Moves.NONE);
    }

    /**
     * Returns the access point that is offered, or that the session moves to.
     *
     * @return the access point
     */
    public Optional<ConfigurationId> candidate() {
        return moves.proposal().map(Proposal::candidate);
    }

    /**
     * Returns the access points whose changes concern the session, members or not.
     *
     * @return their ids
     */
    public Stream<ConfigurationId> followed() {
        return Stream.concat(held.stream(), Stream.concat(current.stream(), candidate().stream()));
    }

    /**
     * Returns whether a question to the application is open.
     *
     * @return true if so
     */
    public boolean isAsking() {
        return moves.question().isPresent();
    }
}
