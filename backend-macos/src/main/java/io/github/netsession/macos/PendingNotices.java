package io.github.netsession.macos;

import java.util.HashSet;
import java.util.Set;

/** Keeps what notices name until the next reading takes it. From any thread. */
final class PendingNotices {

    /** More than a change of location names; a reading of so many keys would cost as much as one of everything. */
    static final int MOST_KEYS = 256;

    private final Set<String> keys = new HashSet<>();
    private boolean isEverything;
    private boolean isPath;

    /** Anything may have changed. */
    synchronized void everything() {
        isEverything = true;
    }

    synchronized void path() {
        isPath = true;
    }

    /** Notes the keys; everything, if they are not known, are too many, or are not among those that this backend watches. */
    synchronized void store(StoreChange change) {
        boolean isNamed = !change.isRestart() && !change.keys().isEmpty() && change.keys().stream().allMatch(StoreKeys::isWatched);
        if (!isNamed || isEverything || keys.size() + change.keys().size() > MOST_KEYS) {
            isEverything = true;
            keys.clear();
        } else {
            keys.addAll(change.keys());
        }
    }

    /** Returns what was noted since the last call; everything if nothing was: then nobody knows what the hint is about. */
    synchronized Noticed take() {
        boolean isNamed = !isEverything && (isPath || !keys.isEmpty());
        Noticed taken = isNamed ? new Noticed(false, isPath, keys) : Noticed.EVERYTHING;
        isEverything = false;
        isPath = false;
        keys.clear();
        return taken;
    }
}
