package io.github.netsession.engine.control;

import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.SessionModel;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.usage.SessionUsage;
import java.util.Optional;

/**
 * The values that the getters of a session return; replaced as a whole after each step.
 *
 * @param model the model of the session
 * @param resolved the session's configuration, or its last value, with its access point and link
 * @param failure the last failure since the session was last opened
 * @param usage the time and traffic of the session
 */
record SessionValues(SessionModel model, ResolvedConfiguration resolved, Optional<SessionFailure> failure, SessionUsage usage) {

    Phase phase() {
        return model.phase();
    }

    SessionValues withModel(SessionModel next) {
        return new SessionValues(next, resolved, failure, usage);
    }

    SessionValues withFailure(Optional<SessionFailure> next) {
        return new SessionValues(model, resolved, next, usage);
    }

    SessionValues withUsage(SessionUsage next) {
        return new SessionValues(model, resolved, failure, next);
    }
}
