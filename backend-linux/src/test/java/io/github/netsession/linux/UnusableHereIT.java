package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in which the Linux backend really does not work: each gets the fallback, one warning with the reason and the remedy, and no invented zero. */
@Tag("kernel")
@Tag("every-jdk")
class UnusableHereIT {

    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeALink() {
        Netns.clean();
        Netns.ip("link add va type veth peer name vb");
        Netns.ip("addr add 10.77.0.1/24 dev va");
        Netns.ip("link set va up");
        Netns.ip("link set vb up");
    }

    @AfterEach
    void clean() {
        Netns.clean();
    }

    /** What the program wrote: its answers, and its log. */
    private record Output(int exitCode, String out, String log) {

        String line(String name) {
            return out.lines().filter(line -> line.startsWith(name + ' ')).findFirst().orElseThrow(() -> new AssertionError(this)).substring(name.length() + 1);
        }
    }

    private Output run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it ends");
        } finally {
            process.destroyForcibly();
        }
        return new Output(process.exitValue(), Files.readString(out), Files.readString(log));
    }

    private static void assertIsFallback(Output output, String reason, String remedy) {
        assertEquals(0, output.exitCode(), output::toString);
        assertEquals("jdk", output.line("backend"));
        assertTrue(output.line("reason").startsWith("the backend linux does not work: "), output::toString);
        assertTrue(output.line("reason").contains(reason), output::toString);
        assertTrue(output.line("reason").contains("; remedy: ") && output.line("reason").contains(remedy), output::toString);
        assertTrue(output.line("remedy").contains(remedy), output::toString);
        assertEquals("false", output.line("default known"));
        assertEquals("0", output.line("counters"));
        assertEquals("Optional.empty", output.line("traffic"));
        List<String> warnings = output.log().lines().filter(line -> line.startsWith("WARNING: ") && !line.matches("WARNING: (A|Use|java|Restricted) .*")).toList();
        assertEquals(1, warnings.size(), output::toString);
        assertTrue(warnings.get(0).contains(reason) && warnings.get(0).contains(remedy), output::toString);
    }

    private static List<String> java(List<String> options, String... arguments) {
        return ChildProgram.javaCommand(options, FallbackChild.class, arguments);
    }

    @Test
    void withNothingInTheWayThereIsNoReason() throws Exception {
        Output output = run(java(List.of()));
        assertEquals("linux", output.line("backend"), output::toString);
        assertEquals("none", output.line("reason"));
        assertEquals("true", output.line("default known"));
        assertEquals("none", output.line("remedy"));
    }

    @Test
    void aDirectoryThatIsMountedNoexec() throws Exception {
        Path noexec = Files.createDirectory(folder.resolve("noexec"));
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"", noexec.toString()));
        command.addAll(java(List.of("-Djna.tmpdir=" + noexec)));
        assertIsFallback(run(command), "mounted noexec", "-Djna.tmpdir=DIRECTORY");
    }

    @Test
    void aDirectoryThatIsReadOnly() throws Exception {
        Path readOnly = Files.createDirectory(folder.resolve("ro"));
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs -o ro none \"$0\" && exec \"$@\"", readOnly.toString()));
        command.addAll(java(List.of("-Djna.tmpdir=" + readOnly)));
        assertIsFallback(run(command), "no directory that it may write to", "-Djna.tmpdir=DIRECTORY");
    }

    /** What systemd's RestrictAddressFamilies= answers, and what a container's seccomp profile does. */
    @ParameterizedTest
    @ValueSource(ints = {97, 1, 13, 38})
    void netlinkThatASandboxRefuses(int errno) throws Exception {
        assertIsFallback(run(java(List.of(), Integer.toString(errno))), "socket(AF_NETLINK): ", "RestrictAddressFamilies=");
    }

    @Test
    void jnaThatIsMissing() throws Exception {
        List<String> command = java(List.of());
        int path = command.indexOf("-cp") + 1;
        command.set(path, Arrays.stream(command.get(path).split(File.pathSeparator)).filter(each -> !new File(each).getName().startsWith("jna-5"))
            .collect(Collectors.joining(File.pathSeparator)));
        assertIsFallback(run(command), "JNA is missing: there is no class com.sun.jna.", "dependency of netsession, also JNA");
    }

    /** A class of JNA's as an older version may have it: without what is called. */
    @Test
    void jnaOfAnotherVersion() throws Exception {
        Path source = Files.createDirectories(folder.resolve("com/sun/jna")).resolve("Platform.java");
        Files.writeString(source, "package com.sun.jna; public class Platform { }");
        int compiled = javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        assertEquals(0, compiled);
        List<String> command = java(List.of());
        int path = command.indexOf("-cp") + 1;
        command.set(path, folder + File.pathSeparator + command.get(path));
        assertIsFallback(run(command), "JNA is of another version than netsession expects", "use the version of JNA that netsession depends on");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "the flag came with Java 24")
    void nativeAccessThatTheJvmDenies() throws Exception {
        List<String> command = new ArrayList<>(java(List.of("--illegal-native-access=deny")));
        command.remove("--enable-native-access=ALL-UNNAMED");
        assertIsFallback(run(command), "this JVM does not permit it to call native code", "--enable-native-access=ALL-UNNAMED");
    }
}
