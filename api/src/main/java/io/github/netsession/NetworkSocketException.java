package io.github.netsession;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.net.SocketException;
import java.util.Objects;

/** A socket could not be directed to an access point. The application's socket, if it was one, is as it was before. Serialised, it keeps its failure. */
public final class NetworkSocketException extends SocketException {

    private static final long serialVersionUID = 1L;

    private final SessionFailure failure;

    /**
     * An exception for a failure.
     *
     * @param failure the failure
     */
    public NetworkSocketException(SessionFailure failure) {
        super(Objects.requireNonNull(failure, "failure").toString());
        this.failure = failure;
    }

    /**
     * An exception for a failure that another exception explains.
     *
     * @param failure the failure
     * @param cause the other exception
     */
    public NetworkSocketException(SessionFailure failure, Throwable cause) {
        this(failure);
        initCause(Objects.requireNonNull(cause, "cause"));
    }

    /**
     * What failed, with the reason and, where one is known, the remedy.
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
