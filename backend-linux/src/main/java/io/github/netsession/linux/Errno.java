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
    /** Nothing there now. */
    public static final int EAGAIN = 11;
    /** No memory. */
    public static final int ENOMEM = 12;
    /** Access denied. */
    public static final int EACCES = 13;
    /** Busy. */
    public static final int EBUSY = 16;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** Broken message. */
    public static final int EBADMSG = 74;
    /** No such option. */
    public static final int ENOPROTOOPT = 92;
    /** Not supported. */
    public static final int EOPNOTSUPP = 95;
    /** The link is down. */
    public static final int ENETDOWN = 100;
    /** The network is unreachable. */
    public static final int ENETUNREACH = 101;
    /** The other end has gone. */
    public static final int ECONNRESET = 104;
    /** Nobody listens. */
    public static final int ECONNREFUSED = 111;
    /** Messages were dropped. */
    public static final int ENOBUFS = 105;
    /** The host is unreachable. */
    public static final int EHOSTUNREACH = 113;
    /** The radio is switched off. */
    public static final int ERFKILL = 132;

    private static final String DOMAIN = "errno";

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
        return new BackendException(kind(errno), call, text, new NativeCode(DOMAIN, errno));
    }

    private static Kind kind(int errno) {
        return switch (errno) {
            case EPERM, EACCES -> Kind.DENIED;
            case ENODEV, ENOENT -> Kind.GONE;
            case EOPNOTSUPP, ENOPROTOOPT -> Kind.UNSUPPORTED;
            case ENETDOWN, ERFKILL -> Kind.NOT_READY;
            case EINTR, EAGAIN, ENOMEM, EBUSY, ENOBUFS -> Kind.TEMPORARY;
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
            default -> "refused";
        };
    }
}
