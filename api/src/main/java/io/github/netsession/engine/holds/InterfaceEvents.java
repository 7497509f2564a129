package io.github.netsession.engine.holds;

import io.github.netsession.SessionFailure;

/** Is told what became of a start or a stop. Called in the critical section. */
public interface InterfaceEvents {

    /**
     * A start or a stop has begun, so that the access point looks different.
     *
     * @param entry the access point
     */
    void changed(AccessPointEntry entry);

    /**
     * A start has failed.
     *
     * @param entry the access point
     * @param failure why
     */
    void startFailed(AccessPointEntry entry, SessionFailure failure);

    /**
     * A stop has failed.
     *
     * @param entry the access point
     * @param failure why
     */
    void stopFailed(AccessPointEntry entry, SessionFailure failure);
}
