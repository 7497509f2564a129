package io.github.netsession.engine.session;

import java.time.Duration;

/**
 * The link of an access point that is up, or was until then, is not operational: perhaps for a moment, as while a station goes from one
 * transmitter of its network to the next, or because the cable is out. It ends when the link is operational, which is after the carrier is
 * back: the kernel works out that state later, and Wi-Fi waits for its keys. Source: net/core/link_watch.c, linkwatch_do_dev.
 *
 * @param sinceNanos when that was first seen, by the engine's clock
 * @param linkIndex the link
 * @param isLong whether it has lasted for the whole grace
 */
public record Gap(long sinceNanos, int linkIndex, boolean isLong) {

    /**
     * How long a carrier may be away before that counts. A station that changes its transmitter has none for 10 to 70 ms, one that was
     * thrown off for up to a second (measured on mac80211); a switch that was restarted needs longer, and that is a loss.
     */
    public static final Duration GRACE = Duration.ofSeconds(3);

    /**
     * Returns a gap that begins.
     *
     * @param nowNanos the time
     * @param linkIndex the link
     * @return the gap
     */
    public static Gap beginning(long nowNanos, int linkIndex) {
        return new Gap(nowNanos, linkIndex, false);
    }

    /**
     * Returns this gap at a later time.
     *
     * @param nowNanos the time
     * @return the gap
     */
    public Gap at(long nowNanos) {
        return isLong || nowNanos - sinceNanos < GRACE.toNanos() ? this : new Gap(sinceNanos, linkIndex, true);
    }
}
