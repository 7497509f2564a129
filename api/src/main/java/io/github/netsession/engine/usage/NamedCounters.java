package io.github.netsession.engine.usage;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The counters by the names of links. Names move from link to link: then a new epoch begins, and the values are those of the other link, but
 * never lower than the ones shown before. A new epoch also begins when the counters of a link restart. A name never has two links, or two
 * starts of the same counters, under one epoch. The lock of {@link Meters} guards it.
 */
final class NamedCounters {

    private static final long[] NOTHING = {};

    /** A name, and the link that it belongs to. */
    static final class Named {

        private final String name;
        private LinkMeter meter;
        /** The epochs that the name had before this link. */
        private int earlier;
        /** What the values of this link lack to those shown before; no numbers if nothing. */
        private long[] lacking = NOTHING;
        /** The values shown last, once the link has lost the name; no numbers while its meter counts under the name. */
        private long[] shown = NOTHING;

        private Named(String name, LinkMeter meter, int earlier) {
            this.name = name;
            this.meter = meter;
            this.earlier = earlier;
        }

        private void moveTo(LinkMeter other) {
            int next = epoch() + 1;
            lacking = lacking(values(), other.usage());
            meter = other;
            earlier = next - other.usage().epoch();
        }

        /** Returns how much higher each of the values is than the sum of a meter; no numbers if none is. */
        private static long[] lacking(long[] values, UsageMeter usage) {
            long[] more = usage.sums();
            long any = 0;
            for (int i = 0; i < more.length; i++) {
                more[i] = Math.max(0, values[i] - more[i]);
                any |= more[i];
            }
            return any == 0 ? NOTHING : more;
        }

        /** Returns the values that the name shows. */
        long[] values() {
            if (shown.length > 0) {
                return shown;
            }
            long[] values = meter.usage().sums();
            UsageMeter.addTo(values, 0, lacking);
            return values;
        }


        /** Makes the sums of the meter that counts under the name the values that the name shows. */
        void show(long[] row, int at) {
            UsageMeter.addTo(row, at, lacking);
        }

        /** Returns the number of the epoch while a meter counts under the name. */
        int epoch(UsageMeter usage) {
            return earlier + usage.epoch();
        }

        int epoch() {
            return epoch(meter.usage());
        }

        boolean isNamed(String other) {
            return name.equals(other);
        }

        /** Returns whether a meter counts under the name. */
        boolean isOf(LinkMeter other) {
            return meter == other && shown.length == 0;
        }

        /** Keeps the values as they are, because the link of a meter has lost the name and may be read under another one. */
        void lose(LinkMeter former) {
            if (isOf(former)) {
                shown = values();
            }
        }
    }

    private final Map<String, Named> names = new LinkedHashMap<>();
    /** The first epoch of a name that is not known: above all epochs of those that were forgotten. */
    private int first;

    /** Returns the counters of a name, which belongs to the link of this meter from now on. The meter has a reading. */
    Named give(String name, LinkMeter meter) {
        Named named = names.get(name);
        if (named == null) {
            named = new Named(name, meter, first);
            names.put(name, named);
        } else if (named.meter != meter) {
            named.moveTo(meter);
        }
        named.shown = NOTHING;
        return named;
    }

    int size() {
        return names.size();
    }

    /** Forgets names that are not in use, the oldest first, until no more than this many are left. */
    void forget(int limit, Predicate<String> isUsed) {
        Iterator<Map.Entry<String, Named>> oldest = names.entrySet().iterator();
        while (names.size() > limit && oldest.hasNext()) {
            Map.Entry<String, Named> entry = oldest.next();
            if (!isUsed.test(entry.getKey())) {
                first = Math.max(first, entry.getValue().epoch() + 1);
                oldest.remove();
            }
        }
    }
}
