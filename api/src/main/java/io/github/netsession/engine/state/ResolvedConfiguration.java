package io.github.netsession.engine.state;

import io.github.netsession.Link;
import io.github.netsession.Metered;
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
        return new ResolvedConfiguration(configuration, Optional.empty(), Optional.empty(), policies(configuration.metered()));
    }

    /** Returns the restrictions that follow from whether a network is metered. */
    static Set<UsagePolicy> policies(Metered metered) {
        return metered.isMetered() ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of();
    }

    // By hand, as hashCode(): each reading compares them, and the generated methods go through method handles, which are slow while cold.
    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof ResolvedConfiguration other && configuration.equals(other.configuration)
            && accessPoint.equals(other.accessPoint) && link.equals(other.link) && policies.equals(other.policies);
    }

    @Override
    public int hashCode() {
        return configuration.hashCode();
    }
}
