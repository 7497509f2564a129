package io.github.netsession.windows.wifi;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/**
 * Why Windows could not connect, as the engine wants it; a number whose meaning leaves the cause open is FAILED. Source: wlanapi.h (of the
 * Windows SDK), WLAN_REASON_CODE_*.
 */
final class WlanReasons {

    static final int NETWORK_NOT_COMPATIBLE = 0x20001;
    static final int PROFILE_NOT_COMPATIBLE = 0x20002;
    static final int NOT_VISIBLE = 0x28002;
    static final int GP_DENIED = 0x28003;
    static final int USER_DENIED = 0x28004;
    static final int NETWORK_NOT_AVAILABLE = 0x2800B;
    static final int PROFILE_CHANGED_OR_DELETED = 0x2800C;
    static final int KEY_MISMATCH = 0x2800D;
    static final int USER_NOT_RESPOND = 0x2800E;
    static final int UNSUPPORTED_SECURITY_SET_BY_OS = 0x30001;
    static final int UNSUPPORTED_SECURITY_SET = 0x30002;
    static final int ASSOCIATION_FAILURE = 0x38002;
    static final int ASSOCIATION_TIMEOUT = 0x38003;
    static final int SECURITY_TIMEOUT = 0x38007;
    static final int UI_REQUEST_TIMEOUT = 0x38011;
    static final int NO_VISIBLE_AP = 0x38014;
    static final int MSMSEC_AUTH_START_TIMEOUT = 0x48002;
    static final int MSMSEC_AUTH_SUCCESS_TIMEOUT = 0x48003;
    static final int MSMSEC_KEY_START_TIMEOUT = 0x48004;
    static final int MSMSEC_KEY_SUCCESS_TIMEOUT = 0x48005;
    static final int MSMSEC_KEY_FORMAT = 0x48012;
    static final int MSMSEC_PSK_MISMATCH_SUSPECTED = 0x48014;

    private static final String DOMAIN = "wlan reason";

    private WlanReasons() {
    }

    /** A connection failed for a reason, which has these words. */
    static BackendException failure(int reason, String words) {
        BackendException failure = new BackendException(kind(reason), "WlanConnect", words, new NativeCode(DOMAIN, reason));
        // The same happens where the access point goes away in the handshake.
        return reason == MSMSEC_PSK_MISMATCH_SUSPECTED ? failure.withRetryable(true) : failure;
    }

    private static Kind kind(int reason) {
        return switch (reason) {
            case NOT_VISIBLE, NETWORK_NOT_AVAILABLE, NO_VISIBLE_AP -> Kind.NOT_READY;
            case GP_DENIED, USER_DENIED -> Kind.DENIED;
            case NETWORK_NOT_COMPATIBLE, PROFILE_NOT_COMPATIBLE, UNSUPPORTED_SECURITY_SET_BY_OS, UNSUPPORTED_SECURITY_SET -> Kind.UNSUPPORTED;
            case PROFILE_CHANGED_OR_DELETED -> Kind.TEMPORARY;
            case KEY_MISMATCH, MSMSEC_KEY_FORMAT, MSMSEC_PSK_MISMATCH_SUSPECTED -> Kind.SECRETS;
            case ASSOCIATION_FAILURE -> Kind.REFUSED;
            case USER_NOT_RESPOND, ASSOCIATION_TIMEOUT, SECURITY_TIMEOUT, UI_REQUEST_TIMEOUT, MSMSEC_AUTH_START_TIMEOUT, MSMSEC_AUTH_SUCCESS_TIMEOUT,
                MSMSEC_KEY_START_TIMEOUT, MSMSEC_KEY_SUCCESS_TIMEOUT -> Kind.TIMEOUT;
            default -> Kind.FAILED;
        };
    }
}
