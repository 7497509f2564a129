package io.github.netsession.sim;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.function.Function;

/** What is the same whatever is simulated: the name and the priority. */
final class SimProvider implements BackendProvider {

    private final Function<BackendSink, Backend> opener;

    SimProvider(Function<BackendSink, Backend> opener) {
        this.opener = opener;
    }

    @Override
    public String name() {
        return "sim";
    }

    /** Lower than any other: it is chosen only by name. */
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
        return opener.apply(sink);
    }
}
