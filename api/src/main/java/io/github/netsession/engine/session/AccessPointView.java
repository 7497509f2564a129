package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.Optional;

/** An access point as the session machine sees it. */
public interface AccessPointView {

    /**
     * Returns the id of the access point.
     *
     * @return the id
     */
    ConfigurationId id();

    /**
     * Returns the configuration as the latest reading shows it.
     *
     * @return the configuration; empty while it does not exist
     */
    Optional<NetworkConfiguration> configuration();

    /**
     * Returns its state.
     *
     * @return the state, with the start or stop that is under way
     */
    Observation observation();

    /**
     * Returns the gap of the carrier.
     *
     * @return the gap; empty while the link is operational, or if the access point was not up before
     */
    Optional<Gap> gap();

    /**
     * Returns when the system last saw it.
     *
     * @return the times
     */
    Sighting sighting();

    /**
     * Returns whether a start that is under way makes progress: the link has a carrier, or the system reports that the start has got
     * further than waiting for one.
     *
     * @return true if so
     */
    boolean showsProgress();

    /**
     * Returns whether it is up, even if it is being stopped.
     *
     * @return true if so
     */
    default boolean isUp() {
        return observation().isUp();
    }

    /**
     * Returns whether it is up and its link is operational.
     *
     * @return true if so
     */
    default boolean isOperational() {
        return observation() == Observation.ACTIVE && gap().isEmpty();
    }
}
