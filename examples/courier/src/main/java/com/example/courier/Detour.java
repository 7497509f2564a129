package com.example.courier;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The uplinks as one service network, and a way around one that is up and leads nowhere. The system need not notice that; the jobs do. The
 * uplink is taken out of the service network, so the session moves away, and put back when the session has arrived elsewhere. Then it is
 * a candidate again, but the courier tests candidates.
 */
final class Detour {

    /** As long as this nothing may work over an uplink. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NAME = "courier";

    private final Networks networks;
    private final List<ConfigurationId> uplinks;
    private final Map<ConfigurationId, Long> lastSuccess = new HashMap<>();
    private Optional<ConfigurationId> avoided = Optional.empty();

    Detour(Networks networks, List<ConfigurationId> uplinks) {
        this.networks = networks;
        this.uplinks = uplinks;
        define(uplinks);
    }

    NetworkConfiguration network() {
        return networks.configuration(ConfigurationId.of("group", NAME)).orElseThrow();
    }

    synchronized void worked(ConfigurationId uplink) {
        lastSuccess.put(uplink, System.nanoTime());
    }

    /** An attempt that began then has failed. */
    synchronized void failed(ConfigurationId uplink, long began) {
        long now = System.nanoTime();
        boolean patient = now - Math.max(began, lastSuccess.getOrDefault(uplink, began)) < PATIENCE.toNanos();
        if (!patient && avoided.isEmpty() && uplinks.size() > 1) {
            avoided = Optional.of(uplink);
            define(uplinks.stream().filter(each -> !each.equals(uplink)).toList());
        }
    }

    synchronized boolean isAround(ConfigurationId uplink) {
        return avoided.equals(Optional.of(uplink));
    }

    /** The session is connected there. */
    synchronized void arrived(Optional<ConfigurationId> uplink) {
        if (avoided.isPresent() && !avoided.equals(uplink)) {
            avoided = Optional.empty();
            define(uplinks);
        }
    }

    private void define(List<ConfigurationId> children) {
        networks.defineServiceNetwork(NAME, children);
    }
}
