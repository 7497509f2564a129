package io.github.netsession.macos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command-line program in a JVM of its own, with the macOS backend on stand-ins, in the world that a file describes. */
final class CliProgram {

    private static final Path CLI = Path.of(System.getProperty("netsession.cli", "there is no netsession.cli"));
    private static final long PATIENCE_SECONDS = 60;

    private final Path world;
    private final Path standIns;
    private final List<String> options = new ArrayList<>();

    /** How a program has ended, and all that it said. */
    record Result(int exit, String output) {
    }

    CliProgram(Path directory, Path standIns, String... lines) throws IOException {
        this.world = Files.writeString(directory.resolve("world"), String.join("\n", lines) + '\n');
        this.standIns = standIns;
    }

    CliProgram with(String option) {
        options.add(option);
        return this;
    }

    /** Changes the world of a program that runs: the stand-ins follow the file. */
    void act(String line) throws IOException {
        Files.writeString(world, line + '\n', StandardOpenOption.APPEND);
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
            "-XX:TieredStopAtLevel=1", "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "-Dnetsession.standin=" + standIns));
        command.addAll(options);
        String libraries = CLI.resolve("netsession-cli.jar") + ":" + CLI.resolve("lib") + "/*";
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + ":" + libraries, "io.github.netsession.cli.Main", "--backend", StandInProvider.NAME));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NETSESSION_STANDIN_WORLD", world.toString());
        return builder.start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.outputWriter().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not end: " + List.of(arguments));
        }
        return new Result(process.exitValue(), output);
    }

    /** The next line that holds a word. */
    static String lineWith(String word, BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains(word)) {
                    return line;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("it never said: " + word);
    }
}
