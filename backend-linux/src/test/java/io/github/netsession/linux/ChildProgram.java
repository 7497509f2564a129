package io.github.netsession.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another JVM in this namespace, which does what each line says and answers with a line. */
final class ChildProgram {

    private final Process process;
    private final BufferedReader answers;

    ChildProgram(Class<?> main, String... arguments) {
        String[] command = new String[8 + arguments.length];
        String[] java = {Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()};
        System.arraycopy(java, 0, command, 0, java.length);
        System.arraycopy(arguments, 0, command, java.length, arguments.length);
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            answers = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        tell(line);
        return answer();
    }

    void signal(String name) {
        Netns.Result result = Netns.run("kill", "-" + name, Long.toString(pid()));
        if (result.exit() != 0) {
            throw new IllegalStateException(result.output());
        }
    }

    /** Ends its input, and waits until it has ended by itself. */
    void end() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(pid() + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As kill -9 does; a suspended one, too. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(pid() + " does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
