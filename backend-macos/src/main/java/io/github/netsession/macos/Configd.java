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
    private static final String READ = "SCDynamicStoreCopyMultiple";
    /** A backend has a second to close. */
    private static final long CLOSE_MILLIS = 450;
    /** Within that. */
    private static final long STATUSES_CLOSE_MILLIS = 250;
    private static final long POLL_MILLIS = 10_000;

    private final MacOs os;
    private final Consumer<StoreChange> changed;
    private final BackendSink sink;
    private final BoundedCalls calls;
    private final Statuses statuses;
    private volatile String polling = "";
    /** configd was started anew: whether the session is told of changes after that is not said. */
    private volatile boolean isStale;
    private volatile List<NetworkService> last = List.of();
    /** On the thread only, like the next ones. */
    private Optional<StorePort> session = Optional.empty();
    private Optional<StoreReading> carried = Optional.empty();
    private final Map<String, ServiceConnection> connections = new HashMap<>();
    private Optional<Future<?>> polls = Optional.empty();
    private boolean isClosed;

    /**
     * Connects to nobody yet.
     *
     * @param changed is told of changes, on a thread of macOS's
     * @param sink is told what happens to services that are being started
     * @param limitMillis how long a call is waited for, {@link #LIMIT_MILLIS} in a backend
     */
    Configd(MacOs os, Consumer<StoreChange> changed, BackendSink sink, long limitMillis) {
        this.os = os;
        this.calls = new BoundedCalls(THREAD_NAME, "configd", limitMillis);
        this.changed = change -> {
            if (change.isRestart()) {
                isStale = true;
            }
            changed.accept(change);
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
        return calls.call(READ, () -> readNow(Set.of()));
    }

    /**
     * Reads some keys that have changed, and carries over the rest. Everything, if there is nothing to carry over or if changes are not told. How the
     * services stand is asked for if a key of a service has changed, or if changes of that may not be told.
     */
    StoreReading readChanged(Set<String> keys) {
        return calls.call(READ, () -> readNow(keys));
    }

    private StoreReading readNow(Set<String> changedKeys) {
        ensureOpen(READ);
        try {
            if (isStale) {
                isStale = false;
                endSession();
            }
            if (session.isEmpty()) {
                session = Optional.of(os.store(changed));
                watchOrPoll(session.get());
            }
            boolean isPart = !changedKeys.isEmpty() && carried.isPresent() && polling.isEmpty();
            StoreReading now = isPart ? readPart(session.get(), carried.get(), changedKeys) : readAll(session.get());
            carried = Optional.of(now);
            last = now.services();
            return now;
        } catch (Throwable thrown) { // The session may be of no use any more: the next reading makes another.
            endSession();
            throw thrown;
        }
    }

    private StoreReading readAll(StorePort open) {
        Map<String, Object> store = open.read();
        List<NetworkService> services = NetworkService.all(store);
        Map<String, Integer> statuses = statuses(services);
        StoreReading now = new StoreReading(store, services, statuses);
        if (!now.isTorn(carried.orElse(StoreReading.NONE))) {
            return now;
        }
        store = open.read(); // What happened between the store and the statuses is in the store by now.
        return new StoreReading(store, NetworkService.all(store), statuses);
    }

    private StoreReading readPart(StorePort open, StoreReading before, Set<String> changedKeys) {
        Set<String> keys = StoreKeys.toRead(changedKeys);
        Map<String, Object> store = new HashMap<>(before.store());
        store.keySet().removeAll(keys);
        store.putAll(open.read(keys));
        if (changedKeys.stream().noneMatch(StoreKeys::isOfService) && isSettled(before)) {
            return new StoreReading(store, before.services(), before.statuses());
        }
        List<NetworkService> services = NetworkService.all(store);
        StoreReading now = new StoreReading(store, services, statuses(services));
        return now.isTorn(before) ? readAll(open) : now;
    }

    /** Whether a change of how a service stands is told: a controller that does not answer may not tell when it does again. */
    private boolean isSettled(StoreReading before) {
        return !statuses.areLate() && connections.values().stream().allMatch(ServiceConnection::isTold)
            && before.services().stream().filter(NetworkService::isConnection).map(before::status)
                .allMatch(status -> status == ConnectionPort.CONNECTED || status == ConnectionPort.DISCONNECTED);
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
        carried = Optional.empty();
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
        changed.accept(StoreChange.UNNAMED);
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
