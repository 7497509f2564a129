package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends a request to the kernel and hands out the messages of the answer. For one thread at a time; {@link #close()} may come from any
 * other, also during a request: then the socket is closed as soon as that is over. Allocates nothing, but for an answer whose parts are
 * larger than any before.
 */
final class NetlinkClient implements AutoCloseable {

    /** Takes the messages of an answer. */
    @FunctionalInterface
    interface Messages {
        /** A message whose payload, behind the netlink header, is {@code buffer[payload, end)}. */
        void message(int type, ByteBuffer buffer, int payload, int end);

        /** The request has to be sent once more: the whole answer comes again, and what came so far does not count. */
        default void again() {
            // For those who expect one message, or to whom the same message twice is as good as once.
        }
    }

    /** For requests whose answer is only whether they worked. */
    static final Messages NONE = new Messages() {
        @Override
        public void message(int type, ByteBuffer buffer, int payload, int end) {
            // Whether the kernel has done what it was asked is in the end of its answer.
        }
    };

    /** A whole answer takes no longer; 100,000 links take less than a second. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UNFINISHED = -1;
    private static final int CUT_OFF = -2;
    private static final int ERROR_BYTES = 4;

    private final NetlinkPort port;
    private final ByteBuffer out;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;
    private int sequence;
    private boolean interrupted;
    private int malformed;
    private String explanation = "";

    NetlinkClient(NetlinkPort port) {
        this.port = port;
        this.out = port.out();
    }

    /** Where the next request is to be written. */
    ByteBuffer out() {
        return out;
    }

    /** Whether the kernel's table changed while the last answer was made, so that it may be inconsistent ({@code NLM_F_DUMP_INTR}). */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** How many datagrams or messages did not have the form they should. */
    int malformed() {
        return malformed;
    }

    /** Counts a message that its reader could not read. */
    void countMalformed() {
        malformed++;
    }

    /**
     * Sends the request in {@link #out()} and hands its answer to {@code messages}.
     *
     * @return 0, or the number of the error that the kernel answered with
     * @throws BackendException if there was no whole answer, or the client is closed
     */
    int exchange(String call, int length, Messages messages) {
        requireOpen(call); // Not behind a request that may take long.
        lock.lock();
        try {
            requireOpen(call);
            int result = converse(call, length, messages);
            while (result == CUT_OFF) { // Each time the buffer has grown, and it does not grow for ever.
                messages.again();
                result = converse(call, length, messages);
            }
            return result;
        } finally {
            lock.unlock();
            if (closed) {
                close(); // It was closed meanwhile, and had no turn.
            }
        }
    }

    /** The same, with every error of the kernel as an exception. */
    void require(String call, int length, Messages messages) {
        int errno = exchange(call, length, messages);
        if (errno != 0) {
            throw refused(call, errno);
        }
    }

    /** The exception for an error that the last {@link #exchange} answered, with the kernel's explanation. */
    BackendException refused(String call, int errno) {
        return Errno.refused(call, errno, explanation);
    }

    @Override
    public void close() {
        close(Deadline.toClose());
    }

    /** The same, with a time for the whole backend: a request that is not over by then closes the socket when it is. */
    void close(Deadline deadline) {
        closed = true;
        boolean mine = false;
        try {
            mine = lock.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine = lock.tryLock();
        }
        if (mine) {
            try {
                port.close();
            } finally {
                lock.unlock();
            }
        }
    }

    private void requireOpen(String call) {
        if (closed) {
            throw new BackendException(BackendException.Kind.FAILED, call, "the backend is closed");
        }
    }

    private int converse(String call, int length, Messages messages) {
        sequence++;
        out.putInt(8, sequence);
        int flags = out.getShort(6) & 0xffff;
        boolean dump = (flags & Netlink.NLM_F_DUMP) == Netlink.NLM_F_DUMP;
        boolean single = !dump && (flags & Netlink.NLM_F_ACK) == 0;
        interrupted = false;
        explanation = "";
        long begun = 0; // From the second datagram on: to ask for the time is a twentieth of what a short answer costs, and that has only one.
        int result = UNFINISHED;
        try {
            port.send(length);
            for (int datagrams = 0; result == UNFINISHED; datagrams++) {
                if (datagrams == 1) {
                    begun = System.nanoTime();
                }
                int bytes = port.receive(true);
                if (bytes == NetlinkPort.NOTHING || datagrams > 1 && System.nanoTime() - begun > LIMIT_NANOS) {
                    throw new BackendException(BackendException.Kind.TIMEOUT, call, "the kernel did not answer in time");
                }
                if (bytes > port.in().capacity()) {
                    if (!port.grow(bytes)) {
                        throw new BackendException(BackendException.Kind.FAILED, call, "an answer of " + bytes + " bytes was cut off");
                    }
                    result = CUT_OFF;
                } else if (port.senderPort() == 0) {
                    result = datagram(bytes, single, messages);
                }
            }
            return result;
        } finally {
            if (result < 0) {
                drain();
            }
        }
    }

    /** Reads one datagram; an answer may need several. */
    private int datagram(int bytes, boolean single, Messages messages) {
        ByteBuffer in = port.in();
        int at = 0;
        while (bytes - at >= Netlink.NLMSG_HDRLEN) {
            int size = in.getInt(at);
            if (size < Netlink.NLMSG_HDRLEN || size > bytes - at) {
                malformed++;
                return UNFINISHED;
            }
            if (in.getInt(at + 8) == sequence) {
                int result = message(in, at, at + size, single, messages);
                if (result != UNFINISHED) {
                    return result;
                }
            }
            at += Netlink.align(size);
        }
        return UNFINISHED;
    }

    private int message(ByteBuffer in, int at, int end, boolean single, Messages messages) {
        int type = in.getShort(at + 4) & 0xffff;
        int flags = in.getShort(at + 6) & 0xffff;
        int payload = at + Netlink.NLMSG_HDRLEN;
        if ((flags & Netlink.NLM_F_DUMP_INTR) != 0) {
            interrupted = true;
        }
        switch (type) {
            case Netlink.NLMSG_DONE, Netlink.NLMSG_ERROR -> {
                return result(in, type, flags, payload, end);
            }
            case Netlink.NLMSG_NOOP -> {
                return UNFINISHED;
            }
            default -> {
                messages.message(type, in, payload, end);
                return single ? 0 : UNFINISHED;
            }
        }
    }

    /** The error in a message that ends an answer: 0 or a negative number, then words. Source: linux/netlink.h, struct nlmsgerr. */
    private int result(ByteBuffer in, int type, int flags, int payload, int end) {
        if (end - payload < ERROR_BYTES) {
            malformed++;
            return type == Netlink.NLMSG_DONE ? 0 : Errno.EBADMSG;
        }
        int error = in.getInt(payload);
        if (error >= 0) {
            return 0;
        }
        if ((flags & Netlink.NLM_F_ACK_TLVS) != 0) {
            int attributes = payload + ERROR_BYTES;
            if (type == Netlink.NLMSG_ERROR && end - attributes >= Netlink.NLMSG_HDRLEN) { // The header of the request, or all of it.
                int request = in.getInt(attributes);
                boolean capped = (flags & Netlink.NLM_F_CAPPED) != 0 || request < 0 || request > end - attributes;
                attributes += capped ? Netlink.NLMSG_HDRLEN : Netlink.align(request);
            }
            explanation = explanation(in, attributes, end);
        }
        return error == Integer.MIN_VALUE ? Errno.EBADMSG : -error;
    }

    private String explanation(ByteBuffer in, int from, int end) {
        AttributeCursor attributes = new AttributeCursor(in, from, end);
        while (attributes.next()) {
            if (attributes.type() == Netlink.NLMSGERR_ATTR_MSG) {
                return new String(attributes.bytesToZero(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Takes the rest of an answer that was given up from the socket; until then the kernel refuses another dump with EBUSY. */
    private void drain() {
        long begun = System.nanoTime();
        try {
            while (System.nanoTime() - begun < LIMIT_NANOS && port.receive(false) != NetlinkPort.NOTHING) {
                continue;
            }
        } catch (BackendException e) {
            Log.LOGGER.log(System.Logger.Level.DEBUG, "the rest of an answer could not be taken from the socket", e);
        }
    }
}
