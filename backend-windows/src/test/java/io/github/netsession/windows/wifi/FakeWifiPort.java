package io.github.netsession.windows.wifi;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** A Wi-Fi service that a test writes. Remembers what it was asked, by the names of its methods. */
public final class FakeWifiPort implements WifiPort {

    private final Map<String, State> adapters = new LinkedHashMap<>();
    private final Map<String, List<String>> profiles = new HashMap<>();
    private final Map<String, WifiConnection> connections = new HashMap<>();
    private final Map<String, List<WifiNetwork>> networks = new HashMap<>();
    private final Map<String, BackendException> refusals = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private final Queue<WifiNotice> notices = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private Optional<BackendException> signalObstacle = Optional.empty();
    private boolean isLossy;

    /** An adapter, or its new state. */
    public FakeWifiPort adapter(String guid, State state) {
        adapters.put(guid, state);
        return this;
    }

    public FakeWifiPort gone(String guid) {
        adapters.remove(guid);
        return this;
    }

    /** The saved profiles of an adapter. */
    public FakeWifiPort profiles(String guid, String... names) {
        profiles.put(guid, List.of(names));
        return this;
    }

    /** The adapter is connected with a profile. */
    public FakeWifiPort connected(String guid, String profile, int signal) {
        connections.put(guid, new WifiConnection(profile, signal));
        return adapter(guid, State.CONNECTED);
    }

    public FakeWifiPort disconnected(String guid) {
        connections.remove(guid);
        return adapter(guid, State.DISCONNECTED);
    }

    public FakeWifiPort within(String guid, WifiNetwork... reach) {
        networks.put(guid, List.of(reach));
        return this;
    }

    public FakeWifiPort tell(Event event, String guid, String profile, int number) {
        notices.add(new WifiNotice(event, guid, profile, number));
        return this;
    }

    public FakeWifiPort loseNotices() {
        notices.clear();
        isLossy = true;
        return this;
    }

    /** Refuses a call from now on. */
    public FakeWifiPort refuse(String call, Kind kind) {
        refusals.put(call, new BackendException(kind, call, "refused by the test"));
        return this;
    }

    /** Refuses it no more. */
    public FakeWifiPort allow(String call) {
        refusals.remove(call);
        return this;
    }

    /** Something that happens once, just as a call is made. */
    FakeWifiPort during(String call, Runnable event) {
        meanwhile.put(call, event);
        return this;
    }

    public FakeWifiPort signalRefused(Kind kind) {
        signalObstacle = Optional.of(new BackendException(kind, "WlanRegisterNotification", "refused by the test"));
        return this;
    }

    /** How often a method was called. */
    public long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    /** What it was asked since that was forgotten. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Forgets what it was asked. */
    public void forgetCalls() {
        calls.clear();
    }

    /** How often something was asked that Windows 11 puts behind the location permission. */
    public long gated() {
        return count("connection") + count("networks") + count("scan");
    }

    /** The calls that change something, with their arguments. */
    List<String> orders() {
        return calls.stream().filter(call -> call.indexOf(' ') > 0).toList();
    }

    private void called(String call) {
        calls.add(call);
        Optional.ofNullable(meanwhile.remove(call)).ifPresent(Runnable::run);
        BackendException refusal = refusals.get(call);
        if (refusal != null) {
            throw refusal;
        }
    }

    private void present(String call, String guid) {
        called(call);
        if (!adapters.containsKey(guid)) {
            throw new BackendException(Kind.GONE, call, "there is no adapter " + guid);
        }
    }

    @Override
    public List<WifiAdapter> adapters() {
        called("adapters");
        return adapters.entrySet().stream().map(each -> new WifiAdapter(each.getKey(), each.getValue())).toList();
    }

    @Override
    public List<String> profiles(String guid) {
        present("profiles", guid);
        return profiles.getOrDefault(guid, List.of());
    }

    @Override
    public WifiConnection connection(String guid) {
        present("connection", guid);
        return Optional.ofNullable(connections.get(guid))
            .orElseThrow(() -> new BackendException(Kind.TEMPORARY, "connection", "not connected"));
    }

    @Override
    public List<WifiNetwork> networks(String guid) {
        present("networks", guid);
        return networks.getOrDefault(guid, List.of());
    }

    @Override
    public void connect(String guid, String profile) {
        calls.add("connect " + guid + ' ' + profile);
        present("connect", guid);
    }

    @Override
    public void disconnect(String guid) {
        calls.add("disconnect " + guid);
        present("disconnect", guid);
    }

    @Override
    public void scan(String guid) {
        calls.add("scan " + guid);
        present("scan", guid);
    }

    @Override
    public String reason(int code) {
        called("reason");
        return "reason number " + code;
    }

    @Override
    public Optional<BackendException> signalObstacle() {
        return signalObstacle;
    }

    @Override
    public boolean take(Consumer<WifiNotice> consumer) {
        called("take");
        for (WifiNotice next = notices.poll(); next != null; next = notices.poll()) {
            consumer.accept(next);
        }
        boolean complete = !isLossy;
        isLossy = false;
        return complete;
    }

    @Override
    public boolean hasNotices() {
        return !notices.isEmpty();
    }

    @Override
    public void close() {
        called("close");
    }
}
