package io.github.netsession.windows;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/** Windows' error numbers, and what they mean to a caller. Source: winerror.h, that is where Winsock's are too; wlantypes.h for the last. */
public final class Win32 {

    /** Done. */
    public static final int ERROR_SUCCESS = 0;
    /** No such interface. */
    public static final int ERROR_FILE_NOT_FOUND = 2;
    /** Not permitted. */
    public static final int ERROR_ACCESS_DENIED = 5;
    /** The handle is not open any more: the service was restarted. */
    public static final int ERROR_INVALID_HANDLE = 6;
    /** No memory. */
    public static final int ERROR_NOT_ENOUGH_MEMORY = 8;
    /** No memory. */
    public static final int ERROR_OUTOFMEMORY = 14;
    /** Not done on this system. */
    public static final int ERROR_NOT_SUPPORTED = 50;
    /** An argument that the call does not take. */
    public static final int ERROR_INVALID_PARAMETER = 87;
    /** The buffer is too small. */
    public static final int ERROR_BUFFER_OVERFLOW = 111;
    /** Not implemented on this system. */
    public static final int ERROR_CALL_NOT_IMPLEMENTED = 120;
    /** No rows. */
    public static final int ERROR_NO_DATA = 232;
    /** The service is not running. */
    public static final int ERROR_SERVICE_NOT_ACTIVE = 1062;
    /** What was asked about is not there. */
    public static final int ERROR_NOT_FOUND = 1168;
    /** There is no route to such a network. */
    public static final int ERROR_NETWORK_UNREACHABLE = 1231;
    /** There is no route to this host. */
    public static final int ERROR_HOST_UNREACHABLE = 1232;
    /** The service's end of the call is gone. */
    public static final int RPC_S_SERVER_UNAVAILABLE = 1722;
    /** The service went away during the call. */
    public static final int RPC_S_CALL_FAILED = 1726;
    /** The service went away before the call. */
    public static final int RPC_S_CALL_FAILED_DNE = 1727;
    /** The service is not there. */
    public static final int EPT_S_NOT_REGISTERED = 1753;
    /** Not in this state. */
    public static final int ERROR_INVALID_STATE = 5023;
    /** Not permitted to this socket. */
    public static final int WSAEACCES = 10013;
    /** A value that the call does not take. */
    public static final int WSAEINVAL = 10022;
    /** The socket is not open any more. */
    public static final int WSAENOTSOCK = 10038;
    /** This socket or this system has no such option. */
    public static final int WSAENOPROTOOPT = 10042;
    /** The interface is not there for this version of IP. */
    public static final int WSAEADDRNOTAVAIL = 10049;
    /** No memory. */
    public static final int WSAENOBUFS = 10055;
    /** The radio is switched off. */
    public static final int ERROR_NDIS_DOT11_POWER_STATE_INVALID = 0x80342002;

    private static final String DOMAIN = "win32";
    private static final String WIFI_SERVICE = "start the service WLAN AutoConfig: sc start wlansvc";

    private Win32() {
    }

    /**
     * The exception for a refused call.
     *
     * @param call the call, as Windows spells it
     * @param code the error number that it gave
     * @return the exception, to be thrown
     */
    public static BackendException refused(String call, int code) {
        BackendException refused = new BackendException(kind(code), call, text(code), new NativeCode(DOMAIN, code));
        return switch (code) {
            case ERROR_SERVICE_NOT_ACTIVE, EPT_S_NOT_REGISTERED -> refused.withRemedy(WIFI_SERVICE);
            case ERROR_NDIS_DOT11_POWER_STATE_INVALID -> refused.withRemedy("switch Wi-Fi on: ms-settings:network-wifi");
            default -> refused;
        };
    }

    private static Kind kind(int code) {
        return switch (code) {
            case ERROR_ACCESS_DENIED, WSAEACCES -> Kind.DENIED;
            case ERROR_FILE_NOT_FOUND, ERROR_NOT_FOUND -> Kind.GONE;
            case ERROR_NOT_SUPPORTED, ERROR_CALL_NOT_IMPLEMENTED, WSAENOPROTOOPT -> Kind.UNSUPPORTED;
            case ERROR_SERVICE_NOT_ACTIVE, EPT_S_NOT_REGISTERED, ERROR_INVALID_STATE, ERROR_NDIS_DOT11_POWER_STATE_INVALID,
                WSAEADDRNOTAVAIL -> Kind.NOT_READY;
            case ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_INVALID_HANDLE, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED,
                RPC_S_CALL_FAILED_DNE, WSAENOBUFS -> Kind.TEMPORARY;
            default -> Kind.FAILED;
        };
    }

    private static String text(int code) {
        return switch (code) {
            case ERROR_FILE_NOT_FOUND -> "no such interface";
            case ERROR_ACCESS_DENIED, WSAEACCES -> "access denied";
            case ERROR_INVALID_HANDLE -> "the handle is not valid any more; the service may have been restarted";
            case ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, WSAENOBUFS -> "out of memory";
            case ERROR_NOT_SUPPORTED -> "not supported";
            case ERROR_INVALID_PARAMETER, WSAEINVAL -> "invalid parameter";
            case ERROR_BUFFER_OVERFLOW -> "the answer grew faster than the room for it";
            case ERROR_CALL_NOT_IMPLEMENTED -> "not implemented on this system";
            case ERROR_SERVICE_NOT_ACTIVE, EPT_S_NOT_REGISTERED -> "the service is not running";
            case ERROR_NOT_FOUND -> "not found";
            case ERROR_NETWORK_UNREACHABLE -> "network unreachable";
            case ERROR_HOST_UNREACHABLE -> "host unreachable";
            case RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED, RPC_S_CALL_FAILED_DNE -> "the service does not answer";
            case ERROR_INVALID_STATE -> "not possible in the adapter's present state";
            case WSAENOTSOCK -> "the socket is closed";
            case WSAENOPROTOOPT -> "this socket or this version of Windows has no such option";
            case WSAEADDRNOTAVAIL -> "the interface is gone, or does not have this version of IP";
            case ERROR_NDIS_DOT11_POWER_STATE_INVALID -> "the radio is switched off";
            default -> "refused";
        };
    }
}
