package io.github.netsession.linux;

import java.nio.ByteBuffer;

/**
 * Writes requests to rtnetlink into a buffer in native byte order, at position 0, and answers their length. {@link NetlinkClient} fills in
 * the sequence number. All of them keep to the strict form ({@code NETLINK_GET_STRICT_CHK}): what is not asked for is zero.
 */
final class RtnetlinkRequests {

    /** An index that no link has; the kernel counts up from 1. */
    static final int NO_LINK = Integer.MAX_VALUE;

    private static final int BODY = Netlink.NLMSG_HDRLEN;

    private RtnetlinkRequests() {
    }

    /**
     * All links, with their counters. The mask leaves out the counters of each protocol and of virtual functions, which nobody here reads.
     * Source: net/core/rtnetlink.c, rtnl_fill_ifinfo.
     */
    static int links(ByteBuffer out) {
        int end = linkBody(out, 0, 0, 0);
        end = intAttribute(out, end, Rtnetlink.IFLA_EXT_MASK, Rtnetlink.RTEXT_FILTER_SKIP_STATS);
        return header(out, end, Rtnetlink.RTM_GETLINK, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    /** One link by the bytes of its name (at most 15); the kernel also looks among alternative names. */
    static int linkByName(ByteBuffer out, byte[] rawName) {
        int end = linkBody(out, 0, 0, 0);
        end = nameAttribute(out, end, Rtnetlink.IFLA_IFNAME, rawName);
        end = intAttribute(out, end, Rtnetlink.IFLA_EXT_MASK, Rtnetlink.RTEXT_FILTER_SKIP_STATS);
        return header(out, end, Rtnetlink.RTM_GETLINK, Netlink.NLM_F_REQUEST);
    }

    /**
     * One link by its number. Before the kernel answers, it works out the operational state, which a list of all links shows up to a second late.
     * Source: net/core/rtnetlink.c, rtnl_getlink, linkwatch_sync_dev; net/core/link_watch.c.
     */
    static int link(ByteBuffer out, int index) {
        int end = intAttribute(out, linkBody(out, index, 0, 0), Rtnetlink.IFLA_EXT_MASK, Rtnetlink.RTEXT_FILTER_SKIP_STATS);
        return header(out, end, Rtnetlink.RTM_GETLINK, Netlink.NLM_F_REQUEST);
    }

    /** One link by its number, with its counters. */
    static int linkByIndex(ByteBuffer out, int index) {
        return header(out, linkBody(out, index, 0, 0), Rtnetlink.RTM_GETLINK, Netlink.NLM_F_REQUEST);
    }

    /** Sets the flags of a link where {@code change} has a bit. */
    static int setFlags(ByteBuffer out, int index, int flags, int change) {
        return header(out, linkBody(out, index, flags, change), Rtnetlink.RTM_NEWLINK, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK);
    }

    /**
     * A change of nothing on a link that does not exist: refused with {@code EPERM} to who may not change links of this network
     * namespace and with {@code ENODEV} to who may. Source: net/core/rtnetlink.c, rtnetlink_rcv_msg checks CAP_NET_ADMIN in the
     * namespace's user namespace before it looks at the message.
     */
    static int permissionProbe(ByteBuffer out) {
        return header(out, linkBody(out, NO_LINK, 0, 0), Rtnetlink.RTM_SETLINK, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK);
    }

    /** All addresses of all families. */
    static int addresses(ByteBuffer out) {
        int end = zero(out, BODY, Rtnetlink.IFADDRMSG_BYTES);
        return header(out, end, Rtnetlink.RTM_GETADDR, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    /**
     * The addresses of one link. A kernel before 4.20 answers with those of all links. Source: net/ipv4/devinet.c, inet_valid_dump_ifaddr_req;
     * net/ipv6/addrconf.c, inet6_valid_dump_ifaddr_req.
     */
    static int addresses(ByteBuffer out, int linkIndex) {
        int end = zero(out, BODY, Rtnetlink.IFADDRMSG_BYTES);
        out.putInt(BODY + 4, linkIndex);
        return header(out, end, Rtnetlink.RTM_GETADDR, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    /** The route to a destination of 4 or 16 bytes: where packets would go, or, with {@code RTM_F_FIB_MATCH}, the entry that decides it. */
    static int route(ByteBuffer out, byte[] destination, int flags) {
        return route(out, destination, flags, 0);
    }

    /** The same for packets that have to leave by a link; 0 for any. */
    static int route(ByteBuffer out, byte[] destination, int flags, int linkIndex) {
        int end = zero(out, BODY, Rtnetlink.RTMSG_BYTES);
        out.put(BODY, (byte) (destination.length == 4 ? Rtnetlink.AF_INET : Rtnetlink.AF_INET6));
        out.put(BODY + 1, (byte) (destination.length * 8));
        out.putInt(BODY + 8, flags);
        end = attribute(out, end, Rtnetlink.RTA_DST, destination, destination.length);
        if (linkIndex > 0) {
            end = intAttribute(out, end, Rtnetlink.RTA_OIF, linkIndex);
        }
        return header(out, end, Rtnetlink.RTM_GETROUTE, Netlink.NLM_F_REQUEST);
    }

    /** The 64-bit counters of all links. */
    static int counters(ByteBuffer out) {
        return counters(out, 0, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    /** The 64-bit counters of one link. */
    static int counters(ByteBuffer out, int index) {
        return counters(out, index, Netlink.NLM_F_REQUEST);
    }

    private static int counters(ByteBuffer out, int index, int flags) {
        out.putInt(BODY, 0).putInt(BODY + 4, index).putInt(BODY + 8, 1 << (Rtnetlink.IFLA_STATS_LINK_64 - 1));
        return header(out, BODY + Rtnetlink.IF_STATS_MSG_BYTES, Rtnetlink.RTM_GETSTATS, flags);
    }

    /** Writes the header of a message that ends at {@code end}. */
    static int header(ByteBuffer out, int end, int type, int flags) {
        out.putInt(0, end).putShort(4, (short) type).putShort(6, (short) flags).putInt(8, 0).putInt(12, 0);
        return end;
    }

    /** Writes an attribute with a name and the zero byte behind it. */
    static int nameAttribute(ByteBuffer out, int at, int type, byte[] name) {
        return attribute(out, at, type, name, name.length + 1);
    }

    private static int linkBody(ByteBuffer out, int index, int flags, int change) {
        out.putInt(BODY, 0).putInt(BODY + 4, index).putInt(BODY + 8, flags).putInt(BODY + 12, change);
        return BODY + Rtnetlink.IFINFOMSG_BYTES;
    }

    /** Writes an attribute of 32 bits. */
    static int intAttribute(ByteBuffer out, int at, int type, int value) {
        out.putShort(at, (short) (Netlink.NLA_HDRLEN + Integer.BYTES)).putShort(at + 2, (short) type).putInt(at + 4, value);
        return at + Netlink.NLA_HDRLEN + Integer.BYTES;
    }

    private static int attribute(ByteBuffer out, int at, int type, byte[] value, int length) {
        int size = Netlink.NLA_HDRLEN + length;
        zero(out, at, Netlink.align(size));
        out.putShort(at, (short) size).putShort(at + 2, (short) type);
        out.put(at + Netlink.NLA_HDRLEN, value);
        return at + Netlink.align(size);
    }

    private static int zero(ByteBuffer out, int from, int length) {
        for (int at = from; at < from + length; at++) {
            out.put(at, (byte) 0);
        }
        return from + length;
    }
}
