package io.github.netsession.spi;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Purpose;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** An access point in a {@link Snapshot}. */
public final class AccessPoint {

    /** Whether the operating system is moving an access point. No constant will be added. */
    public enum Transition {
        /** It is not. */
        NONE,
        /** It is being started. */
        STARTING,
        /** It is being stopped. */
        STOPPING
    }

    private final ConfigurationId id;
    private final String name;
    private final ConfigurationState state;
    private final Transition transition;
    private final Purpose purpose;
    private final Bearer bearer;
    private final Duration connectTimeout;
    private final Metered metered;
    private final Connectivity connectivity;
    private final int signalPercent; // -1 if it is not known.
    private final String interfaceName; // Null if there is none.
    private final String mobilityDomain; // Null if there is none.
    private final OptionalLong lastSeenNanos;
    private final boolean managed;

    private AccessPoint(Builder builder) {
        id = builder.id;
        name = builder.name;
        state = builder.state;
        transition = builder.transition;
        purpose = builder.purpose;
        bearer = builder.bearer;
        connectTimeout = builder.connectTimeout;
        metered = builder.metered;
        connectivity = builder.connectivity;
        signalPercent = builder.signalPercent;
        interfaceName = builder.interfaceName;
        mobilityDomain = builder.mobilityDomain;
        lastSeenNanos = builder.lastSeenNanos;
        managed = builder.managed;
    }

    /** Returns a builder of an access point with this id, of which nothing more is known. */
    public static Builder builder(ConfigurationId id) {
        return new Builder(id);
    }

    /** Returns a builder with everything that this access point has. */
    public Builder toBuilder() {
        Builder copy = new Builder(id);
        copy.name = name;
        copy.state = state;
        copy.transition = transition;
        copy.purpose = purpose;
        copy.bearer = bearer;
        copy.connectTimeout = connectTimeout;
        copy.metered = metered;
        copy.connectivity = connectivity;
        copy.signalPercent = signalPercent;
        copy.interfaceName = interfaceName;
        copy.mobilityDomain = mobilityDomain;
        copy.lastSeenNanos = lastSeenNanos;
        copy.managed = managed;
        return copy;
    }

    /** {@return its identity} */
    public ConfigurationId id() {
        return id;
    }

    /** {@return its name for people} */
    public String name() {
        return name;
    }

    /** {@return how usable it is} */
    public ConfigurationState state() {
        return state;
    }

    /** {@return whether the operating system is just starting or stopping it, on whoever's request} */
    public Transition transition() {
        return transition;
    }

    /** {@return what it is for} */
    public Purpose purpose() {
        return purpose;
    }

    /** {@return what carries it} */
    public Bearer bearer() {
        return bearer;
    }

    /** {@return how long a start may take, positive} */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** {@return whether its traffic costs} */
    public Metered metered() {
        return metered;
    }

    /** {@return how far it reaches} */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** {@return the signal strength, 0 to 100, where known, on the {@link SignalScale}} */
    public OptionalInt signalPercent() {
        return signalPercent < 0 ? OptionalInt.empty() : OptionalInt.of(signalPercent);
    }

    /**
     * {@return the link it uses now or would use, by its name in the same snapshot; two access points on one link share its radio, so that
     * only one of them can be up}
     */
    public Optional<String> interfaceName() {
        return interfaceName == null ? Optional.empty() : Optional.of(interfaceName);
    }

    /**
     * {@return access points with the same one hand a device on with its address, so that connections survive: the 802.11r word for it;
     * empty where that is not known}
     */
    public Optional<String> mobilityDomain() {
        return mobilityDomain == null ? Optional.empty() : Optional.of(mobilityDomain);
    }

    /**
     * {@return when it was last heard, in a scan or by being in use, on the engine's clock ({@link EngineClock#nanos()}, {@link
     * System#nanoTime()} for a real system); empty where the system does not say. A list of access points may be minutes old: one that a
     * session has lost is a candidate again only when it was seen after the loss}
     */
    public OptionalLong lastSeenNanos() {
        return lastSeenNanos;
    }

    /**
     * {@return whether a network service brings it up and down, so that its word decides whether it is up: NetworkManager for its profiles,
     * Windows for those of Native Wifi, macOS for its services. Where nobody does, a link that loses its carrier for a moment still counts
     * as up}
     */
    public boolean managed() {
        return managed;
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof AccessPoint other && id.equals(other.id) && name.equals(other.name)
            && state == other.state && transition == other.transition && purpose == other.purpose && bearer == other.bearer
            && connectTimeout.equals(other.connectTimeout) && metered == other.metered && connectivity == other.connectivity
            && signalPercent == other.signalPercent && Objects.equals(interfaceName, other.interfaceName)
            && Objects.equals(mobilityDomain, other.mobilityDomain) && lastSeenNanos.equals(other.lastSeenNanos)
            && managed == other.managed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, state, transition, purpose, bearer, connectTimeout, metered, connectivity, signalPercent,
            interfaceName, mobilityDomain, lastSeenNanos, managed);
    }

    @Override
    public String toString() {
        return "AccessPoint[id=" + id + ", name=" + name + ", state=" + state + ", transition=" + transition + ", purpose=" + purpose
            + ", bearer=" + bearer + ", connectTimeout=" + connectTimeout + ", metered=" + metered + ", connectivity=" + connectivity
            + ", signalPercent=" + signalPercent() + ", interfaceName=" + interfaceName() + ", mobilityDomain=" + mobilityDomain()
            + ", lastSeenNanos=" + lastSeenNanos + ", managed=" + managed + "]";
    }

    /** Makes access points. Backends make them, and so do tests. */
    public static final class Builder {

        private final ConfigurationId id;
        private String name;
        private ConfigurationState state = ConfigurationState.DEFINED;
        private Transition transition = Transition.NONE;
        private Purpose purpose = Purpose.UNKNOWN;
        private Bearer bearer = Bearer.UNKNOWN;
        private Duration connectTimeout = NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;
        private Metered metered = Metered.UNKNOWN;
        private Connectivity connectivity = Connectivity.UNKNOWN;
        private int signalPercent = -1;
        private String interfaceName;
        private String mobilityDomain;
        private OptionalLong lastSeenNanos = OptionalLong.empty();
        private boolean managed;

        private Builder(ConfigurationId id) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = id.value();
        }

        /** Sets its name for people; by default the id's value. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets how usable it is; by default DEFINED: known, and not usable now. */
        public Builder state(ConfigurationState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets whether the operating system is just starting or stopping it; by default NONE. */
        public Builder transition(Transition transition) {
            this.transition = Objects.requireNonNull(transition, "transition");
            return this;
        }

        /** Sets what it is for; by default UNKNOWN. */
        public Builder purpose(Purpose purpose) {
            this.purpose = Objects.requireNonNull(purpose, "purpose");
            return this;
        }

        /** Sets what carries it; by default UNKNOWN. */
        public Builder bearer(Bearer bearer) {
            this.bearer = Objects.requireNonNull(bearer, "bearer");
            return this;
        }

        /** Sets how long a start may take, positive; by default {@link NetworkConfiguration#DEFAULT_CONNECT_TIMEOUT}. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Sets whether its traffic costs; by default UNKNOWN. */
        public Builder metered(Metered metered) {
            this.metered = Objects.requireNonNull(metered, "metered");
            return this;
        }

        /** Sets how far it reaches; by default UNKNOWN. */
        public Builder connectivity(Connectivity connectivity) {
            this.connectivity = Objects.requireNonNull(connectivity, "connectivity");
            return this;
        }

        /** Sets the signal strength, 0 to 100, on the {@link SignalScale}; by default it is not known. */
        public Builder signalPercent(int signalPercent) {
            if (signalPercent < 0 || signalPercent > 100) {
                throw new IllegalArgumentException(id + ": signalPercent " + signalPercent + " is not within 0 to 100");
            }
            this.signalPercent = signalPercent;
            return this;
        }

        /** Sets the link it uses now or would use, by its name in the same snapshot; by default it is not known. */
        public Builder interfaceName(String interfaceName) {
            this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
            return this;
        }

        /** Sets its 802.11r mobility domain; by default it is not known. */
        public Builder mobilityDomain(String mobilityDomain) {
            this.mobilityDomain = Objects.requireNonNull(mobilityDomain, "mobilityDomain");
            return this;
        }

        /** Sets when it was last heard, on the engine's clock; by default it is not known. */
        public Builder lastSeenNanos(long lastSeenNanos) {
            this.lastSeenNanos = OptionalLong.of(lastSeenNanos);
            return this;
        }

        /** Sets whether a network service brings it up and down; by default none does. */
        public Builder managed(boolean managed) {
            this.managed = managed;
            return this;
        }

        /**
         * Makes the access point.
         *
         * @throws IllegalArgumentException if its connectTimeout is not positive
         */
        public AccessPoint build() {
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException(id + ": connectTimeout must be positive, not " + connectTimeout);
            }
            return new AccessPoint(this);
        }
    }
}
