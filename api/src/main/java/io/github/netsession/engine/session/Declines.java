package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The access points that were declined or failed, how often, and until when they are excluded. */
final class Declines {

    /** A decline, with the properties of the access point at that time: if they change, the decline does not apply any more. */
    private record Decline(int times, long untilNanos, Connectivity connectivity, Metered metered) {

        boolean isAbout(NetworkConfiguration configuration) {
            // Connectivity and metering are unknown while an access point is down: that is not a change.
            return (configuration.metered() == metered || configuration.metered() == Metered.UNKNOWN)
                && (configuration.connectivity() == connectivity || configuration.connectivity() == Connectivity.UNKNOWN);
        }
    }

    private static final int MAX_DOUBLINGS = 20;

    private final Map<ConfigurationId, Decline> declines = new HashMap<>();

    void add(RoamingPolicy policy, NetworkConfiguration configuration, long nowNanos) {
        int times = Optional.ofNullable(declines.get(configuration.id())).map(Decline::times).orElse(0) + 1;
        declines.put(configuration.id(), new Decline(times, nowNanos + patience(policy, times).toNanos(), configuration.connectivity(),
            configuration.metered()));
    }

    /** Returns how long a candidate is excluded after it was declined or failed this many times in a row. */
    static Duration patience(RoamingPolicy policy, int times) {
        Duration longer = policy.patience().multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
        return longer.compareTo(policy.longestPatience()) < 0 ? longer : policy.longestPatience();
    }

    void forget(ConfigurationId id) {
        declines.remove(id);
    }

    /** Returns for how much longer an access point is excluded; 0 if it is not. */
    long restNanos(NetworkConfiguration configuration, long nowNanos) {
        Decline decline = declines.get(configuration.id());
        return decline == null || !decline.isAbout(configuration) ? 0 : Math.max(0, decline.untilNanos() - nowNanos);
    }
}
