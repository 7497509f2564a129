package io.github.netsession;

import java.util.Objects;
import java.util.Optional;

/**
 * Why something did not work.
 *
 * @param error the kind of failure
 * @param message what happened, in one sentence for a person
 * @param nativeCode the operating system's own number, where it gave one
 * @param isRetryable whether the same call may succeed later without anybody changing anything
 * @param remedy what would make it work, where that is known
 */
public record SessionFailure(SessionError error, String message, Optional<NativeCode> nativeCode, boolean isRetryable,
                             Optional<String> remedy) {

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
