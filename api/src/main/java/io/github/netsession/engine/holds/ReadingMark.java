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
    private volatile Optional<HoldRegistry> registry = Optional.empty();
    private volatile Mark mark = Mark.FIRST;

    /**
     * Creates the mark before the first reading.
     *
     * @param directory the directory that the processes share; empty for the platform's standard one
     */
    public ReadingMark(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * Takes the marks of this registry from now on.
     *
     * @param joined the registry that the engine has joined
     */
    public void follow(HoldRegistry joined) {
        registry = Optional.of(joined);
    }

    /**
     * Reads everything, and remembers the mark from before the reading.
     *
     * @param backend reads
     * @return the snapshot
     * @throws io.github.netsession.spi.BackendException if the state cannot be read; the mark stays as it is
     */
    public Snapshot read(Backend backend) {
        return read(backend, now(backend));
    }

    /**
     * Reads what has changed. If a session, of any process, has started or stopped something since the latest reading, reads everything: the
     * notice of that may still be on its way.
     *
     * @param backend reads
     * @return the snapshot
     * @throws io.github.netsession.spi.BackendException if the state cannot be read; the mark stays as it is
     */
    public Snapshot readChanged(Backend backend) {
        Mark now = now(backend);
        return now.equals(mark) ? backend.readChanged() : read(backend, now);
    }

    private Mark now(Backend backend) {
        Optional<HoldRegistry> joined = registry;
        return joined.isPresent() ? joined.get().markNow() : HoldRegistry.markNow(backend, directory);
    }

    private Snapshot read(Backend backend, Mark before) {
        Snapshot snapshot = backend.read();
        mark = before;
        return snapshot;
    }

    /** Returns the number of the last start or stop before the latest reading. */
    long number() {
        return mark.number();
    }

    /** Returns whether processes may have stopped something since the latest reading and left no record of it. */
    boolean isDoubtful() {
        return registry.filter(joined -> !joined.placeChanged().equals(mark.placeChanged())).isPresent();
    }
}
