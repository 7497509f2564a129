package io.github.netsession.engine.control;

import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.usage.SessionUsage;
import java.util.Optional;

/**
 * What the getters of a session answer from; replaced as a whole after each step.
 *
 * @param phase the phase of the session
 * @param resolved the session's configuration, as it is or was last, and the access point and link that it leads to
 * @param failure the last failure since the session was last opened
 * @param usage what the session has used
 */
record SessionValues(Phase phase, ResolvedConfiguration resolved, Optional<SessionFailure> failure, SessionUsage usage) {

    SessionValues withPhase(Phase next) {
        return new SessionValues(next, resolved, failure, usage);
    }

    SessionValues withResolved(ResolvedConfiguration next) {
        return new SessionValues(phase, next, failure, usage);
    }

    SessionValues withFailure(Optional<SessionFailure> next) {
        return new SessionValues(phase, resolved, next, usage);
    }

    SessionValues withUsage(SessionUsage next) {
        return new SessionValues(phase, resolved, failure, next);
    }
}
