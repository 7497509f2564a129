package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingOffer.Reason;

/**
 * A move that is offered or under way.
 *
 * @param number differs from that of all other proposals to the session
 * @param from the access point in use, when the proposal was made
 * @param to the candidate, when the proposal was made
 * @param reason why the candidate is proposed
 * @param isSeamless whether the device keeps its address
 * @param isMakeBeforeBreak whether both can be up at the same time
 * @param followsSystem whether the move only follows the system's default route
 */
public record Proposal(long number, NetworkConfiguration from, NetworkConfiguration to, Reason reason, boolean isSeamless,
                       boolean isMakeBeforeBreak, boolean followsSystem) {

    /**
     * Returns the candidate.
     *
     * @return its id
     */
    public ConfigurationId candidate() {
        return to.id();
    }
}
