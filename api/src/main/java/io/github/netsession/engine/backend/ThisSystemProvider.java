package io.github.netsession.engine.backend;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.List;
import java.util.Optional;

/**
 * The best installed provider for this system, for programs that look for providers with a {@link java.util.ServiceLoader} of
 * {@link BackendProvider} themselves. The engine passes over it, because it looks by the more exact types.
 */
public final class ThisSystemProvider implements Providers.Finder {

    private Optional<BackendProvider> best = Optional.empty();

    /** Looks for nothing yet. */
    public ThisSystemProvider() {
        // Created at each start, and then hardly ever used.
    }

    private synchronized BackendProvider best() {
        if (best.isEmpty()) {
            List<BackendProvider> found = new Providers(System.getProperty("os.name"), new Providers.Installed()).forThisSystem();
            best = Optional.of(found.isEmpty() || found.get(0).priority() < 0 ? new JdkBackendProvider() : found.get(0));
        }
        return best.get();
    }

    @Override
    public String name() {
        return best().name();
    }

    @Override
    public int priority() {
        return best().priority();
    }

    @Override
    public Probe probe() {
        return best().probe();
    }

    @Override
    public Backend open(BackendSink sink) {
        return best().open(sink);
    }
}
