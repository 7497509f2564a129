package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A netlink socket for requests and answers, with its two buffers. For one thread at a time. The buffers are in native byte order and are read
 * and written at absolute positions.
 */
public interface NetlinkPort extends AutoCloseable {

    /**
     * The size of the receive buffer at first: what the kernel makes the parts of a dump at most, unless a single message is larger. A
     * smaller one, even once, makes it truncate later parts. Source: net/netlink/af_netlink.c, netlink_recvmsg and netlink_dump.
     */
    int BUFFER_BYTES = 32 * 1024;

    /** What the receive buffer grows to at most: many times a link with all the alternative names that it can have (64 KB). */
    int MOST_BUFFER_BYTES = 1024 * 1024;

    /** The size of the send buffer; the longest request is under 100 bytes. */
    int REQUEST_BYTES = 256;

    /** What {@link #receive} answers when nothing came. */
    int NOTHING = -1;

    /**
     * Where requests are written.
     *
     * @return the buffer, always the same
     */
    ByteBuffer out();

    /**
     * Where the last datagram is.
     *
     * @return the buffer, the same until {@link #grow}
     */
    ByteBuffer in();

    /**
     * Makes the receive buffer large enough for a datagram; what was in it is lost.
     *
     * @param bytes the datagram's length
     * @return false, and nothing has changed, if that is more than {@link #MOST_BUFFER_BYTES}
     */
    boolean grow(int bytes);

    /**
     * Sends the first bytes of {@link #out()} to the kernel.
     *
     * @param length how many
     * @throws BackendException if the kernel does not take them
     */
    void send(int length);

    /**
     * Receives one datagram into {@link #in()}.
     *
     * @param wait whether to wait for it, up to two seconds
     * @return its length, more than the buffer's capacity if it was truncated; {@link #NOTHING} if none came
     * @throws BackendException if the kernel reports anything else
     */
    int receive(boolean wait);

    /**
     * Who sent the last datagram.
     *
     * @return the sender's port, 0 for the kernel
     */
    int senderPort();

    /**
     * Identifies the network namespace of the socket: the kernel gives each namespace another number, and none twice while the machine runs.
     * Source: kernel 5.14, SO_NETNS_COOKIE.
     *
     * @return the number; empty if the kernel is older
     */
    OptionalLong namespaceCookie();

    /** Closes the socket. Closing twice does nothing. Never call it while another thread is in one of the other methods. */
    @Override
    void close();
}
