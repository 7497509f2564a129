package io.github.netsession.engine.holds;

import io.github.netsession.SessionFailure;

/** A listener for the results of starts and stops. Called in the critical section. */
public interface InterfaceEvents {

    /**
     * Reports that a start or a stop has begun, so that the access point has another state.
     *
     * @param entry the access point
     */
    void changed(AccessPointEntry entry);

    /**
     * Reports that a start has failed.
     *
     * @param entry the access point
     * @param failure the cause
     */
    void startFailed(AccessPointEntry entry, SessionFailure failure);

    /**
     * Reports that a stop has failed.
     *
     * @param entry the access point
     * @param failure the cause
     */
    void stopFailed(AccessPointEntry entry, SessionFailure failure);
}
