package io.github.netsession.macos;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The command-line program in a JVM of its own, with the macOS backend on stand-ins, in the world that a file describes. */
final class CliProgram {

    private static final Path CLI = Path.of(System.getProperty("netsession.cli", "there is no netsession.cli"));

    private final Path world;
    private final Path standIns;
    private final List<String> options = new ArrayList<>();

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

    ChildProgram start(String... arguments) {
        return ChildProgram.start(builder(arguments).redirectErrorStream(true));
    }

    ProgramResult run(String... arguments) {
        return ProgramResult.of(builder(arguments), StandardCharsets.UTF_8, Await.LIMIT);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(ChildProgram.smallJvm());
        command.add("-Dnetsession.standin=" + standIns);
        command.addAll(options);
        String libraries = CLI.resolve("netsession-cli.jar") + ":" + CLI.resolve("lib") + "/*";
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + ":" + libraries, "io.github.netsession.cli.Main", "--backend", StandInProvider.NAME));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("NETSESSION_STANDIN_WORLD", world.toString());
        return builder;
    }
}
