package io.github.netsession.macos.jna;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/** The kernel's error numbers, and what they mean to a caller. Source: errno.h. */
final class Darwin {

    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int ENXIO = 6;
    private static final int EBADF = 9;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int ENOSPC = 28;
    private static final int EROFS = 30;
    private static final int EAGAIN = 35;
    private static final int ENOTSOCK = 38;
    private static final int ENOPROTOOPT = 42;
    private static final int EPROTONOSUPPORT = 43;
    private static final int ENOTSUP = 45;
    private static final int EPFNOSUPPORT = 46;
    private static final int EAFNOSUPPORT = 47;
    private static final int EADDRINUSE = 48;
    private static final int EADDRNOTAVAIL = 49;
    private static final int ENETDOWN = 50;
    private static final int ENETUNREACH = 51;
    private static final int ENOBUFS = 55;
    private static final int ETIMEDOUT = 60;
    private static final int EHOSTUNREACH = 65;
    private static final int ENOSYS = 78;
    private static final int EOPNOTSUPP = 102;

    private Darwin() {
    }

    static BackendException refused(String call, int errno) {
        Kind kind = switch (errno) {
            case EPERM, EACCES -> Kind.DENIED;
            case Constants.ENOENT, ENXIO -> Kind.GONE;
            case EINTR, Constants.ENOMEM, EBUSY, ENFILE, EMFILE, EAGAIN, EADDRINUSE, ENOBUFS -> Kind.TEMPORARY;
            case ENOPROTOOPT, EPROTONOSUPPORT, ENOTSUP, EPFNOSUPPORT, EAFNOSUPPORT, ENOSYS, EOPNOTSUPP -> Kind.UNSUPPORTED;
            case EADDRNOTAVAIL, ENETDOWN -> Kind.NOT_READY;
            case ETIMEDOUT -> Kind.TIMEOUT;
            default -> Kind.FAILED;
        };
        return new BackendException(kind, call, text(errno), new NativeCode("errno", errno));
    }

    private static String text(int errno) {
        return switch (errno) {
            case EPERM, EACCES -> "not permitted";
            case Constants.ENOENT, ENXIO -> "there is no such thing";
            case EINTR -> "interrupted";
            case EBADF -> "the descriptor is not open";
            case Constants.ENOMEM -> "out of memory, or the answer grew faster than the room for it";
            case EBUSY -> "busy";
            case EINVAL -> "invalid argument";
            case ENFILE -> "too many open files in this system";
            case EMFILE -> "too many open files in this process";
            case ENOSPC -> "no space left";
            case EROFS -> "the file system is read-only";
            case EAGAIN -> "not now";
            case ENOTSOCK -> "not a socket";
            case ENOPROTOOPT -> "this version of macOS has no such option";
            case EPROTONOSUPPORT -> "macOS does not have the protocol";
            case ENOTSUP, EOPNOTSUPP -> "not supported";
            case EPFNOSUPPORT -> "macOS does not have the protocol family";
            case EAFNOSUPPORT -> "macOS does not have the address family";
            case EADDRINUSE -> "the address is in use";
            case EADDRNOTAVAIL -> "the address is not available on this machine";
            case ENETDOWN -> "the network is down";
            case ENETUNREACH -> "network unreachable";
            case ENOBUFS -> "out of buffers";
            case ETIMEDOUT -> "no answer in time";
            case EHOSTUNREACH -> "host unreachable";
            case ENOSYS -> "this version of macOS does not have the call";
            default -> "refused";
        };
    }
}
