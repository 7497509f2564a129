package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkProfile;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.Optional;

/** One access point that is up or down when the test says so, not when it is started or stopped. */
public final class SlowBackend extends FakeBackend implements ClockSource {

    private final Optional<EngineClock> clock;

    /** On real time. */
    public SlowBackend() {
        this(Optional.empty());
    }

    public SlowBackend(EngineClock clock) {
        this(Optional.of(clock));
    }

    private SlowBackend(Optional<EngineClock> clock) {
        super("slow", 1);
        this.clock = clock;
        snapshot = withLink(ConfigurationState.DISCOVERED);
    }

    @Override
    public Optional<EngineClock> clock() {
        return clock;
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        starts.incrementAndGet();
        return StartResult.OURS;
    }

    @Override
    public void stop(ConfigurationId id) {
        stops.incrementAndGet();
    }

    /** The only access point is what is defined. */
    @Override
    public ConfigurationId define(NetworkProfile profile) {
        return snapshot.accessPoints().get(0).id();
    }

    /** What was started or stopped is done. */
    public void become(ConfigurationState state) {
        snapshot = withLink(state);
        sink.changed();
    }

    /** The start is refused late. */
    public void failStart() {
        sink.failed(snapshot.accessPoints().get(0).id(), new BackendException(BackendException.Kind.FAILED, "start", "the test says no"));
    }
}
