package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/** Why something did not work. An immutable value; two failures are equal if all that they say is equal. */
public final class SessionFailure implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SessionError error;
    private final Reason reason;
    private final String message;
    private final NativeCode nativeCode;
    private final boolean retryable;
    private final String remedy;

    /**
     * What happened, more exactly than {@link SessionError} says it, and what a caller may do.
     *
     * <p>Constants may be added: a {@code switch} over it needs a {@code default}. Treat there what you do not know as {@link #UNKNOWN}:
     * show the message, and try again only if {@link #isRetryable()} says so.
     */
    public enum Reason {
        /** The link or the access point went away by itself; wait until it is usable again, or open a session on another one. */
        LOST,
        /** Another session or another program stopped it for everyone; open it again only if the user asks for it. */
        STOPPED,
        /** Another access point took its radio or its link; open it again only if the user asks for it, because that may take the radio back. */
        REPLACED,
        /** This process is not permitted to do it; the remedy says which permission is missing. */
        DENIED,
        /** This platform, this backend or this configuration cannot do it; do not try again. */
        UNSUPPORTED,
        /** The configuration, or the device that carries it, does not exist any more; choose another configuration. */
        GONE,
        /**
         * It exists but cannot be started now: no carrier, out of range, switched off, not managed, suspended; wait for a change of its
         * state, then try again.
         */
        NOT_READY,
        /** It took longer than the limit; try again, or allow more time. */
        TIMED_OUT,
        /** The system or another program is just using or changing it; the same call may succeed later. */
        BUSY,
        /** A password, key or certificate is missing or was rejected; correct it before you try again. */
        SECRETS,
        /** The network or the service took the request and ended it with a refusal, for instance of DHCP or of the association; try again later. */
        REFUSED,
        /** This program closed the session or its {@link Networks} before the call ended; nothing needs to be done. */
        CLOSED,
        /** The user's choice gave no usable network; ask again only if the user wants to be asked. */
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
     * Returns a builder of a failure without a native code and without a remedy, which is not retryable.
     *
     * @param error the kind of failure
     * @param reason what happened, more exactly
     * @param message what happened, in one sentence for a person
     * @return the builder
     */
    public static Builder builder(SessionError error, Reason reason, String message) {
        return new Builder(error, reason, message);
    }

    /**
     * The kind of failure.
     *
     * @return one of Qt's five
     */
    public SessionError error() {
        return error;
    }

    /**
     * What happened, more exactly; what a program decides by.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What happened.
     *
     * @return one sentence for a person
     */
    public String message() {
        return message;
    }

    /**
     * The number that the operating system or its network service gave.
     *
     * @return the code, where there was one
     */
    public Optional<NativeCode> nativeCode() {
        return Optional.ofNullable(nativeCode);
    }

    /**
     * Whether the same call may succeed later without anybody changing anything.
     *
     * @return true if trying again makes sense
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * What would make it work.
     *
     * @return a hint for a person, where one is known
     */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(Object other) {
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
     * Returns all that a person has to read, for instance {@code SESSION_ABORTED (LOST): link:eth0 was lost (errno 19); plug the cable in}.
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

    /** Makes a {@link SessionFailure}. The engine and tests make such values; for one thread. */
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
         * Sets the number that the operating system gave.
         *
         * @param code the code
         * @return this
         */
        public Builder nativeCode(NativeCode code) {
            nativeCode = Objects.requireNonNull(code, "code");
            return this;
        }

        /**
         * Says whether the same call may succeed later without anybody changing anything.
         *
         * @param mayPass whether it may
         * @return this
         */
        public Builder retryable(boolean mayPass) {
            retryable = mayPass;
            return this;
        }

        /**
         * Sets what would make it work.
         *
         * @param hint what to do, for a person
         * @return this
         */
        public Builder remedy(String hint) {
            remedy = Objects.requireNonNull(hint, "hint");
            return this;
        }

        /**
         * Makes the failure.
         *
         * @return the value
         */
        public SessionFailure build() {
            return new SessionFailure(this);
        }
    }
}
