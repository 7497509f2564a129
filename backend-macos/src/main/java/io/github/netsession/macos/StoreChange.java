package io.github.netsession.macos;

import java.util.Set;

/**
 * What configd has told of a change.
 *
 * @param isRestart whether configd was started anew, so that changes before that may not have been told
 * @param keys the keys that have changed; empty if they are not known, and then any may have
 */
public record StoreChange(boolean isRestart, Set<String> keys) {

    /** Configd was started anew. */
    public static final StoreChange RESTART = new StoreChange(true, Set.of());
    /** Something has changed, and nobody knows what. */
    public static final StoreChange UNNAMED = new StoreChange(false, Set.of());

    public StoreChange {
        keys = Set.copyOf(keys);
    }
}
