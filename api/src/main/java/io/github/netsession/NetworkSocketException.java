package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.net.SocketException;
import java.util.Objects;

/**
 * Thrown if a socket cannot be directed to an access point. A socket of the application is then unchanged. The failure is part of the
 * serialised form.
 */
public final class NetworkSocketException extends SocketException {

    private static final long serialVersionUID = 1L;

    private final SessionFailure failure;

    /**
     * Creates an exception for a failure.
     *
     * @param failure the failure
     */
    public NetworkSocketException(SessionFailure failure) {
        super(Objects.requireNonNull(failure, "failure").toString());
        this.failure = failure;
    }

    /**
     * Creates an exception for a failure with a cause.
     *
     * @param failure the failure
     * @param cause the exception that caused the failure
     */
    public NetworkSocketException(SessionFailure failure, Throwable cause) {
        this(failure);
        initCause(Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Returns what failed, with the reason and, if known, the remedy.
     *
     * @return the failure
     */
    public SessionFailure failure() {
        return failure;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (failure == null) {
            throw new InvalidObjectException("a NetworkSocketException without its failure");
        }
    }
}
