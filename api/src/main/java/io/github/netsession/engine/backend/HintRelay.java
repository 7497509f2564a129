package io.github.netsession.engine.backend;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.function.BiConsumer;

/** The sink that a backend is opened with, before its engine exists. An early hint is kept. */
public final class HintRelay implements BackendSink {

    private Runnable changed = () -> { };
    private BiConsumer<ConfigurationId, BackendException> failed = (id, cause) -> { };
    private boolean connected;
    private boolean early;

    /** Calls the engine without the lock, because in a simulated world the turn may run at once. */
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
     * Passes hints and reports to the engine from now on, beginning with an early hint.
     *
     * @param onChanged receives hints
     * @param onFailed receives failed starts and stops
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
