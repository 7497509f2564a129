package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;

/** A netlink socket that is subscribed to change notices. One thread waits and receives; any thread may wake it. */
public interface EventPort extends AutoCloseable {

    /** What {@link #receive()} answers when the queue is empty. */
    int NOTHING = -1;

    /** What {@link #receive()} answers when the kernel had to drop notices ({@code ENOBUFS}). Those still queued come after it. */
    int LOST = -2;

    /**
     * Waits, without limit, until there is something to receive or {@link #wake()} was called.
     *
     * @return true if there is something to receive; false if woken
     * @throws BackendException if waiting fails
     */
    boolean await();

    /**
     * Receives one datagram into {@link #in()}, without waiting.
     *
     * @return its length, more than the buffer's capacity if it was truncated; or {@link #NOTHING}, or {@link #LOST}
     * @throws BackendException if the kernel reports anything else
     */
    int receive();

    /**
     * Where the last datagram is.
     *
     * @return the buffer, always the same, in native byte order
     */
    ByteBuffer in();

    /**
     * Who sent the last datagram.
     *
     * @return the sender's port, 0 for the kernel
     */
    int senderPort();

    /** Ends {@link #await()} at once, now and from now on. */
    void wake();

    /** Closes the socket. Closing twice does nothing. Only call it when no thread is waiting or receiving any more. */
    @Override
    void close();
}
