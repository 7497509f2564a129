package io.github.netsession.engine.session;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import java.util.Optional;
import java.util.OptionalLong;

/** An access point for tests of the session machine. Immutable. */
record FakeAccessPoint(ConfigurationId id, String interfaceName, Bearer bearer, Connectivity connectivity, Observation observation,
                       Optional<Gap> gap, Sighting sighting, boolean showsProgress, Optional<NetworkConfiguration> configuration)
    implements AccessPointView {

    private static final Sighting NEVER_SEEN = new Sighting(OptionalLong.empty(), Sighting.NEVER_AWAY);

    private FakeAccessPoint(ConfigurationId id, String interfaceName, Bearer bearer, Connectivity connectivity, Observation observation,
        Optional<Gap> gap, Sighting sighting, boolean showsProgress) {
        this(id, interfaceName, bearer, connectivity, observation, gap, sighting, showsProgress,
            configured(id, interfaceName, bearer, connectivity, observation));
    }

    static FakeAccessPoint of(ConfigurationId id, String interfaceName, Bearer bearer, Observation observation) {
        return new FakeAccessPoint(id, interfaceName, bearer, Connectivity.UNKNOWN, observation, Optional.empty(), NEVER_SEEN, false);
    }

    private static Optional<NetworkConfiguration> configured(ConfigurationId id, String interfaceName, Bearer bearer, Connectivity connectivity,
        Observation observation) {
        if (observation == Observation.REMOVED) {
            return Optional.empty();
        }
        ConfigurationState state = switch (observation) {
            case REMOVED, UNDEFINED -> ConfigurationState.UNDEFINED;
            case DEFINED -> ConfigurationState.DEFINED;
            case DISCOVERED, STARTING -> ConfigurationState.DISCOVERED;
            case ACTIVE, STOPPING -> ConfigurationState.ACTIVE;
        };
        return Optional.of(NetworkConfiguration.builder(id).name(id.toString()).state(state).bearer(bearer).connectivity(connectivity)
            .interfaceName(interfaceName).build());
    }

    /** Returns this access point in another state, without a gap. */
    FakeAccessPoint observed(Observation next) {
        return new FakeAccessPoint(id, interfaceName, bearer, connectivity, next, Optional.empty(), sighting, showsProgress);
    }

    /** Returns this access point, up without a carrier. */
    FakeAccessPoint withGap(long sinceNanos, boolean isLong) {
        return new FakeAccessPoint(id, interfaceName, bearer, connectivity, Observation.ACTIVE, Optional.of(new Gap(sinceNanos, 1, isLong)), sighting,
            showsProgress);
    }

    /** Returns this access point, down since its carrier went away. */
    FakeAccessPoint downSince(long nanos) {
        return new FakeAccessPoint(id, interfaceName, bearer, connectivity, Observation.DISCOVERED, Optional.of(new Gap(nanos, 1, true)), sighting,
            showsProgress);
    }

    FakeAccessPoint by(Bearer next) {
        return new FakeAccessPoint(id, interfaceName, next, connectivity, observation, gap, sighting, showsProgress);
    }

    FakeAccessPoint seenAt(long nanos) {
        return new FakeAccessPoint(id, interfaceName, bearer, connectivity, observation, gap,
            new Sighting(OptionalLong.of(nanos), Sighting.NEVER_AWAY), showsProgress);
    }

    FakeAccessPoint progressing(boolean progress) {
        return new FakeAccessPoint(id, interfaceName, bearer, connectivity, observation, gap, sighting, progress);
    }

    FakeAccessPoint reaching(Connectivity next) {
        return new FakeAccessPoint(id, interfaceName, bearer, next, observation, gap, sighting, showsProgress);
    }
}
