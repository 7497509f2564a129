package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The access points that were declined or failed, how often, and until when they are excluded. Immutable.
 *
 * @param latest the latest decline of each
 */
record Declines(PerAccessPoint<Decline> latest) {

    /** Nothing was declined. */
    static final Declines NONE = new Declines(new PerAccessPoint<>(Map.of()));

    private static final int MAX_DOUBLINGS = 20;

    /** A decline, with the properties of the access point at that time: if they change, the decline does not apply any more. */
    private record Decline(int times, long untilNanos, Connectivity connectivity, Metered metered) {

        boolean isAbout(NetworkConfiguration configuration) {
            // Connectivity and metering are unknown while an access point is down: that is not a change.
            return (configuration.metered() == metered || configuration.metered() == Metered.UNKNOWN)
                && (configuration.connectivity() == connectivity || configuration.connectivity() == Connectivity.UNKNOWN);
        }
    }

    Declines with(RoamingPolicy policy, NetworkConfiguration configuration, long nowNanos) {
        int times = latest.get(configuration.id()).map(Decline::times).orElse(0) + 1;
        return new Declines(latest.with(configuration.id(), new Decline(times, nowNanos + patience(policy, times).toNanos(),
            configuration.connectivity(), configuration.metered())));
    }

    /** Returns how long a candidate is excluded after it was declined or failed this many times in a row. */
    static Duration patience(RoamingPolicy policy, int times) {
        Duration longer = policy.patience().multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
        return longer.compareTo(policy.longestPatience()) < 0 ? longer : policy.longestPatience();
    }

    Declines without(ConfigurationId id) {
        return latest.has(id) ? new Declines(latest.without(id)) : this;
    }

    /** Returns for how much longer an access point is excluded; 0 if it is not. */
    long restNanos(NetworkConfiguration configuration, long nowNanos) {
        Optional<Decline> decline = latest.get(configuration.id()).filter(each -> each.isAbout(configuration));
        return decline.isPresent() ? Math.max(0, decline.get().untilNanos() - nowNanos) : 0;
    }
}
