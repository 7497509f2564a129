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
import org.jspecify.annotations.Nullable;

/** An access point in a {@link Snapshot}. */
public final class AccessPoint {

    /** Whether the operating system is starting or stopping an access point. No constant will be added. */
    public enum Transition {
        /** The access point is neither being started nor being stopped. */
        NONE,
        /** The access point is being started. */
        STARTING,
        /** The access point is being stopped. */
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
    private final boolean needsPermission;
    private final boolean progressing;
    private final InterfaceIdentity identity;

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
        needsPermission = builder.needsPermission;
        progressing = builder.progressing && transition == Transition.STARTING;
        identity = builder.identity;
    }

    /** Returns a builder of an access point with this id; all other properties have their default. */
    public static Builder builder(ConfigurationId id) {
        return new Builder(id);
    }

    /** Returns a builder with all values of this access point. */
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
        copy.needsPermission = needsPermission;
        copy.progressing = progressing;
        copy.identity = identity;
        return copy;
    }

    /** {@return the identity of the access point} */
    public ConfigurationId id() {
        return id;
    }

    /** {@return the display name} */
    public String name() {
        return name;
    }

    /** {@return how usable the access point is} */
    public ConfigurationState state() {
        return state;
    }

    /** {@return whether the operating system is starting or stopping the access point, no matter which program requested it} */
    public Transition transition() {
        return transition;
    }

    /** {@return what the operating system says that the network is for; UNKNOWN leaves it to {@link io.github.netsession.NetworkConfiguration#purpose()}} */
    public Purpose purpose() {
        return purpose;
    }

    /** {@return the technology that carries the network} */
    public Bearer bearer() {
        return bearer;
    }

    /** {@return the time limit of a start, positive} */
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

    /** {@return the signal strength in percent, 0 to 100, on the {@link SignalScale}; empty if it is not known} */
    public OptionalInt signalPercent() {
        return signalPercent < 0 ? OptionalInt.empty() : OptionalInt.of(signalPercent);
    }

    /**
     * {@return the link that the access point uses or would use: the name of the link in the same snapshot. Two access points on one link share
     * its radio, so only one of them can be up}
     */
    public Optional<String> interfaceName() {
        return interfaceName == null ? Optional.empty() : Optional.of(interfaceName);
    }

    /**
     * {@return the mobility domain in the sense of 802.11r; empty if it is not known. A device that moves between access points of the same
     * mobility domain keeps its address, so connections survive}
     */
    public Optional<String> mobilityDomain() {
        return mobilityDomain == null ? Optional.empty() : Optional.of(mobilityDomain);
    }

    /**
     * {@return when the access point was last seen, in a scan or because it was in use, by {@link System#nanoTime()}, in a
     * simulated world by its own clock; empty if the system does not report it. A list of access points may be minutes old: an
     * access point that a session has lost is a candidate again only if it was seen after the loss}
     */
    public OptionalLong lastSeenNanos() {
        return lastSeenNanos;
    }

    /**
     * {@return whether a network service starts and stops the access point and decides whether it is up: NetworkManager for its profiles,
     * Windows for Native Wifi profiles, macOS for its services. Without such a service, a link that loses its carrier for a moment still
     * counts as up}
     */
    public boolean managed() {
        return managed;
    }

    /**
     * {@return whether nothing but the permission of this program is missing to start the access point, which is DEFINED for that reason alone.
     * Then opening fails with OPERATION_NOT_SUPPORTED and the reason of the capability report, instead of INVALID_CONFIGURATION}
     */
    public boolean needsPermission() {
        return needsPermission;
    }

    /**
     * {@return whether the start that is under way has got further than waiting for a link: the operating system is associated, waits for
     * secrets or for an agent, or configures addresses. False also if the system does not report that, and always false unless
     * {@link #transition()} is STARTING}
     */
    public boolean isProgressing() {
        return progressing;
    }

    /**
     * {@return what is up or being started, or would be started: the link of an access point that is a link, also while it is down; the
     * activation of a network service, not definite while there is none. Another identity of the same source is another interface, even under
     * the same id. {@link InterfaceIdentity#NONE} if the system does not identify it}
     */
    public InterfaceIdentity identity() {
        return identity;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof AccessPoint other && id.equals(other.id) && name.equals(other.name)
            && state == other.state && transition == other.transition && purpose == other.purpose && bearer == other.bearer
            && connectTimeout.equals(other.connectTimeout) && metered == other.metered && connectivity == other.connectivity
            && signalPercent == other.signalPercent && Objects.equals(interfaceName, other.interfaceName)
            && Objects.equals(mobilityDomain, other.mobilityDomain) && lastSeenNanos.equals(other.lastSeenNanos)
            && managed == other.managed && needsPermission == other.needsPermission && progressing == other.progressing && identity.equals(other.identity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, state, transition, purpose, bearer, connectTimeout, metered, connectivity, signalPercent,
            interfaceName, mobilityDomain, lastSeenNanos, managed, needsPermission, progressing, identity);
    }

    @Override
    public String toString() {
        return "AccessPoint[id=" + id + ", name=" + name + ", state=" + state + ", transition=" + transition + ", purpose=" + purpose
            + ", bearer=" + bearer + ", connectTimeout=" + connectTimeout + ", metered=" + metered + ", connectivity=" + connectivity
            + ", signalPercent=" + signalPercent() + ", interfaceName=" + interfaceName() + ", mobilityDomain=" + mobilityDomain()
            + ", lastSeenNanos=" + lastSeenNanos + ", managed=" + managed + ", needsPermission=" + needsPermission + ", progressing=" + progressing
            + ", identity=" + identity + "]";
    }

    /** Builds access points. For backends and for tests. */
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
        private boolean needsPermission;
        private boolean progressing;
        private InterfaceIdentity identity = InterfaceIdentity.NONE;

        private Builder(ConfigurationId id) {
            this.id = Objects.requireNonNull(id, "id");
            this.name = id.value();
        }

        /** Sets the display name; by default the id's value. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets how usable the access point is; by default DEFINED: known, but not usable now. */
        public Builder state(ConfigurationState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets whether the operating system is starting or stopping the access point; by default NONE. */
        public Builder transition(Transition transition) {
            this.transition = Objects.requireNonNull(transition, "transition");
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

        /** Sets the time limit of a start, positive; by default {@link NetworkConfiguration#DEFAULT_CONNECT_TIMEOUT}. */
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

        /** Sets the signal strength in percent, 0 to 100, on the {@link SignalScale}; by default it is not known. */
        public Builder signalPercent(int signalPercent) {
            if (signalPercent < 0 || signalPercent > 100) {
                throw new IllegalArgumentException(id + ": signalPercent " + signalPercent + " is not within 0 to 100");
            }
            this.signalPercent = signalPercent;
            return this;
        }

        /** Sets the link that the access point uses or would use, by the link's name in the same snapshot; by default it is not known. */
        public Builder interfaceName(String interfaceName) {
            this.interfaceName = Objects.requireNonNull(interfaceName, "interfaceName");
            return this;
        }

        /** Sets the 802.11r mobility domain; by default it is not known. */
        public Builder mobilityDomain(String mobilityDomain) {
            this.mobilityDomain = Objects.requireNonNull(mobilityDomain, "mobilityDomain");
            return this;
        }

        /** Sets when the access point was last seen, on the engine's clock; by default it is not known. */
        public Builder lastSeenNanos(long lastSeenNanos) {
            this.lastSeenNanos = OptionalLong.of(lastSeenNanos);
            return this;
        }

        /** Sets whether a network service starts and stops the access point; by default false. */
        public Builder managed(boolean managed) {
            this.managed = managed;
            return this;
        }

        /** Sets whether nothing but the permission of this program is missing to start the access point; by default false. */
        public Builder needsPermission(boolean needsPermission) {
            this.needsPermission = needsPermission;
            return this;
        }

        /**
         * Sets whether the start that is under way has got further than waiting for a link; by default false. Without the transition
         * STARTING the access point that is built shows no progress, so a backend need not clear it at the end of a start.
         */
        public Builder progressing(boolean progressing) {
            this.progressing = progressing;
            return this;
        }

        /** Sets what is up or being started, or would be started; by default {@link InterfaceIdentity#NONE}. */
        public Builder identity(InterfaceIdentity identity) {
            this.identity = Objects.requireNonNull(identity, "identity");
            return this;
        }

        /**
         * Builds the access point.
         *
         * @throws IllegalArgumentException if connectTimeout is not positive
         */
        public AccessPoint build() {
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException(id + ": connectTimeout must be positive, not " + connectTimeout);
            }
            return new AccessPoint(this);
        }
    }
}
