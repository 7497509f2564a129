package io.github.netsession.spi;

import io.github.netsession.NativeCode;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Thrown if the operating system refuses an operation or fails. It is created where the native call is made. All its properties are part of
 * the serialised form.
 */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String call;
    private final String reason;
    private final NativeCode nativeCode;
    private final boolean retryable;
    private final String remedy;

    /**
     * The kind of failure, which determines the {@code SessionFailure.Reason} that the application sees.
     *
     * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
     */
    public enum Kind {
        /** This process does not have the permission. */
        DENIED(false),
        /** This platform, or this configuration, does not support the operation. */
        UNSUPPORTED(false),
        /** The target of the call, or the device that carries it, does not exist any more. */
        GONE(false),
        /** The target exists, but cannot be started or used now: no carrier, out of range, switched off, not managed, suspended. */
        NOT_READY(true),
        /** The operation took longer than its time limit. */
        TIMEOUT(true),
        /**
         * The operation is not possible now: the target is busy or being changed, memory is short, or the call was interrupted. The same call
         * may succeed later. The application sees it as BUSY.
         */
        TEMPORARY(true),
        /** A password, key or certificate is missing or was rejected. */
        SECRETS(false),
        /** The network or the service accepted the request and then refused it. */
        REFUSED(true),
        /** Any other failure, including every native code without a certain meaning. */
        FAILED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /**
         * Returns whether, as a rule, the same call may succeed later although nothing was changed.
         *
         * @return the default of {@link BackendException#isRetryable()}
         */
        public boolean isRetryable() {
            return retryable;
        }
    }

    /**
     * Creates an exception with a native code.
     *
     * @param kind the kind of failure
     * @param call the native call, as the platform spells it
     * @param message what happened, as text for people
     * @param nativeCode the platform's error number
     */
    public BackendException(Kind kind, String call, String message, NativeCode nativeCode) {
        this(kind, call, message, Objects.requireNonNull(nativeCode, "nativeCode"), kind.isRetryable(), null);
    }

    /**
     * Creates an exception without a native code.
     *
     * @param kind the kind of failure
     * @param call the native call, as the platform spells it
     * @param message what happened, as text for people
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
     * Returns a copy of this exception with a remedy.
     *
     * @param hint what to do, as text for people
     * @return a copy with the hint; its cause is this exception
     */
    public BackendException withRemedy(String hint) {
        BackendException copy = new BackendException(kind, call, reason, nativeCode, retryable, Objects.requireNonNull(hint, "hint"));
        copy.initCause(this);
        return copy;
    }

    /**
     * Returns a copy of this exception for which a retry makes more, or less, sense than its kind implies.
     *
     * @param mayPass whether the same call may succeed later although nothing was changed
     * @return a copy with this value, and with the stack trace and the cause of this exception
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
     * Returns the kind of failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the native call that failed.
     *
     * @return the name of the call, as the platform spells it
     */
    public String call() {
        return call;
    }

    /**
     * Returns what happened, without the call and the error number.
     *
     * @return the text for people
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns the platform's error number.
     *
     * @return the code; empty if there was none
     */
    public Optional<NativeCode> nativeCode() {
        return Optional.ofNullable(nativeCode);
    }

    /**
     * Returns whether the same call may succeed later although nothing was changed.
     *
     * @return the default of the kind, unless {@link #withRetryable} has set another value
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Returns what would help.
     *
     * @return the hint; empty if none is known
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
