package io.github.netsession.cli;

import io.github.netsession.InterfaceCounters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes a second, from two readings of the counters. */
final class RateMeter {

    private static final double NANOS_PER_SECOND = 1e9;

    private Map<String, InterfaceCounters> before = Map.of();
    private long beforeNanos;

    /**
     * What goes through one interface.
     *
     * @param received bytes received a second
     * @param written bytes sent a second
     */
    record Rate(double received, double written) {
    }

    /**
     * Takes a reading.
     *
     * @param counters the counters by interface name
     * @param nanos when they were read, by a monotonic clock
     * @return the rates since the reading before this, for the interfaces that are in both under the same epoch: under another one the name may
     *     belong to another link, and then the difference did not go through it; empty for the first reading
     */
    Map<String, Rate> read(Map<String, InterfaceCounters> counters, long nanos) {
        double seconds = (nanos - beforeNanos) / NANOS_PER_SECOND;
        Map<String, Rate> rates = new LinkedHashMap<>();
        counters.forEach((name, now) -> {
            InterfaceCounters then = before.get(name);
            if (then != null && then.epoch() == now.epoch() && seconds > 0) {
                rates.put(name, new Rate(Math.max(0, now.bytesReceived() - then.bytesReceived()) / seconds,
                    Math.max(0, now.bytesWritten() - then.bytesWritten()) / seconds));
            }
        });
        before = Map.copyOf(counters);
        beforeNanos = nanos;
        return rates;
    }
}
