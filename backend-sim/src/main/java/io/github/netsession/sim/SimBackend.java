package io.github.netsession.sim;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.util.Arrays;
import java.util.Optional;

/** A simulated machine as a backend. */
final class SimBackend implements Backend, ClockSource {

    private final Machine machine;
    private final BackendSink sink;
    private final Optional<SimPace> pace;
    private Optional<Snapshot> last = Optional.empty();

    /** With a pace the world runs by itself in real time, and the engine uses its own clock; without, both run in virtual time. */
    SimBackend(Machine machine, BackendSink sink, Optional<SimPace> pace) {
        this.machine = machine;
        this.sink = sink;
        this.pace = pace;
        machine.hints().add(sink);
        pace.ifPresent(SimPace::start);
    }

    @Override
    public CapabilityReport capabilities() {
        return CapabilityReport.of(Arrays.stream(Capability.values()).map(this::status).toList());
    }

    private CapabilityStatus status(Capability capability) {
        return switch (capability) {
            case CAN_START_AND_STOP_INTERFACES -> machine.isStartPermitted()
                ? CapabilityStatus.of(capability, Support.AVAILABLE, "the world permits it")
                : CapabilityStatus.of(capability, Support.DENIED, "the world does not permit it", "call SimWorld.restoreStarts()");
            case DATA_STATISTICS, CHANGE_EVENTS, CONNECTIVITY_LEVEL, CAPTIVE_PORTAL_DETECTION, METERED_DETECTION, SIGNAL_STRENGTH,
                 SUSPEND_DETECTION -> CapabilityStatus.of(capability, Support.AVAILABLE, "simulated");
            case DIRECT_CONNECTION_ROUTING -> machine.sockets().isPermitted()
                ? CapabilityStatus.of(capability, Support.AVAILABLE, "recorded: real sockets go where this machine sends them")
                : CapabilityStatus.of(capability, Support.DENIED, "the world does not permit it", "call SimSockets.restoreDirecting()");
            case SYSTEM_SESSION_SUPPORT, APPLICATION_LEVEL_ROAMING, FORCED_ROAMING, NETWORK_SESSION_REQUIRED,
                 SCAN -> CapabilityStatus.of(capability, Support.UNSUPPORTED, "not simulated");
        };
    }

    @Override
    public Snapshot read() {
        Snapshot now = machine.observe().snapshot();
        last = Optional.of(now);
        return now;
    }

    /** The world does not name what changes, so that a lost hint cannot mislead: this compares instead. */
    @Override
    public Snapshot readChanged() {
        Optional<Snapshot> before = last;
        Snapshot now = read();
        last = Optional.of(before.map(known -> Unchanged.carriedOver(known, now)).orElse(now));
        return last.get();
    }

    @Override
    public void counters(CounterSink rows) {
        rows.row(1, 0, 0, 0, 0, 0, 0, 0, 0);
        machine.rows(rows);
    }

    @Override
    public void counters(int linkIndex, CounterSink rows) {
        if (linkIndex == 1) {
            rows.row(1, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        machine.row(linkIndex, rows);
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        return machine.start(id);
    }

    @Override
    public void stop(ConfigurationId id) {
        machine.stop(id);
    }

    @Override
    public void hold(ConfigurationId id, boolean started) {
        machine.holders().add(this, id);
    }

    @Override
    public void release(ConfigurationId id) {
        machine.holders().remove(this, id);
    }

    @Override
    public void scan() {
        throw new BackendException(BackendException.Kind.UNSUPPORTED, "sim.scan", "scanning is not simulated");
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        machine.sockets().direct(id, socket);
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public Object scope() {
        return machine;
    }

    @Override
    public Optional<EngineClock> clock() {
        return pace.isPresent() ? Optional.empty() : Optional.of(machine.clock());
    }

    @Override
    public void close() {
        pace.ifPresent(SimPace::close);
        machine.hints().remove(sink);
        machine.holders().removeAll(this);
    }
}
