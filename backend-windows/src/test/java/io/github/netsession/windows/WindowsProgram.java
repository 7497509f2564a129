package io.github.netsession.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Windows JVM in the same world: it answers each line that it is told with a line, or is run to its end. */
final class WindowsProgram {

    /** The stand-ins are found by this, as in the JVM of the tests. */
    static final String WITH_STAND_INS = "-Djna.library.path=" + System.getProperty("jna.library.path");

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java.exe").toString();
    private static final Path CLI = Path.of(System.getProperty("netsession.cli"));
    /** What Windows programs write into a pipe. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("native.encoding"));
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;

    private WindowsProgram(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** How a program has ended, and all that it said. */
    record Result(int exit, String output) {
    }

    static WindowsProgram start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx64m", WITH_STAND_INS, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    /** The command-line program. */
    static WindowsProgram cli(String... arguments) {
        return start(cliBuilder(List.of(WITH_STAND_INS), arguments).redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    private static ProcessBuilder cliBuilder(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", CLI.resolve("netsession-cli.jar") + ";" + CLI.resolve("lib") + "\\*", "io.github.netsession.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Runs the command-line program to its end. */
    static Result runCli(String... arguments) {
        return run(cliBuilder(List.of(WITH_STAND_INS), arguments));
    }

    /**
     * The command-line program without the stand-ins, and with Wine's own choice of libraries changed. Started from Linux, for Wine takes
     * that choice from the environment of the first process only.
     */
    static Result runCliOnPlainWine(String overrides, String... arguments) {
        return runOnPlainWine(overrides, "/", cliBuilder(List.of(), arguments).command());
    }

    /** The same for another main class, in a directory. */
    static Result runOnPlainWine(String overrides, Path directory, Class<?> main, String argument) {
        return runOnPlainWine(overrides, directory.toString().substring("Z:".length()).replace('\\', '/'),
            List.of(JAVA, "-Xmx64m", "-cp", System.getProperty("java.class.path"), main.getName(), argument));
    }

    private static Result runOnPlainWine(String overrides, String directory, List<String> program) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec wine \"$@\"", directory));
        command.addAll(program);
        command.addAll(0, List.of("env", "WINEDLLOVERRIDES=mscoree=;mshtml=;iphlpapi=b;" + overrides));
        return new Result(0, Linux.run(command.toArray(String[]::new)).replace("\r\n", "\n"));
    }

    private static Result run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.outputWriter().close();
            String output = new String(process.getInputStream().readAllBytes(), NATIVE).replace("\r\n", "\n")
                .replaceAll("(?m)^\\[stand-in .*\\n", ""); // What the stand-ins say on standard error.
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it does not end: " + builder.command());
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WindowsProgram start(ProcessBuilder builder) {
        try {
            return new WindowsProgram(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that it says. */
    String answer() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("it ended with " + process.waitFor() + " instead of an answer");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String ask(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    /** Waits until it has ended by itself. */
    int end() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(process.pid() + " does not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it without a chance to tidy up, as the task manager does. */
    void kill() {
        process.destroyForcibly();
        end();
    }
}
