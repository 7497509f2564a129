package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;

/**
 * A netlink socket that is subscribed to change notices, or none, and the place where the backend's one thread waits for it and for a
 * descriptor beside it. One thread waits and receives; any thread may wake it.
 */
public interface EventPort extends AutoCloseable {

    /** What {@link #receive()} answers when the queue is empty. */
    int NOTHING = -1;

    /** What {@link #receive()} answers when the kernel had to drop notices ({@code ENOBUFS}). Those still queued come after it. */
    int LOST = -2;

    /** What {@link #await} takes where there is no limit. */
    int FOREVER = -1;

    /**
     * Waits until there is something to receive, the other descriptor is ready, {@link #wake()} was called, or time has passed.
     *
     * @param otherFd a descriptor to wait for as well; -1 for none
     * @param otherEvents what to wait for there, as bits of poll(2)
     * @param millis how long at most; {@link #FOREVER} for no limit
     * @return whether there is something to receive here
     * @throws BackendException if waiting fails
     */
    boolean await(int otherFd, int otherEvents, int millis);

    /**
     * Receives one datagram into {@link #in()}, without waiting.
     *
     * @return its length, more than the buffer's capacity if it was truncated; or {@link #NOTHING}, or {@link #LOST}
     * @throws BackendException if the kernel reports anything else
     */
    int receive();

    /**
     * Whether there is something to receive, without waiting. Any thread may ask.
     *
     * @return true also if that cannot be told
     */
    boolean isPending();

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

    /** Ends the present {@link #await}, or the next if nobody waits, at once. */
    void wake();

    /** Closes the socket. Closing twice does nothing. Only call it when no thread is waiting or receiving any more. */
    @Override
    void close();
}
