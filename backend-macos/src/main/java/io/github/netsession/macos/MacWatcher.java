package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Turns what macOS calls back into hints. Its threads are macOS's, so that an idle backend wakes none. */
final class MacWatcher {

    /** How long the first reading waits for the path monitor, which knows the state and only has to say it. */
    private static final long FIRST_STATE_MILLIS = 300;

    private final OpenSink sink;
    private final AtomicLong losses = new AtomicLong();
    private Optional<PathPort> path = Optional.empty();
    private String obstacle = "";
    private boolean isKnown;

    private MacWatcher(OpenSink sink) {
        this.sink = sink;
    }

    /** Starts the path monitor; the store is watched from the first reading on. */
    static MacWatcher open(MacOs os, OpenSink sink) {
        MacWatcher watcher = new MacWatcher(sink);
        try {
            watcher.path = Optional.of(os.path(sink::pathChanged));
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.WARNING, "reach and cost are not known: {0}", refused.getMessage());
            watcher.obstacle = refused.getMessage();
        }
        return watcher;
    }

    /** The store has changed; or configd was started anew, so that changes may have been missed. From any thread. */
    void storeChanged(StoreChange change) {
        if (change.isRestart()) {
            losses.incrementAndGet();
            Log.LOGGER.log(Level.DEBUG, "configd was started anew: everything is read again");
        }
        sink.storeChanged(change);
    }

    long losses() {
        return losses.get();
    }

    PathState path() {
        if (path.isPresent() && !isKnown) {
            path.get().awaitFirst(FIRST_STATE_MILLIS);
            isKnown = true;
        }
        return path.map(PathPort::state).orElse(PathState.UNKNOWN);
    }

    /** Why reach and cost are not known; empty if they are. */
    String obstacle() {
        return obstacle;
    }

    /** Why Low Data Mode is not known; empty if it is. */
    String constrainedObstacle() {
        return path.map(PathPort::constrainedObstacle).orElse(obstacle);
    }

    void close() {
        path.ifPresent(PathPort::close);
    }
}
