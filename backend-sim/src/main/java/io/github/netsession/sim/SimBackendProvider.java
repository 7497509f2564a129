package io.github.netsession.sim;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.Optional;

/** The backend {@code sim}, found by its name: the {@link DemoDay}, in real time. {@link SimWorld#networks()} opens a world in virtual time. */
public final class SimBackendProvider implements BackendProvider.OnRequest {

    private final BackendProvider demonstration = new SimProvider(SimBackendProvider::begin);

    /** For the service loader: the demonstration day. */
    public SimBackendProvider() {
        // Nothing happens before it is opened.
    }

    private static Backend begin(BackendSink sink) {
        SimWorld day = DemoDay.begin();
        return new SimBackend(day.machine(), sink, Optional.of(new SimPace(day.simClock())));
    }

    @Override
    public String name() {
        return demonstration.name();
    }

    /** Lower than any other: it is chosen only by name. */
    @Override
    public int priority() {
        return demonstration.priority();
    }

    @Override
    public Probe probe() {
        return demonstration.probe();
    }

    @Override
    public Backend open(BackendSink sink) {
        return demonstration.open(sink);
    }
}
