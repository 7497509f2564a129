package io.github.netsession.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    private static final String CALL = "RTM_GETROUTE";

    private static final List<List<byte[]>> DESTINATIONS = List.of(
        List.of(ipv4(192, 0, 2, 1), ipv4(198, 51, 100, 1), ipv4(203, 0, 113, 1)),
        List.of(ipv6(0x2001, 0x0db8), ipv6(0x3fff, 0), ipv6(0x2001, 0x0db8, 0xffff)));

    private final NetlinkClient client;
    private Optional<RouteMessage> answer = Optional.empty();

    DefaultRoute(NetlinkClient client) {
        this.client = client;
    }

    /** The index of the link; empty if there is no default route. */
    OptionalInt linkIndex() {
        for (List<byte[]> family : DESTINATIONS) {
            for (byte[] destination : family) {
                OptionalInt index = linkIndex(destination);
                if (index.isPresent()) {
                    return index;
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Empty if there is no route, or only one made for just such addresses: then another destination has to tell. */
    private OptionalInt linkIndex(byte[] destination) {
        Optional<RouteMessage> plain = lookUp(destination, 0).filter(RouteMessage::isUnicast).filter(route -> route.outIndex() > 0);
        if (plain.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean broad = lookUp(destination, Rtnetlink.RTM_F_FIB_MATCH)
            .map(match -> match.ignoresFibMatch() || match.isUnicast() && match.prefixLength() <= BROADEST_BITS)
            .orElse(true); // Refused only by kernels that do not know the flag: the plain answer was a route.
        return broad ? OptionalInt.of(plain.get().outIndex()) : OptionalInt.empty();
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
