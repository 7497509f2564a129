package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.DirectMapping.Use;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.EventPort;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The socket for change notices, if there is to be one, and an eventfd beside it to wake the one who waits: closing a netlink socket does
 * not wake it, and shutdown(2) is not supported on one. Tried on Linux 6.18.
 */
final class JnaEventPort implements EventPort {

    /** Notices are single messages of at most a few KB. */
    private static final int BUFFER_BYTES = 32 * 1024;

    private static final int NOTICES = 0;
    private static final int WAKE = SocketOptions.POLLFD_BYTES;
    private static final int OTHER = 2 * SocketOptions.POLLFD_BYTES;
    /** poll(2) passes over a descriptor that is negative. */
    private static final int NO_FD = -1;

    private final Use use;
    private final Optional<NetlinkSocket> socket;
    private final int wakeFd;
    private final ByteBuffer pollfds = NativeMemory.buffer(3 * SocketOptions.POLLFD_BYTES);
    private final long pollfdsAddress = NativeMemory.address(pollfds);
    private final ByteBuffer pending = NativeMemory.buffer(SocketOptions.POLLFD_BYTES);
    private final long pendingAddress = NativeMemory.address(pending);
    private final ByteBuffer one = NativeMemory.buffer(Long.BYTES).putLong(0, 1);
    private final long oneAddress = NativeMemory.address(one);
    private final ByteBuffer woken = NativeMemory.buffer(Long.BYTES);
    private final long wokenAddress = NativeMemory.address(woken);
    private boolean open = true;

    /** Without groups there is nothing to receive, ever. */
    JnaEventPort(int groups, int receiveBufferBytes) {
        socket = groups == 0 ? Optional.empty() : Optional.of(subscribed(groups, receiveBufferBytes));
        use = LibC.use();
        wakeFd = LibC.eventfd(0, SocketOptions.EFD_CLOEXEC | SocketOptions.EFD_NONBLOCK);
        if (wakeFd < 0) {
            int errno = Native.getLastError();
            use.close();
            socket.ifPresent(NetlinkSocket::close);
            throw Errno.refused("eventfd", errno, "");
        }
        pollfds.putInt(NOTICES, socket.isPresent() ? socket.get().fd() : NO_FD)
            .putShort(NOTICES + SocketOptions.POLLFD_EVENTS, (short) SocketOptions.POLLIN);
        pending.putInt(0, pollfds.getInt(NOTICES)).putShort(SocketOptions.POLLFD_EVENTS, (short) SocketOptions.POLLIN);
        pollfds.putInt(WAKE, wakeFd).putShort(WAKE + SocketOptions.POLLFD_EVENTS, (short) SocketOptions.POLLIN);
    }

    private static NetlinkSocket subscribed(int groups, int receiveBufferBytes) {
        NetlinkSocket socket = new NetlinkSocket(0, groups, BUFFER_BYTES);
        // The first needs CAP_NET_ADMIN and is not bounded by net.core.rmem_max. A smaller buffer only means that losses are likelier.
        if (!socket.option(SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUFFORCE, receiveBufferBytes)) {
            socket.option(SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF, receiveBufferBytes);
        }
        return socket;
    }

    @Override
    public boolean await(int otherFd, int otherEvents, int millis) {
        pollfds.putInt(OTHER, otherFd).putShort(OTHER + SocketOptions.POLLFD_EVENTS, (short) otherEvents);
        int ready = LibC.poll(pollfdsAddress, 3, millis);
        if (ready < 0) {
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                throw Errno.refused("poll", errno, "");
            }
            return false;
        }
        if (ready > 0 && pollfds.getShort(WAKE + SocketOptions.POLLFD_REVENTS) != 0) {
            LibC.read(wakeFd, wokenAddress, Long.BYTES); // Which sets it back to 0.
        }
        return ready > 0 && pollfds.getShort(NOTICES + SocketOptions.POLLFD_REVENTS) != 0;
    }

    @Override
    public int receive() {
        if (socket.isEmpty()) {
            return NOTHING;
        }
        int bytes = socket.get().receive(SocketOptions.MSG_DONTWAIT);
        if (bytes >= 0) {
            return bytes;
        }
        return switch (-bytes) {
            case Errno.EAGAIN -> NOTHING;
            case Errno.ENOBUFS -> LOST;
            default -> throw Errno.refused("recvfrom", -bytes, "");
        };
    }

    @Override
    public synchronized boolean isPending() {
        return !open || LibC.poll(pendingAddress, 1, 0) != 0;
    }

    @Override
    public ByteBuffer in() {
        return socket.map(NetlinkSocket::in).orElse(one);
    }

    @Override
    public int senderPort() {
        return socket.map(NetlinkSocket::senderPort).orElse(0);
    }

    @Override
    public synchronized void wake() {
        if (open) {
            LibC.write(wakeFd, oneAddress, Long.BYTES); // It can only fail when 2^64 - 2 wakes are pending: awake enough.
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            socket.ifPresent(NetlinkSocket::close);
            LibC.close(wakeFd);
            use.close();
        }
    }
}
