package io.github.netsession.engine.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of two lists that may differ, without most of the objects that both lists have. A comparison of the two by keys then costs by what
 * differs. Each list keeps its order.
 *
 * @param before the part of the earlier list
 * @param after the part of the later list
 * @param <V> the type of the values
 */
record Differing<V>(List<V> before, List<V> after) {

    /** Leaves out what both lists have at their beginning and at their end, and in between if both have the same length. */
    static <V> Differing<V> between(List<V> before, List<V> after) {
        if (before == after) {
            return new Differing<>(List.of(), List.of());
        }
        int from = 0;
        int beforeEnd = before.size();
        int afterEnd = after.size();
        while (from < beforeEnd && from < afterEnd && before.get(from) == after.get(from)) {
            from++;
        }
        while (beforeEnd > from && afterEnd > from && before.get(beforeEnd - 1) == after.get(afterEnd - 1)) {
            beforeEnd--;
            afterEnd--;
        }
        if (beforeEnd != afterEnd) {
            return new Differing<>(before.subList(from, beforeEnd), after.subList(from, afterEnd));
        }
        List<V> old = new ArrayList<>();
        List<V> present = new ArrayList<>();
        for (int i = from; i < beforeEnd; i++) {
            if (before.get(i) != after.get(i)) {
                old.add(before.get(i));
                present.add(after.get(i));
            }
        }
        return new Differing<>(old, present);
    }

    boolean isNothing() {
        return before.isEmpty() && after.isEmpty();
    }
}
