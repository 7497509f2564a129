package io.github.netsession.engine.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * The difference between two lists of values that each have a key. Costs by what differs, except for one comparison of the objects: what both lists
 * have in the same place is left out first. Pure.
 *
 * @param <V> the type of the values
 */
final class ListDifference<V> {

    private final List<V> removed = new ArrayList<>();
    private final List<V> before = new ArrayList<>();
    private final List<V> changed = new ArrayList<>();
    private final List<V> added = new ArrayList<>();

    private ListDifference() {
    }

    /**
     * Compares two lists.
     *
     * @param key returns the key of a value
     * @param isAnother returns whether a key belongs to something else now: then it is removed and added
     */
    static <V> ListDifference<V> between(List<V> old, List<V> present, Function<V, Object> key, BiPredicate<V, V> isAnother) {
        ListDifference<V> difference = new ListDifference<>();
        if (old == present) {
            return difference;
        }
        int begin = 0;
        int oldEnd = old.size();
        int end = present.size();
        while (begin < oldEnd && begin < end && old.get(begin) == present.get(begin)) {
            begin++;
        }
        while (oldEnd > begin && end > begin && old.get(oldEnd - 1) == present.get(end - 1)) {
            oldEnd--;
            end--;
        }
        List<V> oldPart = old.subList(begin, oldEnd);
        List<V> part = present.subList(begin, end);
        if (!difference.compareInPlace(oldPart, part, key, isAnother)) {
            difference.compareByKey(byKey(oldPart, key), byKey(part, key), isAnother);
        }
        return difference;
    }

    /** Compares without maps. Returns false, with nothing found, if the two lists do not have the same keys in the same order. */
    private boolean compareInPlace(List<V> old, List<V> present, Function<V, Object> key, BiPredicate<V, V> isAnother) {
        boolean isInPlace = old.size() == present.size();
        for (int i = 0; isInPlace && i < present.size(); i++) {
            V was = old.get(i);
            V now = present.get(i);
            if (was != now) {
                isInPlace = key.apply(was).equals(key.apply(now)) && !isAnother.test(was, now);
                addIfChanged(was, now);
            }
        }
        if (!isInPlace) {
            before.clear();
            changed.clear();
        }
        return isInPlace;
    }

    private void compareByKey(Map<Object, V> old, Map<Object, V> present, BiPredicate<V, V> isAnother) {
        old.forEach((key, was) -> {
            if (!present.containsKey(key) || isAnother.test(was, present.get(key))) {
                removed.add(was);
            }
        });
        present.forEach((key, now) -> {
            V was = old.get(key);
            if (was == null || isAnother.test(was, now)) {
                added.add(now);
            } else {
                addIfChanged(was, now);
            }
        });
    }

    private void addIfChanged(V was, V now) {
        if (!was.equals(now)) {
            before.add(was);
            changed.add(now);
        }
    }

    private static <V> Map<Object, V> byKey(List<V> values, Function<V, Object> key) {
        Map<Object, V> map = new LinkedHashMap<>();
        for (V value : values) {
            map.putIfAbsent(key.apply(value), value);
        }
        return map;
    }

    /** Returns what only the earlier list has, in its order. */
    List<V> removed() {
        return removed;
    }

    /** Returns what has changed, as it was, in the order of {@link #changed}. */
    List<V> before() {
        return before;
    }

    /** Returns what has changed, as it is, in the order of the later list. */
    List<V> changed() {
        return changed;
    }

    /** Returns what only the later list has, in its order. */
    List<V> added() {
        return added;
    }
}
