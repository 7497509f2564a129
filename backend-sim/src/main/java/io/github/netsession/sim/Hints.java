package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Who is told that something has changed, and what goes wrong on the way. Its own lock; tells without one. What a sink throws is logged, and
 * the sink is told again: it must not end the script that changes the world.
 */
final class Hints {

    private final Trouble telling = new Trouble(GuardedLogger.of("io.github.netsession.sim"), "a backend cannot be told of a change");
    private final SimClock clock;
    private final Random random;
    private final List<BackendSink> sinks = new ArrayList<>();
    private boolean lost;
    private boolean doubled;
    private long jitterNanos;

    Hints(SimClock clock, long seed) {
        this.clock = clock;
        this.random = new Random(seed);
    }

    synchronized void add(BackendSink sink) {
        sinks.add(sink);
    }

    synchronized void remove(BackendSink sink) {
        sinks.remove(sink);
    }

    synchronized void lost(boolean present) {
        lost = present;
    }

    /** From now on each hint is given once and at once. */
    synchronized void restore() {
        lost = false;
        doubled = false;
        jitterNanos = 0;
    }

    synchronized void doubled(boolean present) {
        doubled = present;
    }

    synchronized void jitter(Duration most) {
        jitterNanos = most.toNanos();
    }

    void changed() {
        for (BackendSink sink : listening()) {
            deliver(sink);
            if (isDoubled()) {
                deliver(sink);
            }
        }
    }

    /** Each with a delay of its own, so that they overtake each other. */
    private void deliver(BackendSink sink) {
        long delayNanos;
        synchronized (this) {
            delayNanos = jitterNanos == 0 ? 0 : (long) (random.nextDouble() * jitterNanos);
        }
        if (delayNanos == 0) {
            tell(sink, sink::changed);
        } else {
            clock.after(Duration.ofNanos(delayNanos), () -> tell(sink, sink::changed));
        }
    }

    private void tell(BackendSink sink, Runnable report) {
        telling.insist(report, () -> !isKnown(sink));
    }

    void failed(ConfigurationId id, BackendException cause) {
        listening().forEach(sink -> tell(sink, () -> sink.failed(id, cause)));
    }

    private synchronized boolean isKnown(BackendSink sink) {
        return sinks.contains(sink);
    }

    private synchronized boolean isDoubled() {
        return doubled;
    }

    private synchronized List<BackendSink> listening() {
        return lost ? List.of() : List.copyOf(sinks);
    }
}
