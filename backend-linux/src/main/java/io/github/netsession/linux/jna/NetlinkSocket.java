package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.DirectMapping.Use;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.Set;

/** A bound netlink socket with its receive buffer: what both kinds of port have in common. */
final class NetlinkSocket {

    private final Use use = LibC.use();
    private final int fd;
    private ByteBuffer in;
    private long inAddress;
    /** A sockaddr_nl, and behind it at {@link #LENGTH} its length and at {@link #VALUE} room for a socket option. */
    private final ByteBuffer small = NativeMemory.buffer(40);
    private final long smallAddress = NativeMemory.address(small);
    private boolean open = true;

    private static final Set<Integer> FILTERED = Set.of(Errno.EPERM, Errno.EACCES, Errno.EINVAL, Errno.ENOSYS, Errno.EPROTONOSUPPORT, Errno.ESOCKTNOSUPPORT,
        Errno.EOPNOTSUPP, Errno.EPFNOSUPPORT, Errno.EAFNOSUPPORT);
    private static final int LENGTH = 12;
    private static final int VALUE = 16;

    NetlinkSocket(int protocol, int groups, int bufferBytes) {
        in = NativeMemory.buffer(bufferBytes);
        inAddress = NativeMemory.address(in);
        fd = LibC.socket(SocketOptions.AF_NETLINK, SocketOptions.SOCK_RAW | SocketOptions.SOCK_CLOEXEC, protocol);
        if (fd < 0) {
            int errno = Native.getLastError();
            use.close();
            throw refused("socket(AF_NETLINK)", errno);
        }
        small.putShort(0, (short) SocketOptions.AF_NETLINK).putInt(SocketOptions.NL_GROUPS, groups);
        if (LibC.bind(fd, smallAddress, SocketOptions.SOCKADDR_NL_BYTES) != 0) {
            BackendException refused = refused("bind(AF_NETLINK)", Native.getLastError());
            close();
            throw refused;
        }
    }

    /** A kernel always has netlink; what refuses it for one process is a filter, which has a remedy. Source: systemd.exec(5), seccomp(2). */
    private static BackendException refused(String call, int errno) {
        BackendException refused = Errno.refused(call, errno, "");
        return FILTERED.contains(errno) ? refused.withRemedy("permit this program AF_NETLINK: add it to RestrictAddressFamilies= of its systemd unit, or to"
            + " the seccomp, AppArmor or SELinux profile of its container") : refused;
    }

    int fd() {
        return fd;
    }

    ByteBuffer in() {
        return in;
    }

    /** Takes a new receive buffer. */
    void resize(int bytes) {
        in = NativeMemory.buffer(bytes);
        inAddress = NativeMemory.address(in);
    }

    /** Sets an option of 32 bits; false if the kernel refuses. */
    boolean option(int level, int name, int value) {
        small.putInt(VALUE, value);
        return LibC.setsockopt(fd, level, name, smallAddress + VALUE, Integer.BYTES) == 0;
    }

    /** Returns an option that is a number of 64 bits; empty if the kernel does not know the option. */
    OptionalLong number(int name) {
        small.putInt(LENGTH, Long.BYTES);
        boolean isKnown = LibC.getsockopt(fd, SocketOptions.SOL_SOCKET, name, smallAddress + VALUE, smallAddress + LENGTH) == 0;
        return isKnown ? OptionalLong.of(small.getLong(VALUE)) : OptionalLong.empty();
    }

    /** Sets an option that is a time in whole seconds; false if the kernel refuses. */
    boolean timeOption(int name, long seconds) {
        small.putLong(VALUE, seconds).putLong(VALUE + Long.BYTES, 0);
        return LibC.setsockopt(fd, SocketOptions.SOL_SOCKET, name, smallAddress + VALUE, 2 * Long.BYTES) == 0;
    }

    /** Receives a datagram: its whole length, though only what fits is in the buffer; or an error's number, negative. Never interrupted. */
    int receive(int flags) {
        while (true) {
            small.putInt(LENGTH, SocketOptions.SOCKADDR_NL_BYTES);
            long bytes = LibC.recvfrom(fd, inAddress, in.capacity(), flags | SocketOptions.MSG_TRUNC, smallAddress, smallAddress + LENGTH);
            if (bytes >= 0) {
                return (int) Math.min(bytes, Integer.MAX_VALUE);
            }
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                return -errno;
            }
        }
    }

    /**
     * Makes the socket one of requests: the kernel delivers nothing to it but its own answers, so that no sender's address need be received.
     * Source: net/netlink/af_netlink.c, netlink_getsockbyportid.
     */
    boolean connectToKernel() {
        small.putShort(0, (short) SocketOptions.AF_NETLINK).putInt(SocketOptions.NL_PID, 0).putInt(SocketOptions.NL_GROUPS, 0);
        return LibC.connect(fd, smallAddress, SocketOptions.SOCKADDR_NL_BYTES) == 0;
    }

    /** The same as {@link #receive}, without the address of the sender. */
    int receiveConnected(int flags) {
        while (true) {
            long bytes = LibC.recv(fd, inAddress, in.capacity(), flags | SocketOptions.MSG_TRUNC);
            if (bytes >= 0) {
                return (int) Math.min(bytes, Integer.MAX_VALUE);
            }
            int errno = Native.getLastError();
            if (errno != Errno.EINTR) {
                return -errno;
            }
        }
    }

    int senderPort() {
        return small.getInt(SocketOptions.NL_PID);
    }

    void close() {
        if (open) {
            open = false;
            LibC.close(fd);
            use.close();
        }
    }
}
