package io.github.netsession.engine.usage;

import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.engine.usage.NamedCounters.Named;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The rows of one reading, copied under the lock of {@link Meters} and delivered after it has been released: a sink of an application may take
 * any time, and may call back. Used again and again, so that a reading allocates nothing.
 */
final class CounterRows {

    /** Expects no rows. */
    static final CounterRows NONE = new CounterRows();

    private static final int MISSING = -1;
    /** Rows that are kept however few links there are. */
    private static final int FEW = 64;

    private PresentLinks links = PresentLinks.NONE;
    private int from;
    private int count;
    private CounterRows below;
    private int height;
    private long[] values = {};
    private int[] epochs = {};

    /**
     * Expects the rows of some links.
     *
     * @param present all links
     * @param first the place of the first of them
     * @param number how many
     */
    void expect(PresentLinks present, int first, int number) {
        if (epochs.length < number || epochs.length > 2 * present.count() + FEW) {
            long[] newValues = new long[number * UsageMeter.COUNTERS];
            epochs = new int[number];
            values = newValues;
        }
        links = present;
        from = first;
        count = number;
        Arrays.fill(epochs, 0, number, MISSING);
    }

    /** Returns whether the row of a link is expected, and has not come. */
    boolean isMissing(int at) {
        return at >= from && at - from < count && epochs[at - from] == MISSING;
    }

    /** Takes the row of a link. */
    void put(int at, long br, long bw, long pr, long pw, long er, long ew, long dr, long dw) {
        int row = at - from;
        epochs[row] = 0;
        int place = row * UsageMeter.COUNTERS;
        values[place] = br;
        values[place + 1] = bw;
        values[place + 2] = pr;
        values[place + 3] = pw;
        values[place + 4] = er;
        values[place + 5] = ew;
        values[place + 6] = dr;
        values[place + 7] = dw;
    }

    /**
     * Adds the rows that have come to the meters, and makes them what the names of the links show. Not while they come: one loop over all meters
     * waits less for memory.
     *
     * @param names the names
     * @param unread receives the meters that have not been read before
     */
    void addTo(NamedCounters names, Consumer<LinkMeter> unread) {
        for (int row = 0; row < count; row++) {
            if (epochs[row] != MISSING) {
                UsageMeter usage = links.usage(from + row);
                if (!usage.isRead()) {
                    unread.accept(links.meter(from + row));
                }
                usage.add(values, row * UsageMeter.COUNTERS);
                Named named = links.named(from + row, names);
                named.show(values, row * UsageMeter.COUNTERS);
                epochs[row] = named.epoch(usage);
            }
        }
    }

    /** Delivers the rows that have come, in the order of the links; returns how many. */
    int deliver(InterfaceCountersSink sink) {
        int delivered = 0;
        for (int i = 0; i < count; i++) {
            if (epochs[i] != MISSING) {
                deliver(i, sink);
                delivered++;
            }
        }
        return delivered;
    }

    private void deliver(int row, InterfaceCountersSink sink) {
        int at = row * UsageMeter.COUNTERS;
        sink.row(links.name(from + row), links.index(from + row), values[at], values[at + 1], values[at + 2], values[at + 3], values[at + 4],
            values[at + 5], values[at + 6], values[at + 7], epochs[row]);
    }

    /** Returns the spare rows under these ones; null if there are none. */
    CounterRows below() {
        return below;
    }

    /** Puts these rows on a stack of spare ones; returns how many there are then. */
    int putOn(CounterRows others) {
        below = others;
        height = others == null ? 1 : others.height + 1;
        return height;
    }

    /** Expects nothing more, and keeps no state. */
    void clear() {
        links = PresentLinks.NONE;
        count = 0;
    }
}
