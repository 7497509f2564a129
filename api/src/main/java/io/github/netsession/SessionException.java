package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Objects;

/** What a future of this library fails with when the network or the operating system refused. Serialised, it keeps its failure. */
public final class SessionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SessionFailure failure;

    /**
     * An exception for a failure.
     *
     * @param failure the failure
     */
    public SessionException(SessionFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    /**
     * An exception for a failure that an exception of the backend explains.
     *
     * @param failure the failure
     * @param cause the backend's exception
     */
    public SessionException(SessionFailure failure, Throwable cause) {
        super(failure.toString(), Objects.requireNonNull(cause, "cause"));
        this.failure = failure;
    }

    /**
     * What failed.
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
