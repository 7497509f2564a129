package io.github.netsession.sim;

import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Objects;

/** Makes what a backend reports when a start fails, from the words of an application. */
final class StartFailures {

    private StartFailures() {
    }

    static BackendException of(Reason reason, String message) {
        return new BackendException(kind(reason), "sim.start", Objects.requireNonNull(message, "message"));
    }

    /** The kind that the engine reports with this reason. */
    private static Kind kind(Reason reason) {
        return switch (Objects.requireNonNull(reason, "reason")) {
            case DENIED -> Kind.DENIED;
            case UNSUPPORTED -> Kind.UNSUPPORTED;
            case GONE -> Kind.GONE;
            case NOT_READY -> Kind.NOT_READY;
            case TIMED_OUT -> Kind.TIMEOUT;
            case BUSY -> Kind.TEMPORARY;
            case SECRETS -> Kind.SECRETS;
            case REFUSED -> Kind.REFUSED;
            case UNKNOWN -> Kind.FAILED;
            case LOST, STOPPED, REPLACED, CLOSED, NOT_CHOSEN -> throw new IllegalArgumentException("no system reports that a start failed with "
                + reason + "; reasons of a start: DENIED, UNSUPPORTED, GONE, NOT_READY, TIMED_OUT, BUSY, SECRETS, REFUSED, UNKNOWN");
        };
    }
}
