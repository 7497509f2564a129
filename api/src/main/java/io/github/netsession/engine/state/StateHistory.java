package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.internal.Excerpt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The published state, and the configurations that only earlier states contain. Safe from any thread. */
final class StateHistory {

    /** The number of vanished configurations that are remembered: a caller may have obtained the value before. */
    private static final int MAX_GONE = 4096;

    private final Map<ConfigurationId, NetworkConfiguration> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConfigurationId, NetworkConfiguration> eldest) {
            return size() > MAX_GONE;
        }
    };
    private volatile StateIndex current;

    StateHistory(StateIndex first) {
        current = first;
    }

    StateIndex current() {
        return current;
    }

    /** Replaces the state and remembers the configurations that vanished in one step, so that no id is unknown in between. */
    void replace(StateIndex next) {
        synchronized (gone) {
            boolean hasSameIds = next.hasIdsOf(current);
            if (!hasSameIds) {
                keepVanished(next);
            }
            current = next;
            if (!hasSameIds) {
                gone.keySet().removeAll(next.configurations().keySet());
            }
        }
    }

    private void keepVanished(StateIndex next) {
        for (NetworkConfiguration configuration : current.state().configurations()) {
            if (!next.configurations().containsKey(configuration.id())) {
                gone.put(configuration.id(), configuration);
            }
        }
    }

    /** Returns the current value of a configuration, or its last value if it does not exist any more. */
    NetworkConfiguration configuration(ConfigurationId id) {
        synchronized (gone) {
            return Optional.ofNullable(current.configurations().get(id)).or(() -> Optional.ofNullable(gone.get(id))).orElseThrow(() ->
                new IllegalArgumentException("this Networks has never had the configuration " + id + knownIds()));
        }
    }

    /** Returns the end of a message about an unknown id: the known ids. */
    String knownIds() {
        return "; known are " + Excerpt.of(current.state().configurations().stream().map(NetworkConfiguration::id).toList());
    }
}
