package io.github.netsession;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address of a {@link Link}.
 *
 * @param address the address; an IPv6 link-local address carries its scope
 * @param prefixLength the length of the network prefix in bits, 0 to 32 or 0 to 128
 * @param usable whether the operating system uses the address as a source: it is neither tentative nor a duplicate. A deprecated address is
 *     usable: systems use it where there is no better one. Source: RFC 4862, 5.5.4
 */
public record LinkAddress(InetAddress address, int prefixLength, boolean usable) {

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if the prefix length is out of its range
     */
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

    // By hand, as hashCode(): each reading compares addresses, and the generated methods go through method handles, which are slow while cold.
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof LinkAddress other && prefixLength == other.prefixLength && usable == other.usable
            && address.equals(other.address);
    }

    @Override
    public int hashCode() {
        return (address.hashCode() * 31 + prefixLength) * 31 + Boolean.hashCode(usable);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + '/' + prefixLength;
    }
}
