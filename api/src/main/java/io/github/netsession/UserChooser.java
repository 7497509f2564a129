package io.github.netsession;

import java.util.List;
import java.util.Optional;

/** Resolves a USER_CHOICE configuration when a session on it opens, for instance with a dialog. */
@FunctionalInterface
public interface UserChooser {

    /**
     * Picks a configuration. Called on the callback executor, so that every listener waits meanwhile, and the session waits with
     * it, up to 5 minutes; not called for a session that connects in the background, which gets the best.
     *
     * @param candidates what can be opened now, service networks first, then access points, best first
     * @return the choice; empty if the user cancelled, which aborts the session
     */
    Optional<NetworkConfiguration> choose(List<NetworkConfiguration> candidates);
}
