package io.github.netsession.linux;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/**
 * Error numbers, and what they mean to a caller. They come from a system call or, with the same numbers, inside an answer of the kernel.
 * Source: asm-generic/errno-base.h, asm-generic/errno.h.
 */
public final class Errno {

    /** Not permitted. */
    public static final int EPERM = 1;
    /** No such thing. */
    public static final int ENOENT = 2;
    /** Interrupted by a signal. */
    public static final int EINTR = 4;
    /** No such device or address. */
    public static final int ENXIO = 6;
    /** The descriptor is not open. */
    public static final int EBADF = 9;
    /** Nothing there now. */
    public static final int EAGAIN = 11;
    /** No memory. */
    public static final int ENOMEM = 12;
    /** Access denied. */
    public static final int EACCES = 13;
    /** Busy. */
    public static final int EBUSY = 16;
    /** Exists already. */
    public static final int EEXIST = 17;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** Too many open files in the system. */
    public static final int ENFILE = 23;
    /** Too many open files in this process. */
    public static final int EMFILE = 24;
    /** No space. */
    public static final int ENOSPC = 28;
    /** Read-only file system. */
    public static final int EROFS = 30;
    /** The other end is closed. */
    public static final int EPIPE = 32;
    /** No such system call. */
    public static final int ENOSYS = 38;
    /** Broken message. */
    public static final int EBADMSG = 74;
    /** No socket. */
    public static final int ENOTSOCK = 88;
    /** Message too long. */
    public static final int EMSGSIZE = 90;
    /** No such option. */
    public static final int ENOPROTOOPT = 92;
    /** No such protocol. */
    public static final int EPROTONOSUPPORT = 93;
    /** No such kind of socket. */
    public static final int ESOCKTNOSUPPORT = 94;
    /** Not supported. */
    public static final int EOPNOTSUPP = 95;
    /** No such protocol family. */
    public static final int EPFNOSUPPORT = 96;
    /** No such address family. */
    public static final int EAFNOSUPPORT = 97;
    /** Address in use. */
    public static final int EADDRINUSE = 98;
    /** Address not available. */
    public static final int EADDRNOTAVAIL = 99;
    /** The link is down. */
    public static final int ENETDOWN = 100;
    /** The network is unreachable. */
    public static final int ENETUNREACH = 101;
    /** The network dropped the connection. */
    public static final int ENETRESET = 102;
    /** Connection aborted. */
    public static final int ECONNABORTED = 103;
    /** The other end has gone. */
    public static final int ECONNRESET = 104;
    /** Messages were dropped. */
    public static final int ENOBUFS = 105;
    /** Not connected. */
    public static final int ENOTCONN = 107;
    /** Shut down. */
    public static final int ESHUTDOWN = 108;
    /** Timed out. */
    public static final int ETIMEDOUT = 110;
    /** Nobody listens. */
    public static final int ECONNREFUSED = 111;
    /** The host is down. */
    public static final int EHOSTDOWN = 112;
    /** The host is unreachable. */
    public static final int EHOSTUNREACH = 113;
    /** Under way already. */
    public static final int EALREADY = 114;
    /** Under way. */
    public static final int EINPROGRESS = 115;
    /** Disk quota exceeded. */
    public static final int EDQUOT = 122;
    /** The radio is switched off. */
    public static final int ERFKILL = 132;

    private static final String DOMAIN = "errno";
    private static final String FILES = "close files and sockets, or raise the limit of open files: ulimit -n, LimitNOFILE= in a systemd unit";

    private Errno() {
    }

    /**
     * The exception for a refused call.
     *
     * @param call the call, as the kernel spells it
     * @param errno the number, positive
     * @param explanation what the kernel added in words; may be empty
     * @return the exception, to be thrown
     */
    public static BackendException refused(String call, int errno, String explanation) {
        String text = explanation.isEmpty() ? text(errno) : text(errno) + ": " + explanation;
        BackendException refused = new BackendException(kind(errno), call, text, new NativeCode(DOMAIN, errno));
        return errno == EMFILE || errno == ENFILE ? refused.withRemedy(FILES) : refused;
    }

    private static Kind kind(int errno) {
        return switch (errno) {
            case EPERM, EACCES -> Kind.DENIED;
            case ENODEV, ENOENT, ENXIO -> Kind.GONE;
            case EOPNOTSUPP, ENOPROTOOPT, ENOSYS, EPROTONOSUPPORT, ESOCKTNOSUPPORT, EPFNOSUPPORT, EAFNOSUPPORT -> Kind.UNSUPPORTED;
            case ENETDOWN, EADDRNOTAVAIL, ERFKILL -> Kind.NOT_READY;
            case EINTR, EAGAIN, ENOMEM, EBUSY, ENFILE, EMFILE, EADDRINUSE, ENOBUFS, EALREADY, EINPROGRESS -> Kind.TEMPORARY;
            case ETIMEDOUT -> Kind.TIMEOUT;
            default -> Kind.FAILED;
        };
    }

    private static String text(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or object";
            case EINTR -> "interrupted";
            case EAGAIN -> "not now";
            case ENOMEM -> "out of memory";
            case EACCES -> "permission denied";
            case EBUSY -> "busy";
            case ENODEV -> "no such device";
            case EINVAL -> "invalid argument";
            case EBADMSG -> "malformed message";
            case EOPNOTSUPP -> "not supported";
            case ENOPROTOOPT -> "no such option";
            case ENETDOWN -> "the link is down";
            case ENETUNREACH -> "network unreachable";
            case ECONNRESET -> "connection reset";
            case ECONNREFUSED -> "connection refused";
            case ENOBUFS -> "messages were dropped";
            case EHOSTUNREACH -> "host unreachable";
            case ERFKILL -> "the radio is switched off (rfkill)";
            case ENXIO -> "no such device or address";
            case EBADF -> "the descriptor is not open";
            case EEXIST -> "it exists already";
            case ENFILE -> "too many open files in this system";
            case EMFILE -> "too many open files in this process";
            case ENOSPC -> "no space left";
            case EROFS -> "the file system is read-only";
            case EPIPE -> "the other end is closed";
            case ENOSYS -> "this kernel does not have the call, or a filter (seccomp) refuses it";
            case ENOTSOCK -> "not a socket";
            case EMSGSIZE -> "the message is too long";
            case EPROTONOSUPPORT -> "this kernel does not have the protocol";
            case ESOCKTNOSUPPORT -> "this kernel does not have this kind of socket";
            case EPFNOSUPPORT -> "this kernel does not have the protocol family";
            case EAFNOSUPPORT -> "this kernel does not have the address family, or a filter (RestrictAddressFamilies, seccomp) refuses it";
            case EADDRINUSE -> "the address is in use";
            case EADDRNOTAVAIL -> "the address is not available on this machine";
            case ENETRESET -> "the network dropped the connection";
            case ECONNABORTED -> "the connection was aborted";
            case ENOTCONN -> "not connected";
            case ESHUTDOWN -> "the other end was shut down";
            case ETIMEDOUT -> "no answer in time";
            case EHOSTDOWN -> "the host is down";
            case EALREADY -> "it is under way already";
            case EINPROGRESS -> "it is under way";
            case EDQUOT -> "the disk quota is used up";
            default -> "refused";
        };
    }
}
