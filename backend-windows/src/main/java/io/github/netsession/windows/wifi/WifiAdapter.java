package io.github.netsession.windows.wifi;

/**
 * A Wi-Fi adapter. Source: wlanapi.h, WLAN_INTERFACE_INFO.
 *
 * @param guid its GUID, in braces, upper-case
 * @param state what it is doing
 */
public record WifiAdapter(String guid, State state) {

    /** What an adapter is doing. Source: wlanapi.h, WLAN_INTERFACE_STATE. */
    public enum State {
        /** The radio is off, or the adapter is not ready. */
        NOT_READY,
        /** It is connected. */
        CONNECTED,
        /** It is on its way to a connection, and looks for an access point or associates with it. */
        CONNECTING,
        /** It is on its way to a connection, and has found the access point, which checks its key or certificate. */
        AUTHENTICATING,
        /** It is giving a connection up. */
        DISCONNECTING,
        /** It is not connected. */
        DISCONNECTED;

        /** Whether it is on its way to a connection. */
        boolean isOnItsWay() {
            return this == CONNECTING || this == AUTHENTICATING;
        }
    }
}
