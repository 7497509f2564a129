package io.github.netsession.engine.backend;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.function.BiConsumer;

/** The sink that a backend is opened with, before there is an engine behind it. A hint that comes too early is kept. */
public final class HintRelay implements BackendSink {

    private Runnable changed = () -> { };
    private BiConsumer<ConfigurationId, BackendException> failed = (id, cause) -> { };
    private boolean connected;
    private boolean early;

    /** Asking for a turn may run it at once, in a simulated world; so not under the lock. */
    @Override
    public void changed() {
        Runnable target;
        synchronized (this) {
            target = changed;
            early |= !connected;
        }
        target.run();
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        BiConsumer<ConfigurationId, BackendException> target;
        synchronized (this) {
            target = failed;
        }
        target.accept(id, cause);
    }

    /**
     * Passes hints and reports on from now on, beginning with a hint that came before.
     *
     * @param onChanged takes hints
     * @param onFailed takes failed starts and stops
     */
    public void connect(Runnable onChanged, BiConsumer<ConfigurationId, BackendException> onFailed) {
        boolean hinted;
        synchronized (this) {
            changed = onChanged;
            failed = onFailed;
            connected = true;
            hinted = early;
        }
        if (hinted) {
            onChanged.run();
        }
    }
}
