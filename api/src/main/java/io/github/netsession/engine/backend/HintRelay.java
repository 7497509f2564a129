package io.github.netsession.engine.backend;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Optional;

/** The sink that a backend is opened with, before its engine exists. An early hint is kept. */
public final class HintRelay implements BackendSink {

    private Optional<BackendSink> engine = Optional.empty();
    private boolean early;

    /** Calls the engine without the lock, because in a simulated world the turn may run at once. */
    @Override
    public void changed() {
        Optional<BackendSink> target;
        synchronized (this) {
            target = engine;
            early |= target.isEmpty();
        }
        target.ifPresent(BackendSink::changed);
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        engine().ifPresent(sink -> sink.failed(id, cause));
    }

    @Override
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        engine().ifPresent(sink -> sink.started(id, identity));
    }

    private synchronized Optional<BackendSink> engine() {
        return engine;
    }

    /**
     * Passes hints and reports to the engine from now on, beginning with an early hint.
     *
     * @param sink the engine
     */
    public void connect(BackendSink sink) {
        boolean hinted;
        synchronized (this) {
            engine = Optional.of(sink);
            hinted = early;
        }
        if (hinted) {
            sink.changed();
        }
    }
}
