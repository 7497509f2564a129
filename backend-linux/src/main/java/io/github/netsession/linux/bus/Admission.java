package io.github.netsession.linux.bus;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When a connection that the bus has not admitted yet is to be made anew: when another socket is at the address, and a few times when there is a
 * socket that refused. A bus appears with its socket, may listen on it a moment later, and nothing tells of that. Nothing is looked at by time
 * while there is no socket. For one thread.
 */
final class Admission {

    /** A fourth of the time within which NetworkManager is to be back. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A socket of a bus that was killed stays in its directory, and refuses for good. */
    static final int MOST_ATTEMPTS = 20;

    private final Supplier<Optional<String>> socket;
    private final LongSupplier clock;
    private Optional<String> connectedTo = Optional.empty();
    private boolean isPending;
    private int attempts;
    private long lookAt;

    /**
     * A connection's admission.
     *
     * @param socket the identity of the socket at the address; empty if there is none
     * @param clock tells nanoseconds
     */
    Admission(Supplier<Optional<String>> socket, LongSupplier clock) {
        this.socket = socket;
        this.clock = clock;
    }

    /** A connection is about to be made. */
    void begun() {
        Optional<String> now = socket.get();
        attempts = now.equals(connectedTo) ? attempts + 1 : 0;
        connectedTo = now;
        isPending = true;
        lookAt = clock.getAsLong() + LOOK_NANOS;
    }

    void admitted() {
        isPending = false;
        attempts = 0;
    }

    /** There is no connection any more. */
    void ended() {
        isPending = false;
    }

    /** In how long to look; {@link Retry#NEVER} if not at all. */
    long nanosLeft() {
        if (!isPending || socket.get().isEmpty() || isGivenUp()) {
            return Retry.NEVER;
        }
        return Math.max(0, lookAt - clock.getAsLong());
    }

    private boolean isGivenUp() {
        return attempts >= MOST_ATTEMPTS && !isReplaced();
    }

    /**
     * Whether the connection is to be made anew.
     *
     * @param isHandshaking whether a bus has taken the connection, and only has to answer
     */
    boolean isInVain(boolean isHandshaking) {
        if (nanosLeft() != 0) {
            return false;
        }
        lookAt = clock.getAsLong() + LOOK_NANOS;
        return isReplaced() || !isHandshaking;
    }

    /** Whether there is another socket at the address than the one that was connected to. */
    boolean isReplaced() {
        Optional<String> now = socket.get();
        return now.isPresent() && !now.equals(connectedTo);
    }
}
