package io.github.netsession.sim;

import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong between a simulated world and the library: failing readings, a service that crashes, lost, doubled and late hints. */
public final class SimFaults {

    private final Changes changes;
    private final Hints hints;
    private Optional<BackendException> readFailure = Optional.empty();
    private boolean serviceGone;
    private long losses;

    SimFaults(Changes changes) {
        this.changes = changes;
        this.hints = changes.hints();
    }

    /** Makes every reading fail, until {@link #restoreReads()}, as when a system service hangs. */
    public void failReads() {
        changes.update("readings fail", () ->
            readFailure = Optional.of(new BackendException(BackendException.Kind.TEMPORARY, "sim.read", "the world cannot be read")));
    }

    /** Ends {@link #failReads()}; no hint reports that. */
    public void restoreReads() {
        synchronized (changes) {
            readFailure = Optional.empty();
        }
    }

    /**
     * Ends the system service that knows the networks, as if it crashed, until {@link #restoreService()}: readings fail, starts and stops are
     * refused, and there are no hints. Starts and stops that are under way continue.
     */
    public void crashService() {
        changes.trace("the system service is gone");
        hints.lost(true);
        synchronized (changes) {
            serviceGone = true;
        }
    }

    /** Ends {@link #crashService()}: the service is started again, and the backend reports that hints were lost. */
    public void restoreService() {
        synchronized (changes) {
            serviceGone = false;
        }
        hints.lost(false);
        resynchronize();
    }

    /** Loses the hints of everything that changes, until {@link #restoreHints()}. */
    public void loseHints() {
        changes.trace("hints are lost");
        hints.lost(true);
    }

    /** Gives every hint twice, until {@link #restoreHints()}. */
    public void doubleHints() {
        changes.trace("hints come twice");
        hints.doubled(true);
    }

    /**
     * Delays each hint by chance, until {@link #restoreHints()}, so that they overtake each other.
     *
     * @param most the longest delay, not negative
     */
    public void jitterHints(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative: " + most);
        }
        changes.trace("hints are late by up to " + most);
        hints.jitter(most);
    }

    /**
     * Ends {@link #loseHints()}, {@link #doubleHints()} and {@link #jitterHints}: each hint is given once and at once. The backend reports that
     * hints were lost.
     */
    public void restoreHints() {
        hints.restore();
        resynchronize();
    }

    private void resynchronize() {
        changes.update("hints come again", () -> losses++);
    }

    // Requires the lock of Changes from here on.

    void checkReading() {
        checkService("sim.read");
        if (readFailure.isPresent()) {
            throw readFailure.get();
        }
    }

    void checkService(String call) {
        if (serviceGone) {
            throw new BackendException(BackendException.Kind.TEMPORARY, call, "the system service is gone")
                .withRemedy("call SimFaults.restoreService()");
        }
    }

    long losses() {
        return losses;
    }
}
