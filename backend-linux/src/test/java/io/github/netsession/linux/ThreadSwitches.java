package io.github.netsession.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often the library's threads gave up the processor by themselves: each time one wakes, it counts once more. */
final class ThreadSwitches {

    private ThreadSwitches() {
    }

    static Map<String, Long> ofOwnThreads() {
        Map<String, Long> switches = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                read(task, switches);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return switches;
    }

    /** The kernel cuts a thread's name to 15 bytes; a thread may end while it is being read, before a file is opened or after that. */
    private static void read(Path task, Map<String, Long> switches) throws IOException {
        try {
            String name = Files.readString(task.resolve("comm")).trim();
            if (name.startsWith("netsession-")) {
                List<String> status = Files.readAllLines(task.resolve("status"));
                status.stream().filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .forEach(line -> switches.put(name + " " + task.getFileName(), Long.parseLong(line.substring(line.indexOf(':') + 1).trim())));
            }
        } catch (IOException e) {
            if (Files.exists(task)) {
                throw e;
            }
        }
    }
}
