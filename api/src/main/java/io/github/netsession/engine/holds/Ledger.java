package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records that must outlive the processes: which access points sessions had started, and which process stopped an access point last. */
final class Ledger {

    private static final long MAX_NUMBER = 1L << 62;
    /** The number of stops that are kept; no process asks for older ones. */
    private static final int MAX_STOPS = 5000;

    /**
     * A stop.
     *
     * @param number the number of the stop in the sequence of all starts and stops in this directory
     * @param pid the process id of the process that stopped the access point
     * @param program the program of that process
     */
    record Stop(long number, long pid, String program) {
    }

    private final Map<ConfigurationId, Long> started = new TreeMap<>();
    private final Map<ConfigurationId, Stop> lastStops = new LinkedHashMap<>();
    private long lastNumber;

    Ledger(long lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** Returns the access points that sessions have started and not stopped, each with the number of the start. */
    Map<ConfigurationId, Long> started() {
        return started;
    }

    /** Returns the last stop of each access point. */
    Map<ConfigurationId, Stop> lastStops() {
        return lastStops;
    }

    /** Returns the number of the last start or stop. */
    long lastNumber() {
        return lastNumber;
    }

    void start(ConfigurationId id) {
        started.put(id, ++lastNumber);
    }

    void stop(ConfigurationId id, long pid, String program) {
        started.remove(id);
        lastStops.remove(id);
        lastStops.put(id, new Stop(++lastNumber, pid, program));
        while (lastStops.size() > MAX_STOPS) {
            lastStops.remove(lastStops.keySet().iterator().next());
        }
    }

    /** Keeps the numbers rising, even if the file was deleted or malformed. */
    void raiseLastNumber(long known) {
        lastNumber = Math.max(lastNumber, known);
    }

    List<String> lines(String boot) {
        FileEntries entries = new FileEntries().add("boot", boot).add("last", Long.toString(lastNumber));
        started.forEach((id, number) -> entries.add("started", Long.toString(number), id.value()));
        lastStops.forEach((id, stop) -> entries.add("stopped", Long.toString(stop.number()), Long.toString(stop.pid()), stop.program(), id.value()));
        return entries.lines();
    }

    /** Parses a number, and rejects a number so large that later ones could overflow. */
    private static long parseNumber(String text) {
        long number = Long.parseLong(text);
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("not the number of a start or stop: " + text);
        }
        return number;
    }

    /** Reads a ledger. Starts of another boot are dropped: such an access point is down, or another program has started it. */
    static Ledger parse(List<String> lines, String boot) throws IOException, HoldsUnusable {
        Ledger ledger = new Ledger(0);
        boolean isOfThisBoot = false;
        try {
            for (List<String> entry : FileEntries.parse(lines)) {
                switch (entry.get(0) + '/' + entry.size()) {
                    case "boot/2" -> isOfThisBoot = entry.get(1).equals(boot);
                    case "last/2" -> ledger.raiseLastNumber(parseNumber(entry.get(1)));
                    case "started/3" -> ledger.started.put(new ConfigurationId(entry.get(2)), parseNumber(entry.get(1)));
                    case "stopped/5" -> ledger.lastStops.put(new ConfigurationId(entry.get(4)),
                        new Stop(parseNumber(entry.get(1)), Long.parseLong(entry.get(2)), entry.get(3)));
                    default -> throw new MalformedFileException("an entry is unknown");
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFileException("an entry is malformed", malformed);
        }
        if (!isOfThisBoot) {
            ledger.started.clear();
        }
        ledger.started.values().forEach(ledger::raiseLastNumber);
        ledger.lastStops.values().forEach(stop -> ledger.raiseLastNumber(stop.number()));
        return ledger;
    }
}
