package io.github.netsession.macos.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.Log;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** A serial dispatch queue, on which macOS's notices arrive: no run loop, and no thread while there is nothing. Source: dispatch/queue.h. */
final class WorkQueue {

    private static final String LABEL = "io.github.netsession";

    private final long queue;

    WorkQueue() {
        queue = Cf.Owned.of(LibSystem.dispatch_queue_create(NativeMemory.utf8(LABEL), 0), "dispatch_queue_create").ref();
    }

    long ref() {
        return queue;
    }

    /**
     * Waits until what was on the queue before is done. What runs on it meanwhile is dispatch_semaphore_signal itself, which takes the
     * semaphore for its only argument, as the queue gives it; so nothing of ours has to outlive the wait.
     *
     * @return false if it takes longer; then the queue itself gives the semaphore back, after it has signalled
     */
    boolean drain(long millis) {
        long semaphore = LibSystem.dispatch_semaphore_create(0);
        if (semaphore == 0) {
            return false;
        }
        LibSystem.dispatch_async_f(queue, semaphore, Libraries.address("System", "dispatch_semaphore_signal"));
        long end = LibSystem.dispatch_time(Constants.DISPATCH_TIME_NOW, TimeUnit.MILLISECONDS.toNanos(millis));
        if (LibSystem.dispatch_semaphore_wait(semaphore, end) != 0) {
            Log.LOGGER.log(Level.WARNING, "a notice of macOS has not ended within {0} ms", millis);
            LibSystem.dispatch_async_f(queue, semaphore, Libraries.address("System", "dispatch_release"));
            return false;
        }
        LibSystem.dispatch_release(semaphore);
        return true;
    }

    /** Whatever still uses it holds it by itself. */
    void close() {
        LibSystem.dispatch_release(queue);
    }
}
