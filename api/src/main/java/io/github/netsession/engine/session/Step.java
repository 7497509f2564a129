package io.github.netsession.engine.session;

import java.util.List;

/**
 * The step that a session takes on an input.
 *
 * @param next the session after the step
 * @param effects what the step asks for, in this order
 */
public record Step(SessionModel next, List<Effect> effects) {

    /** Copies the list. */
    public Step {
        effects = List.copyOf(effects);
    }
}
