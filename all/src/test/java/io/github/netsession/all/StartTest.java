package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which classes a program loads until it has its first counters, on Linux. Loading them is most of what a start costs, a quarter of a millisecond
 * each, and unlike the time their number does not depend on what else the machine does.
 */
@Tag("unit")
@Tag("every-jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartTest {

    private static final String OWN = "io.github.netsession.";
    /** There are 223. */
    private static final int MOST_CLASSES = 226;
    /** A lambda that is created is a class too, and takes longer than one that was compiled. There are 39. */
    private static final int MOST_LAMBDAS = 42;
    /** Of NetworkManager, what looks for its bus and finds none. */
    private static final Set<String> OF_NETWORK_MANAGER = Set.of("NmOnDemand", "NmState", "NmCapabilities");

    private List<String> loaded = List.of();

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "other systems have other backends");
        Path log = directory.resolve("classes");
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED", "-Xshare:auto", "-Xlog:class+load:file=" + log + ":none", "-cp", System.getProperty("java.class.path"),
            ColdStart.class.getName());
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + directory.resolve("no-bus"));
        Path output = directory.resolve("output");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertEquals(0, process.waitFor(), () -> Sources.text(output));
        assertTrue(Sources.text(output).matches("linux \\d+\\n"), () -> "one line and no message: " + Sources.text(output));
        loaded = Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).map(line -> line.substring(0, line.indexOf(' '))).toList();
        assertTrue(loaded.contains("io.github.netsession.linux.LinuxReader"), loaded::toString);
    }

    private Set<String> ofPackages(String... packages) {
        return loaded.stream().filter(name -> List.of(packages).stream().anyMatch(name::startsWith)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noClassOfAnotherBackendIsLoaded() {
        assertEquals(Set.of(), ofPackages(OWN + "windows.", OWN + "macos.", OWN + "sim.", OWN + "engine.backend.Jdk"));
    }

    @Test
    void ofNetworkManagerOnlyWhatLooksForItIsLoaded() {
        Set<String> classes = ofPackages(OWN + "linux.nm.").stream().map(name -> name.substring((OWN + "linux.nm.").length()).replaceAll("\\$.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
        classes.removeAll(OF_NETWORK_MANAGER);
        assertEquals(Set.of(), classes);
        assertEquals(Set.of(), ofPackages(OWN + "linux.jna.SdBus", OWN + "linux.jna.JnaBusPort", OWN + "linux.jna.Bus"));
    }

    @Test
    void ofSessionsOnlyWhatWaitsForTheFirstIsLoaded() {
        Set<String> classes = ofPackages(OWN + "engine.control.", OWN + "engine.session.", OWN + "engine.sockets.");
        classes.removeAll(Set.of(OWN + "engine.control.SessionsOnDemand", OWN + "engine.control.SessionsFactory", OWN + "engine.session.Failures"));
        classes.removeIf(name -> name.contains("$$Lambda"));
        assertEquals(Set.of(), classes);
    }

    @Test
    void whatThePlatformMakesAtRunTimeIsNotUsed() {
        assertEquals(Set.of(), ofPackages("java.util.regex.", "java.lang.runtime.ObjectMethods", "java.util.Formatter", "java.util.logging.SimpleFormatter", "java.util.logging.LogRecord",
            "java.util.ResourceBundle"));
        // The one annotation that is read is JNA's own, Structure.FieldOrder.
        Set<String> proxies = loaded.stream().filter(name -> name.startsWith("jdk.proxy")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(proxies.size() <= 2, proxies::toString);
    }

    @Test
    void fewClassesAreLoaded() {
        Set<String> own = ofPackages(OWN);
        own.removeIf(name -> name.startsWith(OWN + "all."));
        List<String> lambdas = own.stream().filter(name -> name.contains("$$Lambda")).map(name -> name.replaceAll("\\$\\$Lambda.*", "")).toList();
        int others = own.size() - lambdas.size();
        System.out.println("classes of a start: " + loaded.size() + " in all, " + others + " of the library and " + lambdas.size() + " lambdas");
        assertTrue(lambdas.size() <= MOST_LAMBDAS, () -> lambdas.size() + " lambdas, in " + lambdas);
        assertTrue(others <= MOST_CLASSES, () -> others + " classes: " + own);
    }
}
