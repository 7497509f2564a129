package io.github.netsession;

import java.net.InetAddress;
import java.util.Objects;

/**
 * An address of a {@link Link}.
 *
 * @param address the address; an IPv6 link-local address carries its scope
 * @param prefixLength the length of the network prefix in bits, 0 to 32 or 0 to 128
 * @param usable whether an application can use the address as a source: it is not tentative, not a duplicate and, except
 *     on macOS, not deprecated: macOS does not reliably report that
 */
public record LinkAddress(InetAddress address, int prefixLength, boolean usable) {

    public LinkAddress {
        Objects.requireNonNull(address, "address");
        int bits = address.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " of " + address.getHostAddress()
                + " is not within 0 to " + bits);
        }
    }

    /**
     * Returns whether this address reaches beyond the link: it is usable, and neither link-local nor loopback nor unspecified.
     *
     * @return true if a link with this address can count as Active
     */
    public boolean reachesBeyondLink() {
        return usable && !address.isLinkLocalAddress() && !address.isLoopbackAddress() && !address.isAnyLocalAddress();
    }

    @Override
    public String toString() {
        return address.getHostAddress() + '/' + prefixLength;
    }
}
