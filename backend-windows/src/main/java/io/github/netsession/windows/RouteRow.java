package io.github.netsession.windows;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * The route that packets to some address take. Source: netioapi.h, MIB_IPFORWARD_ROW2, GetBestRoute2.
 *
 * @param interfaceIndex the number of the interface that they leave by
 * @param prefixLength how specific the route is, in bits; 0 also where that is not told
 * @param hasGateway whether another machine passes the packets on; if not, the route takes their destinations for neighbours
 * @param source the address that they would come from; empty where that is not told
 */
public record RouteRow(int interfaceIndex, int prefixLength, boolean hasGateway, Optional<InetAddress> source) {

    public RouteRow {
        Objects.requireNonNull(source, "source");
    }

    /** Whether packets by this route have a source address that others answer to: in IPv6 that is neither a link-local nor the loopback address. */
    boolean hasSource() {
        return source.filter(address -> address.getAddress().length == 4 || !address.isLinkLocalAddress() && !address.isLoopbackAddress()).isPresent();
    }
}
