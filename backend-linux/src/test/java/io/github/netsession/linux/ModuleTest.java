package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.ModuleContract;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest extends ModuleContract {

    ModuleTest() throws URISyntaxException {
        super(new LinuxBackendProvider(), "linux", "Linux", BackendProvider.ForLinux.class);
    }

    @Test
    void theReportPretendsNothing() {
        CapabilityReport report = new LinuxCapabilities(false, LinuxCounters.Source.PROC_NET_DEV, "polling every 10 s: refused",
            WirelessLinks.Support.NO_NL80211, DirectRouting.status(Optional.of(Errno.refused("setsockopt", Errno.EPERM, "")
                .withRemedy(SocketDirector.REMEDY)))).report();
        assertEquals(Support.DENIED, report.of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertTrue(report.of(Capability.CAN_START_AND_STOP_INTERFACES).remedy().orElseThrow().contains("CAP_NET_ADMIN"));
        assertEquals(Support.DEGRADED, report.of(Capability.DATA_STATISTICS).support());
        assertTrue(report.of(Capability.DATA_STATISTICS).reason().contains("/proc/net/dev"));
        assertEquals(Support.DEGRADED, report.of(Capability.CHANGE_EVENTS).support());
        for (Capability engines : List.of(Capability.SYSTEM_SESSION_SUPPORT, Capability.APPLICATION_LEVEL_ROAMING, Capability.FORCED_ROAMING)) {
            assertEquals("not provided by the backend", report.of(engines).reason());
        }
        assertEquals(Support.MISSING, report.of(Capability.SIGNAL_STRENGTH).support());
        assertEquals(Support.DENIED, report.of(Capability.DIRECT_CONNECTION_ROUTING).support());
        assertTrue(report.of(Capability.DIRECT_CONNECTION_ROUTING).remedy().orElseThrow().contains("CAP_NET_RAW"));
        CapabilityReport good = new LinuxCapabilities(true, LinuxCounters.Source.RTM_GETSTATS, "", WirelessLinks.Support.STATION,
            DirectRouting.status(Optional.empty())).report();
        assertEquals(Set.of(Capability.CAN_START_AND_STOP_INTERFACES, Capability.DATA_STATISTICS, Capability.CHANGE_EVENTS,
            Capability.SUSPEND_DETECTION, Capability.SIGNAL_STRENGTH, Capability.DIRECT_CONNECTION_ROUTING), Set.copyOf(List.of(Capability.values()).stream().filter(good::has).toList()));
    }
}
