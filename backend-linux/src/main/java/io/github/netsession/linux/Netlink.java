package io.github.netsession.linux;

/** The numbers of netlink's framing, of generic netlink and of nl80211, in the kernel's spelling. All fields are in native byte order. */
final class Netlink {

    // Source: linux/netlink.h
    static final int NETLINK_ROUTE = 0;
    static final int NETLINK_GENERIC = 16;
    static final int NLMSG_HDRLEN = 16;
    static final int NLMSG_NOOP = 1;
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int NLM_F_REQUEST = 1;
    static final int NLM_F_MULTI = 2;
    static final int NLM_F_ACK = 4;
    static final int NLM_F_DUMP_INTR = 0x10;
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_CAPPED = 0x100;
    static final int NLM_F_ACK_TLVS = 0x200;
    static final int NLMSGERR_ATTR_MSG = 1;
    static final int NLA_HDRLEN = 4;
    static final int NLA_TYPE_MASK = 0x3fff;

    // Source: linux/genetlink.h
    static final int GENL_ID_CTRL = 0x10;
    static final int GENL_HDRLEN = 4;
    static final int CTRL_CMD_GETFAMILY = 3;
    static final int CTRL_ATTR_FAMILY_ID = 1;
    static final int CTRL_ATTR_FAMILY_NAME = 2;

    // Source: linux/nl80211.h
    static final String NL80211_GENL_NAME = "nl80211";
    static final int NL80211_CMD_GET_INTERFACE = 5;
    static final int NL80211_CMD_GET_STATION = 17;
    static final int NL80211_CMD_NEW_STATION = 19;
    static final int NL80211_ATTR_IFINDEX = 3;
    static final int NL80211_ATTR_IFTYPE = 5;
    static final int NL80211_ATTR_STA_INFO = 21;
    static final int NL80211_IFTYPE_STATION = 2;
    static final int NL80211_IFTYPE_P2P_CLIENT = 8;
    static final int NL80211_STA_INFO_SIGNAL = 7;
    static final int NL80211_STA_INFO_SIGNAL_AVG = 13;
    static final int NL80211_STA_INFO_STA_FLAGS = 17;
    static final int NL80211_STA_FLAG_TDLS_PEER = 6;

    private Netlink() {
    }

    /** The next multiple of four. Source: linux/netlink.h, NLMSG_ALIGN and NLA_ALIGN. */
    static int align(int length) {
        return (length + 3) & ~3;
    }
}
