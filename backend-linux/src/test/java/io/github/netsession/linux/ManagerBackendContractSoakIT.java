package io.github.netsession.linux;

import io.github.netsession.contract.ContractBed;
import org.junit.jupiter.api.Tag;

/** The contract where a real NetworkManager owns the networks, with as many rounds as elsewhere. */
@Tag("manager")
@Tag("soak")
class ManagerBackendContractSoakIT extends ManagerBackendContractIT {

    @Override
    protected ContractBed newBed() {
        return new Bed() {
            @Override
            public int rounds() {
                return 20;
            }
        };
    }
}
