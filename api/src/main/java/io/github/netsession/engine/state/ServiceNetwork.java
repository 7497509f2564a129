package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A service network as the application defined it: by a list of access points or by a rule.
 *
 * @param name its name
 * @param children its access points, best first; empty if there is a rule
 * @param rule decides which access points are members; empty if they are listed
 * @param policy when a session on it moves
 */
public record ServiceNetwork(String name, List<ConfigurationId> children, Optional<Predicate<? super NetworkConfiguration>> rule,
                             RoamingPolicy policy) {

    static final String SCHEME = "group";

    /**
     * Creates a service network of listed access points.
     *
     * @param name its name
     * @param children its access points, best first
     * @param policy when a session on it moves
     */
    public ServiceNetwork(String name, List<ConfigurationId> children, RoamingPolicy policy) {
        this(name, children, Optional.empty(), policy);
    }

    /** Returns a copy with another policy. */
    ServiceNetwork with(RoamingPolicy other) {
        return new ServiceNetwork(name, children, rule, other);
    }

    /**
     * Returns the id of its configuration.
     *
     * @return the id
     */
    public ConfigurationId id() {
        return ConfigurationId.of(SCHEME, name);
    }
}
