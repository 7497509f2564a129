package io.github.netsession.spi;

import io.github.netsession.NativeCode;
import java.util.Objects;
import java.util.Optional;

/** The operating system refused or failed. Made where the native call is made, and nowhere else. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String call;
    private final String reason;
    private final transient NativeCode nativeCode;
    private final String remedy;

    /** What sort of refusal it is. Constants may be added: a {@code switch} over it needs a {@code default}. */
    public enum Kind {
        /** Not permitted to this process. */
        DENIED,
        /** This platform does not do it. */
        UNSUPPORTED,
        /** What the call was about is not there any more. */
        GONE,
        /** It took too long. */
        TIMEOUT,
        /** Not now: busy, out of memory, interrupted. The same call may succeed later. */
        TEMPORARY,
        /** Anything else. */
        FAILED
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
        this(kind, call, message, Objects.requireNonNull(nativeCode, "nativeCode"), null);
    }

    /**
     * An exception without a native code.
     *
     * @param kind what sort of refusal
     * @param call the native call, as the platform spells it
     * @param message what happened, for a person
     */
    public BackendException(Kind kind, String call, String message) {
        this(kind, call, message, null, null);
    }

    private BackendException(Kind kind, String call, String message, NativeCode nativeCode, String remedy) {
        super(call + ": " + message + (nativeCode == null ? "" : " (" + nativeCode + ")"));
        this.kind = Objects.requireNonNull(kind, "kind");
        this.call = Objects.requireNonNull(call, "call");
        this.reason = message;
        this.nativeCode = nativeCode;
        this.remedy = remedy;
    }

    /**
     * This exception with what would help.
     *
     * @param hint what to do, for a person
     * @return a copy with the hint
     */
    public BackendException withRemedy(String hint) {
        BackendException copy = new BackendException(kind, call, reason, nativeCode, Objects.requireNonNull(hint, "hint"));
        copy.initCause(this);
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
     * What would help.
     *
     * @return the hint, where there is one
     */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }
}
