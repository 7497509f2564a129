package io.github.netsession.contract;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Remembers what a backend tells the engine. */
public final class RecordingSink implements BackendSink {

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

    /**
     * Does something at the next hint, after it was counted, on the thread that gives it.
     *
     * @param once what to do
     */
    public void onHint(Runnable once) {
        reaction = once;
    }

    /**
     * Waits for one more hint and takes it.
     *
     * @return false if none comes
     */
    public boolean awaitHint() {
        try {
            return hints.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The hints that have come and were not taken.
     *
     * @return how many
     */
    public int hints() {
        return hints.availablePermits();
    }

    /**
     * The access points whose start was told to have failed.
     *
     * @return their ids, in this order
     */
    public synchronized List<ConfigurationId> failedIds() {
        return List.copyOf(ids);
    }

    /**
     * Why they failed.
     *
     * @return the causes, in the same order
     */
    public synchronized List<BackendException> causes() {
        return List.copyOf(causes);
    }
}
