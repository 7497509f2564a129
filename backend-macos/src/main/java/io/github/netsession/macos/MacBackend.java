package io.github.netsession.macos;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The macOS backend, open: passes each call to the role that answers it. */
final class MacBackend implements Backend {

    static final String NAME = "macos";

    /** All backends of a machine see the same interfaces. */
    private static final String SCOPE = NAME;

    private final MacOs os;
    private final OpenSink sink;
    private final MacWatcher watcher;
    private final Configd configd;
    private final Signals signals;
    private final MacReader reader;
    private final MacControl control;
    private final SocketPort sockets;
    private final SocketDirector director;
    private final boolean knowsSuspension;
    private volatile Optional<Snapshot> last = Optional.empty();
    /** Whether the last reading has not failed, so that there is something to carry over. */
    private boolean isComplete;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MacBackend(MacOs os, OpenSink sink, MacWatcher watcher) {
        this.os = os;
        this.sink = sink;
        this.watcher = watcher;
        this.configd = new Configd(os, watcher::storeChanged, sink, Configd.LIMIT_MILLIS);
        this.signals = new Signals(os, Boolean.getBoolean(Signals.PROPERTY));
        this.reader = new MacReader(os, configd, watcher, new Kinds(os, sink), signals);
        this.control = new MacControl(os, configd);
        this.sockets = os.sockets();
        this.director = new SocketDirector(sockets);
        this.knowsSuspension = os.suspended().isPresent();
    }

    /** Starts to watch; the first reading connects to configd. If opening fails, everything is closed again. */
    static MacBackend open(MacOs os, BackendSink sink) {
        OpenSink hints = new OpenSink(sink);
        Optional<MacWatcher> watcher = Optional.empty();
        try {
            watcher = Optional.of(MacWatcher.open(os, hints));
            return new MacBackend(os, hints, watcher.get());
        } catch (RuntimeException | Error e) { // No caller would close it.
            watcher.ifPresent(MacWatcher::close);
            os.close();
            throw e;
        }
    }

    @Override
    public CapabilityReport capabilities() {
        CapabilityReport report = new MacCapabilities(configd.polling(), watcher.obstacle(), watcher.constrainedObstacle(), os.countersObstacle(),
            os.countersRefusal(), knowsSuspension, configd.hasConnections(), configd.areStatusesLate(), control.denied(), directing(), signals).report();
        return sink.trouble().or(configd::trouble).map(reason -> report.with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
            "changes cannot be told of now: " + reason))).orElse(report);
    }

    /** Checked each time, as the first socket may show an obstacle. */
    private CapabilityStatus directing() {
        return DirectRouting.status(sockets.obstacle());
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        CapabilityReport report = last.map(now -> capabilities().with(DirectRouting.on(id, now, directing()))).orElseGet(this::capabilities);
        return configd.connection(id).isPresent() ? report
            : report.with(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, MacControl.WATCH_ONLY));
    }

    @Override
    public Snapshot read() {
        sink.takeNoticed();
        return read(Noticed.EVERYTHING);
    }

    /**
     * Reads what the notices have named: the keys of the store that have changed, by one call to configd for these alone, and the routes only if
     * something may have changed them. An update of the path monitor asks configd nothing. This has run on fakes and on stand-ins for Apple's
     * libraries, and not on a real Mac yet.
     */
    @Override
    public Snapshot readChanged() {
        Noticed noticed = sink.takeNoticed();
        return read(isComplete && configd.polling().isEmpty() ? noticed : Noticed.EVERYTHING);
    }

    private Snapshot read(Noticed noticed) {
        isComplete = false; // If this reading fails, what it has read is of different moments.
        Snapshot now = reader.read(noticed);
        last = Optional.of(now);
        isComplete = true;
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

    /** A VPN with Connect On Demand is connected again by macOS itself as soon as a program needs it. Source: NEVPNManager, onDemandEnabled. */
    @Override
    public void stop(ConfigurationId id) {
        control.stop(id);
    }

    @Override
    public void hold(ConfigurationId id, boolean started) {
        control.hold(id, started);
    }

    @Override
    public void release(ConfigurationId id) {
        control.release(id);
    }

    @Override
    public boolean giveBack(ConfigurationId id) {
        return control.giveBack(id);
    }

    @Override
    public void scan() {
        throw new BackendException(Kind.UNSUPPORTED, "scan", "macOS's network services do not depend on a scan");
    }

    @Override
    public Object scope() {
        return SCOPE;
    }

    @Override
    public Optional<String> sharedScope() {
        return Optional.of(SCOPE);
    }

    /** The kernel's own id of the boot. Source: XNU, bsd/kern/kern_sysctl.c, kern.bootsessionuuid. */
    @Override
    public Optional<BootId> boot() {
        try {
            return Optional.of(new BootId(os.bootSession()));
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.DEBUG, "the boot of this machine is not known: {0}", refused.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        sink.close();
        try {
            watcher.close();
        } finally {
            try {
                signals.close();
            } finally {
                configd.close(os::close);
            }
        }
    }
}
