package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Networks;
import io.github.netsession.testkit.ProgramResult;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The library starts no program, JNA's loading included. The JVM itself is the witness, a fresh one, for JNA is loaded only once. */
@Tag("kernel")
@Tag("every-jdk")
class NoProgramStartedIT {

    @Test
    void openingReadingAndClosingStartNoProgram() {
        assertEquals("started: []\n", childSays("quiet"));
    }

    @Test
    void theWitnessWouldHaveSeenOne() {
        assertEquals("started: [/bin/true]\n", childSays("loud"));
    }

    private static String childSays(String how) {
        ProgramResult result = Netns.run(ProcessHandle.current().info().command().orElseThrow(), "-Xlog:disable",
            "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
            Child.class.getName(), how);
        return result.output().replaceAll("(?m)^(INFO|[A-Z][a-z]{2} \\d+, \\d{4}).*\\n", "");
    }

    /** What the fresh JVM runs. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            Path file = Files.createTempFile("netsession", ".jfr");
            try (Recording recording = new Recording()) {
                recording.enable("jdk.ProcessStart");
                recording.start();
                try (Networks networks = Networks.open()) {
                    networks.counters();
                    networks.update().join();
                }
                if (arguments[0].equals("loud")) {
                    new ProcessBuilder("/bin/true").start().waitFor();
                }
                recording.stop();
                recording.dump(file);
                System.out.println("started: " + RecordingFile.readAllEvents(file).stream().map(NoProgramStartedIT::command).toList());
            } finally {
                Files.delete(file);
            }
        }
    }

    private static String command(RecordedEvent event) {
        return event.getString("command");
    }
}
