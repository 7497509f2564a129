package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.net.InetAddress;
import java.util.Optional;

/** Questions to the kernel about its routes. For one thread, and for one reading. Source: route(4). */
public interface RoutePort extends AutoCloseable {

    /**
     * Looks up the route to an address. Sends nothing to the network. Source: XNU, bsd/net/rtsock.c, RTM_GET.
     *
     * @param destination the address
     * @param scope the number of the only interface whose routes count; 0 for all
     * @return the route; empty if there is none
     * @throws BackendException if the kernel does not say
     */
    Optional<RouteRow> route(InetAddress destination, int scope);

    /** Ends the questions. */
    @Override
    void close();
}
