package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who holds which access point, counted over all engines of this process that share a scope; and which access points a
 * session had started. Every method needs {@link #lock}, so that "let go, and stop if nobody is left" is one step.
 */
final class HoldRegistry {

    private static final Map<Object, HoldRegistry> REGISTRIES = new HashMap<>();

    private final Object scope;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConfigurationId, Holders> holders = new HashMap<>();
    private final Set<ConfigurationId> started = new HashSet<>();
    private final Map<ConfigurationId, Long> lastStop = new HashMap<>();
    private long stops;
    private int engines;

    private HoldRegistry(Object scope) {
        this.scope = scope;
    }

    /** Joins the registry of a scope; each join needs one {@link #leave}. */
    static HoldRegistry join(Object scope) {
        synchronized (REGISTRIES) {
            HoldRegistry registry = REGISTRIES.computeIfAbsent(scope, HoldRegistry::new);
            registry.engines++;
            return registry;
        }
    }

    void leave() {
        synchronized (REGISTRIES) {
            if (--engines == 0) {
                REGISTRIES.remove(scope, this);
            }
        }
    }

    ReentrantLock lock() {
        return lock;
    }

    /**
     * Counts a holder, or what it is like anew.
     *
     * @param likeness what it could use instead; holders with an equal one would follow each other
     */
    void hold(ConfigurationId id, Object holder, Object likeness) {
        holders.computeIfAbsent(id, key -> new Holders()).add(holder, likeness);
    }

    void release(ConfigurationId id, Object holder) {
        Holders present = holders.get(id);
        if (present != null && present.remove(holder)) {
            holders.remove(id);
        }
    }

    boolean isHeld(ConfigurationId id) {
        return holders.containsKey(id);
    }

    boolean isOnlyHolder(ConfigurationId id, Object holder) {
        Holders present = holders.get(id);
        return present != null && present.likeness.size() == 1 && present.likeness.containsKey(holder);
    }

    /** Whether all that hold it, if any do, are like that. */
    boolean isHeldOnlyByLikes(ConfigurationId id, Object likeness) {
        Holders present = holders.get(id);
        return present == null || present.counts.size() == 1 && present.counts.containsKey(likeness);
    }

    /** The holders of one access point, by identity, with how many there are of each likeness. */
    private static final class Holders {

        private final Map<Object, Object> likeness = new IdentityHashMap<>();
        private final Map<Object, Integer> counts = new HashMap<>();

        void add(Object holder, Object like) {
            remove(holder);
            likeness.put(holder, like);
            counts.merge(like, 1, Integer::sum);
        }

        /** True if none is left. */
        boolean remove(Object holder) {
            Object like = likeness.remove(holder);
            if (like != null) {
                counts.computeIfPresent(like, (key, count) -> count == 1 ? null : count - 1);
            }
            return likeness.isEmpty();
        }
    }

    void markStarted(ConfigurationId id) {
        started.add(id);
    }

    void forgetStarted(ConfigurationId id) {
        started.remove(id);
    }

    boolean isStarted(ConfigurationId id) {
        return started.contains(id);
    }

    /** Remembers that a session stopped the access point, so that other engines can tell it from a loss. */
    void markStopped(ConfigurationId id) {
        started.remove(id);
        lastStop.put(id, ++stops);
    }

    /** A mark for {@link #stoppedSince}. */
    long stops() {
        return stops;
    }

    boolean stoppedSince(ConfigurationId id, long mark) {
        return lastStop.getOrDefault(id, 0L) > mark;
    }

    /** Drops what is remembered of an access point that is gone and not held. */
    void forgetGone(ConfigurationId id) {
        if (!isHeld(id)) {
            started.remove(id);
            lastStop.remove(id);
        }
    }
}
