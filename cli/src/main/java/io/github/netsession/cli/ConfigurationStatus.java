package io.github.netsession.cli;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a capability that is another one for a configuration than for the machine. */
record ConfigurationStatus(NetworkConfiguration configuration, CapabilityStatus status) {

    /** What the doctor asks of each configuration: the routes and filters of the machine decide it link by link. */
    private static final Capability ASKED = Capability.DIRECT_CONNECTION_ROUTING;

    /** Those of the access points that are up, because sockets cannot be directed to others. */
    static List<ConfigurationStatus> differing(Networks networks, CapabilityReport machine) {
        return networks.configurations(ConfigurationState.ACTIVE).stream().filter(each -> each.children().isEmpty())
            .flatMap(each -> report(networks, each.id()).stream().map(report -> new ConfigurationStatus(each, report.of(ASKED))))
            .filter(each -> !each.status.equals(machine.of(ASKED))).toList();
    }

    static Stream<ConfigurationStatus> of(List<ConfigurationStatus> all, Capability capability) {
        return all.stream().filter(each -> each.status.capability() == capability);
    }

    private static Optional<CapabilityReport> report(Networks networks, ConfigurationId id) {
        try {
            return Optional.of(networks.capabilities(id));
        } catch (IllegalArgumentException removedMeanwhile) {
            return Optional.empty();
        }
    }
}
