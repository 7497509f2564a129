package io.github.netsession;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network that this machine knows, at one moment: an immutable value. Its identity is {@link #id()}; {@code equals}
 * compares everything, so that two values with the same id are equal exactly if nothing has changed.
 *
 * @param id the identity, stable across restarts
 * @param name the name for people
 * @param kind access point, service network or user choice
 * @param state how usable it is
 * @param purpose what it is for
 * @param bearer what carries it; for a service network that of its best child
 * @param children the access points of a service network, best first; empty for the other kinds
 * @param isRoamingAvailable whether a session on it may move between access points: a service network of more than one, or
 *     the user's choice
 * @param connectTimeout how long a start may take before it counts as failed, positive
 * @param metered whether its traffic costs
 * @param connectivity how far it reaches
 * @param signalPercent the signal strength, 0 to 100, where it is wireless and known: 0 at -100 dBm and below, 100 at -50 dBm and
 *     above, linear in dBm between them, on every system. It is read when the system says that something has changed, and never polled
 * @param interfaceName the interface it uses, where it is bound to one now
 */
public record NetworkConfiguration(ConfigurationId id, String name, ConfigurationKind kind, ConfigurationState state,
                                   Purpose purpose, Bearer bearer, List<ConfigurationId> children, boolean isRoamingAvailable,
                                   Duration connectTimeout, Metered metered, Connectivity connectivity,
                                   OptionalInt signalPercent, Optional<String> interfaceName) {

    /** The time that a start may take where neither platform nor profile says otherwise: 30 s, as in Qt. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

    public NetworkConfiguration {
        Objects.requireNonNull(children, "children");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(signalPercent, "signalPercent");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(bearer, "bearer");
        Objects.requireNonNull(metered, "metered");
        Objects.requireNonNull(connectivity, "connectivity");
        Objects.requireNonNull(interfaceName, "interfaceName");
        children = List.copyOf(children);
        if (kind != ConfigurationKind.SERVICE_NETWORK && !children.isEmpty()) {
            throw new IllegalArgumentException(id + ": only a service network has children");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException(id + ": connectTimeout must be positive, not " + connectTimeout);
        }
        if (signalPercent.isPresent() && (signalPercent.getAsInt() < 0 || signalPercent.getAsInt() > 100)) {
            throw new IllegalArgumentException(id + ": signalPercent " + signalPercent.getAsInt() + " is not within 0 to 100");
        }
    }

    /**
     * Whether it is up with a usable address.
     *
     * @return true if the state is {@link ConfigurationState#ACTIVE}
     */
    public boolean isActive() {
        return state == ConfigurationState.ACTIVE;
    }
}
