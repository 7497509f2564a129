package io.github.netsession.linux;

/** The numbers of rtnetlink, in the kernel's spelling. */
final class Rtnetlink {

    // Source: linux/rtnetlink.h
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_SETLINK = 19;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;
    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_GETROUTE = 26;
    static final int RTM_NEWRULE = 32;
    static final int RTM_DELRULE = 33;
    static final int RTM_NEWNETCONF = 80;
    static final int RTM_DELNETCONF = 81;
    static final int RTM_NEWSTATS = 92;
    static final int RTM_GETSTATS = 94;
    static final int RTM_NEWNEXTHOP = 104;
    static final int RTM_DELNEXTHOP = 105;
    static final int RTM_NEWNEXTHOPBUCKET = 116;
    static final int RTM_DELNEXTHOPBUCKET = 117;
    static final int RTNLGRP_LINK = 1;
    static final int RTNLGRP_IPV4_IFADDR = 5;
    static final int RTNLGRP_IPV4_ROUTE = 7;
    static final int RTNLGRP_IPV4_RULE = 8;
    static final int RTNLGRP_IPV6_IFADDR = 9;
    static final int RTNLGRP_IPV6_ROUTE = 11;
    static final int RTNLGRP_IPV6_RULE = 19;
    static final int RTNLGRP_IPV4_NETCONF = 24;
    static final int RTNLGRP_IPV6_NETCONF = 25;
    static final int RTNLGRP_NEXTHOP = 32;
    static final int RTEXT_FILTER_SKIP_STATS = 8;
    static final int RTA_DST = 1;
    static final int RTA_OIF = 4;
    static final int RTA_PREFSRC = 7;
    static final int RTN_UNICAST = 1;
    static final int RTPROT_RA = 9;
    static final int RTM_F_CLONED = 0x200;
    static final int RTM_F_FIB_MATCH = 0x2000;
    static final int RTMSG_BYTES = 12;
    static final int IFINFOMSG_BYTES = 16;

    // Source: linux/if_link.h
    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_MASTER = 10;
    static final int IFLA_WIRELESS = 11;
    static final int IFLA_OPERSTATE = 16;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_STATS64 = 23;
    static final int IFLA_EXT_MASK = 29;
    static final int IFLA_CARRIER = 33;
    static final int IFLA_PROP_LIST = 52;
    static final int IFLA_ALT_IFNAME = 53;
    static final int IFLA_PARENT_DEV_NAME = 56;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_STATS_LINK_64 = 1;
    static final int IF_STATS_MSG_BYTES = 12;

    // Source: linux/if_link.h, struct rtnl_link_stats64: these eight open it and have never moved; what follows has grown.
    static final int RX_PACKETS = 0;
    static final int TX_PACKETS = 8;
    static final int RX_BYTES = 16;
    static final int TX_BYTES = 24;
    static final int RX_ERRORS = 32;
    static final int TX_ERRORS = 40;
    static final int RX_DROPPED = 48;
    static final int TX_DROPPED = 56;
    static final int STATS_BYTES_NEEDED = 64;

    // Source: linux/if_addr.h
    static final int IFADDRMSG_BYTES = 8;
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_FLAGS = 8;
    static final int IFA_F_OPTIMISTIC = 0x04;
    static final int IFA_F_DADFAILED = 0x08;
    static final int IFA_F_TENTATIVE = 0x40;

    // Source: linux/netconf.h
    static final int NETCONFMSG_BYTES = 1;
    static final int NETCONFA_IFINDEX = 1;

    // Source: linux/if.h
    static final int IFF_UP = 1;
    static final int IFF_LOOPBACK = 8;
    static final int IFF_RUNNING = 0x40;
    static final int IFF_LOWER_UP = 0x10000;
    static final int IF_OPER_UNKNOWN = 0;
    static final int IF_OPER_DOWN = 2;
    static final int IF_OPER_LOWERLAYERDOWN = 3;
    static final int IF_OPER_TESTING = 4;
    static final int IF_OPER_DORMANT = 5;
    static final int IF_OPER_UP = 6;
    static final int IFNAMSIZ = 16;
    static final int ALTIFNAMSIZ = 128;

    // Source: linux/if_arp.h
    static final int ARPHRD_ETHER = 1;
    static final int ARPHRD_CAN = 280;
    static final int ARPHRD_PPP = 512;
    static final int ARPHRD_RAWIP = 519;
    static final int ARPHRD_TUNNEL = 768;
    static final int ARPHRD_TUNNEL6 = 769;
    static final int ARPHRD_LOOPBACK = 772;
    static final int ARPHRD_SIT = 776;
    static final int ARPHRD_IPGRE = 778;
    static final int ARPHRD_PIMREG = 779;
    static final int ARPHRD_IEEE80211 = 801;
    static final int ARPHRD_IEEE80211_RADIOTAP = 803;
    static final int ARPHRD_IP6GRE = 823;
    static final int ARPHRD_NETLINK = 824;
    static final int ARPHRD_NONE = 0xfffe;
    static final int ARPHRD_VOID = 0xffff;

    // Source: bits/socket.h
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    private Rtnetlink() {
    }

    /** The bit that joins a multicast group when a socket is bound. Source: netlink(7), nl_groups. */
    static int groupBit(int group) {
        return 1 << (group - 1);
    }
}
