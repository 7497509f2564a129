package io.github.netsession.windows;

import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import org.junit.jupiter.api.Tag;

/** The Windows backend passes what every backend has to pass, on profiles of a stand-in Wi-Fi service whose packets go over real cables. */
@Tag("wine")
class WifiBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new WifiBed();
    }
}
