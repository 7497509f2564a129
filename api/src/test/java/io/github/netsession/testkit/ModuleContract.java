package io.github.netsession.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the module of a backend for one system shows to others. */
public abstract class ModuleContract {

    private final BackendProvider provider;
    private final String name;
    private final String system;
    private final Class<? extends BackendProvider> service;
    private final ModuleReference module;

    /**
     * Finds the module.
     *
     * @param provider of the backend
     * @param name of the backend, which its module is called by too
     * @param system what its messages call the system
     * @param service the service type of providers for the system
     * @throws URISyntaxException if the module is nowhere
     */
    protected ModuleContract(BackendProvider provider, String name, String system, Class<? extends BackendProvider> service) throws URISyntaxException {
        this.provider = provider;
        this.name = name;
        this.system = system;
        this.service = service;
        Path classes = Path.of(provider.getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        this.module = ModuleFinder.of(classes).find("io.github.netsession." + name).orElseThrow();
    }

    @Test
    void theServiceFileSaysWhatTheModuleDescriptorSays() throws IOException {
        // The module's own: the tests may have another on the class path.
        try (ModuleReader reader = module.open(); InputStream file = reader.open("META-INF/services/" + service.getName()).orElseThrow()) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, module.descriptor().provides().size());
            ModuleDescriptor.Provides provides = module.descriptor().provides().iterator().next();
            assertEquals(service.getName(), provides.service());
            assertEquals(provides.providers(), lines);
            assertEquals(List.of(provider.getClass().getName()), lines);
        }
    }

    @Test
    void itExportsNothingAndOpensOnlyTheNativeLayer() {
        assertEquals(Set.of(), module.descriptor().exports());
        assertEquals(1, module.descriptor().opens().size());
        ModuleDescriptor.Opens opens = module.descriptor().opens().iterator().next();
        assertEquals("io.github.netsession." + name + ".jna", opens.source());
        assertEquals(Set.of("com.sun.jna"), opens.targets());
    }

    @Test
    void theServiceLoaderFindsIt() {
        List<BackendProvider> found = ServiceLoader.load(service).stream().map(ServiceLoader.Provider::get).collect(Collectors.<BackendProvider>toList());
        assertEquals(1, found.size());
        assertEquals(provider.getClass(), found.get(0).getClass());
        assertEquals(name, found.get(0).name());
        assertEquals(100, found.get(0).priority());
    }

    @Test
    void itIsForItsSystemOnly() {
        assertFalse(ServiceLoader.load(BackendProvider.class).stream().anyMatch(each -> each.type() == provider.getClass()));
    }

    @Test
    void onAnotherSystemTheProbeSaysSo() {
        String before = System.setProperty("os.name", "Plan 9");
        try {
            Probe probe = provider.probe();
            assertFalse(probe.usable());
            assertEquals("this is Plan 9, not " + system, probe.reason());
            System.clearProperty("os.name");
            assertEquals("this is unknown, not " + system, provider.probe().reason());
        } finally {
            System.setProperty("os.name", before);
        }
    }
}
