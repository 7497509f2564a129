package io.github.netsession.linux.nm;

import java.util.Set;

/** The names and numbers of NetworkManager's interface, as it spells them. Source: NetworkManager's D-Bus reference; libnm-core-public/nm-dbus-interface.h. */
final class NmNames {

    static final String NM = "org.freedesktop.NetworkManager";
    static final String PATH = "/org/freedesktop/NetworkManager";
    static final String NO_OBJECT = "/";
    static final String SETTINGS = NM + ".Settings";
    static final String SETTINGS_PATH = PATH + "/Settings";
    static final String PROFILE = NM + ".Settings.Connection";
    static final String ACTIVE = NM + ".Connection.Active";
    static final String VPN = NM + ".VPN.Connection";
    static final String DEVICE = NM + ".Device";
    static final String WIRELESS = NM + ".Device.Wireless";
    static final String STATION = NM + ".AccessPoint";
    static final String IP4 = NM + ".IP4Config";
    static final String IP6 = NM + ".IP6Config";

    static final String OBJECTS_PATH = "/org/freedesktop";
    static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
    static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    static final String BUS = "org.freedesktop.DBus";
    static final String BUS_PATH = "/org/freedesktop/DBus";

    /** Whether NetworkManager may be told to start and stop. */
    static final String NETWORK_CONTROL = NM + ".network-control";
    /** Whether it may be told to scan. */
    static final String WIFI_SCAN = NM + ".wifi.scan";

    // NMActiveConnectionState
    static final long ACTIVATING = 1;
    static final long ACTIVATED = 2;
    static final long DEACTIVATING = 3;
    static final long DEACTIVATED = 4;

    /** NMActivationStateFlags: it was made outside NetworkManager, which only looks on. */
    static final long ACTIVATION_EXTERNAL = 0x80;
    /** NMSettingsConnectionFlags: the same, of the profile that NetworkManager made up for it. */
    static final long PROFILE_EXTERNAL = 0x8;

    // NMDeviceState
    /** From here on it can be used. */
    static final long DEVICE_DISCONNECTED = 30;
    static final long DEVICE_PREPARE = 40;
    static final long DEVICE_NEED_AUTH = 60;
    static final long DEVICE_IP_CONFIG = 70;
    static final long DEVICE_ACTIVATED = 100;
    static final long DEVICE_FAILED = 120;

    // NMDeviceType
    static final long DEVICE_ETHERNET = 1;
    static final long DEVICE_WIFI = 2;
    static final long DEVICE_VETH = 20;
    static final long DEVICE_LOOPBACK = 32;

    // NMVpnConnectionState
    static final long VPN_NEED_AUTH = 2;
    static final long VPN_ACTIVATED = 5;
    static final long VPN_FAILED = 6;
    static final long VPN_DISCONNECTED = 7;

    /** The keys that are read out of what NetworkManager sends; it has several hundred more. */
    static final Set<String> WANTED = Set.of(NM, ACTIVE, VPN, DEVICE, WIRELESS, STATION, PROFILE, IP4, IP6, NETWORK_CONTROL, WIFI_SCAN,
        // of the root
        "Version", "Startup", "State", "NetworkingEnabled", "WirelessEnabled", "WirelessHardwareEnabled", "Connectivity",
        "ConnectivityCheckAvailable", "ConnectivityCheckEnabled", "Metered", "PrimaryConnection",
        // of a device
        "Interface", "IpInterface", "DeviceType", "Real", "Managed", "AvailableConnections", "ActiveConnection", "HwAddress", "Ip4Connectivity",
        "Ip6Connectivity", "ActiveAccessPoint", "AccessPoints", "LastScan",
        // of an active connection; State is the root's, too
        "Connection", "Uuid", "StateFlags", "Devices", "Vpn", "VpnState", "Ip4Config", "Ip6Config",
        // of a profile, an access point, an address
        "Flags", "Ssid", "Strength", "LastSeen", "WpaFlags", "RsnFlags", "AddressData", "address",
        // of a profile's settings
        "connection", "802-11-wireless", "id", "uuid", "type", "interface-name", "autoconnect", "metered", "master", "controller", "slave-type",
        "port-type", "ssid", "mode", "ipv4", "method",
        // of its limits
        "802-1x", "802-11-wireless-security", "ipv6", "vpn", "auth-timeout", "auth-retries", "gateway-ping-timeout", "wait-activation-delay",
        "may-fail", "dhcp-timeout", "ra-timeout", "dad-timeout", "required-timeout", "timeout");

    private NmNames() {
    }
}
