package io.github.netsession;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is known about this machine's networks at one moment: complete, immutable, consistent in itself.
 *
 * @param generation rises by one with each state that differs from the one before; 1 is the first
 * @param online whether some configuration is Active: Qt's meaning, which says nothing about the Internet
 * @param connectivity how far the network reaches, by the system's judgement
 * @param metered whether the network in use costs
 * @param usagePolicies restrictions now in force
 * @param defaultInterface the interface that traffic to the Internet would leave by
 * @param configurations all configurations, access points first, each kind in a stable order
 * @param interfaces all interfaces, by index
 * @param exact false if the system changed faster than it could be read, and some of this may be a mix of two moments
 */
public record NetworksState(long generation, boolean online, Connectivity connectivity, Metered metered,
                            Set<UsagePolicy> usagePolicies, Optional<String> defaultInterface,
                            List<NetworkConfiguration> configurations, List<Link> interfaces, boolean exact) {

    public NetworksState {
        Objects.requireNonNull(usagePolicies, "usagePolicies");
        Objects.requireNonNull(configurations, "configurations");
        Objects.requireNonNull(interfaces, "interfaces");
        Objects.requireNonNull(connectivity, "connectivity");
        Objects.requireNonNull(metered, "metered");
        Objects.requireNonNull(defaultInterface, "defaultInterface");
        usagePolicies = Set.copyOf(usagePolicies);
        configurations = List.copyOf(configurations);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * The configuration with an id.
     *
     * @param id the id
     * @return the configuration, if it is there
     */
    public Optional<NetworkConfiguration> configuration(ConfigurationId id) {
        Objects.requireNonNull(id, "id");
        return configurations.stream().filter(configuration -> configuration.id().equals(id)).findFirst();
    }

    /**
     * The interface with a name.
     *
     * @param name the name
     * @return the interface, if it is there
     */
    public Optional<Link> networkInterface(String name) {
        Objects.requireNonNull(name, "name");
        return interfaces.stream().filter(link -> link.name().equals(name)).findFirst();
    }
}
