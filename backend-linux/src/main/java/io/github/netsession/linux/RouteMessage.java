package io.github.netsession.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The kernel's answer to a look-up in its routes ({@code RTM_NEWROUTE}).
 *
 * @param family {@code AF_INET} or {@code AF_INET6}
 * @param prefixLength how many bits of the destination the route matches; all of them in the answer to a plain look-up
 * @param protocol {@code RTPROT_...}, who made the route
 * @param type {@code RTN_...}
 * @param flags {@code RTM_F_...}
 * @param outIndex the link that packets leave by; 0 where the answer does not say so, as with several paths
 * @param source the source address that the kernel chooses; in the answer to a plain look-up, empty if there is none
 */
record RouteMessage(int family, int prefixLength, int protocol, int type, int flags, int outIndex, Optional<InetAddress> source) {

    /** Reads a message; empty if it is too short. */
    static Optional<RouteMessage> parse(ByteBuffer buffer, int payload, int end) {
        if (end - payload < Rtnetlink.RTMSG_BYTES) {
            return Optional.empty();
        }
        int family = buffer.get(payload) & 0xff;
        int out = 0;
        byte[] source = new byte[0];
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Rtnetlink.RTMSG_BYTES, end);
        while (attributes.next()) {
            switch (attributes.type()) {
                case Rtnetlink.RTA_OIF -> out = Math.max(0, attributes.intOr(0));
                case Rtnetlink.RTA_PREFSRC -> source = attributes.bytes();
                default -> { }
            }
        }
        boolean hasSource = source.length == (family == Rtnetlink.AF_INET ? 4 : 16);
        return Optional.of(new RouteMessage(family, buffer.get(payload + 1) & 0xff, buffer.get(payload + 5) & 0xff, buffer.get(payload + 7) & 0xff,
            flags(buffer, payload, end), out, hasSource ? Optional.of(AddressMessage.inet(source, out)) : Optional.empty()));
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
