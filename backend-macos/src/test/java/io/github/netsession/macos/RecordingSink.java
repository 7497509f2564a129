package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Remembers what a backend tells the engine. */
final class RecordingSink implements BackendSink {

    private static final int PATIENCE_SECONDS = 30;

    private final Semaphore hints = new Semaphore(0);
    private final List<ConfigurationId> ids = new ArrayList<>();
    private final List<BackendException> causes = new ArrayList<>();
    private volatile Runnable reaction = () -> { };

    @Override
    public void changed() {
        hints.release();
        Runnable once = reaction;
        reaction = () -> { };
        once.run();
    }

    @Override
    public synchronized void failed(ConfigurationId id, BackendException cause) {
        ids.add(id);
        causes.add(cause);
    }

    /** What happens at the next hint, after it was counted, on the thread that gives it. */
    void onHint(Runnable once) {
        reaction = once;
    }

    /** Waits for one more hint and takes it; false if none comes. */
    boolean awaitHint() {
        try {
            return hints.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hints that have come and were not taken. */
    int hints() {
        return hints.availablePermits();
    }

    /** The access points whose start was told to have failed, in this order. */
    synchronized List<ConfigurationId> failedIds() {
        return List.copyOf(ids);
    }

    /** Why, in the same order. */
    synchronized List<BackendException> causes() {
        return List.copyOf(causes);
    }
}
