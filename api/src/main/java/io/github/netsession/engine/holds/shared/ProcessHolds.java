package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The holds of one process, as its file states them.
 *
 * @param pid the process id
 * @param program the program that it runs, as text for people
 * @param holds the access points that it holds, each with the time of the first hold by the clock of that process
 */
record ProcessHolds(long pid, String program, Map<ConfigurationId, Instant> holds) {

    private static final int MAX_PROGRAM_LENGTH = 100;
    /** The main class or jar, else the executable; without arguments, which may be secret. */
    private static final String OWN_PROGRAM = ownProgram();

    ProcessHolds {
        holds = Map.copyOf(holds);
        program = program.substring(0, Math.min(program.length(), MAX_PROGRAM_LENGTH));
    }

    /** Returns the record of this process. */
    static ProcessHolds own(Map<ConfigurationId, Instant> holds) {
        return new ProcessHolds(ProcessHandle.current().pid(), OWN_PROGRAM, holds);
    }

    private static String ownProgram() {
        String command = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        if (command.isBlank()) {
            command = ProcessHandle.current().info().command().orElse("java");
        }
        return command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
    }

    /** Returns one row for each access point. */
    List<SessionHolder> rows() {
        return holds.entrySet().stream().map(hold -> new SessionHolder(pid, program, hold.getValue(), hold.getKey())).toList();
    }

    List<String> lines() {
        FileEntries entries = new FileEntries().add("process", Long.toString(pid), program);
        new TreeMap<>(holds).forEach((id, since) -> entries.add("hold", since.toString(), id.value()));
        return entries.lines();
    }

    static ProcessHolds parse(List<String> lines) throws IOException, HoldsUnusable {
        List<List<String>> entries = FileEntries.parse(lines);
        try {
            if (entries.isEmpty() || entries.get(0).size() != 3 || !entries.get(0).get(0).equals("process")) {
                throw new MalformedFileException("the first entry does not name the process");
            }
            Map<ConfigurationId, Instant> holds = new TreeMap<>();
            for (List<String> entry : entries.subList(1, entries.size())) {
                if (entry.size() != 3 || !entry.get(0).equals("hold")) {
                    throw new MalformedFileException("an entry is not a hold");
                }
                holds.put(new ConfigurationId(entry.get(2)), Instant.parse(entry.get(1)));
            }
            return new ProcessHolds(Long.parseLong(entries.get(0).get(1)), entries.get(0).get(2), holds);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new MalformedFileException("an entry is malformed", malformed);
        }
    }
}
