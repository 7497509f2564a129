package io.github.netsession.linux.jna;

/**
 * The numbers of the socket layer, in the kernel's spelling. They are the same on x86-64, aarch64, riscv64, loongarch64 and s390x; PowerPC
 * differs in one; MIPS, SPARC, Alpha and PA-RISC differ in many and are not supported.
 */
final class SocketOptions {

    // Source: bits/socket.h, bits/socket_type.h
    static final int AF_INET = 2;
    static final int AF_NETLINK = 16;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 02000000;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;

    // Source: asm-generic/socket.h, powerpc's asm/socket.h
    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVTIMEO = System.getProperty("os.arch", "").startsWith("ppc64") ? 18 : 20;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_BINDTOIFINDEX = 62;
    static final int SO_NETNS_COOKIE = 71;

    // Source: linux/netlink.h
    static final int SOL_NETLINK = 270;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;
    static final int NETLINK_GET_STRICT_CHK = 12;
    static final int SOCKADDR_NL_BYTES = 12;
    static final int NL_PID = 4;
    static final int NL_GROUPS = 8;

    // Source: bits/poll.h, struct pollfd of 8 bytes
    static final int POLLIN = 1;
    static final int POLLFD_BYTES = 8;
    static final int POLLFD_EVENTS = 4;
    static final int POLLFD_REVENTS = 6;

    // Source: bits/eventfd.h
    static final int EFD_CLOEXEC = 02000000;
    static final int EFD_NONBLOCK = 04000;

    // Source: linux/time.h, struct timespec and struct timeval of two 64-bit numbers
    static final int CLOCK_MONOTONIC = 1;
    static final int CLOCK_BOOTTIME = 7;
    static final int TIMESPEC_BYTES = 16;

    private SocketOptions() {
    }
}
