package io.github.netsession.macos;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * The route that packets to some address take. Source: net/route.h, rt_msghdr.
 *
 * @param interfaceIndex the number of the interface that they leave by
 * @param prefixLength how specific the route is, in bits
 * @param hasGateway whether another machine passes the packets on; if not, the route takes their destinations for neighbours
 * @param isRefusing whether the route only refuses or drops packets
 * @param source the address of this machine that the route has, if it has one of the destination's family
 */
public record RouteRow(int interfaceIndex, int prefixLength, boolean hasGateway, boolean isRefusing, Optional<InetAddress> source) {

    public RouteRow {
        Objects.requireNonNull(source, "source");
    }

    /** Whether packets by this route can have a source address that others answer to: in IPv6 that is neither a link-local nor the loopback address. */
    boolean hasSource() {
        return source.filter(address -> address.getAddress().length == 4 || !address.isLinkLocalAddress() && !address.isLoopbackAddress()).isPresent();
    }
}
