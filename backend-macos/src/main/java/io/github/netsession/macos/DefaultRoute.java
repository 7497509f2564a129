package io.github.netsession.macos;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Finds the link that traffic to the Internet leaves by: asks the kernel for the routes to addresses that only documentation uses, so that
 * longest prefixes and scopes are the kernel's own business. Configd only knows the services' default routes; a tunnel without a service
 * (WireGuard, OpenVPN) has routes of its own. IPv4 first, then IPv6. Source: RFC 5737, RFC 3849, RFC 9637.
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

    private static final List<List<Destination>> DESTINATIONS = List.of(
        List.of(new Destination(ipv4(192, 0, 2), 24), new Destination(ipv4(198, 51, 100), 24), new Destination(ipv4(203, 0, 113), 24)),
        List.of(new Destination(ipv6(0x2001, 0x0db8, 0), 32), new Destination(ipv6(0x3fff, 0, 0), 20),
            new Destination(ipv6(0x2001, 0x0db8, 0xffff), 32)));

    private final RoutePort routes;
    private final IntPredicate leadsOut;

    /** Asks by the port; a route by an interface that does not lead out of the machine is none. */
    DefaultRoute(RoutePort routes, IntPredicate leadsOut) {
        this.routes = routes;
        this.leadsOut = leadsOut;
    }

    /** The number of the interface; empty if there is no default route. */
    OptionalInt interfaceIndex() {
        return DESTINATIONS.stream().flatMap(family -> route(family, 0).stream()).mapToInt(RouteRow::interfaceIndex).findFirst();
    }

    /**
     * Whether the interface itself has a default route, and a source for it, whichever interface is preferred. A cable's has a gateway:
     * configd also makes one without for a service that has only given itself an address (169.254.0.0/16), and nobody answers to that.
     * Source: configd, Plugins/IPMonitor/ip_plugin.c.
     */
    boolean isBy(InterfaceRow row) {
        return DESTINATIONS.stream().flatMap(family -> route(family, row.index()).stream())
            .anyMatch(route -> route.hasSource() && (route.hasGateway() || row.has(InterfaceRow.IFF_POINTOPOINT)));
    }

    /**
     * The first broad route, or else the less broad ones if all destinations agree on one interface: a VPN for "everything but what is
     * private" splits the default into some thirty routes, none of them broad (0.0.0.0/5, 8.0.0.0/7, and so on). A route for the range of
     * one destination alone is no default route, for the others do not agree.
     */
    private Optional<RouteRow> route(List<Destination> family, int scope) {
        List<RouteRow> found = new ArrayList<>();
        for (Destination destination : family) {
            Optional<RouteRow> route = routes.route(destination.address, scope);
            if (route.filter(each -> each.prefixLength() >= destination.prefixLength).isPresent()) {
                continue; // Made for just such addresses: the other destinations have to tell.
            }
            Optional<RouteRow> usable = route.filter(each -> isUsable(each, scope));
            if (usable.isEmpty() || usable.get().prefixLength() <= BROADEST_BITS) {
                return usable;
            }
            found.add(usable.get());
        }
        boolean agree = found.size() > 1 && found.stream().mapToInt(RouteRow::interfaceIndex).distinct().count() == 1;
        return agree ? Optional.of(found.get(0)) : Optional.empty();
    }

    private boolean isUsable(RouteRow route, int scope) {
        return !route.isRefusing() && leadsOut.test(route.interfaceIndex()) && (scope == 0 || route.interfaceIndex() == scope);
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
