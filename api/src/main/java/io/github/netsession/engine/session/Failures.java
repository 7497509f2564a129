package io.github.netsession.engine.session;

import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NativeCode;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;

/** Creates all failures for the application, from exceptions of the backend and findings of the engine. */
public final class Failures {

    private Failures() {
    }

    /**
     * Returns the failure for a refusal of the backend.
     *
     * @param refusal the refusal
     * @return the failure
     */
    public static SessionFailure of(BackendException refusal) {
        SessionError error = switch (refusal.kind()) {
            case DENIED, UNSUPPORTED -> SessionError.OPERATION_NOT_SUPPORTED;
            case GONE -> SessionError.INVALID_CONFIGURATION;
            case NOT_READY, TIMEOUT, TEMPORARY, SECRETS, REFUSED, FAILED -> SessionError.UNKNOWN;
        };
        Reason reason = switch (refusal.kind()) {
            case DENIED -> Reason.DENIED;
            case UNSUPPORTED -> Reason.UNSUPPORTED;
            case GONE -> Reason.GONE;
            case NOT_READY -> Reason.NOT_READY;
            case TIMEOUT -> Reason.TIMED_OUT;
            case TEMPORARY -> Reason.BUSY;
            case SECRETS -> Reason.SECRETS;
            case REFUSED -> Reason.REFUSED;
            case FAILED -> Reason.UNKNOWN;
        };
        SessionFailure.Builder failure = SessionFailure.builder(error, reason, refusal.call() + ": " + refusal.reason())
            .retryable(refusal.isRetryable());
        return completed(failure, refusal.nativeCode(), refusal.remedy());
    }

    private static SessionFailure completed(SessionFailure.Builder failure, Optional<NativeCode> nativeCode, Optional<String> remedy) {
        nativeCode.ifPresent(failure::nativeCode);
        remedy.ifPresent(failure::remedy);
        return failure.build();
    }

    private static SessionFailure passing(SessionError error, Reason reason, String message) {
        return SessionFailure.builder(error, reason, message).retryable(true).build();
    }

    private static SessionFailure lasting(SessionError error, Reason reason, String message) {
        return SessionFailure.builder(error, reason, message).build();
    }

    /**
     * Returns the failure for an access point that was lost.
     *
     * @param id the access point
     * @return the failure
     */
    public static SessionFailure lost(ConfigurationId id) {
        return passing(SessionError.SESSION_ABORTED, Reason.LOST, id + " was lost");
    }

    /** Returns the failure for an access point whose radio another one uses now; names the process that holds the other one, if known. */
    public static SessionFailure displaced(ConfigurationId id, ConfigurationId by, Optional<String> process) {
        return passing(SessionError.SESSION_ABORTED, Reason.REPLACED,
            id + " was lost: " + by + " has taken its radio" + process.map(", held by "::concat).orElse(""));
    }

    /** Returns the failure for an access point that another session has stopped; names the process if it is another one. */
    public static SessionFailure stoppedByOther(ConfigurationId id, Optional<String> process) {
        return passing(SessionError.SESSION_ABORTED, Reason.STOPPED,
            id + " was stopped by another session" + process.map(" in "::concat).orElse(""));
    }

    /**
     * Returns the failure for a start or stop while another process keeps the lock, which it needs for milliseconds only.
     *
     * @return the failure
     */
    public static SessionFailure otherIsSuspended() {
        return SessionFailure.builder(SessionError.UNKNOWN, Reason.BUSY, "another program has kept the lock on the sessions of all programs"
            + " for longer than this one waits, and seems to be suspended").retryable(true)
            .remedy("resume that program or end it; this command lists it: netsession holders").build();
    }

    /**
     * Returns the failure for a start or stop that other processes, one after another, have kept waiting for too long.
     *
     * @return the failure
     */
    public static SessionFailure othersAreBusy() {
        return SessionFailure.builder(SessionError.UNKNOWN, Reason.BUSY, "other programs have kept this one waiting for too long").retryable(true)
            .remedy("try again").build();
    }

    /**
     * Returns the failure for an opening that a close has cancelled.
     *
     * @param id the configuration
     * @return the failure
     */
    public static SessionFailure closedBeforeOpen(ConfigurationId id) {
        return passing(SessionError.SESSION_ABORTED, Reason.CLOSED, "the session on " + id + " was closed before it was open");
    }

    /**
     * Returns the failure for a session whose service network was removed.
     *
     * @param id the service network
     * @return the failure
     */
    public static SessionFailure removed(ConfigurationId id) {
        return passing(SessionError.SESSION_ABORTED, Reason.GONE, id + " was removed");
    }

    /** Returns the failure for a start after which the access point is down again or, if {@code isGone}, does not exist any more. */
    public static SessionFailure vanished(ConfigurationId id, boolean isGone) {
        return isGone ? passing(SessionError.INVALID_CONFIGURATION, Reason.GONE, id + " vanished while it was being started")
            : passing(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, id + " went down again while it was being started");
    }

    /** Returns the failure for an access point that cannot be started in its current state or, if {@code isGone}, does not exist. */
    public static SessionFailure notUsable(String why, boolean isGone, Optional<String> remedy) {
        return completed(SessionFailure.builder(SessionError.INVALID_CONFIGURATION, isGone ? Reason.GONE : Reason.NOT_READY, why).retryable(true),
            Optional.empty(), remedy);
    }

    /**
     * Returns the failure for an access point that is down and that this program may not start.
     *
     * @param id the access point
     * @param refusal why not, and what would help
     * @return the failure
     */
    public static SessionFailure mayNotStart(ConfigurationId id, CapabilityStatus refusal) {
        return completed(SessionFailure.builder(SessionError.OPERATION_NOT_SUPPORTED, refusal.support() == Support.DENIED ? Reason.DENIED : Reason.UNSUPPORTED,
            id + " is down, and this program may not start it: " + refusal.reason()), Optional.empty(), refusal.remedy());
    }

    /**
     * Returns the failure for a start that has not succeeded in time.
     *
     * @param id the access point
     * @param limit the time
     * @return the failure
     */
    public static SessionFailure startTimedOut(ConfigurationId id, Duration limit) {
        return passing(SessionError.UNKNOWN, Reason.TIMED_OUT, id + " was started but was not up with a usable address within "
            + text(limit));
    }

    private static String text(Duration limit) {
        return limit.toNanosPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /**
     * Returns the failure for a stop that has not succeeded in time.
     *
     * @param id the access point
     * @param limit the time
     * @return the failure
     */
    public static SessionFailure stopTimedOut(ConfigurationId id, Duration limit) {
        return passing(SessionError.UNKNOWN, Reason.TIMED_OUT, id + " was requested to stop and is still up after " + limit.toSeconds() + " s");
    }

    /**
     * Returns the failure for a stop after which the access point is up again.
     *
     * @param id the access point
     * @return the failure
     */
    public static SessionFailure stopDidNotHold(ConfigurationId id) {
        return passing(SessionError.UNKNOWN, Reason.REFUSED, id + " was requested to stop and is up again");
    }

    /**
     * Returns the failure for a call that the closing of the library has ended.
     *
     * @return the failure
     */
    public static SessionFailure networksClosed() {
        return lasting(SessionError.SESSION_ABORTED, Reason.CLOSED, "this Networks was closed");
    }

    /**
     * Returns the failure for a stop by a session over several access points that uses none.
     *
     * @param id the configuration
     * @return the failure
     */
    public static SessionFailure stopNeedsOpen(ConfigurationId id) {
        return SessionFailure.builder(SessionError.OPERATION_NOT_SUPPORTED, Reason.UNSUPPORTED, id + " has several access points, and a session"
            + " that is not open uses none of them").remedy("stop a session on the access point itself").build();
    }

    /**
     * Returns the failure for a move to a radio that other sessions use by now.
     *
     * @return the failure
     */
    public static SessionFailure radioInUse() {
        return passing(SessionError.ROAMING, Reason.BUSY, "its radio has come into use by another session since it was offered");
    }

    /** Returns the failure for a move that failed; keeps the reason, the code and the remedy of the cause. */
    public static SessionFailure notMigrated(ConfigurationId id, SessionFailure cause) {
        return completed(SessionFailure.builder(SessionError.ROAMING, cause.reason(), id + " could not take over: " + cause.message())
            .retryable(cause.isRetryable()), cause.nativeCode(), cause.remedy());
    }

    /**
     * Returns the failure for a user who chose nothing.
     *
     * @return the failure
     */
    public static SessionFailure notChosen() {
        return passing(SessionError.SESSION_ABORTED, Reason.NOT_CHOSEN, "the user chose no network");
    }

    /**
     * Returns the failure for a user who did not choose in time.
     *
     * @param limit the time
     * @return the failure
     */
    public static SessionFailure notChosenInTime(Duration limit) {
        return passing(SessionError.SESSION_ABORTED, Reason.NOT_CHOSEN, "the user chose no network within " + limit.toSeconds() + " s");
    }

    /**
     * Returns the failure for a choice without a usable network.
     *
     * @return the failure
     */
    public static SessionFailure nothingToChoose() {
        return passing(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, "there is no network to choose from: none can be used now");
    }

    /**
     * Returns the failure for a choice that cannot be used.
     *
     * @param what the answer of the chooser
     * @return the failure
     */
    public static SessionFailure unusableChoice(String what) {
        return lasting(SessionError.INVALID_CONFIGURATION, Reason.NOT_CHOSEN, "the chooser answered with " + what);
    }

    /**
     * Returns the failure for sockets of a session that uses no access point.
     *
     * @param id the configuration
     * @return the failure
     */
    public static SessionFailure notInUse(ConfigurationId id) {
        return SessionFailure.builder(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, "the session on " + id + " uses no access point now, so its"
            + " sockets have no link to use").retryable(true).remedy("open the session, and make sockets while it is CONNECTED or ROAMING").build();
    }

    /**
     * Returns the failure for sockets of an access point that is not up.
     *
     * @param id the access point
     * @return the failure
     */
    public static SessionFailure notUp(ConfigurationId id) {
        return SessionFailure.builder(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, id + " is not up now, so sockets cannot use it")
            .retryable(true).remedy("make the socket again when the session is CONNECTED").build();
    }

    /**
     * Returns the failure for sockets of a candidate that is not on trial.
     *
     * @param id the candidate
     * @return the failure
     */
    public static SessionFailure notOnTrial(ConfigurationId id) {
        return SessionFailure.builder(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, id + " is not on trial: sockets of an offer can be made from"
            + " RoamingHandler.activated until the answer").remedy("use the sockets of the session").build();
    }
}
