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
 * The access point and the link that directed sockets use.
 *
 * @param id the access point
 * @param link its link
 */
public record Outlet(ConfigurationId id, Link link) {

    /** Finds the current outlet. */
    @FunctionalInterface
    public interface Finder {

        /**
         * Finds the outlet.
         *
         * @return the access point in use and its link
         * @throws NetworkSocketException if no access point in use is up
         */
        Outlet find() throws NetworkSocketException;
    }

    /** Returns the source address for packets to distant hosts, else a source address for hosts on the link. */
    Optional<InetAddress> address(ProtocolFamily family) {
        return ofFamily(family).filter(LinkAddress::reachesBeyondLink).findFirst().or(() -> ofFamily(family).findFirst()).map(LinkAddress::address);
    }

    private Stream<LinkAddress> ofFamily(ProtocolFamily family) {
        return link.addresses().stream().filter(own -> own.usable() && family(own.address()) == family);
    }

    boolean has(InetAddress address) {
        return link.addresses().stream().anyMatch(own -> own.address().equals(address));
    }

    /**
     * Returns whether there is a source address for packets to the target by the link. One of another link's, or a link-local one with a route,
     * only the system's look-up shows: then the system decides.
     */
    boolean canReach(InetAddress target) {
        boolean isRoutedOnly = link.reachesBeyondLink() && link.addresses().stream().noneMatch(LinkAddress::reachesBeyondLink);
        return isRoutedOnly || ofFamily(family(target)).anyMatch(own -> own.reachesBeyondLink() || target.isLinkLocalAddress() || target.isMulticastAddress());
    }

    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }
}
