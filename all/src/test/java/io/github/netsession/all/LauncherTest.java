package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and its archive of classes, in a checkout of its own: a program that prints its arguments, and a Maven that copies its jar. */
@Tag("unit")
@Tag("every-jdk")
class LauncherTest {

    private static final String MAIN = """
        package io.github.netsession.cli;
        public final class Main {
            public static void main(String[] arguments) {
                System.out.println("ran " + String.join(" ", arguments));
            }
        }
        """;
    private static final String MAVEN = """
        #!/bin/sh
        case $1 in -version) echo 'Apache Maven 3.9.9'; exit ;; esac
        mkdir -p cli/target/lib
        cp ../main.jar cli/target/netsession-cli.jar
        cp ../main.jar cli/target/lib/other.jar
        """;

    @TempDir
    Path directory;
    private Path checkout;

    /** What a start printed. */
    private record Printed(String out, String error) {
    }

    @BeforeEach
    void makeCheckout() throws IOException {
        assumeTrue(File.separatorChar == '/', "the launcher is a shell script");
        checkout = directory.resolve("checkout");
        for (String script : List.of("netsession", ".ci/tools.bash")) {
            Files.createDirectories(checkout.resolve(script).getParent());
            Files.copy(Sources.TOP.resolve(script), checkout.resolve(script));
        }
        for (String file : List.of("pom.xml", "cli/pom.xml", "cli/src/main/java/Main.java")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.setLastModifiedTime(Files.writeString(checkout.resolve(file), MAIN), FileTime.from(Instant.now().minusSeconds(60)));
        }
        Path sources = Files.createDirectories(directory.resolve("main"));
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", sources.toString(), main.toString()));
        assertEquals(0, java.util.spi.ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "cf",
            directory.resolve("main.jar").toString(), "-C", sources.toString(), "io"));
        Path maven = Files.writeString(Files.createDirectories(directory.resolve("bin")).resolve("mvn"), MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    private Printed start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("bash", checkout.resolve("netsession").toString()), Stream.of(arguments)).toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        Path out = directory.resolve("out");
        Path error = directory.resolve("error");
        Process process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
        assertEquals(0, process.waitFor(), () -> Sources.text(error));
        return new Printed(Files.readString(out, StandardCharsets.UTF_8), Files.readString(error, StandardCharsets.UTF_8));
    }

    private Printed start(String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), arguments);
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve(".netsession/archive"))) {
            List<Path> found = files.toList();
            assertEquals(1, found.size(), found::toString);
            return found.get(0);
        }
    }

    /** Whether the program's class came from an archive. */
    private boolean isFromArchive(Map<String, String> environment) throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        Map<String, String> logging = new HashMap<>(environment);
        logging.put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
        start(logging, "status");
        String line = Files.readAllLines(log).stream().filter(each -> each.contains("io.github.netsession.cli.Main ")).findFirst().orElseThrow();
        return line.contains("shared objects file");
    }

    @Test
    void theBuildMakesAnArchiveThatStartsUse() throws IOException, InterruptedException {
        Printed first = start("status", "--json");
        assertEquals("ran status --json\n", first.out());
        assertTrue(first.error().startsWith("netsession: building (first run, about a minute)... done in "), first::error);
        String version = Runtime.version().feature() + ".";
        assertTrue(archive().getFileName().toString().startsWith(version.substring(0, version.length() - 1)), () -> checkout.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive().getParent())));
        assertEquals(new Printed("ran watch\n", ""), start("watch"));
        assertTrue(isFromArchive(Map.of()));
        assertFalse(Files.exists(checkout.resolve(".netsession/archive.new")));
    }

    @Test
    void anArchiveThatIsMissingOrDoesNotFitDoesNoHarmAndSaysNothing() throws IOException, InterruptedException {
        start("status");
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        byte[] otherJvm = whole.clone();
        for (int at = 0; at < 4096; at++) {
            otherJvm[at] ^= at % 7 == 0 ? (byte) 1 : 0;
        }
        for (byte[] broken : List.of(new byte[0], new byte[100], "not an archive\n".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, 5000),
            Arrays.copyOf(whole, whole.length / 2), otherJvm)) {
            Files.write(archive, broken);
            assertEquals(new Printed("ran status\n", ""), start("status"), () -> broken.length + " bytes");
        }
        Files.delete(archive);
        assertEquals(new Printed("ran status\n", ""), start("status"));
        Files.createDirectory(archive);
        assertEquals(new Printed("ran status\n", ""), start("status"));
        Files.delete(archive);
        Files.write(archive, whole);
        assertTrue(isFromArchive(Map.of()));
        // The jars are others now, as after a checkout was copied.
        for (String jar : List.of("netsession-cli.jar", "other.jar")) {
            Files.setLastModifiedTime(checkout.resolve(".netsession/lib").resolve(jar), FileTime.from(Instant.now().minusSeconds(7200)));
        }
        assertEquals(new Printed("ran status\n", ""), start("status"));
        assertFalse(isFromArchive(Map.of()));
    }

    @Test
    void anotherJdkDoesNotTakeIt() throws IOException, InterruptedException {
        start("status");
        Path home = Files.createDirectories(directory.resolve("jdk"));
        Path real = Path.of(System.getProperty("java.home")).toRealPath();
        for (String each : List.of("bin", "lib", "conf")) {
            Files.createSymbolicLink(home.resolve(each), real.resolve(each));
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + Runtime.version().feature() + ".0.99\"\n");
        Map<String, String> other = Map.of("JAVA_HOME", home.toString());
        assertEquals(new Printed("ran status\n", ""), start(other, "status"));
        assertFalse(isFromArchive(other));
        assertTrue(isFromArchive(Map.of()));
        for (String each : List.of("bin", "lib", "conf")) {
            Files.delete(home.resolve(each));
        }
    }

    /** A JVM does not find such jars in an archive again. */
    @Test
    void aCheckoutWithASpaceInItsNameStartsWithoutIt() throws IOException, InterruptedException {
        checkout = Files.move(checkout, directory.resolve("check out"));
        assertEquals("ran status\n", start("status").out());
        assertEquals(new Printed("ran watch a b\n", ""), start("watch", "a b"));
    }

    @Test
    void anArchiveGoesWithTheJarsThatItIsOf() throws IOException, InterruptedException {
        start("status");
        Path before = archive();
        Files.setLastModifiedTime(checkout.resolve("cli/src/main/java/Main.java"), FileTime.from(Instant.now().plusSeconds(1)));
        assertTrue(start("status").error().startsWith("netsession: building (the sources have changed)... done"));
        assertNotEquals(before, archive());
    }
}
