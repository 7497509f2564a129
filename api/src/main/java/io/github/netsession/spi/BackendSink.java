package io.github.netsession.spi;

import io.github.netsession.ConfigurationId;

/**
 * Receives the hints, starts and failures that a backend reports. All methods return at once and may be called from any thread, at any rate. During and
 * after {@link Backend#close()} they do nothing.
 */
public interface BackendSink {

    /**
     * Reports that something may have changed. This is only a hint: the engine calls {@link Backend#readChanged()} to learn the current state.
     */
    void changed();

    /**
     * Reports that the operating system refused or aborted an operation that {@link Backend#start} or {@link Backend#stop} had begun.
     *
     * @param id the access point
     * @param cause why the operation failed
     */
    void failed(ConfigurationId id, BackendException cause);

    /**
     * Reports the identity of what {@link Backend#start} has begun, if it was not known when that method returned.
     *
     * @implSpec This implementation does nothing: only backends that answer late call this method.
     * @param id the access point
     * @param identity what was started; definite
     */
    default void started(ConfigurationId id, InterfaceIdentity identity) {
        // Only backends that answer late, because a person is asked, have something to report.
    }
}
