package io.github.netsession.engine.session;

import io.github.netsession.NetworkConfiguration;
import java.util.OptionalInt;

/**
 * An access point that a session could use.
 *
 * @param configuration the access point as it is now
 * @param place its place in the order of the children; {@link #LEFT_OUT} if it is no member any more
 * @param signalPercent the strength that comparisons use
 * @param isMetered whether it counts as metered
 */
public record Contender(NetworkConfiguration configuration, int place, OptionalInt signalPercent, boolean isMetered) {

    /** The place of an access point that is no member any more. */
    public static final int LEFT_OUT = -1;

    /**
     * Creates a contender with the measured strength.
     *
     * @param configuration the access point as it is now
     * @param place its place in the order of the children
     */
    public Contender(NetworkConfiguration configuration, int place) {
        this(configuration, place, configuration.signalPercent(), configuration.metered().isMetered());
    }
}
