package io.github.netsession.engine;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Support;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import io.github.netsession.testkit.Links;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend on real time that says what the test tells it to. */
public class FakeBackend implements Backend, BackendProvider {

    public static final Snapshot EMPTY = Snapshot.builder().build();

    public final AtomicInteger closes = new AtomicInteger();
    public final AtomicInteger reads = new AtomicInteger();
    public volatile Snapshot snapshot = EMPTY;
    public volatile Probe probe = Probe.usable("made for the test");
    public volatile boolean opens = true;
    public volatile boolean readable = true;
    public volatile BackendSink sink;
    /** What the calls do before they return, for tests that make them fail or hang. */
    volatile Runnable onRead = () -> { };
    volatile Runnable onStart = () -> { };
    volatile Runnable onCounters = () -> { };
    volatile Runnable onCapabilities = () -> { };
    volatile Runnable onClose = () -> { };
    volatile Support changeEvents = Support.UNSUPPORTED;
    final AtomicInteger starts = new AtomicInteger();
    public final AtomicInteger stops = new AtomicInteger();
    private final String name;
    private final int priority;

    public FakeBackend(String name, int priority) {
        this.name = name;
        this.priority = priority;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public Probe probe() {
        return probe;
    }

    @Override
    public Backend open(BackendSink given) {
        if (!opens) {
            throw new BackendException(BackendException.Kind.FAILED, "open", "the test says no");
        }
        sink = given;
        return this;
    }

    @Override
    public CapabilityReport capabilities() {
        onCapabilities.run();
        return CapabilityReport.of(Arrays.stream(Capability.values())
            .map(capability -> CapabilityStatus.of(capability, capability == Capability.CHANGE_EVENTS ? changeEvents : Support.UNSUPPORTED, "fake"))
            .toList());
    }

    @Override
    public Snapshot read() {
        if (!readable) {
            throw new BackendException(BackendException.Kind.TEMPORARY, "read", "the test says no");
        }
        reads.incrementAndGet();
        onRead.run();
        return snapshot;
    }

    @Override
    public void counters(CounterSink rows) {
        snapshot.links().forEach(link -> counters(link.index(), rows));
    }

    @Override
    public void counters(int linkIndex, CounterSink rows) {
        onCounters.run();
        rows.row(linkIndex, 1_000_000_000, 20, 1, 2, 0, 0, 0, 0);
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        starts.incrementAndGet();
        onStart.run();
        snapshot = withLink(ConfigurationState.ACTIVE);
        sink.changed();
        return StartResult.OURS;
    }

    @Override
    public void stop(ConfigurationId id) {
        stops.incrementAndGet();
        snapshot = withLink(ConfigurationState.DISCOVERED);
        sink.changed();
    }

    /** One access point on one link, which has a route to everywhere. */
    public static Snapshot withLink(ConfigurationState state) {
        AccessPoint accessPoint = AccessPoint.builder(ConfigurationId.of("fake", "net0")).name("net0").state(state).bearer(Bearer.ETHERNET)
            .interfaceName("net0").build();
        return Snapshot.builder().accessPoints(List.of(accessPoint)).links(List.of(Links.up("net0", 2, Bearer.ETHERNET).routed(true).build())).build();
    }

    @Override
    public void scan() {
    }

    @Override
    public Object scope() {
        return this;
    }

    @Override
    public void close() {
        closes.incrementAndGet();
        onClose.run();
    }
}
