package io.github.netsession.sim;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.Optional;

/** The backend {@code sim}: by name the {@link DemoDay}, in real time; from a {@link SimWorld} that world, in its virtual time. */
public final class SimBackendProvider implements BackendProvider {

    private final Optional<SimWorld> world;

    /** For the service loader: the demonstration day. */
    public SimBackendProvider() {
        this.world = Optional.empty();
    }

    SimBackendProvider(SimWorld world) {
        this.world = Optional.of(world);
    }

    @Override
    public String name() {
        return "sim";
    }

    /** Never chosen unasked. */
    @Override
    public int priority() {
        return -1;
    }

    @Override
    public Probe probe() {
        return Probe.usable("simulated");
    }

    @Override
    public Backend open(BackendSink sink) {
        if (world.isPresent()) {
            return new SimBackend(world.get(), sink, Optional.empty());
        }
        SimWorld day = DemoDay.begin();
        return new SimBackend(day, sink, Optional.of(new SimPace(day)));
    }
}
