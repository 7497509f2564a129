package io.github.netsession.spi;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.Purpose;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An access point in a {@link Snapshot}.
 *
 * @param id its identity
 * @param name its name for people
 * @param state how usable it is
 * @param transition whether the operating system is just starting or stopping it, on whoever's request
 * @param purpose what it is for
 * @param bearer what carries it
 * @param connectTimeout how long a start may take, positive
 * @param metered whether its traffic costs
 * @param connectivity how far it reaches
 * @param signalPercent the signal strength, 0 to 100, where known, on the {@link SignalScale}
 * @param interfaceName the link it uses now or would use, by its name in the same snapshot; two access points on one link
 *     share its radio, so that only one of them can be up
 * @param mobilityDomain access points with the same one hand a device on with its address, so that connections survive: the
 *     802.11r word for it; empty where that is not known
 * @param lastSeenNanos when it was last heard, in a scan or by being in use, on the engine's clock ({@link EngineClock#nanos()},
 *     {@link System#nanoTime()} for a real system); empty where the system does not say. A list of access points may be minutes old:
 *     one that a session has lost is a candidate again only when it was seen after the loss
 * @param managed whether a network service brings it up and down, so that its word decides whether it is up: NetworkManager for its
 *     profiles, Windows for those of Native Wifi, macOS for its services. Where nobody does, a link that loses its carrier for a moment
 *     still counts as up
 */
public record AccessPoint(ConfigurationId id, String name, ConfigurationState state, Transition transition, Purpose purpose,
                          Bearer bearer, Duration connectTimeout, Metered metered, Connectivity connectivity,
                          OptionalInt signalPercent, Optional<String> interfaceName, Optional<String> mobilityDomain,
                          OptionalLong lastSeenNanos, boolean managed) {

    /** Whether the operating system is moving an access point. No constant will be added. */
    public enum Transition {
        /** It is not. */
        NONE,
        /** It is being started. */
        STARTING,
        /** It is being stopped. */
        STOPPING
    }

    public AccessPoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(transition, "transition");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(bearer, "bearer");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(metered, "metered");
        Objects.requireNonNull(connectivity, "connectivity");
        Objects.requireNonNull(signalPercent, "signalPercent");
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(mobilityDomain, "mobilityDomain");
        Objects.requireNonNull(lastSeenNanos, "lastSeenNanos");
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException(id + ": connectTimeout must be positive, not " + connectTimeout);
        }
        if (signalPercent.isPresent() && (signalPercent.getAsInt() < 0 || signalPercent.getAsInt() > 100)) {
            throw new IllegalArgumentException(id + ": signalPercent " + signalPercent.getAsInt() + " is not within 0 to 100");
        }
    }

    /**
     * An access point that no network service manages, of a system that does not say when it was last heard.
     *
     * @param id its identity
     * @param name its name for people
     * @param state how usable it is
     * @param transition whether the operating system is just starting or stopping it
     * @param purpose what it is for
     * @param bearer what carries it
     * @param connectTimeout how long a start may take, positive
     * @param metered whether its traffic costs
     * @param connectivity how far it reaches
     * @param signalPercent the signal strength, 0 to 100, where known, on the {@link SignalScale}
     * @param interfaceName the link it uses now or would use
     * @param mobilityDomain access points with the same one hand a device on with its address
     */
    public AccessPoint(ConfigurationId id, String name, ConfigurationState state, Transition transition, Purpose purpose,
                       Bearer bearer, Duration connectTimeout, Metered metered, Connectivity connectivity,
                       OptionalInt signalPercent, Optional<String> interfaceName, Optional<String> mobilityDomain) {
        this(id, name, state, transition, purpose, bearer, connectTimeout, metered, connectivity, signalPercent, interfaceName, mobilityDomain,
            OptionalLong.empty(), false);
    }
}
