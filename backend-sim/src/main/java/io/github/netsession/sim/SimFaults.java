package io.github.netsession.sim;

import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong between a {@link SimWorld} and the library: readings that fail, a service that dies, hints that do not arrive as they should. */
public final class SimFaults {

    private final SimWorld world;
    private final Hints hints;
    private Optional<BackendException> readFailure = Optional.empty();
    private boolean daemonGone;
    private long losses;

    SimFaults(SimWorld world, Hints hints) {
        this.world = world;
        this.hints = hints;
    }

    /** Makes every reading fail from now on, as when a system service hangs. */
    public void failReads() {
        world.update("readings fail", () ->
            readFailure = Optional.of(new BackendException(BackendException.Kind.TEMPORARY, "sim.read", "the world cannot be read")));
    }

    /** Ends {@link #failReads()}; nobody is told. */
    public void allowReads() {
        synchronized (world) {
            readFailure = Optional.empty();
        }
    }

    /**
     * Takes the system service away that knows the networks, as when it crashes: readings fail, starts and stops are refused,
     * and there are no hints. What it was doing goes on.
     */
    public void daemonGone() {
        world.trace("the system service is gone");
        hints.lost(true);
        synchronized (world) {
            daemonGone = true;
        }
    }

    /** Brings the system service back. That hints were lost is noticed. */
    public void daemonBack() {
        synchronized (world) {
            daemonGone = false;
        }
        resynchronize();
    }

    /** Loses the hints of everything that changes, until {@link #resynchronize()}. */
    public void loseHints() {
        world.trace("hints are lost");
        hints.lost(true);
    }

    /** Hints come again; that some were lost is noticed too. */
    public void resynchronize() {
        hints.lost(false);
        world.update("hints come again", () -> losses++);
    }

    /**
     * Gives every hint twice.
     *
     * @param doubled whether it does
     */
    public void doubleHints(boolean doubled) {
        world.trace(doubled ? "hints come twice" : "hints come once");
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
        world.trace("hints are late by up to " + most);
        hints.jitter(most);
    }

    // Under the world's lock from here on.

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
