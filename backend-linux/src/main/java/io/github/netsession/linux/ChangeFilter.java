package io.github.netsession.linux;

import java.nio.ByteBuffer;

/**
 * Tells the change notices that may matter from those that never do, and notes what they name. In doubt a notice matters, and may be about everything: a
 * reading too many is cheap, and one too few is an error.
 */
final class ChangeFilter {

    private final HeardChanges heard;

    private final AttributeCursor attributes = new AttributeCursor();
    private long malformed;

    ChangeFilter(HeardChanges heard) {
        this.heard = heard;
    }

    /** Whether a datagram has any message that may matter. One that is malformed does. */
    boolean matters(ByteBuffer buffer, int length) {
        if (length > buffer.capacity()) {
            heard.add();
            return true; // It was cut off.
        }
        boolean matters = false;
        int at = 0;
        while (length - at >= Netlink.NLMSG_HDRLEN) {
            int size = buffer.getInt(at);
            if (size < Netlink.NLMSG_HDRLEN || size > length - at) {
                malformed++;
                heard.add();
                return true;
            }
            int type = buffer.getShort(at + 4) & 0xffff;
            matters |= take(buffer, type, at + Netlink.NLMSG_HDRLEN, at + size);
            at += Netlink.align(size);
        }
        return matters;
    }

    /** How many datagrams did not have the form they should. */
    long malformed() {
        return malformed;
    }

    /** Notes what a message names, and returns whether it matters. */
    private boolean take(ByteBuffer buffer, int type, int payload, int end) {
        switch (type) {
            case Netlink.NLMSG_NOOP -> {
                return false;
            }
            case Rtnetlink.RTM_NEWLINK, Rtnetlink.RTM_DELLINK -> {
                return takeLink(buffer, type == Rtnetlink.RTM_DELLINK, payload, end);
            }
            case Rtnetlink.RTM_NEWADDR, Rtnetlink.RTM_DELADDR -> takeAddress(buffer, payload, end);
            case Rtnetlink.RTM_NEWROUTE, Rtnetlink.RTM_DELROUTE -> {
                return takeRoute(buffer, payload, end);
            }
            case Rtnetlink.RTM_NEWNETCONF, Rtnetlink.RTM_DELNETCONF -> takeSetting(buffer, payload, end);
            case Rtnetlink.RTM_NEWRULE, Rtnetlink.RTM_DELRULE, Rtnetlink.RTM_NEWNEXTHOP, Rtnetlink.RTM_DELNEXTHOP,
                Rtnetlink.RTM_NEWNEXTHOPBUCKET, Rtnetlink.RTM_DELNEXTHOPBUCKET -> heard.addRoutes();
            default -> heard.add();
        }
        return true;
    }

    /**
     * The old wireless extensions send their events (each scan result, each roam) as {@code RTM_NEWLINK} with nothing but
     * {@code IFLA_WIRELESS}; a notice of a changed link never has that attribute. Source: net/wireless/wext-core.c, rtnetlink_ifinfo_prep.
     */
    private boolean takeLink(ByteBuffer buffer, boolean isDeleted, int payload, int end) {
        int operstate = Rtnetlink.IF_OPER_UNKNOWN;
        int carrier = -1;
        int masterIndex = 0;
        attributes.over(buffer, payload + Rtnetlink.IFINFOMSG_BYTES, end);
        while (attributes.next()) {
            switch (attributes.type()) {
                case Rtnetlink.IFLA_WIRELESS -> {
                    if (!isDeleted) {
                        return false;
                    }
                }
                case Rtnetlink.IFLA_OPERSTATE -> operstate = attributes.byteOr(operstate);
                case Rtnetlink.IFLA_CARRIER -> carrier = attributes.byteOr(carrier);
                case Rtnetlink.IFLA_MASTER -> masterIndex = attributes.intOr(masterIndex);
                default -> { }
            }
        }
        int index = end - payload < Rtnetlink.IFINFOMSG_BYTES ? 0 : buffer.getInt(payload + 4);
        if (index < 1) {
            heard.add();
        } else if (buffer.get(payload) != 0) { // A bridge tells of its ports, and that a port has left it is an RTM_DELLINK.
            heard.addLink(index, LinkState.UNCLEAR);
        } else {
            heard.addLink(index, isDeleted ? LinkState.GONE
                : new LinkState(LinkMessage.flags(buffer, payload, end), operstate, carrier, Math.max(0, masterIndex)));
        }
        return true;
    }

    private void takeAddress(ByteBuffer buffer, int payload, int end) {
        int index = end - payload < Rtnetlink.IFADDRMSG_BYTES ? 0 : buffer.getInt(payload + 4);
        if (index < 1) {
            heard.add();
        } else {
            heard.addAddresses(index);
        }
    }

    /** A route that was only cached for one destination (path MTU discovery) does not matter. Source: rtnetlink(7), RTM_F_CLONED. */
    private boolean takeRoute(ByteBuffer buffer, int payload, int end) {
        if ((RouteMessage.flags(buffer, payload, end) & Rtnetlink.RTM_F_CLONED) != 0) {
            return false;
        }
        if (InternetRoutes.mayLeadToInternet(buffer, payload, end, attributes)) {
            heard.addRoutes();
        }
        return true;
    }

    /** A setting of one link (ignore_routes_with_linkdown), or of all or of those that are to come, which have negative indexes. */
    private void takeSetting(ByteBuffer buffer, int payload, int end) {
        int index = 0;
        attributes.over(buffer, payload + Netlink.align(Rtnetlink.NETCONFMSG_BYTES), end);
        while (attributes.next()) {
            if (attributes.type() == Rtnetlink.NETCONFA_IFINDEX) {
                index = attributes.intOr(index);
            }
        }
        if (index > 0) {
            heard.addLink(index, LinkState.UNCLEAR);
        } else {
            heard.addRoutes();
        }
    }
}
