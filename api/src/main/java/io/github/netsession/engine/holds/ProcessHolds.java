package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one process says of itself.
 *
 * @param pid its number
 * @param program what it runs, for a person
 * @param holds the access points that it holds, and since when by its clock
 */
record ProcessHolds(long pid, String program, Map<ConfigurationId, Instant> holds) {

    private static final int MAX_PROGRAM = 100;

    ProcessHolds {
        holds = Map.copyOf(holds);
        program = program.substring(0, Math.min(program.length(), MAX_PROGRAM));
    }

    /** This process. */
    static ProcessHolds own(Map<ConfigurationId, Instant> holds) {
        return new ProcessHolds(ProcessHandle.current().pid(), OWN_PROGRAM, holds);
    }

    /** The main class or jar; else what the system calls the program. Without arguments, which may be secret. */
    private static final String OWN_PROGRAM = ownProgram();

    private static String ownProgram() {
        String command = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        if (command.isBlank()) {
            command = ProcessHandle.current().info().command().orElse("java");
        }
        return command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
    }

    List<String> lines() {
        FileEntries entries = new FileEntries().add("process", Long.toString(pid), program);
        new TreeMap<>(holds).forEach((id, since) -> entries.add("hold", since.toString(), id.value()));
        return entries.lines();
    }

    static ProcessHolds of(List<String> lines) throws IOException, HoldsUnusable {
        List<List<String>> entries = FileEntries.of(lines);
        try {
            if (entries.isEmpty() || entries.get(0).size() != 3 || !entries.get(0).get(0).equals("process")) {
                throw new MalformedFileException("it does not say whose it is");
            }
            Map<ConfigurationId, Instant> holds = new TreeMap<>();
            for (List<String> entry : entries.subList(1, entries.size())) {
                if (entry.size() != 3 || !entry.get(0).equals("hold")) {
                    throw new MalformedFileException("it has an entry that is no hold");
                }
                holds.put(new ConfigurationId(entry.get(2)), Instant.parse(entry.get(1)));
            }
            return new ProcessHolds(Long.parseLong(entries.get(0).get(1)), entries.get(0).get(2), holds);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new MalformedFileException("it has a malformed entry", malformed);
        }
    }
}
