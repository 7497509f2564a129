package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure, with its error, reason and message. An immutable value; two failures are equal if all their properties are equal.
 *
 * <pre>{@code
 * session.open().whenComplete((nothing, thrown) -> {
 *     if (thrown != null && session.failure().filter(SessionFailure::isRetryable).isPresent()) {
 *         retryLater.run();
 *     } else if (thrown != null) {
 *         log.accept(thrown.getMessage());
 *     }
 * });
 * }</pre>
 */
public final class SessionFailure implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SessionError error;
    private final Reason reason;
    private final String message;
    private final NativeCode nativeCode;
    private final boolean retryable;
    private final String remedy;

    /**
     * What happened, in more detail than {@link SessionError}, and what a caller can do.
     *
     * <p>Constants may be added: a {@code switch} over it needs a {@code default}. The {@code default} should treat an unknown reason like
     * {@link #UNKNOWN}: show the message, and retry only if {@link #isRetryable()} is true.
     */
    public enum Reason {
        /** The link or the access point was lost; wait until it is usable again, or open a session on another one. */
        LOST,
        /** Another session or another program stopped the interface for all programs; open it again only if the user asks for it. */
        STOPPED,
        /** Another access point took the radio or the link; open it again only if the user asks for it, because that may displace the other one. */
        REPLACED,
        /** This process does not have the permission; the remedy states which permission is missing. */
        DENIED,
        /** This platform, this backend or this configuration does not support the operation; do not retry. */
        UNSUPPORTED,
        /** The configuration, or the device that carries it, does not exist any more; choose another configuration. */
        GONE,
        /**
         * The configuration exists but cannot be started now: no carrier, out of range, switched off, not managed, suspended; wait for a change
         * of its state, then retry.
         */
        NOT_READY,
        /** The operation took longer than the time limit; retry, or allow more time. */
        TIMED_OUT,
        /** The operation is not possible now, for instance because another program is changing the interface; the same call may succeed later. */
        BUSY,
        /** A password, key or certificate is missing or was rejected; correct it before you retry. */
        SECRETS,
        /** The network or the service accepted the request and then refused it, for instance DHCP or the association; retry later. */
        REFUSED,
        /** This program closed the session or its {@link Networks} before the call ended; nothing needs to be done. */
        CLOSED,
        /** The user chose no usable network; ask again only if the user wants to be asked. */
        NOT_CHOSEN,
        /** The cause is not known; show the message and the native code. */
        UNKNOWN
    }

    private SessionFailure(Builder builder) {
        this.error = builder.error;
        this.reason = builder.reason;
        this.message = builder.message;
        this.nativeCode = builder.nativeCode;
        this.retryable = builder.retryable;
        this.remedy = builder.remedy;
    }

    /**
     * Returns a builder of a failure. By default the failure has no native code and no remedy, and is not retryable.
     *
     * @param error the kind of failure
     * @param reason what happened, in more detail
     * @param message what happened, in one sentence for people
     * @return the builder
     */
    public static Builder builder(SessionError error, Reason reason, String message) {
        return new Builder(error, reason, message);
    }

    /**
     * Returns the kind of failure.
     *
     * @return one of Qt's five
     */
    public SessionError error() {
        return error;
    }

    /**
     * Returns what happened, in more detail than {@link #error()}. Programs should base their decisions on it.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns what happened, as text.
     *
     * @return one sentence for people
     */
    public String message() {
        return message;
    }

    /**
     * Returns the error number of the operating system or its network service.
     *
     * @return the code; empty if there was none
     */
    public Optional<NativeCode> nativeCode() {
        return Optional.ofNullable(nativeCode);
    }

    /**
     * Returns whether the same call may succeed later although nothing was changed.
     *
     * @return true if a retry makes sense
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Returns what would make the operation succeed.
     *
     * @return a hint for people; empty if none is known
     */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionFailure that && error == that.error && reason == that.reason && retryable == that.retryable
            && message.equals(that.message) && Objects.equals(nativeCode, that.nativeCode) && Objects.equals(remedy, that.remedy);
    }

    @Override
    public int hashCode() {
        int hash = 31 * error.hashCode() + reason.hashCode();
        hash = 31 * hash + message.hashCode();
        hash = 31 * hash + Objects.hashCode(nativeCode);
        hash = 31 * hash + Boolean.hashCode(retryable);
        return 31 * hash + Objects.hashCode(remedy);
    }

    /**
     * Returns the complete text for people, for instance {@code SESSION_ABORTED (LOST): link:eth0 was lost (errno 19); plug the cable in}.
     */
    @Override
    public String toString() {
        return error + " (" + reason + "): " + message + (nativeCode == null ? "" : " (" + nativeCode + ')') + (remedy == null ? "" : "; " + remedy);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (error == null || reason == null || message == null) {
            throw new InvalidObjectException("a SessionFailure without an error, a reason or a message");
        }
    }

    /** Builds a {@link SessionFailure}. For the engine and for tests; not safe for use by several threads. */
    public static final class Builder {

        private final SessionError error;
        private final Reason reason;
        private final String message;
        private NativeCode nativeCode;
        private boolean retryable;
        private String remedy;

        private Builder(SessionError error, Reason reason, String message) {
            this.error = Objects.requireNonNull(error, "error");
            this.reason = Objects.requireNonNull(reason, "reason");
            this.message = Objects.requireNonNull(message, "message");
        }

        /**
         * Sets the error number of the operating system or its network service.
         *
         * @param code the code
         * @return this
         */
        public Builder nativeCode(NativeCode code) {
            nativeCode = Objects.requireNonNull(code, "code");
            return this;
        }

        /**
         * Sets whether the same call may succeed later although nothing was changed.
         *
         * @param mayPass true if a retry makes sense
         * @return this
         */
        public Builder retryable(boolean mayPass) {
            retryable = mayPass;
            return this;
        }

        /**
         * Sets what would make the operation succeed.
         *
         * @param hint what to do, as text for people
         * @return this
         */
        public Builder remedy(String hint) {
            remedy = Objects.requireNonNull(hint, "hint");
            return this;
        }

        /**
         * Builds the failure.
         *
         * @return the failure
         */
        public SessionFailure build() {
            return new SessionFailure(this);
        }
    }
}
