package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
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
    private final Map<ConfigurationId, Set<Object>> holders = new HashMap<>();
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

    void hold(ConfigurationId id, Object holder) {
        holders.computeIfAbsent(id, key -> Collections.newSetFromMap(new IdentityHashMap<>())).add(holder);
    }

    void release(ConfigurationId id, Object holder) {
        Set<Object> present = holders.get(id);
        if (present != null && present.remove(holder) && present.isEmpty()) {
            holders.remove(id);
        }
    }

    boolean isHeld(ConfigurationId id) {
        return holders.containsKey(id);
    }

    boolean isOnlyHolder(ConfigurationId id, Object holder) {
        Set<Object> present = holders.getOrDefault(id, Set.of());
        return present.size() == 1 && present.contains(holder);
    }

    /** Everybody who holds it; a copy. */
    List<Object> holders(ConfigurationId id) {
        return List.copyOf(holders.getOrDefault(id, Set.of()));
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
