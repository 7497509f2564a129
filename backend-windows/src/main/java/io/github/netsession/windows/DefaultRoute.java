package io.github.netsession.windows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds the route that traffic to the Internet takes: asks Windows for the routes to addresses that only documentation uses, so that longest
 * prefixes and metrics are Windows' own business. Source: RFC 5737, RFC 3849, RFC 9637.
 */
final class DefaultRoute {

    /**
     * A route at most this specific stands for the Internet: VPN clients split the default into two or more parts (0.0.0.0/1, 128.0.0.0/1),
     * and all of IPv6 that is assigned is 2000::/3.
     */
    private static final int BROADEST_BITS = 3;

    /** An address to ask for, and the length of the prefix that is set aside for documentation: a route so specific is made for just that. */
    private record Destination(InetAddress address, int prefixLength) {
    }

    private static final List<Destination> DESTINATIONS4 = List.of(new Destination(ipv4(203, 0, 113), 24),
        new Destination(ipv4(198, 51, 100), 24), new Destination(ipv4(192, 0, 2), 24));
    private static final List<Destination> DESTINATIONS6 = List.of(new Destination(ipv6(0x2001, 0x0db8, 0), 32),
        new Destination(ipv6(0x3fff, 0, 0), 20), new Destination(ipv6(0x2001, 0x0db8, 0xffff), 32));

    private final WindowsOs os;
    private final IntPredicate leadsOut;

    /** A route by an interface that does not lead out of the machine is none. */
    DefaultRoute(WindowsOs os, IntPredicate leadsOut) {
        this.os = os;
        this.leadsOut = leadsOut;
    }

    /** The interface that IPv4 leaves by; empty if there is no default route. */
    Optional<Integer> ipv4() {
        return route(DESTINATIONS4, 0).map(RouteRow::interfaceIndex);
    }

    /** The interface that IPv6 leaves by; empty if there is no default route. */
    Optional<Integer> ipv6() {
        return route(DESTINATIONS6, 0).map(RouteRow::interfaceIndex);
    }

    /**
     * Whether an interface itself has a default route, and a source for it, whichever interface is preferred. Where what leads out is no tunnel,
     * it has a gateway: Windows does not document whether a look-up by one interface takes every destination for a neighbour, as that of Linux
     * does.
     */
    boolean isBy(int interfaceIndex, boolean isTunnel) {
        return List.of(DESTINATIONS4, DESTINATIONS6).stream().flatMap(family -> route(family, interfaceIndex).stream())
            .anyMatch(route -> route.hasSource() && (route.hasGateway() || isTunnel));
    }

    /**
     * The first broad route, or else the less broad ones if all destinations agree on one interface: a VPN for "everything but what is
     * private" splits the default into some thirty routes, none of them broad (0.0.0.0/5, 8.0.0.0/7, and so on). A route for the range of
     * one destination alone is no default route, for the others do not agree.
     */
    private Optional<RouteRow> route(List<Destination> family, int only) {
        List<RouteRow> found = new ArrayList<>();
        for (Destination destination : family) {
            Optional<RouteRow> route = os.route(destination.address, only);
            if (route.filter(each -> each.prefixLength() >= destination.prefixLength).isPresent()) {
                continue; // Made for just such addresses: the other destinations have to tell.
            }
            Optional<RouteRow> usable = route.filter(each -> leadsOut.test(each.interfaceIndex()) && (only == 0 || each.interfaceIndex() == only));
            if (usable.isEmpty() || usable.get().prefixLength() <= BROADEST_BITS) {
                return usable;
            }
            found.add(usable.get());
        }
        boolean agree = found.size() > 1 && found.stream().mapToInt(RouteRow::interfaceIndex).distinct().count() == 1;
        return agree ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The address that begins with the given bytes and ends in 1. */
    private static InetAddress ipv4(int... bytes) {
        byte[] address = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return address(address);
    }

    /** The address that begins with the given groups and ends in ::1. */
    private static InetAddress ipv6(int... groups) {
        byte[] address = new byte[16];
        for (int i = 0; i < groups.length; i++) {
            address[2 * i] = (byte) (groups[i] >> 8);
            address[2 * i + 1] = (byte) groups[i];
        }
        return address(address);
    }

    private static InetAddress address(byte[] bytes) {
        bytes[bytes.length - 1] = 1;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
