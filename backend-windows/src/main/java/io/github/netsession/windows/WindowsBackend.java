package io.github.netsession.windows;

import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiService;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Windows backend, open: passes each call to the role that answers it. */
final class WindowsBackend implements Backend {

    static final String NAME = "windows";

    /** All backends of a machine see the same interfaces. */
    private static final String SCOPE = NAME;

    /** The service tells of what goes on by and by; there is a hint for whatever comes after that. */
    private static final int MOST_ROUNDS = 3;

    private final WindowsOs os;
    private final WindowsWatcher watcher;
    private final WifiService wifi;
    private final WindowsReader reader;
    private final WindowsControl control;
    private final SocketPort sockets;
    private final SocketDirector director;
    private volatile Optional<Snapshot> last = Optional.empty();
    /** What the Wi-Fi adapters were doing at the last reading. */
    private Map<String, State> wifiStates = Map.of();
    /** Whether the last reading has not failed, so that there is something to carry over. */
    private boolean isComplete;

    private WindowsBackend(WindowsOs os, WindowsWatcher watcher, WifiService wifi) {
        this.os = os;
        this.watcher = watcher;
        this.wifi = wifi;
        this.reader = new WindowsReader(os, wifi);
        this.control = new WindowsControl(os, wifi);
        this.sockets = os.sockets();
        this.director = new SocketDirector(sockets);
    }

    /** Subscribes to notices and starts to watch; the first reading connects to the Wi-Fi service. */
    static WindowsBackend open(WindowsOs os, BackendSink sink) {
        WindowsWatcher watcher = WindowsWatcher.open(os, sink);
        try {
            return new WindowsBackend(os, watcher, new WifiService(() -> os.wifi(watcher::signalWifi), sink));
        } catch (Throwable failure) { // No caller would close it.
            watcher.close();
            throw failure;
        }
    }

    @Override
    public CapabilityReport capabilities() {
        return wifi.state().over(base());
    }

    private CapabilityReport base() {
        CapabilityReport report = new WindowsCapabilities(watcher.polling(), watcher.refused(), reader.hintObstacle(), directing()).report();
        return watcher.trouble().map(reason -> report.with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
            "change notices cannot be waited for now: " + reason))).orElse(report);
    }

    /** Checked each time, as the first socket may show an obstacle. */
    private CapabilityStatus directing() {
        return DirectRouting.status(sockets.obstacle());
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        CapabilityReport report = last.map(now -> capabilities().with(DirectRouting.on(id, now, directing()))).orElseGet(this::capabilities);
        if (WifiService.owns(id)) {
            return report;
        }
        return report.with(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, AccessPointRules.WATCH_ONLY))
            .with(CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.UNSUPPORTED, "not a Wi-Fi profile"))
            .with(CapabilityStatus.of(Capability.SCAN, Support.UNSUPPORTED, "not a Wi-Fi profile"));
    }

    @Override
    public Snapshot read() {
        watcher.takeNamed();
        return read(Part.EVERYTHING);
    }

    /**
     * Reads the tables that the notices are about. A notice of an address or of a route costs GetAdaptersAddresses and the look-ups, one of the
     * reach costs GetNetworkConnectivityHint, and one of a signal costs no call at all. A notice of an interface reads everything, and so does
     * one of the Wi-Fi service if an adapter does something else than before. No run on a real Windows has shown yet what this saves there.
     */
    @Override
    public Snapshot readChanged() {
        Set<Part> named = watcher.takeNamed();
        return read(isComplete ? named : Part.EVERYTHING);
    }

    private Snapshot read(Set<Part> named) {
        isComplete = false; // If this reading fails, what it has read is of different moments.
        if (named.contains(Part.ALL)) {
            wifi.read();
        } else {
            wifi.readChanged();
        }
        watcher.lookNowAndThen(wifi.isAwaited());
        Snapshot now = readTables(named);
        // Else a link would be shown as it is after something that the service, asked before, has not told of.
        for (int round = 1; round < MOST_ROUNDS && wifi.hasNotices(); round++) {
            wifi.readChanged();
            now = readTables(Set.of());
        }
        last = Optional.of(now);
        isComplete = true;
        return now;
    }

    private Snapshot readTables(Set<Part> named) {
        Map<String, State> states = wifi.states();
        Snapshot now = reader.read(states.equals(wifiStates) ? named : Part.EVERYTHING);
        wifiStates = states;
        return now;
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        director.direct(link, socket);
    }

    @Override
    public void counters(CounterSink sink) {
        os.counters(sink);
    }

    @Override
    public void counters(int linkIndex, CounterSink sink) {
        os.counters(linkIndex, sink);
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        return control.start(id);
    }

    @Override
    public void stop(ConfigurationId id) {
        control.stop(id);
    }

    @Override
    public void scan() {
        control.scan();
    }

    @Override
    public Object scope() {
        return SCOPE;
    }

    @Override
    public Optional<String> sharedScope() {
        return Optional.of(SCOPE);
    }

    /** By the time of the boot: Windows has no id of it. Source: GetSystemTimeAsFileTime, GetTickCount64. */
    @Override
    public Optional<BootId> boot() {
        try {
            return Optional.of(BootId.at(os.booted()));
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.DEBUG, "the boot of this machine is not known: {0}", refused.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            wifi.close();
        } finally {
            watcher.close();
        }
    }
}
