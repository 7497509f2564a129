package io.github.netsession.linux.nm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The objects that NetworkManager's signals have named since the last look: a reading has to read them again. For any thread. */
final class NamedObjects {

    /** If more objects are named, one call for all costs no more: of two profiles as much as eight objects, of 500 as much as twenty. Measured. */
    static final int MOST = 8;

    private final Map<String, Set<String>> objects = new HashMap<>();
    private final Set<String> removed = new HashSet<>();
    private boolean isEverything = true;

    /**
     * What was named.
     *
     * @param isEverything whether any object may have changed
     * @param objects the objects that have changed, and their interfaces that the signals named
     * @param removed those that were removed, as far as a signal says
     */
    record Names(boolean isEverything, Map<String, Set<String>> objects, Set<String> removed) {

        boolean isEmpty() {
            return !isEverything && objects.isEmpty();
        }
    }

    /** Something of an object has changed, or the object is new. */
    synchronized void add(String path, Set<String> interfaces) {
        if (isEverything) {
            return;
        }
        objects.computeIfAbsent(path, any -> new HashSet<>()).addAll(interfaces);
        if (objects.size() > MOST) {
            addEverything();
        }
    }

    /** An object was removed, or some of its interfaces. */
    synchronized void addRemoved(String path, Set<String> interfaces) {
        add(path, interfaces);
        if (!isEverything) {
            removed.add(path);
        }
    }

    /** It is not known what has changed. */
    synchronized void addEverything() {
        isEverything = true;
        objects.clear();
        removed.clear();
    }

    /** Whether nothing was named. */
    synchronized boolean isEmpty() {
        return !isEverything && objects.isEmpty();
    }

    /** Whether an object was removed, as far as a signal says. */
    synchronized boolean isRemoved(String path) {
        return removed.contains(path);
    }

    /** Returns what was named; each name is told once. */
    synchronized Names take() {
        Names names = new Names(isEverything, Map.copyOf(objects), Set.copyOf(removed));
        addEverything();
        isEverything = false;
        return names;
    }
}
