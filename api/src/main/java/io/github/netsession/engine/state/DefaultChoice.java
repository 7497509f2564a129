package io.github.netsession.engine.state;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses the configuration for a program without a preference. Pure. */
public final class DefaultChoice {

    private static final List<Bearer> BEARER_ORDER = List.of(Bearer.ETHERNET, Bearer.WLAN);

    private DefaultChoice() {
    }

    /**
     * Returns the default configuration.
     *
     * @param state the state
     * @return the configuration; empty if none can be used
     */
    public static Optional<NetworkConfiguration> of(NetworksState state) {
        return ofDefaultInterface(state)
            .or(() -> best(state, ConfigurationKind.SERVICE_NETWORK))
            .or(() -> best(state, ConfigurationKind.ACCESS_POINT));
    }

    private static Optional<NetworkConfiguration> ofDefaultInterface(NetworksState state) {
        return state.defaultInterface().map(Link::name).flatMap(name -> state.configurations().stream()
            .filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT && configuration.isActive())
            .filter(configuration -> configuration.interfaceName().equals(Optional.of(name)))
            .findFirst());
    }

    private static Optional<NetworkConfiguration> best(NetworksState state, ConfigurationKind kind) {
        return state.configurations().stream()
            .filter(configuration -> configuration.kind() == kind && configuration.state().isAtLeast(ConfigurationState.DISCOVERED))
            .min(Comparator.comparing(NetworkConfiguration::state).reversed().thenComparing(DefaultChoice::isLocal)
                .thenComparing(configuration -> bearerRank(configuration, kind)));
    }

    /** A profile for a direct cable can be Active beside a network. */
    private static boolean isLocal(NetworkConfiguration configuration) {
        return configuration.connectivity() == Connectivity.LOCAL;
    }

    /** Service networks are taken in the order of their definition; min() keeps the first of equals. */
    private static int bearerRank(NetworkConfiguration configuration, ConfigurationKind kind) {
        int rank = BEARER_ORDER.indexOf(configuration.bearer());
        return kind == ConfigurationKind.SERVICE_NETWORK || rank < 0 ? BEARER_ORDER.size() : rank;
    }
}
