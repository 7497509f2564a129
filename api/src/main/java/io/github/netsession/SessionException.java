package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Objects;

/** Carries the failure of a future of this library. The failure is part of the serialised form. */
public final class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SessionFailure failure;

    /**
     * Creates an exception for a failure.
     *
     * @param failure the failure
     */
    public SessionException(SessionFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /**
     * Creates an exception for a failure with a cause.
     *
     * @param failure the failure
     * @param cause the exception of the backend that caused the failure
     */
    public SessionException(SessionFailure failure, Throwable cause) {
        super(failure.toString(), Objects.requireNonNull(cause, "cause"));
        this.failure = failure;
    }

    /**
     * Returns what failed.
     *
     * @return the failure
     */
    public SessionFailure failure() {
        return failure;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (failure == null) {
            throw new InvalidObjectException("a SessionException without its failure");
        }
    }
}
