package io.github.netsession.engine.usage;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.engine.usage.UsageMeter.Reading;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The counters by the names of links. Names move from link to link: then a new epoch begins, and the values are those of the other link, but
 * never lower than the ones shown before. A new epoch also begins when the counters of a link restart. A name never has two links, or two
 * starts of the same counters, under one epoch. The lock of {@link Meters} guards it.
 */
final class NamedCounters {

    /** A name, and the link that it belongs to. */
    static final class Named {

        private LinkMeter meter;
        /** The epochs that the name had before this link. */
        private int earlier;
        /** What the values of this link lack to those shown before. */
        private Reading lacking = Reading.ZERO;
        private Reading shown = Reading.ZERO;

        private Named(LinkMeter meter, int earlier) {
            this.meter = meter;
            this.earlier = earlier;
        }

        private void moveTo(LinkMeter other) {
            int next = epoch() + 1;
            meter = other;
            earlier = next - epochOf(other);
            lacking = shown.without(other.meter().orElseThrow().total());
        }

        private int epoch() {
            return earlier + epochOf(meter);
        }

        private static int epochOf(LinkMeter meter) {
            return meter.meter().map(UsageMeter::epoch).orElse(0);
        }
    }

    private final Map<String, Named> names = new LinkedHashMap<>();
    /** The first epoch of a name that is not known: above all epochs of those that were forgotten. */
    private int first;

    /** Returns the counters of a name, which belongs to the link of this meter now. The meter has a reading. */
    InterfaceCounters show(String name, LinkMeter meter) {
        Named named = note(name, meter);
        return named.shown.counters(name, meter.linkIndex(), named.epoch());
    }

    /** Notes what a meter shows under its name, after each reading: once another link has the name, the meter counts under another one. */
    Named note(String name, LinkMeter meter) {
        Named named = names.get(name);
        if (named == null) {
            named = new Named(meter, first);
            names.put(name, named);
        } else if (named.meter != meter) {
            named.moveTo(meter);
        }
        named.shown = meter.meter().orElseThrow().total().plus(named.lacking);
        return named;
    }

    /** Returns the counters of a name by the meter that it had last; empty if they were never read. */
    Optional<InterfaceCounters> showLast(String name) {
        return Optional.ofNullable(names.get(name)).map(named -> show(name, named.meter));
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
