package io.github.netsession.windows;

import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendSink;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns Windows' change notices into hints, on a thread of its own that sleeps until there is one. Where Windows sends none of address,
 * interface or route changes, it hints every ten seconds instead.
 */
final class WindowsWatcher {

    static final String THREAD_NAME = "netsession-windows-watch";

    private static final int POLL_MILLIS = 10_000;
    /** A backend has a second to close. */
    private static final long CLOSE_MILLIS = 800;

    private final BackendSink sink;
    private final ChangePort port;
    private final Thread thread = new Thread(this::run, THREAD_NAME);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean looksNowAndThen;
    private final NamedParts named = new NamedParts();
    private final Trouble trouble = new Trouble(Log.LOGGER, "change notices cannot be waited for");

    private WindowsWatcher(BackendSink sink, ChangePort port) {
        this.sink = sink;
        this.port = port;
        thread.setDaemon(true);
    }

    static WindowsWatcher open(WindowsOs os, BackendSink sink) {
        WindowsWatcher watcher = new WindowsWatcher(sink, os.changes());
        try {
            if (!watcher.port.refused().isEmpty()) {
                Log.LOGGER.log(Level.WARNING, "Windows does not tell of all changes: {0}", watcher.port.refused());
            }
            watcher.thread.start();
        } catch (RuntimeException | Error e) { // No thread, no memory for one: then nobody else would give the notices back.
            watcher.port.cancel();
            watcher.port.close();
            throw e;
        }
        return watcher;
    }

    /** Why changes are found by polling; empty if they arrive as events. */
    String polling() {
        return port.isDeaf() ? "polling every 10 s: " + String.join("; ", port.refused()) : "";
    }

    /** Why no notices can be waited for now; empty if they can. */
    Optional<String> trouble() {
        return trouble.reason();
    }

    /** What notices are refused. */
    List<String> refused() {
        return port.refused();
    }

    /** Whether to hint every ten seconds besides, because something has gone whose return nobody tells. From any thread. */
    void lookNowAndThen(boolean now) {
        boolean begins = now && !looksNowAndThen;
        looksNowAndThen = now;
        if (begins) {
            port.signal(); // Ends the wait that has no limit.
        }
    }

    /** A notice of the Wi-Fi service. From any thread. */
    void signalWifi() {
        port.signal(Part.WIFI);
    }

    /**
     * Returns what the notices have named since the last call. Everything, if that is in doubt: if nothing was named, or if Windows refuses some
     * notices, so that a change of the parts that they name would not be seen. To be called before a reading begins: a later notice hints again.
     */
    Set<Part> takeNamed() {
        Set<Part> taken = named.take();
        return port.refused().isEmpty() ? taken : Part.EVERYTHING;
    }

    /** Ends the notices and the thread, in this order, so that no notice finds its place gone. */
    void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        port.cancel();
        port.signal();
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread && join()) {
            port.close();
        } else {
            Log.LOGGER.log(Level.WARNING, "the thread {0} has not ended in time; its event is not freed", THREAD_NAME);
        }
    }

    private boolean join() {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        while (thread.isAlive() && end - System.nanoTime() > 0) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true; // The wait is bounded.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        while (!closing.get()) {
            try {
                turnOrBackOff();
            } catch (Throwable again) { // The JVM may throw an OutOfMemoryError anywhere, also in the handling of one.
                Thread.onSpinWait();
            }
        }
    }

    private void turnOrBackOff() {
        try {
            turn();
        } catch (Throwable thrown) { // Without this thread no change would be seen any more.
            backOff(thrown);
        }
    }

    /** While there is trouble, waits for nothing: that the turn goes well ends the trouble. */
    private void turn() {
        int longest = port.isDeaf() || looksNowAndThen ? POLL_MILLIS : ChangePort.FOREVER;
        Set<Part> parts = port.await(trouble.isPresent() ? 0 : longest);
        name(parts);
        trouble.end(); // Before the hint, so that the report shows that it is over.
        if (!closing.get()) {
            sink.changed();
        }
    }

    /** The limit of a wait names nothing: then somebody has to look at everything. */
    private void name(Set<Part> parts) {
        if (parts.isEmpty()) {
            named.add(Part.ALL);
        }
        for (Part part : parts) {
            named.add(part);
        }
    }

    /** Looks again later, not at once, and hints: the report has to show the trouble, and something may have been missed. */
    private void backOff(Throwable thrown) {
        named.add(Part.ALL); // A wait that fails has lost what it was ended by.
        long nanos = trouble.add(thrown);
        try {
            if (!closing.get()) {
                sink.changed();
            }
        } catch (Throwable again) {
            trouble.add(again); // The next turn hints.
        }
        if (!closing.get()) {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
