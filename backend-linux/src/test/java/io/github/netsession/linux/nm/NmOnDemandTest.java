package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkProfile;
import io.github.netsession.Support;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.OneThread;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without a bus nothing is there but the look for one; a bus that appears is found by the next reading. */
@Tag("unit")
class NmOnDemandTest {

    private static final String NO_BUS = "there is no system bus: x does not exist";
    private static final ConfigurationId PROFILE = NmRig.id(1);
    private static final ConfigurationId LINK = ConfigurationId.of("link", "eth0");

    private final ScriptedBus bus = new ScriptedBus();
    private final NmWorld world = new NmWorld();
    private final List<BusClient> attended = new ArrayList<>();
    private final CapabilityReport kernel = CapabilityReport.of(Arrays.stream(Capability.values())
        .map(each -> CapabilityStatus.of(each, Support.DENIED, "the kernel says so")).toList());

    NmOnDemandTest() {
        world.live(bus);
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.link(1, "eth0", "10.0.0.1");
    }

    private NmOnDemand make() {
        return new NmOnDemand(bus, new NmRig(), client -> {
            attended.add(client);
            OneThread.drive(client, bus).run();
        });
    }

    private NmOnDemand withoutBus() {
        bus.setObstacle(Optional.of(NO_BUS));
        return make();
    }

    private Snapshot snapshot() {
        return Snapshot.builder().links(world.links).accessPoints(List.of(AccessPoint.builder(LINK).name("eth0").state(ConfigurationState.ACTIVE)
            .bearer(Bearer.ETHERNET).interfaceName("eth0").build())).build();
    }

    private List<ConfigurationId> ids(NmOnDemand manager) {
        return manager.over(snapshot()).accessPoints().stream().map(AccessPoint::id).toList();
    }

    @Test
    void aBusThatIsThereIsConnectedAtOnce() {
        NmOnDemand manager = make();
        assertEquals(1, attended.size());
        manager.read();
        assertEquals(List.of(PROFILE), ids(manager));
        assertEquals(1, attended.size());
    }

    @Test
    void withoutOneEverythingIsAsTheKernelSays() {
        NmOnDemand manager = withoutBus();
        manager.read();
        manager.readChanged();
        Snapshot kernelOnly = snapshot();
        assertFalse(manager.readConcerned(kernelOnly));
        assertSame(kernelOnly, manager.over(kernelOnly));
        manager.refuseIfExternal(LINK);
        assertEquals(List.of(), attended);
    }

    @Test
    void theReportsSayWhyItIsNotThereAsTheServiceItselfDoes() {
        NmOnDemand manager = withoutBus();
        NmService service = new NmService(bus, new NmRig(), bus);
        OneThread.drive(service.client(), bus).run();
        service.read();
        assertEquals(service.capabilities(kernel), manager.capabilities(kernel));
        assertEquals(service.capabilities(LINK, kernel), manager.capabilities(LINK, kernel));
        assertEquals(service.capabilities(PROFILE, kernel), manager.capabilities(PROFILE, kernel));
        assertTrue(manager.capabilities(kernel).of(Capability.CONNECTIVITY_LEVEL).reason().contains(NO_BUS));
    }

    @Test
    void whatIsAskedForIsRefusedWithTheReason() {
        NmOnDemand manager = withoutBus();
        assertTrue(assertThrows(BackendException.class, () -> manager.define(NetworkProfile.wlan("net", "net").build())).getMessage().contains(NO_BUS));
        assertTrue(assertThrows(BackendException.class, manager::scan).getMessage().contains(NO_BUS));
        assertThrows(BackendException.class, () -> manager.start(PROFILE, StartOptions.builder().build()));
        assertThrows(BackendException.class, () -> manager.stop(PROFILE));
        assertEquals(1, attended.size());
    }

    @Test
    void aBusThatAppearsIsFoundByTheNextReading() {
        NmOnDemand manager = withoutBus();
        manager.read();
        bus.setObstacle(Optional.empty());
        manager.readChanged();
        assertEquals(List.of(PROFILE), ids(manager));
        assertEquals(1, attended.size());
    }

    @Test
    void aBusThatAppearsAfterACallIsFoundToo() {
        NmOnDemand manager = withoutBus();
        assertThrows(BackendException.class, manager::scan);
        bus.setObstacle(Optional.empty());
        manager.read();
        assertEquals(List.of(PROFILE), ids(manager));
        assertEquals(1, attended.size());
    }
}
