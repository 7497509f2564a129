package io.github.netsession.sim;

import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong between a simulated world and the library: failing readings, a service that crashes, lost, doubled and late hints. */
public final class SimFaults {

    private final Changes changes;
    private final Hints hints;
    private Optional<BackendException> readFailure = Optional.empty();
    private boolean daemonGone;
    private long losses;

    SimFaults(Changes changes) {
        this.changes = changes;
        this.hints = changes.hints();
    }

    /** Makes every reading fail from now on, as when a system service hangs. */
    public void failReads() {
        changes.update("readings fail", () ->
            readFailure = Optional.of(new BackendException(BackendException.Kind.TEMPORARY, "sim.read", "the world cannot be read")));
    }

    /** Ends {@link #failReads()}; no hint reports that. */
    public void allowReads() {
        synchronized (changes) {
            readFailure = Optional.empty();
        }
    }

    /**
     * Ends the system service that knows the networks, as if it crashed: readings fail, starts and stops are refused, and there are
     * no hints. Starts and stops that are under way continue.
     */
    public void daemonGone() {
        changes.trace("the system service is gone");
        hints.lost(true);
        synchronized (changes) {
            daemonGone = true;
        }
    }

    /** Starts the system service again; the backend reports that hints were lost. */
    public void daemonBack() {
        synchronized (changes) {
            daemonGone = false;
        }
        resynchronize();
    }

    /** Loses the hints of everything that changes, until {@link #resynchronize()}. */
    public void loseHints() {
        changes.trace("hints are lost");
        hints.lost(true);
    }

    /** Delivers hints again; the backend reports that some were lost. */
    public void resynchronize() {
        hints.lost(false);
        changes.update("hints come again", () -> losses++);
    }

    /**
     * Gives every hint twice.
     *
     * @param doubled whether it does
     */
    public void doubleHints(boolean doubled) {
        changes.trace(doubled ? "hints come twice" : "hints come once");
        hints.doubled(doubled);
    }

    /**
     * Delays each hint by chance, so that they overtake each other.
     *
     * @param most the longest delay; zero for none
     */
    public void jitterHints(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative: " + most);
        }
        changes.trace("hints are late by up to " + most);
        hints.jitter(most);
    }

    // Requires the lock of Changes from here on.

    void checkReading() {
        checkDaemon("sim.read");
        if (readFailure.isPresent()) {
            throw readFailure.get();
        }
    }

    void checkDaemon(String call) {
        if (daemonGone) {
            throw new BackendException(BackendException.Kind.TEMPORARY, call, "the system service is gone")
                .withRemedy("call SimFaults.daemonBack()");
        }
    }

    long losses() {
        return losses;
    }
}
