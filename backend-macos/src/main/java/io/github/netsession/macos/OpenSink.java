package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;

/**
 * The engine's sink, for as long as the backend is open: while configd does not answer, what was asked of macOS goes on after the close, and so
 * do its notices.
 */
final class OpenSink implements BackendSink {

    private final BackendSink sink;
    private volatile boolean isClosed;

    OpenSink(BackendSink sink) {
        this.sink = sink;
    }

    @Override
    public void changed() {
        if (!isClosed) {
            sink.changed();
        }
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        if (!isClosed) {
            sink.failed(id, cause);
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Nobody is told any more. */
    void close() {
        isClosed = true;
    }
}
