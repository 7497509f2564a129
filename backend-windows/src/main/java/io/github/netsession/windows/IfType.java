package io.github.netsession.windows;

import io.github.netsession.Bearer;
import io.github.netsession.LinkKind;

/**
 * What sort of link a row is. Source: ipifcons.h, IF_TYPE_*; ntddndis.h, NDIS_PHYSICAL_MEDIUM.
 *
 * @param kind what makes it
 * @param bearer what carries it
 */
record IfType(LinkKind kind, Bearer bearer) {

    static final int IF_TYPE_ETHERNET_CSMACD = 6;
    static final int IF_TYPE_PPP = 23;
    static final int IF_TYPE_SOFTWARE_LOOPBACK = 24;
    static final int IF_TYPE_PROP_VIRTUAL = 53;
    static final int IF_TYPE_IEEE80211 = 71;
    static final int IF_TYPE_TUNNEL = 131;
    static final int IF_TYPE_BRIDGE = 209;
    static final int IF_TYPE_WWANPP = 243;
    static final int IF_TYPE_WWANPP2 = 244;

    static final int NdisPhysicalMediumWirelessLan = 1;
    static final int NdisPhysicalMediumWirelessWan = 8;
    static final int NdisPhysicalMediumNative802_11 = 9;
    static final int NdisPhysicalMediumBluetooth = 10;

    static IfType of(InterfaceRow row) {
        if (row.type() == IF_TYPE_SOFTWARE_LOOPBACK) {
            return new IfType(LinkKind.LOOPBACK, Bearer.LOOPBACK);
        }
        if (row.tunnelType() != 0) {
            return new IfType(LinkKind.TUNNEL, Bearer.VIRTUAL); // Teredo, 6to4, ISATAP, IP-HTTPS: nobody would call them a VPN.
        }
        LinkKind made = row.isHardware() ? LinkKind.PHYSICAL : LinkKind.VIRTUAL;
        return switch (row.type()) {
            case IF_TYPE_ETHERNET_CSMACD -> new IfType(made, byMedium(row.physicalMedium()));
            case IF_TYPE_IEEE80211 -> new IfType(made, Bearer.WLAN);
            case IF_TYPE_WWANPP, IF_TYPE_WWANPP2 -> new IfType(made, Bearer.CELLULAR);
            // What a VPN of Windows' own dials; and, with hardware behind it, a modem.
            case IF_TYPE_PPP -> row.isHardware() ? new IfType(LinkKind.PHYSICAL, Bearer.UNKNOWN) : new IfType(LinkKind.TUNNEL, Bearer.VPN);
            case IF_TYPE_TUNNEL -> new IfType(LinkKind.TUNNEL, Bearer.VPN);
            case IF_TYPE_PROP_VIRTUAL -> new IfType(LinkKind.TUNNEL, Bearer.VPN); // WireGuard and OpenVPN (Wintun, ovpn-dco).
            case IF_TYPE_BRIDGE -> new IfType(LinkKind.BRIDGE, Bearer.BRIDGE);
            default -> new IfType(made, row.isHardware() ? Bearer.UNKNOWN : Bearer.VIRTUAL);
        };
    }

    private static Bearer byMedium(int medium) {
        return switch (medium) {
            case NdisPhysicalMediumWirelessLan, NdisPhysicalMediumNative802_11 -> Bearer.WLAN;
            case NdisPhysicalMediumWirelessWan -> Bearer.CELLULAR;
            case NdisPhysicalMediumBluetooth -> Bearer.BLUETOOTH;
            default -> Bearer.ETHERNET;
        };
    }
}
