package io.github.netsession.macos;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which IPv6 addresses of an interface cannot be used, as the store says it. Source: netinet6/in6_var.h; scutil(8), show
 * State:/Network/Interface/en0/IPv6.
 */
final class Ipv6Flags {

    static final int IN6_IFF_TENTATIVE = 2;
    static final int IN6_IFF_DUPLICATED = 4;
    static final int IN6_IFF_DETACHED = 8;

    /**
     * Not the deprecated ones, which are still valid: the kernel sets and clears that without telling configd, so that after a sleep the store
     * may call a good address deprecated for long. Source: XNU, bsd/netinet6/nd6.c.
     */
    private static final int UNUSABLE = IN6_IFF_TENTATIVE | IN6_IFF_DUPLICATED | IN6_IFF_DETACHED;

    private Ipv6Flags() {
    }

    /** Two lists that belong together; where they do not, nothing is known. */
    static Set<InetAddress> unusable(Plist ipv6) {
        List<?> addresses = ipv6.list("Addresses");
        List<?> flags = ipv6.list("Flags");
        Set<InetAddress> unusable = new HashSet<>();
        if (addresses.size() == flags.size()) {
            for (int i = 0; i < addresses.size(); i++) {
                if (flags.get(i) instanceof Long bits && (bits & UNUSABLE) != 0 && addresses.get(i) instanceof String text) {
                    address(text).ifPresent(unusable::add);
                }
            }
        }
        return unusable;
    }

    /** Never a name: that would ask the network. */
    private static Optional<InetAddress> address(String text) {
        String literal = text.replaceAll("%.*$", "");
        if (!isLiteral(literal)) {
            return Optional.empty();
        }
        try {
            return Optional.of(withoutScope(InetAddress.getByName(literal)));
        } catch (UnknownHostException e) {
            return Optional.empty(); // Not an address, though it looks like one; somebody else's text.
        }
    }

    /** What begins with a point is taken for a name even with a colon in it. Source: InetAddress.getAllByName. */
    static boolean isLiteral(String text) {
        return text.contains(":") && text.matches("[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");
    }

    static InetAddress withoutScope(InetAddress address) {
        try {
            return address instanceof Inet6Address ? InetAddress.getByAddress(address.getAddress()) : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length: " + address, e);
        }
    }
}
