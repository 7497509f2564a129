package io.github.netsession.windows;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Windows JVM in the same world: it answers each line that it is told with a line, or is run to its end. */
final class WindowsProgram {

    /** The stand-ins are found by this, as in the JVM of the tests. */
    static final String WITH_STAND_INS = "-Djna.library.path=" + System.getProperty("jna.library.path");

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java.exe").toString();
    private static final Path CLI = Path.of(System.getProperty("netsession.cli"));
    /** What Windows programs write into a pipe. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("native.encoding"));

    private WindowsProgram() {
    }

    static ChildProgram start(Class<?> main, String... arguments) {
        return ChildProgram.start(ChildProgram.javaCommand(List.of(WITH_STAND_INS), main, arguments));
    }

    /** The command-line program. */
    static ChildProgram cli(String... arguments) {
        return ChildProgram.start(cliCommand(List.of(WITH_STAND_INS), arguments));
    }

    private static List<String> cliCommand(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", CLI.resolve("netsession-cli.jar") + ";" + CLI.resolve("lib") + "\\*", "io.github.netsession.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the command-line program to its end. */
    static ProgramResult runCli(String... arguments) {
        ProgramResult result = ProgramResult.of(new ProcessBuilder(cliCommand(List.of(WITH_STAND_INS), arguments)), NATIVE, Await.LIMIT);
        return new ProgramResult(result.exit(), result.output().replace("\r\n", "\n")
            .replaceAll("(?m)^\\[stand-in .*\\n", "")); // What the stand-ins say on standard error.
    }

    /**
     * The command-line program without the stand-ins, and with Wine's own choice of libraries changed. Started from Linux, for Wine takes
     * that choice from the environment of the first process only.
     */
    static ProgramResult runCliOnPlainWine(String overrides, String... arguments) {
        return runOnPlainWine(overrides, "/", cliCommand(List.of(), arguments));
    }

    /** The same for another main class, in a directory. */
    static ProgramResult runOnPlainWine(String overrides, Path directory, Class<?> main, String argument) {
        return runOnPlainWine(overrides, directory.toString().substring("Z:".length()).replace('\\', '/'),
            List.of(JAVA, "-Xmx64m", "-cp", System.getProperty("java.class.path"), main.getName(), argument));
    }

    private static ProgramResult runOnPlainWine(String overrides, String directory, List<String> program) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec wine \"$@\"", directory));
        command.addAll(program);
        command.addAll(0, List.of("env", "WINEDLLOVERRIDES=mscoree=;mshtml=;iphlpapi=b;" + overrides));
        return new ProgramResult(0, Linux.run(command.toArray(String[]::new)).replace("\r\n", "\n"));
    }
}
