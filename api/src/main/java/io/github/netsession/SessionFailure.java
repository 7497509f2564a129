package io.github.netsession;

import java.util.Objects;
import java.util.Optional;

/**
 * Why something did not work.
 *
 * @param error the kind of failure
 * @param message what happened, in one sentence for a person
 * @param nativeCode the operating system's own number, where it gave one; or one of this library's, {@link #LOST} and {@link #STOPPED}
 * @param isRetryable whether the same call may succeed later without anybody changing anything
 * @param remedy what would make it work, where that is known
 */
public record SessionFailure(SessionError error, String message, Optional<NativeCode> nativeCode, boolean isRetryable,
                             Optional<String> remedy) {

    /** The code of a SESSION_ABORTED because the access point was lost: a cable, the radio, an administrator, the end of its device. */
    public static final NativeCode LOST = new NativeCode("netsession", 1);

    /** The code of a SESSION_ABORTED because another session, of this process or another one, stopped the access point for everyone. */
    public static final NativeCode STOPPED = new NativeCode("netsession", 2);

    public SessionFailure {
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(nativeCode, "nativeCode");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * A failure of this library's own finding, without a native code.
     *
     * @param error the kind of failure
     * @param message what happened
     * @param isRetryable whether it may succeed later
     * @return the failure
     */
    public static SessionFailure of(SessionError error, String message, boolean isRetryable) {
        return new SessionFailure(error, message, Optional.empty(), isRetryable, Optional.empty());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(error).append(": ").append(message);
        nativeCode.ifPresent(code -> text.append(" (").append(code).append(')'));
        remedy.ifPresent(hint -> text.append("; ").append(hint));
        return text.toString();
    }
}
