package io.github.netsession.macos;

/** What tells of the preferred way. */
public interface PathPort extends AutoCloseable {

    /**
     * What was told last. From any thread; never waits.
     *
     * @return the state; unknown until something was told
     */
    PathState state();

    /** Why Low Data Mode is not known; empty if it is. @return the reason */
    String constrainedObstacle();

    /** Waits for the first state, which comes from within this machine, for so long at most. @param millis how long */
    void awaitFirst(long millis);

    /** Ends it, and waits, bounded, for a notice that is just being delivered. */
    @Override
    void close();
}
