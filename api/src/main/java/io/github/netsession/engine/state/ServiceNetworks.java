package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Checks the definitions of service networks, and knows which configurations this library provides. */
public final class ServiceNetworks {

    private ServiceNetworks() {
    }

    /** Returns whether this library provides the configuration, over the access points of the backend. */
    public static boolean isOwn(ConfigurationId id) {
        return id.scheme().equals(ServiceNetwork.SCHEME) || id.equals(ConfigurationId.USER_CHOICE);
    }

    /**
     * Returns a service network of listed access points, with the default policy.
     *
     * @param name its name
     * @param children its access points, best first
     * @return the service network
     * @throws IllegalArgumentException if the definition is not valid
     */
    public static ServiceNetwork listed(String name, List<ConfigurationId> children) {
        requireName(name);
        List<ConfigurationId> all = List.copyOf(children);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the service network '" + name + "' needs at least one access point");
        }
        Set<ConfigurationId> seen = new HashSet<>();
        for (ConfigurationId child : all) {
            if (!seen.add(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' names an access point twice: " + child);
            }
            if (isOwn(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' cannot contain " + child
                    + ": its children are access points, one level deep");
            }
        }
        return new ServiceNetwork(name, all, RoamingPolicy.defaults());
    }

    /**
     * Returns a service network of all access points that match, with the default policy.
     *
     * @param name its name
     * @param rule decides which access points are members
     * @return the service network
     * @throws IllegalArgumentException if the name is blank
     */
    public static ServiceNetwork matching(String name, Predicate<? super NetworkConfiguration> rule) {
        requireName(name);
        return new ServiceNetwork(name, List.of(), Optional.of(rule), RoamingPolicy.defaults());
    }

    private static void requireName(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("a service network needs a name");
        }
    }
}
