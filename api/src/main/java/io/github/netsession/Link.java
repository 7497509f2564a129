package io.github.netsession;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A network interface of this machine at one moment. (Not called NetworkInterface, because {@code java.net} has one.)
 *
 * @param name its name, printable: on Linux bytes that are not UTF-8, control characters and backslashes stand as {@code \xNN}; on Windows,
 *     where it is the adapter's name for people, what cannot be shown stands as a backslash, {@code u} and four or more hexadecimal digits
 * @param index the operating system's number for it, positive; given anew when the interface is made anew
 * @param kind what sort of interface it is
 * @param bearer the technology that carries it
 * @param up whether it is switched on (administratively up)
 * @param carrier whether there is something at the other end: a cable, an association, a peer
 * @param operational whether it can carry packets now
 * @param mtuBytes the largest packet in bytes, 0 if unknown
 * @param hardwareAddress its link-layer address as lower-case hexadecimal pairs with colons, if it has one
 * @param master the name of the bridge, bond or other link that it is a port of
 * @param addresses its addresses, in the operating system's order
 * @param systemId what the operating system knows it by when neither its name nor its number lasts: on Windows its GUID in braces,
 *     upper-case, as the registry and packet capture drivers spell it; else empty
 */
public record Link(String name, int index, LinkKind kind, Bearer bearer, boolean up, boolean carrier, boolean operational,
                   int mtuBytes, Optional<String> hardwareAddress, Optional<String> master, List<LinkAddress> addresses,
                   Optional<String> systemId) {

    public Link {
        Objects.requireNonNull(addresses, "addresses");
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a link needs a name");
        }
        if (index < 1 || mtuBytes < 0) {
            throw new IllegalArgumentException("link " + name + ": index " + index + " must be positive and mtuBytes " + mtuBytes
                + " not negative");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(bearer, "bearer");
        Objects.requireNonNull(hardwareAddress, "hardwareAddress");
        Objects.requireNonNull(master, "master");
        Objects.requireNonNull(systemId, "systemId");
        addresses = List.copyOf(addresses);
    }

    /**
     * A link that its name and number are enough for.
     *
     * @param name its name
     * @param index the operating system's number for it, positive
     * @param kind what sort of interface it is
     * @param bearer the technology that carries it
     * @param up whether it is switched on
     * @param carrier whether there is something at the other end
     * @param operational whether it can carry packets now
     * @param mtuBytes the largest packet in bytes, 0 if unknown
     * @param hardwareAddress its link-layer address, if it has one
     * @param master the name of the link that it is a port of
     * @param addresses its addresses
     */
    public Link(String name, int index, LinkKind kind, Bearer bearer, boolean up, boolean carrier, boolean operational, int mtuBytes,
                Optional<String> hardwareAddress, Optional<String> master, List<LinkAddress> addresses) {
        this(name, index, kind, bearer, up, carrier, operational, mtuBytes, hardwareAddress, master, addresses, Optional.empty());
    }

    /**
     * Whether a program can reach something through this link: it is operational and has an address that reaches beyond it.
     *
     * @return true if an access point on this link is Active
     */
    public boolean isUsable() {
        return operational && addresses.stream().anyMatch(LinkAddress::reachesBeyondLink);
    }
}
