package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address as {@code RTM_NEWADDR} describes it.
 *
 * @param linkIndex the link that has it
 * @param address the address
 */
record AddressMessage(int linkIndex, LinkAddress address) {

    /**
     * The kernel never chooses such an address as a source. A deprecated one it goes on using: of IPv4 without any difference, of IPv6 where
     * there is no better one. Source: net/ipv6/addrconf.c, __ipv6_dev_get_saddr.
     */
    private static final int UNUSABLE = Rtnetlink.IFA_F_TENTATIVE | Rtnetlink.IFA_F_DADFAILED;

    /** Reads a message; empty if it is malformed or of another family than IPv4 and IPv6. */
    static Optional<AddressMessage> parse(ByteBuffer buffer, int payload, int end) {
        if (end - payload < Rtnetlink.IFADDRMSG_BYTES) {
            return Optional.empty();
        }
        int family = buffer.get(payload) & 0xff;
        int prefixLength = buffer.get(payload + 1) & 0xff;
        int flags = buffer.get(payload + 2) & 0xff;
        int linkIndex = buffer.getInt(payload + 4);
        byte[] local = new byte[0];
        byte[] address = new byte[0];
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Rtnetlink.IFADDRMSG_BYTES, end);
        while (attributes.next()) {
            switch (attributes.type()) {
                case Rtnetlink.IFA_ADDRESS -> address = attributes.bytes();
                case Rtnetlink.IFA_LOCAL -> local = attributes.bytes();
                case Rtnetlink.IFA_FLAGS -> flags = attributes.intOr(flags); // All 32 bits; the header has room for eight.
                default -> { }
            }
        }
        // On a point-to-point link IFA_ADDRESS is the peer and IFA_LOCAL is ours. Source: linux/if_addr.h
        byte[] own = local.length > 0 ? local : address;
        if (linkIndex < 1 || own.length != addressBytes(family) || prefixLength > own.length * 8) {
            return Optional.empty();
        }
        return Optional.of(new AddressMessage(linkIndex,
            new LinkAddress(inet(own, linkIndex), prefixLength, isUsable(flags))));
    }

    /** An optimistic address is tentative, and is used all the same. Source: RFC 4429; linux/if_addr.h. */
    private static boolean isUsable(int flags) {
        return (flags & UNUSABLE) == 0 || (flags & UNUSABLE) == Rtnetlink.IFA_F_TENTATIVE && (flags & Rtnetlink.IFA_F_OPTIMISTIC) != 0;
    }

    private static int addressBytes(int family) {
        return switch (family) {
            case Rtnetlink.AF_INET -> 4;
            case Rtnetlink.AF_INET6 -> 16;
            default -> -1;
        };
    }

    /** The address of 4 or 16 bytes; a link-local one of IPv6 gets the number of its link. */
    static InetAddress inet(byte[] bytes, int linkIndex) {
        try {
            if (bytes.length == 4) {
                return InetAddress.getByAddress(bytes);
            }
            boolean linkLocal = (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
            // Not InetAddress.getByAddress, which turns an IPv4-mapped address into an IPv4 one; scope -1 is none.
            return Inet6Address.getByAddress(null, bytes, linkLocal ? linkIndex : -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("the length was checked", e);
        }
    }
}
