package io.github.netsession.sim;

import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Represents what has not changed between two snapshots by the same objects, as a backend does that reads only what its notices named. */
final class Unchanged {

    private Unchanged() {
    }

    /** Returns the later snapshot, with the objects and lists of the earlier one where they are equal. */
    static Snapshot carriedOver(Snapshot before, Snapshot now) {
        return now.toBuilder().links(carriedOver(before.links(), now.links(), Link::index))
            .accessPoints(carriedOver(before.accessPoints(), now.accessPoints(), AccessPoint::id)).build();
    }

    private static <V> List<V> carriedOver(List<V> before, List<V> now, Function<V, Object> key) {
        Map<Object, V> known = new HashMap<>();
        before.forEach(value -> known.put(key.apply(value), value));
        List<V> carried = new ArrayList<>(now);
        carried.replaceAll(value -> value.equals(known.get(key.apply(value))) ? known.get(key.apply(value)) : value);
        return carried.equals(before) ? before : List.copyOf(carried);
    }
}
