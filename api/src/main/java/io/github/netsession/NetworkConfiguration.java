package io.github.netsession;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A network that this machine knows, at one moment: an immutable value. Its identity is {@link #id()}. {@code equals} compares all properties,
 * so two values with the same id are equal exactly if nothing has changed.
 */
public final class NetworkConfiguration {

    /** The time limit of a start if neither the platform nor the profile sets another one: 30 s, as in Qt. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final ConfigurationId id;
    private final String name;
    private final ConfigurationKind kind;
    private final ConfigurationState state;
    private final Purpose purpose;
    private final Bearer bearer;
    private final List<ConfigurationId> children;
    private final boolean isRoamingAvailable;
    private final Duration connectTimeout;
    private final Metered metered;
    private final Connectivity connectivity;
    private final int signalPercent; // -1 if it is not known.
    private final String interfaceName; // Null if there is none.

    private NetworkConfiguration(Builder builder) {
        id = builder.id;
        name = builder.name;
        kind = builder.kind;
        state = builder.state;
        purpose = builder.purpose;
        bearer = builder.bearer;
        children = builder.children;
        isRoamingAvailable = builder.isRoamingAvailable;
        connectTimeout = builder.connectTimeout;
        metered = builder.metered;
        connectivity = builder.connectivity;
        signalPercent = builder.signalPercent;
        interfaceName = builder.interfaceName;
    }

    /** Returns a builder of a configuration with this id: by default a DEFINED access point, with the id's value as its name. */
    public static Builder builder(ConfigurationId id) {
        return new Builder(id);
    }

    /** {@return the identity, stable across restarts} */
    public ConfigurationId id() {
        return id;
    }

    /** {@return the display name} */
    public String name() {
        return name;
    }

    /** {@return the kind: access point, service network or user choice} */
    public ConfigurationKind kind() {
        return kind;
    }

    /** {@return how usable the configuration is} */
    public ConfigurationState state() {
        return state;
    }

    /**
     * Returns what the network is for, as far as that shows. What the operating system states counts (a VPN on macOS); else this rule:
     * <ul>
     *   <li>a VPN is {@link Purpose#PRIVATE}, whether it is up or not, and also if all traffic goes through it;
     *   <li>an Active access point is {@link Purpose#PUBLIC} if it has the default route ({@link NetworksState#defaultInterface()}), or if its
     *       {@link #connectivity()} is {@link Connectivity#INTERNET} or {@link Connectivity#CAPTIVE_PORTAL};
     *   <li>an Active access point is {@link Purpose#PRIVATE} if its connectivity is {@link Connectivity#LOCAL}: nothing leads beyond;
     *   <li>everything else is {@link Purpose#UNKNOWN}: it is not up, or the system does not say where it leads.
     * </ul>
     * A service network has the purpose of the child that it resembles. No rule gives {@link Purpose#SERVICE_SPECIFIC}.
     *
     * @return the purpose
     */
    public Purpose purpose() {
        return purpose;
    }

    /** {@return the technology that carries the network; for a service network the bearer of its most usable child} */
    public Bearer bearer() {
        return bearer;
    }

    /**
     * {@return the access points of a service network, best first; empty for the other kinds. Of a service network that is defined by a predicate,
     * those that match now; of another one all that are listed, whether they exist or not}
     */
    public List<ConfigurationId> children() {
        return children;
    }

    /**
     * {@return whether a session on this configuration may move between access points: true for a service network with more than one access
     * point or defined by a predicate, and for the user's choice}
     */
    public boolean isRoamingAvailable() {
        return isRoamingAvailable;
    }

    /**
     * Returns the time limit of a start of this access point, after which the start counts as failed, unless a session sets its own with
     * {@link NetworkSession#setConnectTimeout}. A service network has no limit of its own: each child has one.
     *
     * @implNote The limit is 30 s, except with NetworkManager: there it is the time that NetworkManager itself gives the profile to connect, at least
     *     30 s and at most five minutes, because NetworkManager reports failures itself, and a start that it reports as failed ends at once.
     * @return the limit, positive; 30 s for a service network and the user's choice
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** {@return whether the network is metered} */
    public Metered metered() {
        return metered;
    }

    /** {@return how far the network reaches} */
    public Connectivity connectivity() {
        return connectivity;
    }

    /**
     * {@return the signal strength in percent, 0 to 100; empty if the network is not wireless or the strength is not known. On every system, 0
     * is -100 dBm and below, 100 is -50 dBm and above, and the scale is linear in dBm between them. The strength is read when the system reports
     * a change, and never polled}
     */
    public OptionalInt signalPercent() {
        return signalPercent < 0 ? OptionalInt.empty() : OptionalInt.of(signalPercent);
    }

    /** {@return the name of the interface that the network uses; empty if the network is not bound to an interface now} */
    public Optional<String> interfaceName() {
        return interfaceName == null ? Optional.empty() : Optional.of(interfaceName);
    }

    /**
     * Returns whether the network is up with a usable address.
     *
     * @return true if the state is {@link ConfigurationState#ACTIVE}
     */
    public boolean isActive() {
        return state == ConfigurationState.ACTIVE;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof NetworkConfiguration other && id.equals(other.id) && name.equals(other.name)
            && kind == other.kind && state == other.state && purpose == other.purpose && bearer == other.bearer
            && children.equals(other.children) && isRoamingAvailable == other.isRoamingAvailable
            && connectTimeout.equals(other.connectTimeout) && metered == other.metered && connectivity == other.connectivity
            && signalPercent == other.signalPercent && Objects.equals(interfaceName, other.interfaceName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, kind, state, purpose, bearer, children, isRoamingAvailable, connectTimeout, metered, connectivity,
            signalPercent, interfaceName);
    }

    @Override
    public String toString() {
        return "NetworkConfiguration[id=" + id + ", name=" + name + ", kind=" + kind + ", state=" + state + ", purpose=" + purpose
            + ", bearer=" + bearer + ", children=" + children + ", isRoamingAvailable=" + isRoamingAvailable
            + ", connectTimeout=" + connectTimeout + ", metered=" + metered + ", connectivity=" + connectivity
            + ", signalPercent=" + signalPercent() + ", interfaceName=" + interfaceName() + "]";
    }

    /** Builds configurations. For the engine and for tests; applications get configurations from {@link Networks}. */
    public static final class Builder {

        private final ConfigurationId id;
        private String name;
        private ConfigurationKind kind = ConfigurationKind.ACCESS_POINT;
        private ConfigurationState state = ConfigurationState.DEFINED;
        private Purpose purpose = Purpose.UNKNOWN;
        private Bearer bearer = Bearer.UNKNOWN;
        private List<ConfigurationId> children = List.of();
        private boolean isRoamingAvailable;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Metered metered = Metered.UNKNOWN;
        private Connectivity connectivity = Connectivity.UNKNOWN;
        private int signalPercent = -1;
        private String interfaceName;

        private Builder(ConfigurationId id) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = id.value();
        }

        /** Sets the display name; by default the id's value. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the kind; by default ACCESS_POINT. */
        public Builder kind(ConfigurationKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Sets how usable the configuration is; by default DEFINED: known, but not usable now. */
        public Builder state(ConfigurationState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets the purpose of the network; by default UNKNOWN. */
        public Builder purpose(Purpose purpose) {
            this.purpose = Objects.requireNonNull(purpose, "purpose");
            return this;
        }

        /** Sets the technology that carries the network; by default UNKNOWN. */
        public Builder bearer(Bearer bearer) {
            this.bearer = Objects.requireNonNull(bearer, "bearer");
            return this;
        }

        /** Sets the access points of a service network, best first; by default none. */
        public Builder children(List<ConfigurationId> children) {
            this.children = List.copyOf(Objects.requireNonNull(children, "children"));
            return this;
        }

        /** Sets whether a session on this configuration may move between access points; by default false. */
        public Builder isRoamingAvailable(boolean isRoamingAvailable) {
            this.isRoamingAvailable = isRoamingAvailable;
            return this;
        }

        /** Sets the time limit of a start, positive; by default {@link #DEFAULT_CONNECT_TIMEOUT}. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Sets whether the network is metered; by default UNKNOWN. */
        public Builder metered(Metered metered) {
            this.metered = Objects.requireNonNull(metered, "metered");
            return this;
        }

        /** Sets how far the network reaches; by default UNKNOWN. */
        public Builder connectivity(Connectivity connectivity) {
            this.connectivity = Objects.requireNonNull(connectivity, "connectivity");
            return this;
        }

        /** Sets the signal strength in percent, 0 to 100; by default it is not known. */
        public Builder signalPercent(int signalPercent) {
            if (signalPercent < 0 || signalPercent > 100) {
                throw new IllegalArgumentException(id + ": signalPercent " + signalPercent + " is not within 0 to 100");
            }
            this.signalPercent = signalPercent;
            return this;
        }

        /** Sets the name of the interface that the network uses; by default the network is not bound to an interface. */
        public Builder interfaceName(String interfaceName) {
            this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws IllegalArgumentException if it has children but is not a service network, or if connectTimeout is not positive
         */
        public NetworkConfiguration build() {
            if (kind != ConfigurationKind.SERVICE_NETWORK && !children.isEmpty()) {
                throw new IllegalArgumentException(id + ": only a service network has children");
            }
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException(id + ": connectTimeout must be positive, not " + connectTimeout);
            }
            return new NetworkConfiguration(this);
        }
    }
}
