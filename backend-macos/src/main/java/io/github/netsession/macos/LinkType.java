package io.github.netsession.macos;

import io.github.netsession.Bearer;
import io.github.netsession.LinkKind;
import java.util.Map;
import java.util.Optional;

/**
 * What sort of link an interface is. The kernel calls nearly everything Ethernet, so that the names that macOS gives count too. Source:
 * net/if_types.h; XNU, bsd/net/if.c and the drivers' names; SCNetworkConfiguration.h, kSCNetworkInterfaceType.
 *
 * @param kind what makes it
 * @param bearer what carries it
 */
record LinkType(LinkKind kind, Bearer bearer) {

    static final int IFT_ETHER = 6;
    static final int IFT_PPP = 23;
    static final int IFT_LOOP = 24;
    static final int IFT_GIF = 55;
    static final int IFT_STF = 57;
    static final int IFT_L2VLAN = 135;
    static final int IFT_IEEE8023ADLAG = 136;
    static final int IFT_IEEE1394 = 144;
    static final int IFT_BRIDGE = 209;
    static final int IFT_CELLULAR = 255;

    private static final LinkType TUNNEL = new LinkType(LinkKind.TUNNEL, Bearer.VPN);
    private static final LinkType SOFTWARE = new LinkType(LinkKind.VIRTUAL, Bearer.VIRTUAL);

    /**
     * What macOS makes for its own ends, by its name without the number: direct links to other Apple devices (awdl, nan, p2p), low latency for
     * them (llw), the hotspot (ap), debugging (anpi, XHC, VHC, rvi), packet taps, ends of virtual machines' networks (vmenet, vmnet, feth).
     * Their bytes are other links' bytes, or nobody's.
     */
    private static final Map<String, LinkType> BY_NAME = Map.ofEntries(
        Map.entry("awdl", SOFTWARE), Map.entry("llw", SOFTWARE), Map.entry("anpi", SOFTWARE), Map.entry("nan", SOFTWARE),
        Map.entry("p2p", SOFTWARE), Map.entry("ap", SOFTWARE), Map.entry("pktap", SOFTWARE), Map.entry("iptap", SOFTWARE),
        Map.entry("XHC", SOFTWARE), Map.entry("VHC", SOFTWARE), Map.entry("vmenet", SOFTWARE), Map.entry("vmnet", SOFTWARE),
        Map.entry("feth", SOFTWARE), Map.entry("rvi", SOFTWARE),
        Map.entry("utun", TUNNEL), Map.entry("ipsec", TUNNEL), Map.entry("ppp", TUNNEL), Map.entry("tun", TUNNEL), Map.entry("tap", TUNNEL),
        Map.entry("gif", new LinkType(LinkKind.TUNNEL, Bearer.VIRTUAL)), Map.entry("stf", new LinkType(LinkKind.TUNNEL, Bearer.VIRTUAL)),
        Map.entry("bridge", new LinkType(LinkKind.BRIDGE, Bearer.BRIDGE)), Map.entry("bond", new LinkType(LinkKind.AGGREGATE, Bearer.ETHERNET)),
        Map.entry("vlan", new LinkType(LinkKind.SUBLINK, Bearer.ETHERNET)), Map.entry("pdp_ip", new LinkType(LinkKind.PHYSICAL, Bearer.CELLULAR)));

    private static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return name.substring(0, end);
    }

    /** What it is; {@code carrierType} is how SystemConfiguration calls it, if it does: {@code Ethernet}, {@code IEEE80211}, {@code Bluetooth}. */
    static LinkType of(InterfaceRow row, Optional<String> carrierType) {
        if (row.type() == IFT_LOOP || row.has(InterfaceRow.IFF_LOOPBACK)) {
            return new LinkType(LinkKind.LOOPBACK, Bearer.LOOPBACK);
        }
        LinkType byName = BY_NAME.get(withoutNumber(row.name()));
        if (byName != null) {
            return byName;
        }
        return switch (row.type()) {
            case IFT_ETHER, IFT_IEEE1394 -> new LinkType(LinkKind.PHYSICAL, bearer(carrierType.orElse("")));
            case IFT_CELLULAR -> new LinkType(LinkKind.PHYSICAL, Bearer.CELLULAR);
            case IFT_PPP -> TUNNEL;
            case IFT_GIF, IFT_STF -> new LinkType(LinkKind.TUNNEL, Bearer.VIRTUAL);
            case IFT_L2VLAN -> new LinkType(LinkKind.SUBLINK, Bearer.ETHERNET);
            case IFT_IEEE8023ADLAG -> new LinkType(LinkKind.AGGREGATE, Bearer.ETHERNET);
            case IFT_BRIDGE -> new LinkType(LinkKind.BRIDGE, Bearer.BRIDGE);
            default -> SOFTWARE;
        };
    }

    private static Bearer bearer(String carrierType) {
        return switch (carrierType) {
            case "IEEE80211", "AirPort" -> Bearer.WLAN;
            case "Bluetooth" -> Bearer.BLUETOOTH;
            case "WWAN", "Modem" -> Bearer.CELLULAR;
            default -> Bearer.ETHERNET;
        };
    }
}
