package io.github.netsession.linux;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds the link that traffic to the Internet leaves by: asks the kernel for the route to an address that only documentation uses, so
 * that rules, tables, metrics, multipath and nexthop objects are all the kernel's own business, and no table is dumped, however long.
 * IPv4 first, then IPv6. Source: RFC 5737, RFC 3849, RFC 9637.
 */
final class DefaultRoute {

    /**
     * A route at most this specific stands for the Internet: VPN clients split the default into two or more halves (0.0.0.0/1,
     * 128.0.0.0/1), and all of IPv6 that is given out is 2000::/3.
     */
    private static final int BROADEST_BITS = 3;

    /** An address to ask for, and the length of the prefix that is set aside for documentation: a route so specific is made for just that. */
    private record Destination(byte[] address, int prefixLength) {
    }

    private static final String CALL = "RTM_GETROUTE";

    private static final List<List<Destination>> DESTINATIONS = List.of(
        List.of(new Destination(ipv4(192, 0, 2, 1), 24), new Destination(ipv4(198, 51, 100, 1), 24),
            new Destination(ipv4(203, 0, 113, 1), 24)),
        List.of(new Destination(ipv6(0x2001, 0x0db8), 32), new Destination(ipv6(0x3fff, 0), 20),
            new Destination(ipv6(0x2001, 0x0db8, 0xffff), 32)));

    private final NetlinkClient client;
    private Optional<RouteMessage> answer = Optional.empty();

    DefaultRoute(NetlinkClient client) {
        this.client = client;
    }

    /** The index of the link; empty if there is no default route. */
    OptionalInt linkIndex() {
        for (List<Destination> family : DESTINATIONS) {
            OptionalInt index = linkIndex(family);
            if (index.isPresent()) {
                return index;
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The link of the first broad route, or else the one that all less broad ones agree on: a VPN for "everything but what is private"
     * splits the default into some thirty routes, none of them broad (0.0.0.0/5, 8.0.0.0/7, and so on).
     */
    private OptionalInt linkIndex(List<Destination> family) {
        Set<Integer> candidates = new HashSet<>();
        for (Destination destination : family) {
            Optional<RouteMessage> plain = lookUp(destination.address, 0).filter(RouteMessage::isUnicast).filter(route -> route.outIndex() > 0);
            if (plain.isPresent()) {
                int prefixLength = prefixLength(destination);
                if (prefixLength <= BROADEST_BITS) {
                    return OptionalInt.of(plain.get().outIndex());
                }
                if (prefixLength < destination.prefixLength) { // Else it is made for just such addresses: another destination has to tell.
                    candidates.add(plain.get().outIndex());
                }
            }
        }
        return candidates.size() == 1 ? OptionalInt.of(candidates.iterator().next()) : OptionalInt.empty();
    }

    /** How specific the route is that decides where packets to a destination go; all bits if it has meanwhile become none. */
    private int prefixLength(Destination destination) {
        Optional<RouteMessage> match = lookUp(destination.address, Rtnetlink.RTM_F_FIB_MATCH);
        if (match.isEmpty() || match.get().ignoresFibMatch()) {
            return 0; // Refused or ignored only by kernels that do not know the flag: the plain answer was a route.
        }
        return match.get().isUnicast() ? match.get().prefixLength() : destination.address.length * Byte.SIZE;
    }

    private Optional<RouteMessage> lookUp(byte[] destination, int flags) {
        answer = Optional.empty();
        int length = RtnetlinkRequests.route(client.out(), destination, flags);
        // No route is an error to the kernel: unreachable, prohibited (EACCES), blackhole (EINVAL). All of them mean: not by this one.
        int errno = client.exchange(CALL, length, (type, buffer, payload, end) -> {
            if (type == Rtnetlink.RTM_NEWROUTE) {
                answer = RouteMessage.parse(buffer, payload, end);
            }
        });
        return errno == 0 ? answer : Optional.empty();
    }

    private static byte[] ipv4(int a, int b, int c, int d) {
        return new byte[] {(byte) a, (byte) b, (byte) c, (byte) d};
    }

    /** An address that begins with the given groups and ends in ::1. */
    private static byte[] ipv6(int... groups) {
        byte[] address = new byte[16];
        for (int i = 0; i < groups.length; i++) {
            address[2 * i] = (byte) (groups[i] >> 8);
            address[2 * i + 1] = (byte) groups[i];
        }
        address[15] = 1;
        return address;
    }
}
