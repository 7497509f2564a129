package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingPolicy;
import java.util.List;

/**
 * A service network as the application defined it.
 *
 * @param name its name
 * @param children its access points, best first
 * @param policy when a session on it moves
 */
public record ServiceNetwork(String name, List<ConfigurationId> children, RoamingPolicy policy) {

    static final String SCHEME = "group";

    /**
     * Returns the id of its configuration.
     *
     * @return the id
     */
    public ConfigurationId id() {
        return ConfigurationId.of(SCHEME, name);
    }
}
