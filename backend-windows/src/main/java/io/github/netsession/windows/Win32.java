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
    /** No such place. */
    public static final int ERROR_PATH_NOT_FOUND = 3;
    /** Too many handles. */
    public static final int ERROR_TOO_MANY_OPEN_FILES = 4;
    /** Not permitted. */
    public static final int ERROR_ACCESS_DENIED = 5;
    /** The handle is not open any more: the service was restarted. */
    public static final int ERROR_INVALID_HANDLE = 6;
    /** No memory. */
    public static final int ERROR_NOT_ENOUGH_MEMORY = 8;
    /** No memory. */
    public static final int ERROR_OUTOFMEMORY = 14;
    /** Not ready. */
    public static final int ERROR_NOT_READY = 21;
    /** Not done on this system. */
    public static final int ERROR_NOT_SUPPORTED = 50;
    /** An argument that the call does not take. */
    public static final int ERROR_INVALID_PARAMETER = 87;
    /** The buffer is too small. */
    public static final int ERROR_BUFFER_OVERFLOW = 111;
    /** Not implemented on this system. */
    public static final int ERROR_CALL_NOT_IMPLEMENTED = 120;
    /** Busy. */
    public static final int ERROR_BUSY = 170;
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
    /** A privilege is missing. */
    public static final int ERROR_PRIVILEGE_NOT_HELD = 1314;
    /** No resources. */
    public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;
    /** No memory. */
    public static final int ERROR_COMMITMENT_LIMIT = 1455;
    /** Too late. */
    public static final int ERROR_TIMEOUT = 1460;
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
    /** Too many sockets. */
    public static final int WSAEMFILE = 10024;
    /** Not now. */
    public static final int WSAEWOULDBLOCK = 10035;
    /** The socket is not open any more. */
    public static final int WSAENOTSOCK = 10038;
    /** This socket or this system has no such option. */
    public static final int WSAENOPROTOOPT = 10042;
    /** No such protocol. */
    public static final int WSAEPROTONOSUPPORT = 10043;
    /** No such kind of socket. */
    public static final int WSAESOCKTNOSUPPORT = 10044;
    /** Not done by this socket. */
    public static final int WSAEOPNOTSUPP = 10045;
    /** No such protocol family. */
    public static final int WSAEPFNOSUPPORT = 10046;
    /** No such address family. */
    public static final int WSAEAFNOSUPPORT = 10047;
    /** Address in use. */
    public static final int WSAEADDRINUSE = 10048;
    /** The interface is not there for this version of IP. */
    public static final int WSAEADDRNOTAVAIL = 10049;
    /** The network is down. */
    public static final int WSAENETDOWN = 10050;
    /** No route to the network. */
    public static final int WSAENETUNREACH = 10051;
    /** No memory. */
    public static final int WSAENOBUFS = 10055;
    /** Too late. */
    public static final int WSAETIMEDOUT = 10060;
    /** No route to the host. */
    public static final int WSAEHOSTUNREACH = 10065;
    /** No network subsystem. */
    public static final int WSASYSNOTREADY = 10091;
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
            case ERROR_ACCESS_DENIED, WSAEACCES, ERROR_PRIVILEGE_NOT_HELD -> Kind.DENIED;
            case ERROR_FILE_NOT_FOUND, ERROR_NOT_FOUND, ERROR_PATH_NOT_FOUND -> Kind.GONE;
            case ERROR_NOT_SUPPORTED, ERROR_CALL_NOT_IMPLEMENTED, WSAENOPROTOOPT, WSAEPROTONOSUPPORT, WSAESOCKTNOSUPPORT, WSAEOPNOTSUPP,
                WSAEPFNOSUPPORT, WSAEAFNOSUPPORT -> Kind.UNSUPPORTED;
            case ERROR_SERVICE_NOT_ACTIVE, EPT_S_NOT_REGISTERED, ERROR_INVALID_STATE, ERROR_NDIS_DOT11_POWER_STATE_INVALID,
                WSAEADDRNOTAVAIL, ERROR_NOT_READY, WSAENETDOWN, WSASYSNOTREADY -> Kind.NOT_READY;
            case ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_INVALID_HANDLE, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED,
                RPC_S_CALL_FAILED_DNE, WSAENOBUFS, ERROR_TOO_MANY_OPEN_FILES, ERROR_BUSY, ERROR_NO_SYSTEM_RESOURCES,
                ERROR_COMMITMENT_LIMIT, WSAEMFILE, WSAEWOULDBLOCK, WSAEADDRINUSE -> Kind.TEMPORARY;
            case ERROR_TIMEOUT, WSAETIMEDOUT -> Kind.TIMEOUT;
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
            case ERROR_PATH_NOT_FOUND -> "not found";
            case ERROR_TOO_MANY_OPEN_FILES -> "too many open files in this process";
            case ERROR_BUSY -> "busy";
            case ERROR_NO_SYSTEM_RESOURCES -> "out of system resources";
            case ERROR_NOT_READY -> "not ready";
            case ERROR_PRIVILEGE_NOT_HELD -> "this process lacks a privilege";
            case ERROR_COMMITMENT_LIMIT -> "out of memory";
            case ERROR_TIMEOUT -> "no answer in time";
            case WSAEMFILE -> "too many open sockets in this process";
            case WSAEWOULDBLOCK -> "not now";
            case WSAEPROTONOSUPPORT -> "Windows does not have the protocol";
            case WSAESOCKTNOSUPPORT -> "Windows does not have this kind of socket";
            case WSAEOPNOTSUPP -> "not supported by this socket";
            case WSAEPFNOSUPPORT -> "Windows does not have the protocol family";
            case WSAEAFNOSUPPORT -> "Windows does not have the address family";
            case WSAEADDRINUSE -> "the address is in use";
            case WSAENETDOWN -> "the network is down";
            case WSAENETUNREACH -> "network unreachable";
            case WSAETIMEDOUT -> "no answer in time";
            case WSAEHOSTUNREACH -> "host unreachable";
            case WSASYSNOTREADY -> "the network subsystem is not ready";
            default -> "refused";
        };
    }
}
