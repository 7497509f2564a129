package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.EventPort;
import java.nio.ByteBuffer;

/**
 * The socket for change notices, and an eventfd beside it to wake the one who waits: closing a netlink socket does not wake it, and shutdown(2)
 * is not supported on one. Tried on Linux 6.18.
 */
final class JnaEventPort implements EventPort {

    /** Notices are single messages of at most a few KB. */
    private static final int BUFFER_BYTES = 32 * 1024;

    private final NetlinkSocket socket;
    private final int wakeFd;
    private final ByteBuffer pollfds = NetlinkSocket.buffer(2 * SocketOptions.POLLFD_BYTES);
    private final long pollfdsAddress = NetlinkSocket.address(pollfds);
    private final ByteBuffer one = NetlinkSocket.buffer(Long.BYTES).putLong(0, 1);
    private final long oneAddress = NetlinkSocket.address(one);
    private boolean open = true;

    JnaEventPort(int groups, int receiveBufferBytes) {
        socket = new NetlinkSocket(0, groups, BUFFER_BYTES);
        // The first needs CAP_NET_ADMIN and is not bounded by net.core.rmem_max. A smaller buffer only means that losses are likelier.
        if (!socket.option(SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUFFORCE, receiveBufferBytes)) {
            socket.option(SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF, receiveBufferBytes);
        }
        wakeFd = LibC.eventfd(0, SocketOptions.EFD_CLOEXEC | SocketOptions.EFD_NONBLOCK);
        if (wakeFd < 0) {
            int errno = Native.getLastError();
            socket.close();
            throw Errno.refused("eventfd", errno, "");
        }
        pollfds.putInt(0, socket.fd()).putShort(SocketOptions.POLLFD_EVENTS, (short) SocketOptions.POLLIN);
        int second = SocketOptions.POLLFD_BYTES;
        pollfds.putInt(second, wakeFd).putShort(second + SocketOptions.POLLFD_EVENTS, (short) SocketOptions.POLLIN);
    }

    @Override
    public boolean await() {
        while (true) {
            int ready = LibC.poll(pollfdsAddress, 2, -1);
            if (ready > 0) {
                return pollfds.getShort(SocketOptions.POLLFD_BYTES + SocketOptions.POLLFD_REVENTS) == 0;
            }
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                throw Errno.refused("poll", errno, "");
            }
        }
    }

    @Override
    public int receive() {
        int bytes = socket.receive(SocketOptions.MSG_DONTWAIT);
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
    public ByteBuffer in() {
        return socket.in();
    }

    @Override
    public int senderPort() {
        return socket.senderPort();
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
            socket.close();
            LibC.close(wakeFd);
        }
    }
}
