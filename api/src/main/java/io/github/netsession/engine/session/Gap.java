package io.github.netsession.engine.session;

import java.time.Duration;

/**
 * The time in which the link of an access point that was up is not operational: a moment, as when a station changes the transmitter of its
 * network, or longer, as without a cable. A gap ends when the link is operational. That is later than the return of the carrier: the kernel
 * updates that state later, and Wi-Fi waits for its keys. Source: net/core/link_watch.c, linkwatch_do_dev.
 *
 * @param sinceNanos when the gap was first seen, by the engine's clock
 * @param linkIndex the link
 * @param isLong whether it has lasted for the whole grace
 */
public record Gap(long sinceNanos, int linkIndex, boolean isLong) {

    /**
     * How long a carrier may be missing before that counts as a loss. A station that changes its transmitter has no carrier for 10 to 70 ms,
     * a station that its transmitter disconnects for up to a second (measured on mac80211). The restart of a switch takes longer: a loss.
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
