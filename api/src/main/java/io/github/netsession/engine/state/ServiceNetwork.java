package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import java.util.List;

/**
 * A service network as the application defined it.
 *
 * @param name its name
 * @param children its access points, best first
 */
public record ServiceNetwork(String name, List<ConfigurationId> children) {

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
