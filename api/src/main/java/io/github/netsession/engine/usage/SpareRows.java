package io.github.netsession.engine.usage;

import java.util.ArrayDeque;

/** Rows for the next readings: a few, for threads that read at the same time and for sinks that read. Its lock is held for no other call. */
final class SpareRows {

    private static final int MOST = 4;

    private final ArrayDeque<CounterRows> spare = new ArrayDeque<>(MOST);

    synchronized CounterRows take() {
        CounterRows rows = spare.pollLast();
        return rows == null ? new CounterRows() : rows;
    }

    synchronized void give(CounterRows rows) {
        rows.clear();
        if (spare.size() < MOST) {
            spare.addLast(rows);
        }
    }
}
