package io.github.netsession.engine.backend;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The sink that a backend is opened with, before its engine exists. An early hint is kept. No method throws: a report that the engine cannot
 * take now is tried again on the thread that brings it, because no other one would come.
 */
public final class HintRelay implements BackendSink {

    private final Trouble reporting = new Trouble(GuardedLogger.of("io.github.netsession"), "a report of the backend cannot be taken");
    private final Runnable hint = this::hint;
    private final BooleanSupplier isClosed = this::isClosed;
    private Optional<BackendSink> engine = Optional.empty();
    private boolean early;
    private volatile boolean closed;

    @Override
    public void changed() {
        reporting.insist(hint, isClosed);
    }

    /** Calls the engine without the lock, because in a simulated world the turn may run at once. */
    private void hint() {
        Optional<BackendSink> target;
        synchronized (this) {
            target = engine;
            early |= target.isEmpty();
        }
        target.ifPresent(BackendSink::changed);
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        reporting.insist(() -> engine().ifPresent(sink -> sink.failed(id, cause)), isClosed);
    }

    @Override
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        reporting.insist(() -> engine().ifPresent(sink -> sink.started(id, identity)), isClosed);
    }

    /** Takes no more reports, and ends the attempts of threads that still bring one. */
    public void close() {
        closed = true;
    }

    private boolean isClosed() {
        return closed;
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
