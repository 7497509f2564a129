package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the changes of a simulated world, one at a time, records them, and then reports them to the backends. This object is the
 * lock of the whole world: its parts synchronize on it.
 */
final class Changes {

    private static final int MAX_TRACE = 10_000;

    private final SimClock clock = new SimClock();
    private final Hints hints;
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private long order;

    Changes(long seed) {
        this.hints = new Hints(clock, seed);
    }

    /** Makes a change under the lock and reports it without: a report may run everything that follows from the change. */
    void update(String what, Runnable change) {
        List<Runnable> reports;
        synchronized (this) {
            change.run();
            trace(what);
            reports = List.copyOf(afterwards);
            afterwards.clear();
        }
        reports.forEach(Runnable::run);
        hints.changed();
    }

    /** Adds a report that the current change makes before the backends learn of it. Requires the lock. */
    void afterwards(Runnable report) {
        afterwards.add(report);
    }

    /** Reports to the backends that the system refused a start or stop. Requires that the lock is not held. */
    void failed(ConfigurationId id, BackendException cause) {
        hints.failed(id, cause);
    }

    /** Records something, with the time in seconds. */
    synchronized void trace(String what) {
        if (trace.size() == MAX_TRACE) {
            trace.removeFirst();
        }
        trace.add(String.format(Locale.ROOT, "%.3f %s", clock.nanos() / 1e9, what));
    }

    synchronized List<String> trace() {
        return List.copyOf(trace);
    }

    /** Returns a number that rises with each call, to compare what came first. Requires the lock. */
    long nextNumber() {
        return order++;
    }

    Hints hints() {
        return hints;
    }

    SimClock clock() {
        return clock;
    }
}
