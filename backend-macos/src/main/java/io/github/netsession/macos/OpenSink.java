package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Trouble;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The engine's sink, for as long as the backend is open: while configd does not answer, what was asked of macOS goes on after the close, and so
 * do its notices. What the engine throws is not lost: macOS tells of each change once, so the thread that brings it tells again.
 */
final class OpenSink implements BackendSink {

    private final BackendSink sink;
    private final Trouble trouble = new Trouble(Log.LOGGER, "a change cannot be reported");
    private final Runnable hint;
    private final BooleanSupplier isOver = this::isClosed;
    private volatile boolean isClosed;

    OpenSink(BackendSink sink) {
        this.sink = sink;
        this.hint = sink::changed;
    }

    @Override
    public void changed() {
        trouble.insist(hint, isOver);
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        trouble.insist(() -> sink.failed(id, cause), isOver);
    }

    /** Why changes cannot be reported now; empty if they can. */
    Optional<String> trouble() {
        return trouble.reason();
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Nobody is told any more. */
    void close() {
        isClosed = true;
    }
}
