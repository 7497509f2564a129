package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The engine's sink, for as long as the backend is open: while configd does not answer, what was asked of macOS goes on after the close, and so
 * do its notices. What the engine throws is not lost: macOS tells of each change once, so the thread that brings it tells again.
 */
final class OpenSink implements BackendSink {

    private final BackendSink sink;
    private final PendingNotices pending = new PendingNotices();
    private final Trouble trouble = new Trouble(Log.LOGGER, "a change cannot be reported");
    private final Runnable hint;
    private final BooleanSupplier isOver = this::isClosed;
    private volatile boolean isClosed;

    OpenSink(BackendSink sink) {
        this.sink = sink;
        this.hint = sink::changed;
    }

    /** Something has changed, and what is not named: the next reading reads everything. */
    @Override
    public void changed() {
        pending.everything();
        trouble.insist(hint, isOver);
    }

    /** The path monitor has looked at the preferred way again. */
    void pathChanged() {
        pending.path();
        trouble.insist(hint, isOver);
    }

    void storeChanged(StoreChange change) {
        pending.store(change);
        trouble.insist(hint, isOver);
    }

    /** What the hints since the last call were about. To be taken before a reading begins: what changes later hints again. */
    Noticed takeNoticed() {
        return pending.take();
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
