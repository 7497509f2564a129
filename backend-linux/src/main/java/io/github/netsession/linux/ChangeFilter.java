package io.github.netsession.linux;

import java.nio.ByteBuffer;

/**
 * Tells the change notices that may matter from those that never do, and notes what they are about. In doubt a notice matters: a hint too many
 * costs one reading.
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
            if (matters(buffer, type, at + Netlink.NLMSG_HDRLEN, at + size)) {
                note(buffer, type, at + Netlink.NLMSG_HDRLEN, at + size);
                matters = true;
            }
            at += Netlink.align(size);
        }
        return matters;
    }

    /** How many datagrams did not have the form they should. */
    long malformed() {
        return malformed;
    }

    private void note(ByteBuffer buffer, int type, int payload, int end) {
        boolean isLink = type == Rtnetlink.RTM_NEWLINK || type == Rtnetlink.RTM_DELLINK;
        if (isLink && end - payload >= Rtnetlink.IFINFOMSG_BYTES) {
            heard.addLink(buffer.getInt(payload + 4));
        } else {
            heard.add();
        }
    }

    private boolean matters(ByteBuffer buffer, int type, int payload, int end) {
        return switch (type) {
            case Netlink.NLMSG_NOOP -> false;
            case Rtnetlink.RTM_NEWLINK -> !isWirelessEvent(buffer, payload, end);
            // A route that was only cached for one destination (path MTU discovery). Source: rtnetlink(7), RTM_F_CLONED.
            case Rtnetlink.RTM_NEWROUTE, Rtnetlink.RTM_DELROUTE -> (RouteMessage.flags(buffer, payload, end) & Rtnetlink.RTM_F_CLONED) == 0;
            default -> true;
        };
    }

    /**
     * The old wireless extensions send their events (each scan result, each roam) as {@code RTM_NEWLINK} with nothing but
     * {@code IFLA_WIRELESS}; a notice of a changed link never has that attribute. Source: net/wireless/wext-core.c, rtnetlink_ifinfo_prep.
     */
    private boolean isWirelessEvent(ByteBuffer buffer, int payload, int end) {
        attributes.over(buffer, payload + Rtnetlink.IFINFOMSG_BYTES, end);
        while (attributes.next()) {
            if (attributes.type() == Rtnetlink.IFLA_WIRELESS) {
                return true;
            }
        }
        return false;
    }
}
