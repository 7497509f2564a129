package io.github.netsession;

/** The registration of a listener, a handler or a timer. It is in force until it is closed. Not for implementation by applications. */
public interface Registration extends AutoCloseable {

    /**
     * Ends the registration. After this method has returned, no further call to the listener starts; a call under way on another thread may
     * still be running. Closing twice does nothing.
     */
    @Override
    void close();
}
