package io.github.netsession.engine;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.UsagePolicy;
import java.util.Optional;
import java.util.Set;

/**
 * What a session's getters answer from: published whole, after each step.
 *
 * @param situation where the session stands
 * @param configuration the session's configuration, as it is or was last
 * @param accessPoint the access point behind it, if it is there: itself, or the best child
 * @param link the interface behind that
 * @param policies the restrictions on the access point in use
 * @param failure the last failure since it was last opened
 * @param usage what it has used
 */
record SessionView(Situation situation, NetworkConfiguration configuration, Optional<NetworkConfiguration> accessPoint,
                   Optional<Link> link, Set<UsagePolicy> policies, Optional<SessionFailure> failure, SessionUsage usage) {

    SessionView at(Situation next) {
        return new SessionView(next, configuration, accessPoint, link, policies, failure, usage);
    }

    SessionView failing(Optional<SessionFailure> present) {
        return new SessionView(situation, configuration, accessPoint, link, policies, present, usage);
    }

    SessionView using(SessionUsage present) {
        return new SessionView(situation, configuration, accessPoint, link, policies, failure, present);
    }

    SessionView seeing(Sight sight) {
        return new SessionView(situation, sight.configuration(), sight.accessPoint(), sight.link(), sight.policies(), failure, usage);
    }

    /**
     * What there is to see of a configuration.
     *
     * @param configuration the configuration
     * @param accessPoint the access point behind it
     * @param link the interface behind that
     * @param policies the restrictions on that
     */
    record Sight(NetworkConfiguration configuration, Optional<NetworkConfiguration> accessPoint, Optional<Link> link,
                 Set<UsagePolicy> policies) {
    }
}
