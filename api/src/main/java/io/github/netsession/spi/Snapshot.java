package io.github.netsession.spi;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a backend knows at one moment: complete, never a part.
 *
 * @param accessPoints all access points, in a stable order, each id once
 * @param links all links, each name and index once
 * @param defaultInterface the name of the link that traffic to the Internet would leave by
 * @param connectivity how far the network reaches; UNKNOWN where nobody judges it
 * @param metered whether the network in use costs; UNKNOWN where nobody says
 * @param usagePolicies what the system asks for on the network in use besides: that it is metered restricts it by itself
 * @param osHolds how many sessions hold each access point, where the operating system itself counts them; else empty
 * @param suspended how long the machine has been suspended since it booted, where that is known; only its growth matters
 * @param losses how often the watcher lost notices since the backend was opened
 * @param exact false if the system changed during every attempt to read it
 */
public record Snapshot(List<AccessPoint> accessPoints, List<Link> links, Optional<String> defaultInterface,
                       Connectivity connectivity, Metered metered, Set<UsagePolicy> usagePolicies, Map<ConfigurationId, Integer> osHolds,
                       Optional<Duration> suspended, long losses, boolean exact) {

    public Snapshot {
        Objects.requireNonNull(accessPoints, "accessPoints");
        Objects.requireNonNull(links, "links");
        Objects.requireNonNull(osHolds, "osHolds");
        Objects.requireNonNull(usagePolicies, "usagePolicies");
        accessPoints = List.copyOf(accessPoints);
        links = List.copyOf(links);
        osHolds = Map.copyOf(osHolds);
        usagePolicies = Set.copyOf(usagePolicies);
        Objects.requireNonNull(defaultInterface, "defaultInterface");
        Objects.requireNonNull(connectivity, "connectivity");
        Objects.requireNonNull(metered, "metered");
        Objects.requireNonNull(suspended, "suspended");
    }

    /**
     * A snapshot of a system that asks for no restraint.
     *
     * @param accessPoints all access points
     * @param links all links
     * @param defaultInterface the name of the link that traffic to the Internet would leave by
     * @param connectivity how far the network reaches
     * @param metered whether the network in use costs
     * @param osHolds how many sessions hold each access point, where the operating system itself counts them
     * @param suspended how long the machine has been suspended since it booted, where that is known
     * @param losses how often the watcher lost notices since the backend was opened
     * @param exact false if the system changed during every attempt to read it
     */
    public Snapshot(List<AccessPoint> accessPoints, List<Link> links, Optional<String> defaultInterface, Connectivity connectivity,
                    Metered metered, Map<ConfigurationId, Integer> osHolds, Optional<Duration> suspended, long losses, boolean exact) {
        this(accessPoints, links, defaultInterface, connectivity, metered, Set.of(), osHolds, suspended, losses, exact);
    }
}
