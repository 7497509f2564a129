package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.NetlinkPort;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The socket for requests and answers. */
final class JnaNetlinkPort implements NetlinkPort {

    /** The kernel answers within the call; this is only so that nothing can hang. */
    private static final int RECEIVE_SECONDS = 2;

    private final NetlinkSocket socket;
    private final ByteBuffer out = NativeMemory.buffer(REQUEST_BYTES);
    private final boolean connected;
    private final long outAddress = NativeMemory.address(out);

    JnaNetlinkPort(int protocol) {
        socket = new NetlinkSocket(protocol, 0, BUFFER_BYTES);
        if (!socket.timeOption(SocketOptions.SO_RCVTIMEO, RECEIVE_SECONDS)) {
            int errno = Native.getLastError();
            socket.close();
            throw Errno.refused("setsockopt(SO_RCVTIMEO)", errno, "");
        }
        // Not all kernels know these; the requests are the same without, and so are the answers, but for the words of an error.
        socket.option(SocketOptions.SOL_NETLINK, SocketOptions.NETLINK_EXT_ACK, 1);
        socket.option(SocketOptions.SOL_NETLINK, SocketOptions.NETLINK_CAP_ACK, 1);
        socket.option(SocketOptions.SOL_NETLINK, SocketOptions.NETLINK_GET_STRICT_CHK, 1);
        connected = socket.connectToKernel();
    }

    @Override
    public ByteBuffer out() {
        return out;
    }

    @Override
    public ByteBuffer in() {
        return socket.in();
    }

    @Override
    public boolean grow(int bytes) {
        if (bytes > MOST_BUFFER_BYTES) {
            return false;
        }
        socket.resize(Math.min(MOST_BUFFER_BYTES, Math.max(bytes, 2 * in().capacity())));
        return true;
    }

    @Override
    public void send(int length) {
        while (true) {
            long sent = LibC.send(socket.fd(), outAddress, length, 0); // Without an address it goes to the kernel.
            if (sent == length) {
                return;
            }
            int errno = sent < 0 ? Native.getLastError() : Errno.EBADMSG;
            if (errno != Errno.EINTR) {
                throw Errno.refused("sendto", errno, "");
            }
        }
    }

    @Override
    public int receive(boolean wait) {
        int flags = wait ? 0 : SocketOptions.MSG_DONTWAIT;
        int bytes = connected ? socket.receiveConnected(flags) : socket.receive(flags);
        if (bytes >= 0) {
            return bytes;
        }
        if (bytes == -Errno.EAGAIN) {
            return NOTHING;
        }
        throw Errno.refused("recvfrom", -bytes, "");
    }

    @Override
    public int senderPort() {
        return connected ? 0 : socket.senderPort();
    }

    @Override
    public OptionalLong namespaceCookie() {
        return socket.number(SocketOptions.SO_NETNS_COOKIE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
