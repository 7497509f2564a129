package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.RunsOn;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest {

    private final ModuleDescriptor descriptor;

    ModuleTest() throws Exception {
        Path classes = Path.of(WindowsBackendProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        descriptor = ModuleFinder.of(classes).find("io.github.netsession.windows").orElseThrow().descriptor();
    }

    @Test
    void theServiceFileSaysWhatTheModuleDescriptorSays() throws Exception {
        String service = BackendProvider.class.getName();
        try (var file = WindowsBackendProvider.class.getResourceAsStream("/META-INF/services/" + service)) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, descriptor.provides().size());
            ModuleDescriptor.Provides provides = descriptor.provides().iterator().next();
            assertEquals(service, provides.service());
            assertEquals(provides.providers(), lines);
            assertEquals(List.of(WindowsBackendProvider.class.getName()), lines);
        }
    }

    @Test
    void itExportsNothingAndOpensOnlyTheNativeLayer() {
        assertEquals(Set.of(), descriptor.exports());
        assertEquals(1, descriptor.opens().size());
        ModuleDescriptor.Opens opens = descriptor.opens().iterator().next();
        assertEquals("io.github.netsession.windows.jna", opens.source());
        assertEquals(Set.of("com.sun.jna"), opens.targets());
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<BackendProvider> found = ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("windows")).toList();
        assertEquals(1, found.size());
        assertEquals(100, found.get(0).priority());
    }

    @Test
    void itIsForWindowsOnly() {
        assertEquals("Windows", WindowsBackendProvider.class.getAnnotation(RunsOn.class).value());
    }

    @Test
    void onAnotherSystemTheProbeSaysSo() {
        String before = System.setProperty("os.name", "Plan 9");
        try {
            Probe probe = new WindowsBackendProvider().probe();
            assertFalse(probe.usable());
            assertEquals("this is Plan 9, not Windows", probe.reason());
            System.clearProperty("os.name");
            assertEquals("this is unknown, not Windows", new WindowsBackendProvider().probe().reason());
        } finally {
            System.setProperty("os.name", before);
        }
    }

    @Test
    @EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "on Windows there is an IP Helper")
    void withoutIpHelperTheProbeSaysSoAndOpeningIsRefused() {
        assertEquals(Long.BYTES, Native.POINTER_SIZE); // JNA finds out which system this is before the test pretends another.
        String before = System.setProperty("os.name", "Windows 11");
        try {
            Probe probe = new WindowsBackendProvider().probe();
            assertFalse(probe.usable());
            assertTrue(probe.reason().startsWith("JNA cannot be used: "), probe.reason());
            RecordingSink sink = new RecordingSink();
            BackendException refused = assertThrows(BackendException.class, () -> new WindowsBackendProvider().open(sink));
            assertEquals(BackendException.Kind.UNSUPPORTED, refused.kind());
            assertTrue(refused.getCause() instanceof LinkageError, refused::toString);
        } finally {
            System.setProperty("os.name", before);
        }
    }
}
