package io.github.netsession;

import java.util.List;
import java.util.Optional;

/** Resolves a USER_CHOICE configuration when a session on it opens, for instance with a dialog. */
@FunctionalInterface
public interface UserChooser {

    /**
     * Picks a configuration. Called on the callback executor; the session waits meanwhile.
     *
     * @param candidates what can be opened now, best first
     * @return the choice; empty if the user cancelled, which aborts the session
     */
    Optional<NetworkConfiguration> choose(List<NetworkConfiguration> candidates);
}
