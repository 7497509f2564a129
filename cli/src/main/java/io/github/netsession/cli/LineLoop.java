package io.github.netsession.cli;

import io.github.netsession.InterfaceCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Brings lines from the listeners' thread to the one that writes, until a limit is reached or nobody reads any more. */
final class LineLoop {

    private static final Duration FOREVER = Duration.ofDays(366);

    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private Duration limit = FOREVER;
    private long count = Long.MAX_VALUE;
    private Duration period = FOREVER;
    private Supplier<Map<String, InterfaceCounters>> counters = Map::of;

    private record Line(String text, boolean counts) {
    }

    /** Takes a line, from any thread. Only lines that count are held against {@link #count}. */
    void offer(String text, boolean counts) {
        lines.add(new Line(text, counts));
    }

    /** Ends after this time. */
    LineLoop limit(Duration time) {
        limit = time;
        return this;
    }

    /** Ends after so many lines that count. */
    LineLoop count(long lines) {
        count = lines;
        return this;
    }

    /** Shows rates, once in a period. */
    LineLoop rates(Duration each, Supplier<Map<String, InterfaceCounters>> reader) {
        period = each;
        counters = reader;
        return this;
    }

    /**
     * Shows what comes until the end.
     *
     * @param view where to show it
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void show(LineView view) throws InterruptedException {
        RateMeter meter = new RateMeter();
        long end = System.nanoTime() + limit.toNanos();
        long tick = System.nanoTime();
        boolean measuring = period.compareTo(FOREVER) < 0;
        long seen = 0;
        while (seen < count && !view.isBroken()) {
            long now = System.nanoTime();
            if (measuring && now - tick >= 0) {
                Map<String, RateMeter.Rate> rates = meter.read(counters.get(), now);
                if (!rates.isEmpty()) {
                    view.rates(Instant.now(), period, rates);
                }
                // A machine that slept does not make up for the readings it missed.
                tick = Math.max(tick + period.toNanos(), now);
            }
            long wait = measuring ? Math.min(end - now, tick - now) : end - now;
            Line line = lines.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            if (line != null) {
                view.line(line.text());
                seen += line.counts() ? 1 : 0;
            } else if (System.nanoTime() - end >= 0) {
                return;
            }
        }
    }
}
