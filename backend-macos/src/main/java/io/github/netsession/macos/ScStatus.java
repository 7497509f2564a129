package io.github.netsession.macos;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/** SystemConfiguration's error numbers, and what they mean to a caller. Source: SystemConfiguration/SystemConfiguration.h. */
public final class ScStatus {

    static final int kSCStatusOK = 0;
    static final int kSCStatusFailed = 1001;
    static final int kSCStatusInvalidArgument = 1002;
    static final int kSCStatusAccessError = 1003;
    static final int kSCStatusNoKey = 1004;
    static final int kSCStatusLocked = 1006;
    static final int kSCStatusNoStoreSession = 2001;
    static final int kSCStatusNoStoreServer = 2002;
    static final int kSCStatusNotifierActive = 2003;
    static final int kSCStatusConnectionNoService = 5001;
    static final int kSCStatusConnectionIgnore = 5002;
    /** Of Mach, which SCError hands on. Source: mach/message.h, mach/mig_errors.h, servers/bootstrap_defs.h. */
    static final int MACH_SEND_INVALID_DEST = 0x1000_0003;
    static final int MIG_SERVER_DIED = -308;
    static final int BOOTSTRAP_UNKNOWN_SERVICE = 1102;

    private ScStatus() {
    }

    /**
     * The exception for a refused call.
     *
     * @param call the call, as Apple spells it
     * @param code what SCError() gave after it
     * @return the exception, to be thrown
     */
    public static BackendException refused(String call, int code) {
        return new BackendException(kind(code), call, text(code), new NativeCode("SystemConfiguration", code));
    }

    private static Kind kind(int code) {
        return switch (code) {
            case kSCStatusAccessError -> Kind.DENIED;
            case kSCStatusNoKey, kSCStatusConnectionNoService -> Kind.GONE;
            case kSCStatusLocked, kSCStatusNoStoreSession, kSCStatusNoStoreServer, MACH_SEND_INVALID_DEST, MIG_SERVER_DIED,
                BOOTSTRAP_UNKNOWN_SERVICE -> Kind.TEMPORARY;
            case kSCStatusConnectionIgnore -> Kind.UNSUPPORTED;
            default -> Kind.FAILED;
        };
    }

    private static String text(int code) {
        return switch (code) {
            case kSCStatusOK -> "refused without a reason";
            case kSCStatusFailed -> "it did not work, and macOS does not say why";
            case kSCStatusInvalidArgument -> "invalid argument";
            case kSCStatusAccessError -> "access denied";
            case kSCStatusNoKey -> "there is no such entry";
            case kSCStatusLocked -> "locked by somebody else";
            case kSCStatusNoStoreSession -> "the connection to configd is lost";
            case kSCStatusConnectionIgnore -> "macOS does not connect services of this sort any more";
            case MACH_SEND_INVALID_DEST, MIG_SERVER_DIED, BOOTSTRAP_UNKNOWN_SERVICE -> "the service does not answer; it may just be starting again";
            case kSCStatusNoStoreServer -> "configd is not there; it may just be starting again";
            case kSCStatusNotifierActive -> "notices are on already";
            case kSCStatusConnectionNoService -> "there is no such network service that could be connected";
            default -> "refused";
        };
    }
}
