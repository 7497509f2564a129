package com.example.courier;

import io.github.netsession.ConfigurationId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Notices that an uplink is up and leads nowhere. The system need not notice that; the jobs do. */
final class Upstream {

    /** If nothing works over an uplink for this long, the uplink leads nowhere. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<ConfigurationId, Long> lastSuccess = new HashMap<>();
    private Optional<ConfigurationId> dead = Optional.empty();

    synchronized void worked(ConfigurationId uplink) {
        lastSuccess.put(uplink, System.nanoTime());
        dead = dead.filter(each -> !each.equals(uplink));
    }

    /** An attempt that began then has failed; returns whether the uplink leads nowhere. */
    synchronized boolean failed(ConfigurationId uplink, long began) {
        long now = System.nanoTime();
        if (now - Math.max(began, lastSuccess.getOrDefault(uplink, began)) >= PATIENCE.toNanos()) {
            dead = Optional.of(uplink);
        }
        return isDead(uplink);
    }

    synchronized boolean isDead(ConfigurationId uplink) {
        return dead.equals(Optional.of(uplink));
    }
}
