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
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Providers are declared twice, for the module path and for the class path; the two must agree. */
@Tag("unit")
@Tag("every-jdk")
class ServicesTest {

    private static final String SERVICE = BackendProvider.class.getName();

    @Test
    void everyServiceFileSaysWhatItsModuleProvides() throws IOException {
        List<URL> files = Collections.list(ServicesTest.class.getClassLoader().getResources("META-INF/services/" + SERVICE));
        assertEquals(4, files.size(), "one service file for each backend: " + files);
        for (URL file : files) {
            assertEquals(providedByModule(file), linesOf(file), file.toString());
        }
    }

    @Test
    void allBackendsAreFound() {
        Set<String> names = ServiceLoader.load(BackendProvider.class).stream().map(provider -> provider.get().name()).collect(Collectors.toSet());
        assertEquals(Set.of("linux", "windows", "macos", "sim"), names);
    }

    private static List<String> providedByModule(URL serviceFile) throws IOException {
        URL descriptor = new URL(serviceFile.toString().replace("META-INF/services/" + SERVICE, "module-info.class"));
        try (InputStream stream = descriptor.openStream()) {
            List<String> provided = new ArrayList<>();
            ModuleDescriptor.read(stream).provides().stream().filter(provides -> provides.service().equals(SERVICE))
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
