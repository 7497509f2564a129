package io.github.netsession.engine.state;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Values in an order, with a look-up by a key that each value has. A successor shares what has not changed: a value that equals the earlier one of
 * its key is represented by the earlier object, and the look-up stays while the keys are the same in the same order. So a successor is equal to
 * its predecessor exactly if both are the same object, and the same is true of a value of both. Immutable.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class KeyedList<K, V> extends AbstractMap<K, V> {

    private final Function<V, K> key;
    private final List<V> values;
    /** The place of each key; if a backend breaks the rule that each key is there once, the last one. */
    private final Map<K, Integer> places;

    private KeyedList(Function<V, K> key, List<V> values, Map<K, Integer> places) {
        this.key = key;
        this.values = values;
        this.places = places;
    }

    /** Returns an empty list. */
    static <K, V> KeyedList<K, V> empty(Function<V, K> key) {
        return new KeyedList<>(key, List.of(), Map.of());
    }

    /** Returns the successor with these values, an immutable list; this list itself if nothing has changed. */
    KeyedList<K, V> next(List<V> now) {
        if (now == values) {
            return this;
        }
        if (now.size() != values.size()) {
            return rebuilt(now);
        }
        boolean differs = false;
        Object[] shared = null;
        for (int i = 0; i < now.size(); i++) {
            V value = now.get(i);
            V before = values.get(i);
            if (value == before) {
                continue;
            }
            if (value.equals(before)) {
                shared = shared == null ? now.toArray() : shared;
                shared[i] = before;
            } else if (key.apply(value).equals(key.apply(before))) {
                differs = true;
            } else {
                return rebuilt(now);
            }
        }
        return differs ? new KeyedList<>(key, shared == null ? now : listOf(shared), places) : this;
    }

    private KeyedList<K, V> rebuilt(List<V> now) {
        Object[] shared = now.toArray();
        Map<K, Integer> placesNow = new HashMap<>(shared.length * 4 / 3 + 1);
        for (int i = 0; i < shared.length; i++) {
            V value = now.get(i);
            V before = i < values.size() && values.get(i) == value ? value : get(key.apply(value));
            if (value.equals(before)) {
                shared[i] = before;
            }
            placesNow.put(key.apply(value), i);
        }
        return new KeyedList<>(key, listOf(shared), placesNow);
    }

    @SuppressWarnings("unchecked")
    private List<V> listOf(Object[] objects) {
        return (List<V>) List.of(objects);
    }

    /** Returns whether another list of this succession has the same keys in the same order. */
    boolean hasKeysOf(KeyedList<K, V> other) {
        return places == other.places;
    }

    @Override
    public List<V> values() {
        return values;
    }

    @Override
    public V get(Object wanted) {
        Integer place = places.get(wanted);
        return place == null ? null : values.get(place);
    }

    /** Returns the place of a key; -1 if there is no such key. */
    int placeOf(K wanted) {
        Integer place = places.get(wanted);
        return place == null ? -1 : place;
    }

    @Override
    public boolean containsKey(Object wanted) {
        return places.containsKey(wanted);
    }

    @Override
    public Set<K> keySet() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        Map<K, V> copy = new LinkedHashMap<>();
        for (V value : values) {
            copy.put(key.apply(value), value);
        }
        return Collections.unmodifiableMap(copy).entrySet();
    }
}
