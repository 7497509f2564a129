package io.github.netsession.linux;

import static java.util.Map.entry;

import io.github.netsession.Bearer;
import io.github.netsession.LinkKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sort of link a link is, and what carries it.
 *
 * @param kind what sort
 * @param bearer what carries it
 */
record LinkTaxonomy(LinkKind kind, Bearer bearer) {

    private static final LinkTaxonomy PHYSICAL_UNKNOWN = new LinkTaxonomy(LinkKind.PHYSICAL, Bearer.UNKNOWN);
    private static final LinkTaxonomy ETHERNET = new LinkTaxonomy(LinkKind.PHYSICAL, Bearer.ETHERNET);
    private static final LinkTaxonomy WLAN = new LinkTaxonomy(LinkKind.PHYSICAL, Bearer.WLAN);
    private static final LinkTaxonomy BLUETOOTH = new LinkTaxonomy(LinkKind.PHYSICAL, Bearer.BLUETOOTH);
    private static final LinkTaxonomy CELLULAR = new LinkTaxonomy(LinkKind.PHYSICAL, Bearer.CELLULAR);
    private static final LinkTaxonomy LOOPBACK = new LinkTaxonomy(LinkKind.LOOPBACK, Bearer.LOOPBACK);
    private static final LinkTaxonomy BRIDGE = new LinkTaxonomy(LinkKind.BRIDGE, Bearer.BRIDGE);
    private static final LinkTaxonomy AGGREGATE = new LinkTaxonomy(LinkKind.AGGREGATE, Bearer.ETHERNET);
    private static final LinkTaxonomy SUBLINK = new LinkTaxonomy(LinkKind.SUBLINK, Bearer.ETHERNET);
    private static final LinkTaxonomy VETH = new LinkTaxonomy(LinkKind.VETH, Bearer.ETHERNET);
    private static final LinkTaxonomy VPN = new LinkTaxonomy(LinkKind.TUNNEL, Bearer.VPN);
    /** The tunnels of data centres and container networks: nobody would call them a VPN. */
    private static final LinkTaxonomy OVERLAY = new LinkTaxonomy(LinkKind.TUNNEL, Bearer.VIRTUAL);
    private static final LinkTaxonomy VIRTUAL = new LinkTaxonomy(LinkKind.VIRTUAL, Bearer.VIRTUAL);

    /** By {@code IFLA_INFO_KIND}. Source: the {@code rtnl_link_ops.kind} of each driver under drivers/net and net. */
    private static final Map<String, LinkTaxonomy> BY_INFO_KIND = Map.ofEntries(
        entry("bridge", BRIDGE), entry("openvswitch", BRIDGE),
        entry("bond", AGGREGATE), entry("team", AGGREGATE), entry("hsr", AGGREGATE),
        entry("vlan", SUBLINK), entry("macvlan", SUBLINK), entry("macvtap", SUBLINK), entry("ipvlan", SUBLINK), entry("ipvtap", SUBLINK),
        entry("macsec", SUBLINK), entry("rmnet", new LinkTaxonomy(LinkKind.SUBLINK, Bearer.CELLULAR)),
        entry("veth", VETH), entry("netkit", VETH),
        entry("tun", VPN), entry("wireguard", VPN), entry("ovpn", VPN), entry("ppp", VPN), entry("ipip", VPN), entry("gre", VPN),
        entry("gretap", VPN), entry("ip6gre", VPN), entry("ip6gretap", VPN), entry("erspan", VPN), entry("ip6erspan", VPN),
        entry("sit", VPN), entry("ip6tnl", VPN), entry("vti", VPN), entry("vti6", VPN), entry("xfrm", VPN),
        entry("vxlan", OVERLAY), entry("geneve", OVERLAY), entry("bareudp", OVERLAY), entry("gtp", OVERLAY), entry("amt", OVERLAY),
        entry("wwan", CELLULAR), entry("virt_wifi", WLAN), entry("dsa", ETHERNET), entry("ipoib", PHYSICAL_UNKNOWN));

    /** Software links that lead nowhere, or nowhere an application could go. */
    private static final Set<String> INTERNAL = Set.of("ifb", "dummy", "nlmon", "vcan", "vxcan", "can", "vrf", "vsockmon", "netdevsim");

    /** The tunnels that their modules make in every namespace, for packets that match no other; they are not meant to be used. */
    private static final Set<String> FALLBACK_TUNNELS =
        Set.of("tunl0", "sit0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6tnl0", "ip6gre0");

    /** Open vSwitch's own link; the ports of all its bridges name it as their master. Source: net/openvswitch/vport-netdev.c. */
    private static final String OVS_SYSTEM = "ovs-system";

    /** The host's ends of VMware's and VirtualBox's networks; their drivers give no {@code IFLA_INFO_KIND}. */
    private static final List<String> HYPERVISORS = List.of("vmnet", "vboxnet");

    /** What udev's names for modems begin with: wwan0, wwp0s20f0u2i4, wwx001122334455. Source: systemd.net-naming-scheme(7). */
    private static final String MODEM = "ww";

    /** What the kernel's description amounts to; {@code wireless} if nl80211 knows the link. */
    static LinkTaxonomy of(LinkMessage link, boolean wireless) {
        if (link.hasFlag(Rtnetlink.IFF_LOOPBACK) || link.hardwareType() == Rtnetlink.ARPHRD_LOOPBACK) {
            return LOOPBACK;
        }
        if (wireless) {
            return WLAN;
        }
        if (!link.infoKind().isEmpty()) {
            return BY_INFO_KIND.getOrDefault(link.infoKind(), VIRTUAL);
        }
        return byHardware(link);
    }

    private static LinkTaxonomy byHardware(LinkMessage link) {
        if (isModem(link)) {
            return CELLULAR;
        }
        if (isSoftware(link)) {
            return VIRTUAL;
        }
        return switch (link.hardwareType()) {
            case Rtnetlink.ARPHRD_ETHER -> link.name().startsWith("bnep") ? BLUETOOTH : ETHERNET;
            case Rtnetlink.ARPHRD_RAWIP -> CELLULAR;
            case Rtnetlink.ARPHRD_PPP, Rtnetlink.ARPHRD_TUNNEL, Rtnetlink.ARPHRD_TUNNEL6, Rtnetlink.ARPHRD_SIT, Rtnetlink.ARPHRD_IPGRE,
                Rtnetlink.ARPHRD_IP6GRE, Rtnetlink.ARPHRD_NONE -> link.hasParentDevice() ? PHYSICAL_UNKNOWN : VPN;
            case Rtnetlink.ARPHRD_NETLINK -> VIRTUAL;
            // A monitor of a card is known to nl80211; this one shows the frames of simulated cards (hwsim0).
            default -> isRadio(link.hardwareType()) ? VIRTUAL : PHYSICAL_UNKNOWN;
        };
    }

    /** Whether the link is one that can never be an access point, whatever it is connected to. */
    static boolean isInternal(LinkMessage link) {
        return INTERNAL.contains(link.infoKind()) || link.hardwareType() == Rtnetlink.ARPHRD_CAN
            || link.hardwareType() == Rtnetlink.ARPHRD_NETLINK || isRadio(link.hardwareType())
            || isSoftware(link) || link.name().equals(OVS_SYSTEM) && !link.hasParentDevice()
            || FALLBACK_TUNNELS.contains(link.name()) && !link.infoKind().isEmpty();
    }

    /** Most modems look like Ethernet; those that pass raw IP may have no type of link at all (qmi_wwan). */
    private static boolean isModem(LinkMessage link) {
        return link.name().startsWith(MODEM) && switch (link.hardwareType()) {
            case Rtnetlink.ARPHRD_ETHER, Rtnetlink.ARPHRD_NONE, Rtnetlink.ARPHRD_RAWIP -> true;
            default -> false;
        };
    }

    /** Software that the kernel gives no kind, and that no application uses: hypervisors' networks, multicast routers' registers. */
    private static boolean isSoftware(LinkMessage link) {
        if (!link.infoKind().isEmpty() || link.hasParentDevice()) {
            return false;
        }
        return link.hardwareType() == Rtnetlink.ARPHRD_VOID || link.hardwareType() == Rtnetlink.ARPHRD_PIMREG
            || link.name().equals(OVS_SYSTEM) || isOfHypervisor(link.name());
    }

    private static boolean isOfHypervisor(String name) {
        for (String prefix : HYPERVISORS) {
            boolean isNumbered = name.startsWith(prefix) && name.length() > prefix.length();
            for (int i = prefix.length(); isNumbered && i < name.length(); i++) {
                isNumbered = name.charAt(i) >= '0' && name.charAt(i) <= '9';
            }
            if (isNumbered) {
                return true;
            }
        }
        return false;
    }

    /** A wireless link in monitor mode: it shows frames and carries no packets. */
    private static boolean isRadio(int hardwareType) {
        return hardwareType >= Rtnetlink.ARPHRD_IEEE80211 && hardwareType <= Rtnetlink.ARPHRD_IEEE80211_RADIOTAP;
    }
}
