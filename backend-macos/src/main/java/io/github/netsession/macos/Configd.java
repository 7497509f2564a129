package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendSink;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
    private static final long LIMIT_MILLIS = 2_000;
    /** A backend has a second to close. */
    private static final long CLOSE_MILLIS = 450;
    private static final long POLL_MILLIS = 10_000;

    private final MacOs os;
    private final Consumer<Boolean> changed;
    private final BackendSink sink;
    private final BoundedCalls calls = new BoundedCalls(THREAD_NAME, "configd", LIMIT_MILLIS);
    private volatile String polling = "";
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
     */
    Configd(MacOs os, Consumer<Boolean> changed, BackendSink sink) {
        this.os = os;
        this.changed = changed;
        this.sink = sink;
    }

    /** Why changes are found by polling; empty if they arrive as events. */
    String polling() {
        return polling;
    }

    StoreReading read() {
        return calls.call("SCDynamicStoreCopyMultiple", this::readNow);
    }

    private StoreReading readNow() {
        ensureOpen("SCDynamicStoreCopyMultiple");
        try {
            if (session.isEmpty()) {
                session = Optional.of(os.store(changed));
                watchOrPoll(session.get());
            }
            Map<String, Object> store = session.get().read();
            List<NetworkService> services = NetworkService.all(store);
            StoreReading reading = new StoreReading(store, services, statuses(services));
            last = services;
            return reading;
        } catch (BackendException refused) { // The session may be of no use any more: the next reading makes another.
            endSession();
            throw refused;
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

    private Map<String, Integer> statuses(List<NetworkService> services) {
        Map<String, Integer> statuses = new HashMap<>();
        Set<String> present = new HashSet<>();
        for (NetworkService service : services) {
            if (service.isConnection()) {
                present.add(service.id());
                statuses.put(service.id(), status(service));
            }
        }
        connections.entrySet().removeIf(entry -> {
            boolean isGone = !present.contains(entry.getKey());
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
        return statuses;
    }

    /** A service of the last reading that is connected and disconnected. */
    Optional<NetworkService> connection(ConfigurationId id) {
        return last.stream().filter(service -> service.isConnection() && service.configurationId().equals(id)).findFirst();
    }

    boolean hasConnections() {
        return last.stream().anyMatch(NetworkService::isConnection);
    }

    /** One that cannot be had is no reason not to see the others. */
    private int status(NetworkService service) {
        try {
            return connected(service).status();
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.DEBUG, "{0} cannot be connected: {1}", service.name(), refused.getMessage());
            return ConnectionPort.INVALID;
        }
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
            List<Runnable> all = new ArrayList<>();
            connections.values().forEach(each -> all.add(each::close));
            all.add(connections::clear);
            all.add(this::endSession);
            all.add(last);
            runAll(all.iterator());
        }, CLOSE_MILLIS);
    }

    /** Each, whatever those before it throw. */
    private static void runAll(Iterator<Runnable> rest) {
        if (rest.hasNext()) {
            try {
                rest.next().run();
            } finally {
                runAll(rest);
            }
        }
    }
}
