package io.github.netsession.engine.session;

import java.time.Duration;

/**
 * The times and thresholds by which sessions move between access points.
 *
 * @param dwell how long a candidate must have been better before it is offered
 * @param decisionTime how long an offer, or a new access point on trial, waits for an answer
 * @param searchTime how long a session that has lost its access point waits for the system to find another one
 * @param patience how long a candidate that was declined or failed is left out; doubled with each further time
 * @param longestPatience where that doubling ends
 * @param noisePercent how much stronger a signal must be to count
 * @param weakPercent below this an access point in use counts as about to be lost
 * @param strongPercent from this on a candidate is worth moving to
 */
public record RoamingPolicy(Duration dwell, Duration decisionTime, Duration searchTime, Duration patience, Duration longestPatience,
                            int noisePercent, int weakPercent, int strongPercent) {

    /**
     * 30 % and 45 % are -85 and -77.5 dBm on the one {@link io.github.netsession.spi.SignalScale}: below the one, Wi-Fi is at its lowest
     * rates and about to break off; above the other it keeps a link. 15 % is 7.5 dB, about twice the fading that a device at rest sees.
     * A NetworkManager that has lost its network has scanned after 4 s, and was on another one after 21 s (measured on mac80211).
     */
    public static final RoamingPolicy DEFAULT = new RoamingPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(20),
        Duration.ofMinutes(1), Duration.ofHours(1), 15, 30, 45);

    /**
     * Returns how long a candidate is left out that was declined or failed.
     *
     * @param times how often in a row, at least 1
     * @return the time
     */
    public Duration patience(int times) {
        Duration longer = patience.multipliedBy(1L << Math.min(times - 1, 20));
        return longer.compareTo(longestPatience) < 0 ? longer : longestPatience;
    }
}
