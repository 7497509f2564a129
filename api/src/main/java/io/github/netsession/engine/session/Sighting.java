package io.github.netsession.engine.session;

import java.util.OptionalLong;

/**
 * When the system last saw an access point, and when the access point was last out of sight.
 *
 * @param lastSeenNanos when the system last saw it, if the system reports that; by the engine's clock
 * @param lastAwayNanos when it was last known to be out of sight; {@link #NEVER_AWAY} if it always was in sight
 */
public record Sighting(OptionalLong lastSeenNanos, long lastAwayNanos) {

    /** It was never known to be out of sight. */
    public static final long NEVER_AWAY = Long.MIN_VALUE;

    /**
     * Returns whether the system has seen the access point after a time. If the system does not report when, the access point counts as
     * seen if it has been out of sight since then: it has come back.
     *
     * @param nanos the time
     * @return true if so
     */
    public boolean isAfter(long nanos) {
        return lastSeenNanos.isPresent() ? lastSeenNanos.getAsLong() - nanos > 0 : lastAwayNanos != NEVER_AWAY && lastAwayNanos - nanos >= 0;
    }

    /**
     * Returns whether the system reports when it saw the access point.
     *
     * @return true if so
     */
    public boolean isDated() {
        return lastSeenNanos.isPresent();
    }
}
