package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts a watcher's hints, and waits for them. */
class Hints implements BackendSink {

    private long count;

    @Override
    public synchronized void changed() {
        count++;
        notifyAll();
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        throw new AssertionError("nothing here reports failures later", cause);
    }

    synchronized long count() {
        return count;
    }

    /** Waits for more hints than there had been; false if none came in time. */
    synchronized boolean awaitMoreThan(long before, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (count <= before) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    /** Waits until no hint has come for a while, and answers their count. */
    long awaitQuiet(Duration quiet) {
        long seen = count();
        while (awaitMoreThan(seen, quiet)) {
            seen = count();
        }
        return seen;
    }
}
