package io.github.netsession;

/** Something that goes on until it is closed: a listener's registration, a handler, a timer. */
public interface Registration extends AutoCloseable {

    /**
     * Ends it. After this returned, no further call to the listener starts; a call under way on another thread may still be
     * finishing. Closing twice does nothing.
     */
    @Override
    void close();
}
