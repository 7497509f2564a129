package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendSink;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The connection to configd: made by the first reading, and anew after one that failed. All calls are made on one thread, and waited for
 * two seconds at most. For one thread at a time.
 */
final class Configd {

    static final String THREAD_NAME = "netsession-macos-configd";
    static final long LIMIT_MILLIS = 2_000;
    /** A backend has a second to close. */
    private static final long CLOSE_MILLIS = 450;
    /** Within that. */
    private static final long STATUSES_CLOSE_MILLIS = 250;
    private static final long POLL_MILLIS = 10_000;

    private final MacOs os;
    private final Consumer<Boolean> changed;
    private final BackendSink sink;
    private final BoundedCalls calls;
    private final Statuses statuses;
    private volatile String polling = "";
    /** configd was started anew: whether the session is told of changes after that is not said. */
    private volatile boolean isStale;
    private volatile List<NetworkService> last = List.of();
    /** On the thread only, like the next ones. */
    private Optional<StorePort> session = Optional.empty();
    private final Map<String, ServiceConnection> connections = new HashMap<>();
    private Optional<Future<?>> polls = Optional.empty();
    private boolean isClosed;

    /**
     * Connects to nobody yet.
     *
     * @param changed is told of changes, on a thread of macOS's; by true if everything may have changed
     * @param sink is told what happens to services that are being started
     * @param limitMillis how long a call is waited for, {@link #LIMIT_MILLIS} in a backend
     */
    Configd(MacOs os, Consumer<Boolean> changed, BackendSink sink, long limitMillis) {
        this.os = os;
        this.calls = new BoundedCalls(THREAD_NAME, "configd", limitMillis);
        this.changed = everything -> {
            if (everything) {
                isStale = true;
            }
            changed.accept(everything);
        };
        this.sink = sink;
        this.statuses = new Statuses(sink);
    }

    /** Why changes are found by polling; empty if they arrive as events. */
    String polling() {
        return polling;
    }

    /** Why configd is not even polled; empty if it is, or need not be. */
    Optional<String> trouble() {
        return calls.trouble();
    }

    /** Whether it is known how the services stand only as it was last told. */
    boolean areStatusesLate() {
        return statuses.areLate();
    }

    StoreReading read() {
        return calls.call("SCDynamicStoreCopyMultiple", this::readNow);
    }

    private StoreReading readNow() {
        ensureOpen("SCDynamicStoreCopyMultiple");
        try {
            if (isStale) {
                isStale = false;
                endSession();
            }
            if (session.isEmpty()) {
                session = Optional.of(os.store(changed));
                watchOrPoll(session.get());
            }
            Map<String, Object> store = session.get().read();
            List<NetworkService> services = NetworkService.all(store);
            Map<String, Integer> statuses = statuses(services);
            if (new StoreReading(store, services, statuses).isAnyConnectedWithoutInterface()) {
                store = session.get().read(); // It may have connected between the store and the statuses: its interface is in the store by now.
                services = NetworkService.all(store);
            }
            last = services;
            return new StoreReading(store, services, statuses);
        } catch (Throwable thrown) { // The session may be of no use any more: the next reading makes another.
            endSession();
            throw thrown;
        }
    }

    /** A call that was on its way while this was closed comes after it: what it would use is given back by then. */
    private void ensureOpen(String call) {
        if (isClosed) {
            throw new BackendException(Kind.TEMPORARY, call, BoundedCalls.CLOSED);
        }
    }

    private void endSession() {
        Optional<StorePort> ended = session;
        session = Optional.empty();
        ended.ifPresent(StorePort::close);
    }

    private void watchOrPoll(StorePort store) {
        Optional<String> refused = store.refused();
        polling = refused.map(reason -> "polling every 10 s: " + reason).orElse("");
        if (refused.isEmpty()) {
            polls.ifPresent(each -> each.cancel(false));
            polls = Optional.empty();
        } else if (polls.isEmpty()) {
            Log.LOGGER.log(Level.WARNING, "macOS does not tell of changes: {0}", refused.get());
            polls = Optional.of(calls.every(POLL_MILLIS, this::poll));
        }
    }

    /** The next reading makes another session, which may be told of changes again. */
    private void poll() {
        endSession();
        changed.accept(false);
    }

    /** A connection for each service that can have one; one that cannot be had is no reason not to see the others. */
    private Map<String, Integer> statuses(List<NetworkService> services) {
        Set<String> present = new HashSet<>();
        services.stream().filter(NetworkService::isConnection).forEach(service -> {
            present.add(service.id());
            try {
                connected(service);
            } catch (BackendException refused) {
                Log.LOGGER.log(Level.DEBUG, "{0} cannot be connected: {1}", service.name(), refused.getMessage());
            }
        });
        connections.entrySet().removeIf(entry -> {
            boolean isGone = !present.contains(entry.getKey());
            if (isGone) {
                statuses.close(entry.getValue());
            }
            return isGone;
        });
        return statuses.of(connections);
    }

    /** A service of the last reading that is connected and disconnected. */
    Optional<NetworkService> connection(ConfigurationId id) {
        return last.stream().filter(service -> service.isConnection() && service.configurationId().equals(id)).findFirst();
    }

    boolean hasConnections() {
        return last.stream().anyMatch(NetworkService::isConnection);
    }

    /** Does something with a service that is connected and disconnected. */
    <T> T with(NetworkService service, String call, Function<ServiceConnection, T> work) {
        return calls.call(call, () -> withNow(service, call, work));
    }

    /** The same for what keeps count: if configd does not answer, it is done when it does. */
    void count(NetworkService service, String call, Function<ServiceConnection, Boolean> work) {
        calls.insist(call, () -> withNow(service, call, work));
    }

    private <T> T withNow(NetworkService service, String call, Function<ServiceConnection, T> work) {
        ensureOpen(call);
        return work.apply(connected(service));
    }

    private ServiceConnection connected(NetworkService service) {
        return connections.computeIfAbsent(service.id(), id -> new ServiceConnection(os, service, sink));
    }

    /** Ends the notices, then gives the rest back; if configd does not answer, when it does. */
    void close(Runnable last) {
        calls.close("SCDynamicStoreSetDispatchQueue", () -> {
            isClosed = true;
            List<ServiceConnection> all = List.copyOf(connections.values());
            connections.clear();
            try {
                endSession();
            } finally {
                statuses.close(all, last, STATUSES_CLOSE_MILLIS);
            }
        }, CLOSE_MILLIS);
    }
}
