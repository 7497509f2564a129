package io.github.netsession.macos;

import java.util.Set;

/**
 * What notices have named since a reading.
 *
 * @param isEverything whether anything may have changed; then nothing else counts
 * @param isPath whether the path monitor has looked at the preferred way again: then the routes may be others
 * @param keys the keys of the store that have changed
 */
record Noticed(boolean isEverything, boolean isPath, Set<String> keys) {

    static final Noticed EVERYTHING = new Noticed(true, true, Set.of());

    Noticed {
        keys = Set.copyOf(keys);
    }

    /** Whether the routes may be others than before, besides what the interfaces themselves show. */
    boolean concernsRoutes() {
        return isEverything || isPath || !keys.stream().allMatch(StoreKeys::isOfInterfaceOrSetup);
    }
}
