package io.github.netsession;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of this machine's networks at one moment: complete, immutable and consistent. */
public final class NetworksState {

    private final long generation;
    private final boolean online;
    private final Connectivity connectivity;
    private final Metered metered;
    private final Set<UsagePolicy> usagePolicies;
    private final Link defaultInterface; // Null if there is none, or if it is not known.
    private final boolean defaultInterfaceKnown;
    private final List<NetworkConfiguration> configurations;
    private final List<Link> interfaces;
    private final boolean exact;

    private NetworksState(Builder builder) {
        generation = builder.generation;
        online = builder.online;
        connectivity = builder.connectivity;
        metered = builder.metered;
        usagePolicies = builder.usagePolicies;
        defaultInterface = builder.defaultInterface;
        defaultInterfaceKnown = builder.defaultInterfaceKnown;
        configurations = builder.configurations;
        interfaces = builder.interfaces;
        exact = builder.exact;
    }

    /** Returns a builder of a state. By default it is the first state, of a machine without networks. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder with all values of this state. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.generation = generation;
        copy.online = online;
        copy.connectivity = connectivity;
        copy.metered = metered;
        copy.usagePolicies = usagePolicies;
        copy.defaultInterface = defaultInterface;
        copy.defaultInterfaceKnown = defaultInterfaceKnown;
        copy.configurations = configurations;
        copy.interfaces = interfaces;
        copy.exact = exact;
        return copy;
    }

    /** {@return the number of this state: 1 for the first state, and one more for each state that differs from the previous one} */
    public long generation() {
        return generation;
    }

    /**
     * {@return whether at least one configuration is Active and {@linkplain Link#reachesBeyondLink() reaches beyond its link}, which does not
     * imply Internet access}
     */
    public boolean online() {
        return online;
    }

    /** {@return how far the network reaches, as assessed by the operating system} */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** {@return whether the network in use is metered} */
    public Metered metered() {
        return metered;
    }

    /** {@return the restrictions now in force} */
    public Set<UsagePolicy> usagePolicies() {
        return usagePolicies;
    }

    /** {@return the default interface, through which traffic to the Internet leaves; empty if there is none, or if it is not known} */
    public Optional<Link> defaultInterface() {
        return defaultInterfaceKnown ? Optional.ofNullable(defaultInterface) : Optional.empty();
    }

    /**
     * Returns whether the default interface is known. The fallback of the JDK never knows it; another backend does not know it while the
     * operating system does not answer.
     *
     * @return true if {@link #defaultInterface()} is the default interface, or empty because there is none; false if it is empty because it is not known
     */
    public boolean isDefaultInterfaceKnown() {
        return defaultInterfaceKnown;
    }

    /** {@return all configurations, access points first, each kind in a stable order} */
    public List<NetworkConfiguration> configurations() {
        return configurations;
    }

    /** {@return all interfaces, by index} */
    public List<Link> interfaces() {
        return interfaces;
    }

    /**
     * Returns whether this is the state of one moment.
     *
     * @return false if the system changed faster than it could be read, or if a service that has configurations does not answer: then they are as
     *         it said last, and missing if it has not answered yet. The report of CAN_START_AND_STOP_INTERFACES has the reason
     */
    public boolean exact() {
        return exact;
    }

    /**
     * Returns the configuration with an id.
     *
     * @param id the id
     * @return the configuration, if it exists
     */
    public Optional<NetworkConfiguration> configuration(ConfigurationId id) {
        Objects.requireNonNull(id, "id");
        return configurations.stream().filter(configuration -> configuration.id().equals(id)).findFirst();
    }

    /**
     * Returns the interface with a name.
     *
     * @param name the name
     * @return the interface, if it exists
     */
    public Optional<Link> networkInterface(String name) {
        Objects.requireNonNull(name, "name");
        return interfaces.stream().filter(link -> link.name().equals(name)).findFirst();
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof NetworksState other && generation == other.generation && online == other.online
            && connectivity == other.connectivity && metered == other.metered && usagePolicies.equals(other.usagePolicies)
            && Objects.equals(defaultInterface, other.defaultInterface) && defaultInterfaceKnown == other.defaultInterfaceKnown && configurations.equals(other.configurations)
            && interfaces.equals(other.interfaces) && exact == other.exact;
    }

    @Override
    public int hashCode() {
        return Objects.hash(generation, online, connectivity, metered, usagePolicies, defaultInterface, defaultInterfaceKnown, configurations, interfaces,
            exact);
    }

    @Override
    public String toString() {
        return "NetworksState[generation=" + generation + ", online=" + online + ", connectivity=" + connectivity + ", metered=" + metered
            + ", usagePolicies=" + usagePolicies + ", defaultInterface=" + defaultInterface() + ", defaultInterfaceKnown=" + defaultInterfaceKnown + ", configurations=" + configurations
            + ", interfaces=" + interfaces + ", exact=" + exact + "]";
    }

    /** Builds states. For the engine and for tests; applications get states from {@link Networks#state()}. */
    public static final class Builder {

        private long generation = 1;
        private boolean online;
        private Connectivity connectivity = Connectivity.UNKNOWN;
        private Metered metered = Metered.UNKNOWN;
        private Set<UsagePolicy> usagePolicies = Set.of();
        private Link defaultInterface;
        private boolean defaultInterfaceKnown = true;
        private List<NetworkConfiguration> configurations = List.of();
        private List<Link> interfaces = List.of();
        private boolean exact = true;

        private Builder() {
        }

        /** Sets the number of this state; by default 1. */
        public Builder generation(long generation) {
            this.generation = generation;
            return this;
        }

        /** Sets whether at least one configuration is Active; by default false. */
        public Builder online(boolean online) {
            this.online = online;
            return this;
        }

        /** Sets how far the network reaches; by default UNKNOWN. */
        public Builder connectivity(Connectivity connectivity) {
            this.connectivity = Objects.requireNonNull(connectivity, "connectivity");
            return this;
        }

        /** Sets whether the network in use is metered; by default UNKNOWN. */
        public Builder metered(Metered metered) {
            this.metered = Objects.requireNonNull(metered, "metered");
            return this;
        }

        /** Sets the restrictions now in force; by default none. */
        public Builder usagePolicies(Set<UsagePolicy> usagePolicies) {
            this.usagePolicies = Set.copyOf(Objects.requireNonNull(usagePolicies, "usagePolicies"));
            return this;
        }

        /** Sets the default interface, through which traffic to the Internet leaves; by default there is none. */
        public Builder defaultInterface(Link defaultInterface) {
            this.defaultInterface = Objects.requireNonNull(defaultInterface, "defaultInterface");
            return this;
        }

        /** Sets whether the default interface is known; by default true. A state that does not know it has none. */
        public Builder defaultInterfaceKnown(boolean defaultInterfaceKnown) {
            this.defaultInterfaceKnown = defaultInterfaceKnown;
            return this;
        }

        /** Sets all configurations, access points first, each kind in a stable order; by default none. */
        public Builder configurations(List<NetworkConfiguration> configurations) {
            this.configurations = List.copyOf(Objects.requireNonNull(configurations, "configurations"));
            return this;
        }

        /** Sets all interfaces, by index; by default none. */
        public Builder interfaces(List<Link> interfaces) {
            this.interfaces = List.copyOf(Objects.requireNonNull(interfaces, "interfaces"));
            return this;
        }

        /** Sets whether all values are of one moment; by default true. */
        public Builder exact(boolean exact) {
            this.exact = exact;
            return this;
        }

        /** Builds the state. */
        public NetworksState build() {
            return new NetworksState(this);
        }
    }
}
