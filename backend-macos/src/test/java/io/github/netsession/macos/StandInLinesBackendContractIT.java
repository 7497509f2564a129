package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.contract.BackendContract;
import io.github.netsession.contract.ContractBed;
import io.github.netsession.macos.jna.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** What every backend has to do, by the macOS backend on stand-ins for Apple's libraries; on macOS it has not run yet. */
@Tag("standin")
@Tag("every-jdk")
class StandInLinesBackendContractIT extends BackendContract {

    @Override
    protected ContractBed newBed() {
        return new LinesBed();
    }

    @AfterEach
    void nothingWasUsedWrongly() {
        assertEquals(0, StandIn.number("defects"), "see standard error");
    }
}
