package io.github.netsession.cli;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.Support;
import java.util.Optional;

/** Why configurations may be missing. */
final class Incomplete {

    private Incomplete() {
    }

    /**
     * The reason why a service that has configurations cannot be asked.
     *
     * @param networks whose report is read
     * @param state the state in which something is missing
     * @return the reason; empty if nothing is missing
     */
    static Optional<String> reason(Networks networks, NetworksState state) {
        CapabilityStatus start = networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES);
        boolean isPossible = !state.exact() && start.support() == Support.DEGRADED;
        return isPossible ? Optional.of(start.reason()) : Optional.empty();
    }
}
