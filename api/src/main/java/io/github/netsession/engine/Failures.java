package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.BackendException;
import java.time.Duration;

/** The one place where a backend's exception, or a finding of the engine, becomes a failure for the application. */
final class Failures {

    private Failures() {
    }

    static SessionFailure of(BackendException refusal) {
        SessionError error = switch (refusal.kind()) {
            case DENIED, UNSUPPORTED -> SessionError.OPERATION_NOT_SUPPORTED;
            case GONE -> SessionError.INVALID_CONFIGURATION;
            case TIMEOUT, TEMPORARY, FAILED -> SessionError.UNKNOWN;
        };
        boolean retryable = switch (refusal.kind()) {
            case TIMEOUT, TEMPORARY -> true;
            case DENIED, UNSUPPORTED, GONE, FAILED -> false;
        };
        return new SessionFailure(error, refusal.call() + ": " + refusal.reason(), refusal.nativeCode(), retryable, refusal.remedy());
    }

    static SessionFailure lost(ConfigurationId id) {
        return SessionFailure.of(SessionError.SESSION_ABORTED, id + " was lost", true);
    }

    static SessionFailure stoppedByOther(ConfigurationId id) {
        return SessionFailure.of(SessionError.SESSION_ABORTED, id + " was stopped by another session", true);
    }

    static SessionFailure closedBeforeOpen(ConfigurationId id) {
        return SessionFailure.of(SessionError.SESSION_ABORTED, "the session on " + id + " was closed before it was open", true);
    }

    static SessionFailure vanished(ConfigurationId id) {
        return SessionFailure.of(SessionError.INVALID_CONFIGURATION, id + " vanished while it was being started", true);
    }

    static SessionFailure startTimedOut(ConfigurationId id, Duration limit) {
        return SessionFailure.of(SessionError.UNKNOWN, id + " was started but was not up with a usable address within "
            + limit.toSeconds() + " s", true);
    }

    static SessionFailure stopTimedOut(ConfigurationId id, Duration limit) {
        return SessionFailure.of(SessionError.UNKNOWN, id + " was told to stop and is still up after " + limit.toSeconds() + " s", true);
    }

    static SessionFailure stopDidNotHold(ConfigurationId id) {
        return SessionFailure.of(SessionError.UNKNOWN, id + " was told to stop and is up again", true);
    }

    static SessionFailure networksClosed() {
        return SessionFailure.of(SessionError.SESSION_ABORTED, "this Networks was closed", false);
    }

    static SessionFailure serviceNetwork(ConfigurationId id) {
        return SessionFailure.of(SessionError.OPERATION_NOT_SUPPORTED, id + " is a service network: this version watches them and"
            + " opens and stops only their access points", false);
    }
}
