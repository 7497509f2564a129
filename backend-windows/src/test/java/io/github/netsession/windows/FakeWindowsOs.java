package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.windows.wifi.FakeWifiPort;
import io.github.netsession.windows.wifi.WifiPort;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Windows of rows that a test writes. Remembers what it was asked. */
final class FakeWindowsOs implements WindowsOs {

    final List<InterfaceRow> interfaces = new ArrayList<>();
    final List<AdapterRow> adapters = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final FakeChangePort changes = new FakeChangePort();
    final FakeWifiPort wifi = new FakeWifiPort();
    final FakeSocketPort sockets = new FakeSocketPort();
    /** What is asked for, in this order. */
    static final String[] DESTINATIONS4 = {"203.0.113.1", "198.51.100.1", "192.0.2.1"};
    static final String[] DESTINATIONS6 = {"2001:db8:0:0:0:0:0:1", "3fff:0:0:0:0:0:0:1", "2001:db8:ffff:0:0:0:0:1"};
    /** Routes by the destination's text; to anything else there is none. */
    final Map<String, RouteRow> routes = new HashMap<>();
    /** Routes of single interfaces, which are looked up only where that one alone counts, by its number. */
    final Map<Integer, RouteRow> routesBy = new HashMap<>();
    Optional<ConnectivityHint> hint = Optional.of(new ConnectivityHint(3, 1, false, false, false));
    Instant booted = Instant.parse("2024-05-06T07:08:09.5Z");
    private final Map<String, BackendException> refusals = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private Runnable wifiSignal = () -> { };

    /** An interface that TCP/IP is bound to. */
    FakeWindowsOs with(Row row, String... addresses) {
        InterfaceRow built = row.build();
        interfaces.add(built);
        adapters.add(Row.bound(built.index(), addresses));
        return this;
    }

    /** Routes to every address lead to an interface. */
    FakeWindowsOs defaultRoute4(int index) {
        return route(index, 0, DESTINATIONS4);
    }

    /** Routes of one length to some destinations lead to an interface, by a gateway. */
    FakeWindowsOs route(int index, int prefixLength, String... destinations) {
        for (String destination : destinations) {
            routes.put(destination, new RouteRow(index, prefixLength, true, Optional.of(Row.address(destination.contains(":") ? "2001:db8::7" : "10.0.0.7"))));
        }
        return this;
    }

    void refuse(String call, Kind kind) {
        refusals.put(call, new BackendException(kind, call, "refused by the test"));
    }

    void allow(String call) {
        refusals.remove(call);
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    Runnable wifiSignal() {
        return wifiSignal;
    }

    /** Something that happens once, just as a call is made. */
    void during(String call, Runnable event) {
        meanwhile.put(call, event);
    }

    private void called(String call) {
        calls.add(call);
        Optional.ofNullable(meanwhile.remove(call)).ifPresent(Runnable::run);
        BackendException refusal = refusals.get(call);
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public List<InterfaceRow> interfaces() {
        called("interfaces");
        return List.copyOf(interfaces);
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
    public List<AdapterRow> adapters() {
        called("adapters");
        return List.copyOf(adapters);
    }

    @Override
    public Optional<RouteRow> route(InetAddress destination, int only) {
        called(only == 0 ? "route" : "routeBy");
        called("route " + destination.getHostAddress());
        RouteRow route = routes.get(destination.getHostAddress());
        return only == 0 || route != null && route.interfaceIndex() == only ? Optional.ofNullable(route) : Optional.ofNullable(routesBy.get(only));
    }

    @Override
    public Optional<ConnectivityHint> hint() {
        called("hint");
        return hint;
    }

    @Override
    public Duration suspended() {
        called("suspended");
        return Duration.ofSeconds(42);
    }

    @Override
    public Instant booted() {
        called("booted");
        return booted;
    }

    @Override
    public SocketPort sockets() {
        return sockets;
    }

    @Override
    public ChangePort changes() {
        called("changes");
        return changes;
    }

    @Override
    public WifiPort wifi(Runnable signal) {
        called("wifi");
        wifiSignal = signal;
        return wifi;
    }
}
