package io.github.netsession;

import java.util.List;
import java.util.Optional;

/** Resolves a USER_CHOICE configuration when a session on it opens, for instance with a dialog. */
@FunctionalInterface
public interface UserChooser {

    /**
     * Selects a configuration. The call runs on the callback executor, so every listener waits for it, and the session waits up to 5 minutes. A
     * session that connects in the background does not call this method and uses the best candidate.
     *
     * <p>The opening fails, without a further call, with
     * <ul>
     * <li>SESSION_ABORTED, NOT_CHOSEN: the result is empty, or the user made no choice within five minutes; a result after that has no effect;
     * <li>INVALID_CONFIGURATION, NOT_CHOSEN: the result is null or a configuration that does not exist any more, or the method threw an exception;
     * <li>INVALID_CONFIGURATION, NOT_READY: there was no candidate, and the method was not called.
     * </ul>
     *
     * @param candidates the configurations that can be opened now: service networks first, then access points, best first
     * @return the selected configuration; empty if the user cancelled, which aborts the session
     */
    Optional<NetworkConfiguration> choose(List<NetworkConfiguration> candidates);
}
