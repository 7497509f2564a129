package io.github.netsession.engine.usage;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Rows for the next readings: a few, for threads that read at the same time and for sinks that read. A stack without a lock, because two locks
 * are a part of what a reading of one link costs. Only one thread at a time takes, under the lock of {@link Meters}; any thread gives.
 */
final class SpareRows {

    private static final int MOST = 4;

    private final AtomicReference<CounterRows> top = new AtomicReference<>();

    CounterRows take() {
        CounterRows rows = top.get();
        while (rows != null && !top.compareAndSet(rows, rows.below())) {
            rows = top.get();
        }
        return rows == null ? new CounterRows() : rows;
    }

    void give(CounterRows rows) {
        rows.clear();
        CounterRows below = top.get();
        while (rows.putOn(below) <= MOST && !top.compareAndSet(below, rows)) {
            below = top.get();
        }
    }
}
