package io.github.netsession.engine.sockets;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.NetworkSocketException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where directed sockets leave this machine.
 *
 * @param id the access point
 * @param link the link that it is on
 */
public record Outlet(ConfigurationId id, Link link) {

    /** Finds the outlet of the moment. */
    @FunctionalInterface
    public interface Finder {

        /**
         * Finds the outlet.
         *
         * @return the access point in use and its link
         * @throws NetworkSocketException if none is in use that is up
         */
        Outlet find() throws NetworkSocketException;
    }

    /** The address that packets to far hosts carry, else one for hosts on the link. */
    Optional<InetAddress> address(ProtocolFamily family) {
        return ofFamily(family).filter(LinkAddress::reachesBeyondLink).findFirst().or(() -> ofFamily(family).findFirst()).map(LinkAddress::address);
    }

    private Stream<LinkAddress> ofFamily(ProtocolFamily family) {
        return link.addresses().stream().filter(own -> own.usable() && family(own.address()) == family);
    }

    boolean has(InetAddress address) {
        return link.addresses().stream().anyMatch(own -> own.address().equals(address));
    }

    /** Whether the link has an address that packets to this one can carry. */
    boolean canReach(InetAddress target) {
        return ofFamily(family(target)).anyMatch(own -> own.reachesBeyondLink() || target.isLinkLocalAddress() || target.isMulticastAddress());
    }

    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }
}
