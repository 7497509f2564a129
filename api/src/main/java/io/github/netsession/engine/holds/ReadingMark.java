package io.github.netsession.engine.holds;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The registry's mark before the latest reading: what a session, of any process, has stopped after that mark may still be up in the reading.
 * Safe from any thread.
 */
public final class ReadingMark {

    private final Optional<Path> directory;
    private volatile long number;

    /**
     * Creates the mark before the first reading.
     *
     * @param directory the directory that the processes share; empty for the platform's standard one
     */
    public ReadingMark(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * Reads, and remembers the mark from before the reading.
     *
     * @param backend reads
     * @return the snapshot
     * @throws io.github.netsession.spi.BackendException if the state cannot be read; the mark stays as it is
     */
    public Snapshot read(Backend backend) {
        long before = HoldRegistry.markBeforeReading(backend, directory);
        Snapshot snapshot = backend.read();
        number = before;
        return snapshot;
    }

    /** Returns the mark. */
    long number() {
        return number;
    }
}
