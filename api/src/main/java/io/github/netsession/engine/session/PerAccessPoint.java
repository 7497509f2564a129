package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A value for each access point: a small immutable map. Each change returns a copy, or this object if the change has no effect.
 *
 * @param <V> the type of the values; immutable
 * @param values the values
 */
record PerAccessPoint<V>(Map<ConfigurationId, V> values) {

    PerAccessPoint {
        values = Map.copyOf(values);
    }

    Optional<V> get(ConfigurationId id) {
        return Optional.ofNullable(values.get(id));
    }

    boolean has(ConfigurationId id) {
        return values.containsKey(id);
    }

    PerAccessPoint<V> with(ConfigurationId id, V value) {
        if (value.equals(values.get(id))) {
            return this;
        }
        Map<ConfigurationId, V> next = new HashMap<>(values);
        next.put(id, value);
        return new PerAccessPoint<>(next);
    }

    PerAccessPoint<V> without(ConfigurationId id) {
        if (!values.containsKey(id)) {
            return this;
        }
        Map<ConfigurationId, V> next = new HashMap<>(values);
        next.remove(id);
        return new PerAccessPoint<>(next);
    }

    /** Remembers exactly these access points: of the new ones the value, of the others the same as before. */
    PerAccessPoint<V> covering(Set<ConfigurationId> ids, V valueOfNew) {
        return ids.equals(values.keySet()) ? this
            : new PerAccessPoint<>(ids.stream().collect(Collectors.toMap(Function.identity(), id -> values.getOrDefault(id, valueOfNew))));
    }

    PerAccessPoint<V> cleared() {
        return values.isEmpty() ? this : new PerAccessPoint<>(Map.of());
    }
}
