package io.github.netsession.linux.bus;

import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** A connection to a bus. For one thread. */
public interface BusPort extends AutoCloseable {

    /** What {@link #microsToWait()} answers when there is nothing to wait for but the descriptor. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * The descriptor to wait for; it may be another one after each {@link #process()}.
     *
     * @return its number
     */
    int fd();

    /**
     * What to wait for on the descriptor.
     *
     * @return bits of poll(2)
     */
    int events();

    /**
     * How long to wait for the descriptor before {@link #process()} has to be called anyway.
     *
     * @return microseconds, 0 for at once, or {@link #FOREVER}
     */
    long microsToWait();

    /**
     * Whether the bus has admitted this connection.
     *
     * @return true from then on
     */
    boolean isReady();

    /**
     * Sends a call, or keeps it until it can be sent, without waiting.
     *
     * @param call the call
     * @return its cookie, which the answer will name
     * @throws BackendException if the connection is lost, or the call cannot be made into a message
     */
    long send(BusCall call);

    /**
     * Does a piece of work that does not wait.
     *
     * @return what came of it
     * @throws BackendException if the connection is lost
     */
    Progress process();

    /**
     * What came of a piece of work.
     *
     * @param more whether there may be more to do at once
     * @param message a message that came in; most pieces of work bring none
     */
    record Progress(boolean more, Optional<BusMessage> message) {
    }

    /** Closes the connection without waiting. Closing twice does nothing. */
    @Override
    void close();
}
