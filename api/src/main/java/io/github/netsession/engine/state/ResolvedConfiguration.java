package io.github.netsession.engine.state;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.UsagePolicy;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration with its current access point and link.
 *
 * @param configuration the configuration
 * @param accessPoint the access point behind it: itself, or the best child
 * @param link the link of that access point
 * @param policies the restrictions on that access point
 */
public record ResolvedConfiguration(NetworkConfiguration configuration, Optional<NetworkConfiguration> accessPoint, Optional<Link> link,
                                    Set<UsagePolicy> policies) {

    /**
     * Returns a configuration without an access point and a link.
     *
     * @param configuration the configuration
     * @return the configuration alone
     */
    public static ResolvedConfiguration of(NetworkConfiguration configuration) {
        return new ResolvedConfiguration(configuration, Optional.empty(), Optional.empty(), StateMapper.policies(configuration.metered()));
    }
}
