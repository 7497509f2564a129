package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests run on the class path; this one runs the program as modules, as the descriptors promise. */
@Tag("unit")
@Tag("every-jdk")
class ModulePathTest {

    @Test
    void theProgramRunsAsModulesWithTheSimulatedBackend() throws IOException, InterruptedException {
        assertTrue(status("sim").contains("\"backend\":\"sim\""));
    }

    @Test
    void theBackendsAreFoundAsModules() throws IOException, InterruptedException {
        String system = System.getProperty("os.name");
        String own = system.equals("Linux") ? "linux" : system.startsWith("Windows") ? "windows" : system.startsWith("Mac") ? "macos" : "jdk";
        String said = status("");
        assertTrue(said.contains("\"backend\":\"" + own + "\""), said);
    }

    /** Main classes and jars of this run's class path; the tests' own classes are no modules. */
    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Files.exists(Path.of(entry)))
            .filter(entry -> Path.of(entry).getFileName().toString().matches("classes|(netsession|picocli|jackson-core|jna)-.*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    }

    private static String status(String backend) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=com.sun.jna", "-p", modulePath(), "-m", "io.github.netsession.cli/io.github.netsession.cli.Main",
            "status", "--json"));
        if (!backend.isEmpty()) {
            command.addAll(List.of("--backend", backend));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
