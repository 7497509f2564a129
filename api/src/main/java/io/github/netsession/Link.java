package io.github.netsession;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A network interface of this machine at one moment. (It is not called NetworkInterface, because {@code java.net} has a class of that name.) */
public final class Link {

    private final String name;
    private final List<String> alternativeNames;
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
    private final boolean routed; // No getter: false also means that the system was not asked.

    private Link(Builder builder) {
        name = builder.name;
        alternativeNames = builder.alternativeNames;
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
        routed = builder.routed;
    }

    /** Returns a builder of a link with this name and this positive index. By default it is switched off, and nothing else is known. */
    public static Builder builder(String name, int index) {
        return new Builder(name, index);
    }

    /** Returns a builder with all values of this link. */
    public Builder toBuilder() {
        Builder copy = new Builder(name, index);
        copy.alternativeNames = alternativeNames;
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
        copy.routed = routed;
        return copy;
    }

    /**
     * {@return the name of the link, in printable form. On Linux, bytes that are not UTF-8, control characters and backslashes are written
     * {@code \xNN}. On Windows the name is the adapter's display name; characters that cannot be shown are written as a backslash, {@code u}
     * and four or more hexadecimal digits}
     */
    public String name() {
        return name;
    }

    /**
     * {@return the other names by which the system's tools know the link, in printable form like {@link #name()} and in the operating system's
     * order; empty on systems other than Linux and on kernels before 5.5. Source: rtnetlink(7), IFLA_PROP_LIST}
     */
    public List<String> alternativeNames() {
        return alternativeNames;
    }

    /** {@return the operating system's index of the link, positive; a link that is created again gets a new index} */
    public int index() {
        return index;
    }

    /** {@return the kind of interface} */
    public LinkKind kind() {
        return kind;
    }

    /** {@return the technology that carries the link} */
    public Bearer bearer() {
        return bearer;
    }

    /** {@return whether the link is switched on (administratively up)} */
    public boolean up() {
        return up;
    }

    /** {@return whether the link has a carrier: a connected cable, an association or a peer} */
    public boolean carrier() {
        return carrier;
    }

    /** {@return whether the link can carry packets now} */
    public boolean operational() {
        return operational;
    }

    /** {@return the size of the largest packet (MTU) in bytes; 0 if it is unknown} */
    public int mtuBytes() {
        return mtuBytes;
    }

    /** {@return the link-layer address as lower-case hexadecimal pairs with colons; empty if there is none} */
    public Optional<String> hardwareAddress() {
        return hardwareAddress == null ? Optional.empty() : Optional.of(hardwareAddress);
    }

    /** {@return the name of the bridge, bond or other link of which this link is a port; empty if there is none} */
    public Optional<String> master() {
        return master == null ? Optional.empty() : Optional.of(master);
    }

    /** {@return the addresses of the link, in the operating system's order} */
    public List<LinkAddress> addresses() {
        return addresses;
    }

    /**
     * Returns the operating system's permanent identifier of the link, on systems where name and index can change.
     *
     * @implNote On Windows this is the GUID in braces, upper-case, as the registry and packet capture drivers spell it; on other systems it is empty.
     * @return the identifier; empty if the system has none
     */
    public Optional<String> systemId() {
        return systemId == null ? Optional.empty() : Optional.of(systemId);
    }

    /**
     * Returns whether more than the link itself can be reached by this link: it has an {@linkplain LinkAddress#reachesBeyondLink() address that
     * reaches beyond the link}, or the operating system's own look-up has a route with a source address by it. Such a source can be of another
     * link, or link-local. Does not depend on {@link #operational()}.
     *
     * @return true if {@link Networks#isOnline()} is true while an access point on this link is Active
     */
    public boolean reachesBeyondLink() {
        // No stream: each reading asks this of each link.
        for (LinkAddress address : addresses) {
            if (address.reachesBeyondLink()) {
                return true;
            }
        }
        return routed;
    }

    /**
     * Returns whether programs can communicate through this link: it is operational and {@linkplain #reachesBeyondLink() reaches beyond itself}.
     *
     * @return true if an access point on this link is Active, where no network service decides that
     */
    public boolean isUsable() {
        return operational && reachesBeyondLink();
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof Link other && name.equals(other.name) && index == other.index
            && alternativeNames.equals(other.alternativeNames) && kind == other.kind
            && bearer == other.bearer && up == other.up && carrier == other.carrier && operational == other.operational
            && mtuBytes == other.mtuBytes && Objects.equals(hardwareAddress, other.hardwareAddress) && Objects.equals(master, other.master)
            && addresses.equals(other.addresses) && Objects.equals(systemId, other.systemId)
            && routed == other.routed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, alternativeNames, index, kind, bearer, up, carrier, operational, mtuBytes, hardwareAddress, master, addresses,
            systemId, routed);
    }

    @Override
    public String toString() {
        return "Link[name=" + name + ", alternativeNames=" + alternativeNames + ", index=" + index + ", kind=" + kind + ", bearer=" + bearer + ", up=" + up + ", carrier=" + carrier
            + ", operational=" + operational + ", mtuBytes=" + mtuBytes + ", hardwareAddress=" + hardwareAddress() + ", master=" + master()
            + ", addresses=" + addresses + ", systemId=" + systemId() + ", routed=" + routed + "]";
    }

    /** Builds links. For backends and for tests; applications get links from {@link Networks#interfaces()}. */
    public static final class Builder {

        private final String name;
        private final int index;
        private List<String> alternativeNames = List.of();
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
        private boolean routed;

        private Builder(String name, int index) {
            this.name = Objects.requireNonNull(name, "name");
            this.index = index;
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a link needs a name");
            }
        }

        /** Sets the alternative names, in the operating system's order; by default none. */
        public Builder alternativeNames(List<String> alternativeNames) {
            this.alternativeNames = List.copyOf(Objects.requireNonNull(alternativeNames, "alternativeNames"));
            return this;
        }

        /** Sets the kind of interface; by default UNKNOWN. */
        public Builder kind(LinkKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Sets the technology that carries the link; by default UNKNOWN. */
        public Builder bearer(Bearer bearer) {
            this.bearer = Objects.requireNonNull(bearer, "bearer");
            return this;
        }

        /** Sets whether the link is switched on; by default false. */
        public Builder up(boolean up) {
            this.up = up;
            return this;
        }

        /** Sets whether the link has a carrier; by default false. */
        public Builder carrier(boolean carrier) {
            this.carrier = carrier;
            return this;
        }

        /** Sets whether the link can carry packets now; by default false. */
        public Builder operational(boolean operational) {
            this.operational = operational;
            return this;
        }

        /** Sets the size of the largest packet (MTU) in bytes, not negative; by default 0, unknown. */
        public Builder mtuBytes(int mtuBytes) {
            this.mtuBytes = mtuBytes;
            return this;
        }

        /** Sets the link-layer address, lower-case hexadecimal pairs with colons; by default there is none. */
        public Builder hardwareAddress(String hardwareAddress) {
            this.hardwareAddress = Objects.requireNonNull(hardwareAddress, "hardwareAddress");
            return this;
        }

        /** Sets the name of the link of which this link is a port; by default there is none. */
        public Builder master(String master) {
            this.master = Objects.requireNonNull(master, "master");
            return this;
        }

        /** Sets the addresses, in the operating system's order; by default none. */
        public Builder addresses(List<LinkAddress> addresses) {
            this.addresses = List.copyOf(Objects.requireNonNull(addresses, "addresses"));
            return this;
        }

        /** Sets the operating system's permanent identifier of the link; by default there is none. */
        public Builder systemId(String systemId) {
            this.systemId = Objects.requireNonNull(systemId, "systemId");
            return this;
        }

        /**
         * Sets whether the operating system's own look-up has a route with a source address by this link, though the addresses alone do not
         * show that; by default false. A backend need not ask where an address of the link reaches beyond it.
         */
        public Builder routed(boolean routed) {
            this.routed = routed;
            return this;
        }

        /**
         * Builds the link.
         *
         * @throws IllegalArgumentException if the index is not positive, or mtuBytes is negative
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
