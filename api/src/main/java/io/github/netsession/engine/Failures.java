package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

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
        return new SessionFailure(SessionError.SESSION_ABORTED, id + " was lost", Optional.of(SessionFailure.LOST), true, Optional.empty());
    }

    /** The same where another access point is up on its radio, and it may be known for whom. */
    static SessionFailure displaced(ConfigurationId id, ConfigurationId by, Optional<String> process) {
        return new SessionFailure(SessionError.SESSION_ABORTED, id + " was lost: " + by + " has taken its radio" + process.map(", held by "::concat).orElse(""),
            Optional.of(SessionFailure.LOST), true, Optional.empty());
    }

    /** Whoever stopped it meant it, and it is known who that was if it was another process. */
    static SessionFailure stoppedByOther(ConfigurationId id, Optional<String> process) {
        return new SessionFailure(SessionError.SESSION_ABORTED, id + " was stopped by another session" + process.map(" in "::concat).orElse(""),
            Optional.of(SessionFailure.STOPPED), true, Optional.empty());
    }

    static SessionFailure otherIsSuspended() {
        return new SessionFailure(SessionError.UNKNOWN, "another program has been starting or stopping an interface for longer than this one"
            + " waits, and seems to be suspended", Optional.empty(), true, Optional.of("let that program go on, or end it: netsession holders"));
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

    static SessionFailure stopNeedsOpen(ConfigurationId id) {
        return new SessionFailure(SessionError.OPERATION_NOT_SUPPORTED, id + " has several access points, and a session that is not open"
            + " uses none of them", Optional.empty(), false, Optional.of("stop a session on the access point itself"));
    }

    static SessionFailure radioInUse() {
        return SessionFailure.of(SessionError.ROAMING, "its radio has come into use by another session since it was offered", true);
    }

    /** What the backend said stays readable in it: its code and its remedy. */
    static SessionFailure notMigrated(ConfigurationId id, SessionFailure cause) {
        return new SessionFailure(SessionError.ROAMING, id + " could not take over: " + cause.message(), cause.nativeCode(),
            cause.isRetryable(), cause.remedy());
    }

    static SessionFailure notChosen() {
        return SessionFailure.of(SessionError.SESSION_ABORTED, "the user chose no network", true);
    }

    static SessionFailure notChosenInTime(Duration limit) {
        return SessionFailure.of(SessionError.SESSION_ABORTED, "the user chose no network within " + limit.toSeconds() + " s", true);
    }

    static SessionFailure nothingToChoose() {
        return SessionFailure.of(SessionError.INVALID_CONFIGURATION, "there is no network to choose from: none can be used now", true);
    }

    static SessionFailure unusableChoice(String what) {
        return SessionFailure.of(SessionError.INVALID_CONFIGURATION, "the chooser answered with " + what, false);
    }
}
