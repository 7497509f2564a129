package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import java.util.HashMap;
import java.util.Map;

/** Counts the sessions that hold each access point, by the backend of their {@code Networks}. Its own lock. */
final class Holders {

    private final Map<Object, Map<ConfigurationId, Integer>> counts = new HashMap<>();

    synchronized void add(Object backend, ConfigurationId id) {
        counts.computeIfAbsent(backend, unknown -> new HashMap<>()).merge(id, 1, Integer::sum);
    }

    synchronized void remove(Object backend, ConfigurationId id) {
        counts.getOrDefault(backend, new HashMap<>()).computeIfPresent(id, (same, count) -> count == 1 ? null : count - 1);
    }

    /** A closed backend holds nothing. */
    synchronized void removeAll(Object backend) {
        counts.remove(backend);
    }

    synchronized int count(ConfigurationId id) {
        return counts.values().stream().mapToInt(each -> each.getOrDefault(id, 0)).sum();
    }
}
