package io.github.netsession.macos.jna;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/** The kernel's error numbers, and what they mean to a caller. Source: errno.h. */
final class Darwin {

    private static final int EPERM = 1;
    private static final int ENXIO = 6;
    private static final int EACCES = 13;
    private static final int EAGAIN = 35;

    private Darwin() {
    }

    static BackendException refused(String call, int errno) {
        Kind kind = switch (errno) {
            case EPERM, EACCES -> Kind.DENIED;
            case Constants.ENOENT, ENXIO -> Kind.GONE;
            case Constants.ENOMEM, EAGAIN -> Kind.TEMPORARY;
            default -> Kind.FAILED;
        };
        String text = switch (errno) {
            case EPERM, EACCES -> "not permitted";
            case Constants.ENOENT, ENXIO -> "there is no such thing";
            case Constants.ENOMEM -> "out of memory, or the answer grew faster than the room for it";
            case EAGAIN -> "not now";
            default -> "refused";
        };
        return new BackendException(kind, call, text, new NativeCode("errno", errno));
    }
}
