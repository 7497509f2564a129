package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How the services stand that are connected and disconnected. Asking for that may take a quarter of a second for one that its controller does
 * not know, and for ever where a VPN's extension hangs, so it is done on a thread of its own, and a reading does not wait for it for long: what
 * was known before counts meanwhile, and a hint comes with the answer if that is news, or the first that is late. For one thread at a time. Source: SCNetworkConnection.c,
 * SCNetworkConnectionGetStatus.
 */
final class Statuses {

    static final String THREAD_NAME = "netsession-macos-connections";
    private static final long LIMIT_MILLIS = 300;

    private final BackendSink sink;
    private final BoundedCalls calls = new BoundedCalls(THREAD_NAME, "a service's controller", LIMIT_MILLIS);
    private volatile Map<String, Integer> known = Map.of();
    /** Whether the answer before was late too. On the thread only. */
    private boolean wasLate;

    Statuses(BackendSink sink) {
        this.sink = sink;
    }

    /** How they stand, by id; as it was known last for what is not told in time. */
    Map<String, Integer> of(Map<String, ServiceConnection> connections) {
        if (connections.isEmpty()) {
            return Map.of();
        }
        Map<String, ServiceConnection> present = Map.copyOf(connections);
        AtomicBoolean isLate = new AtomicBoolean();
        try {
            return calls.call("SCNetworkConnectionGetStatus", () -> {
                Map<String, Integer> now = new HashMap<>();
                present.forEach((id, connection) -> now.put(id, connection.status()));
                boolean isNews = !now.equals(known);
                known = Map.copyOf(now);
                // The reading that a hint causes asks again. If that is late each time, a hint each time would never end.
                if (isLate.get() && (isNews || !wasLate)) {
                    sink.changed();
                }
                wasLate = isLate.get();
                return known;
            });
        } catch (BackendException late) {
            isLate.set(true);
            Log.LOGGER.log(Level.DEBUG, "how the services stand is not known now: {0}", late.getMessage());
            return known;
        }
    }

    /** Whether an answer is waited for, so that what was known last counts. */
    boolean areLate() {
        return calls.isLate();
    }

    /** Gives a connection back, after whatever is still asked of it. */
    void close(ServiceConnection connection) {
        calls.later("SCNetworkConnectionSetDispatchQueue", connection::close);
    }

    /** Gives all of them back, whatever one of them throws, and then does the rest; waits no longer than is said. */
    void close(Collection<ServiceConnection> connections, Runnable rest, long millis) {
        List<ServiceConnection> all = List.copyOf(connections);
        calls.close("SCNetworkConnectionSetDispatchQueue", () -> {
            try {
                all.forEach(Statuses::closeQuietly);
            } finally {
                rest.run();
            }
        }, millis);
    }

    private static void closeQuietly(ServiceConnection connection) {
        try {
            connection.close();
        } catch (Throwable defect) { // The other connections must still be released.
            Log.LOGGER.log(Level.WARNING, "a service's connection is not given back", defect);
        }
    }
}
