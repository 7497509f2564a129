package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.spi.BackendProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Providers are declared twice, for the module path and for the class path; the two must agree. */
@Tag("unit")
@Tag("every-jdk")
class ServicesTest {

    private static final List<Class<? extends BackendProvider>> SERVICES = List.of(BackendProvider.class, BackendProvider.ForLinux.class,
        BackendProvider.ForWindows.class, BackendProvider.ForMacOs.class, BackendProvider.OnRequest.class);

    @Test
    void everyServiceFileSaysWhatItsModuleProvides() throws IOException {
        int found = 0;
        for (Class<? extends BackendProvider> service : SERVICES) {
            for (URL file : Collections.list(ServicesTest.class.getClassLoader().getResources("META-INF/services/" + service.getName()))) {
                assertEquals(providedByModule(file, service), linesOf(file), file.toString());
                found++;
            }
        }
        assertEquals(5, found, "one service file for each backend, and one for the best of this system");
    }

    @Test
    void allBackendsAreFound() {
        Map<Class<?>, Set<String>> names = new HashMap<>();
        SERVICES.forEach(service -> names.put(service, ServiceLoader.load(service).stream().map(provider -> provider.get().name()).collect(Collectors.toSet())));
        String here = System.getProperty("os.name").startsWith("Linux") ? "linux" : "macos";
        assertEquals(Map.of(BackendProvider.class, Set.of(here), BackendProvider.ForLinux.class, Set.of("linux"), BackendProvider.ForWindows.class, Set.of("windows"),
            BackendProvider.ForMacOs.class, Set.of("macos"), BackendProvider.OnRequest.class, Set.of("sim")), names);
    }

    private static List<String> providedByModule(URL serviceFile, Class<?> service) throws IOException {
        URL descriptor = new URL(serviceFile.toString().replace("META-INF/services/" + service.getName(), "module-info.class"));
        try (InputStream stream = descriptor.openStream()) {
            List<String> provided = new ArrayList<>();
            ModuleDescriptor.read(stream).provides().stream().filter(provides -> provides.service().equals(service.getName()))
                .forEach(provides -> provided.addAll(provides.providers()));
            return provided;
        }
    }

    private static List<String> linesOf(URL file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.replaceAll("#.*", "").trim()).filter(line -> !line.isEmpty()).toList();
        }
    }
}
