package io.github.netsession.macos;

/** What tells of the preferred way. */
public interface PathPort extends AutoCloseable {

    /**
     * What was told last. From any thread; never waits.
     *
     * @return the state; unknown until something was told
     */
    PathState state();

    /**
     * Why Low Data Mode is not known.
     *
     * @return the reason; empty if it is known
     */
    String constrainedObstacle();

    /**
     * Waits for the first state, which comes from within this machine.
     *
     * @param millis how long at most
     */
    void awaitFirst(long millis);

    /** Ends it, and waits, bounded, for a notice that is just being delivered. */
    @Override
    void close();
}
