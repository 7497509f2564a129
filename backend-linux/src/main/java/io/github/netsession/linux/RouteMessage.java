package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The kernel's answer to a look-up in its routes ({@code RTM_NEWROUTE}).
 *
 * @param family {@code AF_INET} or {@code AF_INET6}
 * @param prefixLength how many bits of the destination the route matches; all of them in the answer to a plain look-up
 * @param type {@code RTN_...}
 * @param flags {@code RTM_F_...}
 * @param outIndex the link that packets leave by, or 0
 */
record RouteMessage(int family, int prefixLength, int type, int flags, int outIndex) {

    /** Reads a message; empty if it is too short. */
    static Optional<RouteMessage> parse(ByteBuffer buffer, int payload, int end) {
        if (end - payload < Rtnetlink.RTMSG_BYTES) {
            return Optional.empty();
        }
        int out = 0;
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Rtnetlink.RTMSG_BYTES, end);
        while (attributes.next()) {
            if (attributes.type() == Rtnetlink.RTA_OIF) {
                out = Math.max(0, attributes.intOr(0));
            }
        }
        return Optional.of(new RouteMessage(buffer.get(payload) & 0xff, buffer.get(payload + 1) & 0xff,
            buffer.get(payload + 7) & 0xff, flags(buffer, payload, end), out));
    }

    /** The flags of a message, 0 if it is too short. */
    static int flags(ByteBuffer buffer, int payload, int end) {
        return end - payload < Rtnetlink.RTMSG_BYTES ? 0 : buffer.getInt(payload + 8);
    }

    boolean isUnicast() {
        return type == Rtnetlink.RTN_UNICAST;
    }

    /**
     * Whether this answers a plain look-up although a {@code RTM_F_FIB_MATCH} was asked for, as kernels before 4.13 do: IPv4 says so
     * with {@code RTM_F_CLONED}, IPv6 with a prefix of all bits.
     */
    boolean ignoresFibMatch() {
        return (flags & Rtnetlink.RTM_F_CLONED) != 0 || family == Rtnetlink.AF_INET6 && prefixLength == 128;
    }
}
