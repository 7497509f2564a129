package io.github.netsession.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the route that traffic to the Internet takes: asks the kernel for the routes to addresses that only documentation uses, so that rules,
 * tables, metrics, multipath and nexthop objects are all the kernel's own business, and no table is dumped, however long. Nothing is sent.
 *
 * <p>One address would not do, because a rule or a route can be made for just that one or for what is near it. So there are three, far from each
 * other, and a default route is what most of them agree on.
 */
final class InternetRoutes {

    /**
     * A route at most this specific stands for the Internet: VPN clients split the default into two or more halves (0.0.0.0/1, 128.0.0.0/1), and
     * all of IPv6 that is given out is 2000::/3.
     */
    private static final int BROADEST_BITS = 3;

    private static final String CALL = "RTM_GETROUTE";
    private static final int IPV4_BYTES = 4;
    /** Unreachable, prohibited, blackhole, throw, and a link that is going. Source: ip-route(8); net/ipv4/fib_semantics.c, fib_props. */
    private static final Set<Integer> NO_ROUTE = Set.of(Errno.ENETUNREACH, Errno.EHOSTUNREACH, Errno.EACCES, Errno.EINVAL, Errno.EAGAIN, Errno.ENETDOWN,
        Errno.ENODEV);
    /** Those of them that a route or a rule answers that refuses. */
    private static final Set<Integer> REFUSED = Set.of(Errno.EHOSTUNREACH, Errno.EACCES, Errno.EINVAL);
    /** What a kernel without IPv6 answers. */
    private static final Set<Integer> NO_IPV6 = Set.of(Errno.EOPNOTSUPP, Errno.EAFNOSUPPORT, Errno.EPFNOSUPPORT);

    /**
     * An address to ask for.
     *
     * @param address the address
     * @param prefixLength how long the prefix is that is set aside for it: a route so specific is made for just such addresses
     */
    private record Destination(byte[] address, int prefixLength) {

        /** The address that differs in the last bit of the prefix, so that what is made for the prefix does not concern it. */
        byte[] neighbour() {
            byte[] neighbour = address.clone();
            neighbour[(prefixLength - 1) / Byte.SIZE] ^= (byte) (0x80 >> (prefixLength - 1) % Byte.SIZE);
            return neighbour;
        }

        /** Whether the address or its neighbour is within a prefix, or that cannot be told. */
        boolean mayBeWithin(byte[] prefix, int bits) {
            return prefix.length != address.length || bits > Byte.SIZE * prefix.length || isWithin(address, prefix, bits)
                || isWithin(neighbour(), prefix, bits);
        }

        private static boolean isWithin(byte[] address, byte[] prefix, int bits) {
            int bytes = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(address, 0, bytes, prefix, 0, bytes)
                && (rest == 0 || ((address[bytes] ^ prefix[bytes]) & 0xff) >> Byte.SIZE - rest == 0);
        }
    }

    /**
     * A route that decides where packets to an address go.
     *
     * @param address the address
     * @param linkIndex the link that they leave by
     * @param prefixLength how specific the route is
     * @param protocol {@code RTPROT_...}, who made it
     */
    private record Match(byte[] address, int linkIndex, int prefixLength, int protocol) {

        boolean isBroad() {
            return prefixLength <= BROADEST_BITS;
        }
    }

    /**
     * The route by a link to the Internet.
     *
     * @param linkIndex the link
     * @param protocol {@code RTPROT_...}, who made the route
     * @param destination an address that it leads to
     */
    record Route(int linkIndex, int protocol, byte[] destination) {
    }

    /** Source: RFC 5737. */
    private static final List<Destination> IPV4 =
        List.of(new Destination(ipv4(192, 0, 2, 1), 24), new Destination(ipv4(198, 51, 100, 1), 24), new Destination(ipv4(203, 0, 113, 1), 24));

    /** The third is the 6to4 form of an address for documentation. Source: RFC 3849, RFC 9637, RFC 3056. */
    private static final List<Destination> IPV6 = List.of(new Destination(ipv6(0x2001, 0x0db8), 32), new Destination(ipv6(0x3fff, 0), 20),
        new Destination(ipv6(0x2002, 0xc000, 0x0201), 16));

    private final NetlinkClient client;
    private final NetlinkClient.Messages route = new NetlinkClient.Messages() {
        @Override
        public void message(int type, ByteBuffer buffer, int payload, int end) {
            if (type == Rtnetlink.RTM_NEWROUTE) {
                answer = RouteMessage.parse(buffer, payload, end);
            }
        }
    };
    private Optional<RouteMessage> answer = Optional.empty();
    /** Whether the packets that were asked about last are refused, or for this machine. */
    private boolean isDeadEnd;
    private int refusals;

    InternetRoutes(NetlinkClient client) {
        this.client = client;
    }

    /**
     * Whether a notice of a route ({@code RTM_NEWROUTE}, {@code RTM_DELROUTE}) may change an answer: the route leads to an address that is asked for. In
     * doubt it may. {@code attributes} is a cursor to use.
     */
    static boolean mayLeadToInternet(ByteBuffer buffer, int payload, int end, AttributeCursor attributes) {
        if (end - payload < Rtnetlink.RTMSG_BYTES) {
            return true;
        }
        int family = buffer.get(payload) & 0xff;
        int prefixLength = buffer.get(payload + 1) & 0xff;
        List<Destination> destinations = family == Rtnetlink.AF_INET ? IPV4 : family == Rtnetlink.AF_INET6 ? IPV6 : List.of();
        attributes.over(buffer, payload + Rtnetlink.RTMSG_BYTES, end);
        while (attributes.next()) {
            if (attributes.type() == Rtnetlink.RTA_DST && !destinations.isEmpty()) {
                byte[] prefix = attributes.bytes();
                return destinations.stream().anyMatch(each -> each.mayBeWithin(prefix, prefixLength));
            }
        }
        return true;
    }

    /** The default route of IPv4 that leads by a link; 0 for any link. */
    Optional<Route> ipv4(int linkIndex) {
        return of(IPV4, linkIndex);
    }

    /** The same of IPv6. */
    Optional<Route> ipv6(int linkIndex) {
        return of(IPV6, linkIndex);
    }

    /** The source address that the kernel chooses for packets that leave by a link on a route; empty if it has none. */
    Optional<InetAddress> source(Route route) {
        lookUp(route.destination, 0, route.linkIndex);
        return answer.isPresent() ? answer.get().source() : Optional.empty();
    }

    /**
     * Counts what the destinations say. A route that is made for such addresses says nothing. A broad one speaks for its link, and no route at
     * all against every link: the majority of these decides, so that a policy rule for one destination does not. Only where no route is broad,
     * those that are less broad count, and all have to agree: a VPN for "everything but what is private" splits the default into some thirty
     * routes (0.0.0.0/5, 8.0.0.0/7, and so on), while one to 192.0.0.0/8 is no default.
     */
    private Optional<Route> of(List<Destination> family, int linkIndex) {
        List<Match> broad = new ArrayList<>();
        List<Match> narrow = new ArrayList<>();
        int none = 0;
        for (Destination destination : family) {
            Optional<Match> match = match(destination, linkIndex);
            if (match.isEmpty()) {
                none++;
            } else if (match.get().isBroad()) {
                broad.add(match.get());
            } else if (match.get().prefixLength < destination.prefixLength) {
                narrow.add(match.get());
            }
            if (isMajority(none, family.size())) {
                return Optional.empty();
            }
            Optional<Match> decided = most(broad, family.size());
            if (decided.isPresent()) { // Which the rest cannot change.
                return Optional.of(route(decided.get()));
            }
        }
        if (!broad.isEmpty()) {
            return most(broad, broad.size() + none).map(InternetRoutes::route);
        }
        boolean isAgreed = none == 0 && narrow.stream().map(Match::linkIndex).distinct().count() == 1;
        return isAgreed ? Optional.of(route(narrow.get(0))) : Optional.empty();
    }

    /** The first match of the link that most of so many agree on. */
    private static Optional<Match> most(List<Match> matches, int of) {
        for (Match each : matches) {
            int agreed = 0;
            for (Match other : matches) {
                agreed += other.linkIndex == each.linkIndex ? 1 : 0;
            }
            if (isMajority(agreed, of)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean isMajority(long part, int of) {
        return 2 * part > of;
    }

    private static Route route(Match match) {
        return new Route(match.linkIndex, match.protocol, match.address);
    }

    /**
     * The route that decides where packets to a destination go, and the link; empty if there is none, or if it refuses them. What is for documentation
     * must not be sent to the Internet, so a router may refuse just that; and in a laboratory it may be this machine. Then its neighbour tells.
     */
    private Optional<Match> match(Destination destination, int linkIndex) {
        Optional<Match> match = match(destination.address, linkIndex);
        return match.isEmpty() && isDeadEnd ? match(destination.neighbour(), linkIndex) : match;
    }

    private Optional<Match> match(byte[] address, int linkIndex) {
        int errno = lookUp(address, Rtnetlink.RTM_F_FIB_MATCH, linkIndex);
        boolean isIgnored = answer.isPresent() && answer.get().ignoresFibMatch();
        if (linkIndex > 0) {
            // The plain answer would prove nothing: with a link and without a route, IPv4 assumes that the destination is on the link. Source:
            // net/ipv4/route.c, ip_route_output_key_hash_rcu.
            boolean isByLink = answer.isPresent() && !isIgnored && answer.get().isUnicast()
                && (answer.get().outIndex() == 0 || answer.get().outIndex() == linkIndex);
            return isByLink ? Optional.of(new Match(address, linkIndex, answer.get().prefixLength(), answer.get().protocol())) : Optional.empty();
        }
        if (errno == Errno.ENETUNREACH || errno == Errno.EHOSTUNREACH || errno == Errno.EACCES || isRefusal()) {
            return Optional.empty();
        }
        // Another error may be that the kernel does not know the flag, as before 4.13; then any route stands for the Internet.
        int prefixLength = isIgnored || answer.isEmpty() ? 0 : answer.get().prefixLength();
        if (answer.isEmpty() || answer.get().outIndex() == 0) { // Which of several paths they take, only the plain look-up says.
            refusals += isAnswer(lookUp(address, 0, 0), address) ? 0 : 1;
        }
        return answer.isPresent() && answer.get().isUnicast() && answer.get().outIndex() > 0
            ? Optional.of(new Match(address, answer.get().outIndex(), prefixLength, answer.get().protocol())) : Optional.empty();
    }

    private boolean isRefusal() {
        return answer.isPresent() && !answer.get().isUnicast();
    }

    /** Returns how many questions for any link the kernel has refused to answer, so that no route proves nothing. */
    int refusals() {
        return refusals;
    }

    private static boolean isAnswer(int errno, byte[] address) {
        return errno == 0 || NO_ROUTE.contains(errno) || address.length > IPV4_BYTES && NO_IPV6.contains(errno);
    }

    /** Asks; no route is an error to the kernel, and so is one that refuses: unreachable, prohibited (EACCES), blackhole (EINVAL). */
    private int lookUp(byte[] destination, int flags, int linkIndex) {
        answer = Optional.empty();
        int length = RtnetlinkRequests.route(client.out(), destination, flags, linkIndex);
        int errno = client.exchange(CALL, length, route);
        if (errno != 0) {
            answer = Optional.empty();
        }
        isDeadEnd = REFUSED.contains(errno) || isRefusal();
        return errno;
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
