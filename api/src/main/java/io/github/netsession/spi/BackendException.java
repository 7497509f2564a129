package io.github.netsession.spi;

import io.github.netsession.NativeCode;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Objects;
import java.util.Optional;

/** The operating system refused or failed. Made where the native call is made, and nowhere else. Serialised, it keeps all that it says. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String call;
    private final String reason;
    private final NativeCode nativeCode;
    private final boolean retryable;
    private final String remedy;

    /**
     * What sort of refusal it is; it decides the {@code SessionFailure.Reason} that the application sees.
     *
     * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
     */
    public enum Kind {
        /** Not permitted to this process. */
        DENIED(false),
        /** This platform, or this configuration, does not do it. */
        UNSUPPORTED(false),
        /** What the call was about, or the device that carries it, is not there any more. */
        GONE(false),
        /** It is there, and cannot be started or used now: no carrier, out of range, switched off, not managed, asleep. */
        NOT_READY(true),
        /** It took too long. */
        TIMEOUT(true),
        /** Not now: busy, just being changed, out of memory, interrupted. The same call may succeed later. The application sees it as BUSY. */
        TEMPORARY(true),
        /** A password, key or certificate is missing or was rejected. */
        SECRETS(false),
        /** The network or the service took the request and ended it with a refusal. */
        REFUSED(true),
        /** Anything else, and whatever number has no meaning that is known for certain. */
        FAILED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /**
         * Whether the same call may as a rule succeed later without anybody changing anything.
         *
         * @return what {@link BackendException#isRetryable()} is unless it is said otherwise
         */
        public boolean isRetryable() {
            return retryable;
        }
    }

    /**
     * An exception with a native code.
     *
     * @param kind what sort of refusal
     * @param call the native call, as the platform spells it
     * @param message what happened, for a person
     * @param nativeCode the platform's number
     */
    public BackendException(Kind kind, String call, String message, NativeCode nativeCode) {
        this(kind, call, message, Objects.requireNonNull(nativeCode, "nativeCode"), kind.isRetryable(), null);
    }

    /**
     * An exception without a native code.
     *
     * @param kind what sort of refusal
     * @param call the native call, as the platform spells it
     * @param message what happened, for a person
     */
    public BackendException(Kind kind, String call, String message) {
        this(kind, call, message, null, kind.isRetryable(), null);
    }

    private BackendException(Kind kind, String call, String message, NativeCode nativeCode, boolean retryable, String remedy) {
        super(call + ": " + message + (nativeCode == null ? "" : " (" + nativeCode + ")"));
        this.kind = Objects.requireNonNull(kind, "kind");
        this.call = Objects.requireNonNull(call, "call");
        this.reason = Objects.requireNonNull(message, "message");
        this.nativeCode = nativeCode;
        this.retryable = retryable;
        this.remedy = remedy;
    }

    /**
     * This exception with what would help.
     *
     * @param hint what to do, for a person
     * @return a copy with the hint
     */
    public BackendException withRemedy(String hint) {
        BackendException copy = new BackendException(kind, call, reason, nativeCode, retryable, Objects.requireNonNull(hint, "hint"));
        copy.initCause(this);
        return copy;
    }

    /**
     * This exception where trying again makes more, or less, sense than its kind says.
     *
     * @param mayPass whether the same call may succeed later without anybody changing anything
     * @return a copy that says so, with this one's stack trace and cause
     */
    public BackendException withRetryable(boolean mayPass) {
        BackendException copy = new BackendException(kind, call, reason, nativeCode, mayPass, remedy);
        copy.setStackTrace(getStackTrace());
        if (getCause() != null) {
            copy.initCause(getCause());
        }
        return copy;
    }

    /**
     * What sort of refusal it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The native call that failed.
     *
     * @return its name, as the platform spells it
     */
    public String call() {
        return call;
    }

    /**
     * What happened, without the call and the number.
     *
     * @return the text, for a person
     */
    public String reason() {
        return reason;
    }

    /**
     * The platform's number.
     *
     * @return the code, where there was one
     */
    public Optional<NativeCode> nativeCode() {
        return Optional.ofNullable(nativeCode);
    }

    /**
     * Whether the same call may succeed later without anybody changing anything.
     *
     * @return what the kind says, unless {@link #withRetryable} has said otherwise
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * What would help.
     *
     * @return the hint, where there is one
     */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (kind == null || call == null || reason == null) {
            throw new InvalidObjectException("a BackendException without its kind, its call or its reason");
        }
    }
}
