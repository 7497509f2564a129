package io.github.netsession.macos;

import io.github.netsession.LinkAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the kernel says of one interface. Source: getifaddrs(3), net/if_dl.h, net/if.h.
 *
 * @param name its BSD name: {@code en0}
 * @param index its number
 * @param type what sort of link; see {@link LinkType}
 * @param flags bits of {@code IFF_}
 * @param mtuBytes the largest packet; 0 if unknown
 * @param hardwareAddress its link-layer address as lower-case pairs with colons, if it has one
 * @param addresses its addresses, taken for usable
 */
public record InterfaceRow(String name, int index, int type, int flags, int mtuBytes, Optional<String> hardwareAddress,
                           List<LinkAddress> addresses) {

    /** It is switched on. Source: net/if.h. */
    public static final int IFF_UP = 1;
    /** It is a loopback. */
    public static final int IFF_LOOPBACK = 8;
    /** It leads to one other machine. */
    public static final int IFF_POINTOPOINT = 16;
    /** Its driver has what it needs. */
    public static final int IFF_RUNNING = 64;

    public InterfaceRow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        addresses = List.copyOf(addresses);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
