package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, given the signals that a terminal or an init system gives. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
@Tag("unit")
@Tag("every-jdk")
class RunSignalTest {

    @TempDir
    private Path directory;
    private Path errors;
    private Process program;
    private BufferedReader output;

    @BeforeEach
    void nameTheErrors() {
        errors = directory.resolve("errors");
    }

    /**
     * What to start a program with so that SIGINT has its default effect there. A shell without job control ignores it for whatever it runs
     * in the background, a program that is started inherits that, and a JVM then leaves it ignored. Source: signal(7), execve(2); coreutils'
     * env since 8.31; perl where env has no such option, as on macOS.
     */
    private static List<String> withInterrupts() throws IOException, InterruptedException {
        List<String> env = List.of("env", "--default-signal=INT");
        return exitCode(env, "true") == 0 ? env : List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die");
    }

    private static int exitCode(List<String> prefix, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(command));
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @AfterEach
    void endWhatIsLeft() {
        if (program == null) {
            return; // It was not even begun.
        }
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }

    /** Runs a script inside a session on the simulated dock, which stays for ten seconds, and waits until the script says ready. */
    private void run(String script) throws IOException, InterruptedException {
        run(withInterrupts(), script);
    }

    private void run(List<String> prefix, String script) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), Main.class.getName(), "run", "--backend", "sim", "--on", "dock", "--", "sh", "-c", script));
        program = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        output = program.inputReader(StandardCharsets.UTF_8);
        assertEquals("ready", output.readLine(), this::errors);
    }

    private void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor());
    }

    private ProcessHandle script() {
        List<ProcessHandle> children = program.children().toList();
        assertEquals(1, children.size());
        return children.get(0);
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script goes on after it was told, so a program that takes the interrupt for itself has all the time to do harm. */
    @Test
    void aCommandThatHandlesInterruptsGoesOnAndItsExitCodeIsPassedOn() throws IOException, InterruptedException {
        run("trap 'echo interrupted' INT; echo ready; read line || read line; echo \"$line\"; exit 9");
        signal("INT", program.toHandle());
        signal("INT", script());
        assertEquals("interrupted", output.readLine());
        program.outputWriter().append("goes on\n").flush();
        assertEquals("goes on", output.readLine());
        assertEquals(9, program.waitFor(), this::errors);
        assertTrue(errors().endsWith(", exit code 9\n"), errors());
    }

    @Test
    void aCommandThatDiesOfAnInterruptEndsAsTheShellSays() throws IOException, InterruptedException {
        run("echo ready; read line");
        signal("INT", program.toHandle());
        signal("INT", script());
        assertEquals(130, program.waitFor(), this::errors);
        assertTrue(errors().endsWith(", exit code 130\n"), errors());
    }

    @Test
    void aTerminationIsPassedOnAndTheSessionIsClosedAndNotLost() throws IOException, InterruptedException {
        run("trap 'exit 4' TERM; echo ready; read line");
        signal("TERM", program.toHandle());
        assertEquals(143, program.waitFor(), this::errors);
        assertTrue(errors().endsWith(", exit code 4\n"), errors());
        assertFalse(errors().contains("lost"), errors());
    }

    /** As for a command that a shell without job control runs in the background: nohup(1) and trap '' do the same. */
    @Test
    void whereInterruptsAreIgnoredTheyStaySoForTheCommand() throws IOException, InterruptedException {
        run(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"), "echo ready; read line; echo \"$line\"");
        signal("INT", program.toHandle());
        signal("INT", script());
        program.outputWriter().append("goes on\n").flush();
        assertEquals("goes on", output.readLine());
        assertEquals(0, program.waitFor(), this::errors);
    }
}
