package io.github.netsession.engine.holds;

import io.github.netsession.SessionFailure;
import java.util.function.Predicate;

/** A listener for the results of starts and stops. Called in the critical section. */
public interface InterfaceEvents {

    /**
     * Reports that a start or a stop has begun, so that the access point has another state.
     *
     * @param entry the access point
     */
    void changed(AccessPointEntry entry);

    /**
     * Reports that a start has failed, or that some sessions have waited for it for as long as their limit allows and it continues for others.
     *
     * @param entry the access point, which is still being started if the start continues
     * @param sessions the sessions for which the start has failed
     * @param failure the cause
     */
    void startFailed(AccessPointEntry entry, Predicate<Object> sessions, SessionFailure failure);

    /**
     * Reports that a stop has failed.
     *
     * @param entry the access point
     * @param failure the cause
     */
    void stopFailed(AccessPointEntry entry, SessionFailure failure);
}
