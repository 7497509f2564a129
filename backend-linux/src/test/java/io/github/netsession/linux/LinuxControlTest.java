package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.linux.bus.OneThread;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.linux.nm.NmOnDemand;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartOptions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is asked for a start or a stop. There is no bus here, so NetworkManager refuses everything with that reason. */
@Tag("unit")
class LinuxControlTest {

    private static final String NO_BUS = "there is no system bus";
    private static final ConfigurationId LINK = ConfigurationId.of("link", "va");
    private static final ConfigurationId PROFILE = ConfigurationId.of("nm", "5f0b1b3e-7c0d-4a6a-9a51-3d6e0f1f9a11");

    private final ScriptedBus bus = new ScriptedBus();
    private int askedKernel;
    private final LinuxControl control;

    LinuxControlTest() {
        bus.setObstacle(Optional.of(NO_BUS));
        NmOnDemand manager = new NmOnDemand(bus, new RecordingSink(), client -> OneThread.drive(client, bus).run());
        control = new LinuxControl(manager, new LinkSwitch(new NetlinkClient(new FakeOs.Port(request -> {
            askedKernel++;
            return Captured.datagrams("error-gone");
        }))));
    }

    private static StartOptions options() {
        return StartOptions.builder().build();
    }

    @Test
    void theKernelIsAskedForLinks() {
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> control.start(LINK, options())).kind());
        assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> control.stop(LINK)).kind());
        assertEquals(2, askedKernel);
    }

    @Test
    void theKernelIsAskedToSwitchOffTheLinkThatASessionHadSwitchedOn() {
        assertFalse(control.giveBack(LINK, AccessPointRules.identity(7)), "it is gone");
        assertEquals(1, askedKernel);
    }

    @Test
    void networkManagerIsAskedForProfiles() {
        refusedWithoutBus(() -> control.start(PROFILE, options()));
        refusedWithoutBus(() -> control.stop(PROFILE));
        refusedWithoutBus(() -> control.giveBack(PROFILE, new InterfaceIdentity("bus", "/active/1")));
        assertEquals(0, askedKernel);
    }

    @Test
    void networkManagerIsAskedToScan() {
        refusedWithoutBus(control::scan);
        assertEquals(0, askedKernel);
    }

    private static void refusedWithoutBus(Runnable call) {
        BackendException refused = assertThrows(BackendException.class, call::run);
        assertTrue(refused.reason().contains(NO_BUS), refused::getMessage);
    }
}
