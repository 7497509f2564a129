package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.RunsOn;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What others see of this module. */
@Tag("unit")
@Tag("every-jdk")
class ModuleTest {

    private final Path classes;
    private final ModuleDescriptor descriptor;

    ModuleTest() throws Exception {
        classes = Path.of(MacBackendProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        descriptor = ModuleFinder.of(classes).find("io.github.netsession.macos").orElseThrow().descriptor();
    }

    @Test
    void theServiceFileSaysWhatTheModuleDescriptorSays() throws Exception {
        String service = BackendProvider.class.getName();
        List<String> lines = Files.readAllLines(classes.resolve("META-INF/services").resolve(service)); // The tests have another, before it.
        assertEquals(1, descriptor.provides().size());
        ModuleDescriptor.Provides provides = descriptor.provides().iterator().next();
        assertEquals(service, provides.service());
        assertEquals(provides.providers(), lines);
        assertEquals(List.of(MacBackendProvider.class.getName()), lines);
    }

    @Test
    void itExportsNothingAndOpensOnlyTheNativeLayer() {
        assertEquals(Set.of(), descriptor.exports());
        assertEquals(1, descriptor.opens().size());
        ModuleDescriptor.Opens opens = descriptor.opens().iterator().next();
        assertEquals("io.github.netsession.macos.jna", opens.source());
        assertEquals(Set.of("com.sun.jna"), opens.targets());
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<BackendProvider> found = ServiceLoader.load(BackendProvider.class).stream()
            .filter(provider -> provider.type() == MacBackendProvider.class)
            .map(ServiceLoader.Provider::get).toList();
        assertEquals(1, found.size());
        assertEquals("macos", found.get(0).name());
        assertEquals(100, found.get(0).priority());
    }

    @Test
    void itIsForMacosOnly() {
        assertEquals("Mac", MacBackendProvider.class.getAnnotation(RunsOn.class).value());
    }

    @Test
    void onAnotherSystemTheProbeSaysSo() {
        String before = System.setProperty("os.name", "Plan 9");
        try {
            Probe probe = new MacBackendProvider().probe();
            assertFalse(probe.usable());
            assertEquals("this is Plan 9, not macOS", probe.reason());
            System.clearProperty("os.name");
            assertEquals("this is unknown, not macOS", new MacBackendProvider().probe().reason());
        } finally {
            System.setProperty("os.name", before);
        }
    }

    /** In a process of its own, for a library that could not be loaded once cannot be loaded later by other tests of this one. */
    @Test
    @EnabledOnOs(value = {OS.LINUX, OS.WINDOWS}, disabledReason = "on macOS there is a libSystem")
    void withoutLibSystemTheProbeSaysSoAndOpeningIsRefused() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process child = new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"), MacWithoutLibraries.class.getName())
            .redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue(), said);
        List<String> lines = said.lines().filter(line -> line.startsWith(MacWithoutLibraries.MARK)).toList();
        assertEquals(2, lines.size(), said);
        assertTrue(lines.get(0).contains("usable=false") && lines.get(0).contains("JNA cannot be used: "), said);
        assertTrue(lines.get(1).contains("UNSUPPORTED caused by a LinkageError: true"), said);
    }
}
