package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.CounterSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A macOS that a test writes. Remembers what it was asked; a call may be made to be refused or to hang. */
final class FakeMacOs implements MacOs {

    private static final int PATIENCE_SECONDS = 60;

    final List<InterfaceRow> interfaces = new CopyOnWriteArrayList<>();
    final FakeStore store = new FakeStore();
    final List<FakeStorePort> sessions = new CopyOnWriteArrayList<>();
    final FakePathPort path = new FakePathPort(this);
    final FakeWifiPort wifi = new FakeWifiPort(this);
    final FakeRoutes routes = new FakeRoutes(this);
    final FakeSocketPort sockets = new FakeSocketPort();
    final Map<String, FakeConnectionPort> connections = new ConcurrentHashMap<>();
    final Map<String, InterfaceKind> kinds = new ConcurrentHashMap<>();
    /** All that was asked, in this order, by whatever thread. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Optional<String> countersObstacle = Optional.empty();
    volatile Optional<Duration> suspended = Optional.of(Duration.ofSeconds(42));
    /** Why the sessions that are made from now on tell of no changes. */
    volatile Optional<String> deafness = Optional.empty();
    private final Map<String, RuntimeException> refusals = new ConcurrentHashMap<>();
    private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

    FakeMacOs with(InterfaceRow... rows) {
        interfaces.addAll(List.of(rows));
        return this;
    }

    void refuse(String call, Kind kind) {
        fail(call, new BackendException(kind, call, "refused by the test"));
    }

    void fail(String call, RuntimeException thrown) {
        refusals.put(call, thrown);
    }

    void allow(String call) {
        refusals.remove(call);
    }

    /** From now on such a call does not answer until it is released. */
    void hang(String call) {
        hanging.put(call, new CountDownLatch(1));
    }

    void release(String call) {
        Optional.ofNullable(hanging.remove(call)).ifPresent(CountDownLatch::countDown);
    }

    void releaseAll() {
        List.copyOf(hanging.keySet()).forEach(this::release);
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    /** The connection to a service, which there may not be yet. */
    FakeConnectionPort vpn(String id) {
        return connections.computeIfAbsent(id, absent -> new FakeConnectionPort(this, id));
    }

    /** This happens once, when that is called next, before it is answered. */
    void during(String call, Runnable happens) {
        happenings.put(call, happens);
    }

    void called(String call) {
        calls.add(call);
        Optional.ofNullable(happenings.remove(call)).ifPresent(Runnable::run);
        CountDownLatch answer = hanging.get(call);
        if (answer != null) {
            awaits(answer, call);
        }
        RuntimeException refusal = refusals.get(call);
        if (refusal != null) {
            throw refusal;
        }
    }

    private static void awaits(CountDownLatch answer, String call) {
        try {
            if (!answer.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(call + " was never released by its test");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<InterfaceRow> interfaces() {
        called("interfaces");
        return new ArrayList<>(interfaces);
    }

    @Override
    public void counters(CounterSink sink) {
        called("counters");
        interfaces.forEach(row -> sink.row(row.index(), 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Override
    public void counters(int index, CounterSink sink) {
        called("counters " + index);
        sink.row(index, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Override
    public Optional<String> countersObstacle() {
        return countersObstacle;
    }

    @Override
    public Optional<String> countersRefusal() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> suspended() {
        called("suspended");
        return suspended;
    }

    @Override
    public String bootSession() {
        called("bootSession");
        return "0A1B2C3D-0000-4000-8000-000000000001";
    }

    @Override
    public StorePort store(Consumer<StoreChange> changed) {
        called("store");
        FakeStorePort session = new FakeStorePort(this, changed, deafness);
        sessions.add(session);
        return session;
    }

    @Override
    public PathPort path(Runnable changed) {
        called("path");
        path.tells(changed);
        return path;
    }

    @Override
    public ConnectionPort connection(String serviceId, IntConsumer changed) {
        called("connection " + serviceId);
        FakeConnectionPort port = vpn(serviceId);
        port.tells(changed);
        return port;
    }

    @Override
    public Map<String, InterfaceKind> kinds() {
        called("kinds");
        return Map.copyOf(kinds);
    }

    @Override
    public RoutePort routes() {
        return routes.open();
    }

    @Override
    public SocketPort sockets() {
        return sockets;
    }

    @Override
    public WifiPort wifi() {
        called("wifi");
        return wifi;
    }

    @Override
    public void close() {
        called("close");
    }
}
