package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendProvider;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest {

    private final ModuleDescriptor descriptor;

    ModuleTest() throws Exception {
        Path classes = Path.of(LinuxBackendProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        descriptor = ModuleFinder.of(classes).find("io.github.netsession.linux").orElseThrow().descriptor();
    }

    @Test
    void theServiceFileSaysWhatTheModuleDescriptorSays() throws Exception {
        String service = BackendProvider.class.getName();
        try (var file = LinuxBackendProvider.class.getResourceAsStream("/META-INF/services/" + service)) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, descriptor.provides().size());
            ModuleDescriptor.Provides provides = descriptor.provides().iterator().next();
            assertEquals(service, provides.service());
            assertEquals(provides.providers(), lines);
        }
    }

    @Test
    void itExportsNothingAndOpensOnlyTheNativeLayer() {
        assertEquals(Set.of(), descriptor.exports());
        assertEquals(1, descriptor.opens().size());
        ModuleDescriptor.Opens opens = descriptor.opens().iterator().next();
        assertEquals("io.github.netsession.linux.jna", opens.source());
        assertEquals(Set.of("com.sun.jna"), opens.targets());
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<BackendProvider> found = ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("linux")).toList();
        assertEquals(1, found.size());
        assertEquals(100, found.get(0).priority());
    }

    @Test
    void onAnotherSystemTheProbeSaysSo() {
        String before = System.setProperty("os.name", "Plan 9");
        try {
            assertEquals("this is Plan 9, not Linux", new LinuxBackendProvider().probe().reason());
        } finally {
            System.setProperty("os.name", before);
        }
    }

    @Test
    void theReportPretendsNothing() {
        CapabilityReport report = new LinuxCapabilities(false, LinuxCounters.Source.PROC_NET_DEV, "polling every 10 s: refused").report();
        assertEquals(Support.DENIED, report.of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertTrue(report.of(Capability.CAN_START_AND_STOP_INTERFACES).remedy().orElseThrow().contains("CAP_NET_ADMIN"));
        assertEquals(Support.DEGRADED, report.of(Capability.DATA_STATISTICS).support());
        assertTrue(report.of(Capability.DATA_STATISTICS).reason().contains("/proc/net/dev"));
        assertEquals(Support.DEGRADED, report.of(Capability.CHANGE_EVENTS).support());
        for (Capability engines : List.of(Capability.SYSTEM_SESSION_SUPPORT, Capability.APPLICATION_LEVEL_ROAMING, Capability.FORCED_ROAMING)) {
            assertEquals("not provided by the backend", report.of(engines).reason());
        }
        CapabilityReport good = new LinuxCapabilities(true, LinuxCounters.Source.RTM_GETSTATS, "").report();
        assertEquals(Set.of(Capability.CAN_START_AND_STOP_INTERFACES, Capability.DATA_STATISTICS, Capability.CHANGE_EVENTS,
            Capability.SUSPEND_DETECTION), Set.copyOf(List.of(Capability.values()).stream().filter(good::has).toList()));
    }
}
