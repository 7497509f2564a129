package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.ChildProgram;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program for another JVM or class loader: executes each line of its input on a directory of holds, and answers with a line. */
public final class HoldsChild {

    private final SharedHolds holds;

    private HoldsChild(Path directory) {
        holds = SharedHolds.at(directory, "test", HoldsStory.BOOT);
    }

    /** Starts this program in another JVM; the prefix is a command that starts the command after it. */
    static ChildProgram start(Path directory, String... prefix) {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(ChildProgram.javaCommand(List.of(), HoldsChild.class, directory.toString()));
        return ChildProgram.start(command);
    }

    public static void main(String[] arguments) throws IOException {
        HoldsChild child = new HoldsChild(Path.of(arguments[0]));
        ChildProgram.serve(child::answer);
    }

    /** The entry point for another class loader, which shares only the classes of the JDK with this one. */
    public static java.util.function.UnaryOperator<String> in(Path directory) {
        return new HoldsChild(directory)::answer;
    }

    private String answer(String line) {
        String[] words = line.split(" ");
        ConfigurationId id = new ConfigurationId("link:" + (words.length > 1 ? words[1] : "none"));
        String answer = switch (words[0]) {
            case "hold" -> done(() -> holds.hold(id));
            case "release" -> done(() -> holds.release(id));
            case "started" -> done(() -> holds.starts().begin(id, new InterfaceIdentity("test", id.value())));
            case "stopped" -> done(() -> holds.stops().end(id));
            case "withdraw-start" -> done(() -> holds.starts().withdraw(id));
            case "stopping" -> done(() -> holds.stops().begin(id));
            case "withdraw-stop" -> done(() -> holds.stops().withdraw(id));
            case "stay" -> done(() -> holds.stops().mark());
            case "elsewhere" -> Boolean.toString(holds.isHeldElsewhere(id));
            case "holders" -> Integer.toString(holds.holders().size());
            case "starve" -> withoutDescriptors(Path.of(words[1]));
            case "spawn" -> spawn();
            case "close" -> done(holds::close);
            default -> throw new IllegalArgumentException(line);
        };
        // "stay" keeps the step open until the next line.
        if (!words[0].equals("stay")) {
            holds.exit();
        }
        return answer + holds.trouble().map(trouble -> " trouble " + trouble.getMessage()).orElse("");
    }

    /** Returns why another directory, and the standard one, are not used while this process cannot open a file. */
    private static String withoutDescriptors(Path directory) {
        List<FileInputStream> all = new ArrayList<>();
        try {
            trouble(SharedHolds::standardPlace); // Loads the classes, for which files are opened.
            useUp(all);
            // Without the log: its own classes open files when they are first used.
            return trouble(() -> HoldsDirectory.probe(directory)) + "; standard: " + trouble(SharedHolds::standardPlace);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            all.forEach(HoldsChild::close);
        }
    }

    private static void useUp(List<FileInputStream> all) {
        try {
            while (true) {
                all.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException usedUp) {
            return;
        }
    }

    private static String trouble(Degradation.FileOperation operation) throws IOException {
        try {
            operation.run();
            return "none";
        } catch (HoldsUnusable cause) {
            return cause.getMessage();
        }
    }

    private static void close(FileInputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Starts a child that outlives this process, while this process holds. */
    private static String spawn() {
        try {
            return Long.toString(new ProcessBuilder("sleep", "60").start().pid());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String done(Runnable work) {
        work.run();
        return "done";
    }
}
