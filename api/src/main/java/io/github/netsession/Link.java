package io.github.netsession;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A network interface of this machine at one moment. (Not called NetworkInterface, because {@code java.net} has one.) */
public final class Link {

    private final String name;
    private final int index;
    private final LinkKind kind;
    private final Bearer bearer;
    private final boolean up;
    private final boolean carrier;
    private final boolean operational;
    private final int mtuBytes;
    private final String hardwareAddress; // Null if there is none.
    private final String master; // Null if there is none.
    private final List<LinkAddress> addresses;
    private final String systemId; // Null if there is none.

    private Link(Builder builder) {
        name = builder.name;
        index = builder.index;
        kind = builder.kind;
        bearer = builder.bearer;
        up = builder.up;
        carrier = builder.carrier;
        operational = builder.operational;
        mtuBytes = builder.mtuBytes;
        hardwareAddress = builder.hardwareAddress;
        master = builder.master;
        addresses = builder.addresses;
        systemId = builder.systemId;
    }

    /** Returns a builder of a link with this name and this positive number, of which nothing more is known and which is switched off. */
    public static Builder builder(String name, int index) {
        return new Builder(name, index);
    }

    /** Returns a builder with everything that this link has. */
    public Builder toBuilder() {
        Builder copy = new Builder(name, index);
        copy.kind = kind;
        copy.bearer = bearer;
        copy.up = up;
        copy.carrier = carrier;
        copy.operational = operational;
        copy.mtuBytes = mtuBytes;
        copy.hardwareAddress = hardwareAddress;
        copy.master = master;
        copy.addresses = addresses;
        copy.systemId = systemId;
        return copy;
    }

    /**
     * {@return its name, printable: on Linux bytes that are not UTF-8, control characters and backslashes stand as {@code \xNN}; on
     * Windows, where it is the adapter's name for people, what cannot be shown stands as a backslash, {@code u} and four or more
     * hexadecimal digits}
     */
    public String name() {
        return name;
    }

    /** {@return the operating system's number for it, positive; given anew when the interface is made anew} */
    public int index() {
        return index;
    }

    /** {@return what sort of interface it is} */
    public LinkKind kind() {
        return kind;
    }

    /** {@return the technology that carries it} */
    public Bearer bearer() {
        return bearer;
    }

    /** {@return whether it is switched on (administratively up)} */
    public boolean up() {
        return up;
    }

    /** {@return whether there is something at the other end: a cable, an association, a peer} */
    public boolean carrier() {
        return carrier;
    }

    /** {@return whether it can carry packets now} */
    public boolean operational() {
        return operational;
    }

    /** {@return the largest packet in bytes, 0 if unknown} */
    public int mtuBytes() {
        return mtuBytes;
    }

    /** {@return its link-layer address as lower-case hexadecimal pairs with colons, if it has one} */
    public Optional<String> hardwareAddress() {
        return hardwareAddress == null ? Optional.empty() : Optional.of(hardwareAddress);
    }

    /** {@return the name of the bridge, bond or other link that it is a port of} */
    public Optional<String> master() {
        return master == null ? Optional.empty() : Optional.of(master);
    }

    /** {@return its addresses, in the operating system's order} */
    public List<LinkAddress> addresses() {
        return addresses;
    }

    /**
     * {@return what the operating system knows it by when neither its name nor its number lasts: on Windows its GUID in braces, upper-case,
     * as the registry and packet capture drivers spell it; else empty}
     */
    public Optional<String> systemId() {
        return systemId == null ? Optional.empty() : Optional.of(systemId);
    }

    /**
     * Whether a program can reach something through this link: it is operational and has an address that reaches beyond it.
     *
     * @return true if an access point on this link is Active
     */
    public boolean isUsable() {
        return operational && addresses.stream().anyMatch(LinkAddress::reachesBeyondLink);
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof Link other && name.equals(other.name) && index == other.index && kind == other.kind
            && bearer == other.bearer && up == other.up && carrier == other.carrier && operational == other.operational
            && mtuBytes == other.mtuBytes && Objects.equals(hardwareAddress, other.hardwareAddress) && Objects.equals(master, other.master)
            && addresses.equals(other.addresses) && Objects.equals(systemId, other.systemId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, index, kind, bearer, up, carrier, operational, mtuBytes, hardwareAddress, master, addresses, systemId);
    }

    @Override
    public String toString() {
        return "Link[name=" + name + ", index=" + index + ", kind=" + kind + ", bearer=" + bearer + ", up=" + up + ", carrier=" + carrier
            + ", operational=" + operational + ", mtuBytes=" + mtuBytes + ", hardwareAddress=" + hardwareAddress() + ", master=" + master()
            + ", addresses=" + addresses + ", systemId=" + systemId() + "]";
    }

    /** Makes links. Backends make them, and so do tests; applications get theirs from {@link Networks#interfaces()}. */
    public static final class Builder {

        private final String name;
        private final int index;
        private LinkKind kind = LinkKind.UNKNOWN;
        private Bearer bearer = Bearer.UNKNOWN;
        private boolean up;
        private boolean carrier;
        private boolean operational;
        private int mtuBytes;
        private String hardwareAddress;
        private String master;
        private List<LinkAddress> addresses = List.of();
        private String systemId;

        private Builder(String name, int index) {
            this.name = Objects.requireNonNull(name, "name");
            this.index = index;
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a link needs a name");
            }
        }

        /** Sets what sort of interface it is; by default UNKNOWN. */
        public Builder kind(LinkKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Sets the technology that carries it; by default UNKNOWN. */
        public Builder bearer(Bearer bearer) {
            this.bearer = Objects.requireNonNull(bearer, "bearer");
            return this;
        }

        /** Sets whether it is switched on; by default not. */
        public Builder up(boolean up) {
            this.up = up;
            return this;
        }

        /** Sets whether there is something at the other end; by default not. */
        public Builder carrier(boolean carrier) {
            this.carrier = carrier;
            return this;
        }

        /** Sets whether it can carry packets now; by default not. */
        public Builder operational(boolean operational) {
            this.operational = operational;
            return this;
        }

        /** Sets the largest packet in bytes, not negative; by default 0, unknown. */
        public Builder mtuBytes(int mtuBytes) {
            this.mtuBytes = mtuBytes;
            return this;
        }

        /** Sets its link-layer address, lower-case hexadecimal pairs with colons; by default it has none. */
        public Builder hardwareAddress(String hardwareAddress) {
            this.hardwareAddress = Objects.requireNonNull(hardwareAddress, "hardwareAddress");
            return this;
        }

        /** Sets the name of the link that it is a port of; by default it is nobody's. */
        public Builder master(String master) {
            this.master = Objects.requireNonNull(master, "master");
            return this;
        }

        /** Sets its addresses, in the operating system's order; by default none. */
        public Builder addresses(List<LinkAddress> addresses) {
            this.addresses = List.copyOf(Objects.requireNonNull(addresses, "addresses"));
            return this;
        }

        /** Sets what the operating system knows it by when neither its name nor its number lasts; by default nothing. */
        public Builder systemId(String systemId) {
            this.systemId = Objects.requireNonNull(systemId, "systemId");
            return this;
        }

        /**
         * Makes the link.
         *
         * @throws IllegalArgumentException if its index is not positive, or its mtuBytes are negative
         */
        public Link build() {
            if (index < 1 || mtuBytes < 0) {
                throw new IllegalArgumentException("link " + name + ": index " + index + " must be positive and mtuBytes " + mtuBytes
                    + " not negative");
            }
            return new Link(this);
        }
    }
}
