package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must be known when those who did it are gone: which access points sessions had started, and who stopped one last. */
final class Ledger {

    private static final long MAX_NUMBER = 1L << 62;
    /** So many stops are remembered; the oldest are of interest to nobody. */
    private static final int MAX_STOPS = 5000;

    /**
     * A stop.
     *
     * @param number its place among all starts and stops of this directory
     * @param pid the process that did it
     * @param program what that ran
     */
    record Stop(long number, long pid, String program) {
    }

    private final Map<ConfigurationId, Long> started = new TreeMap<>();
    private final Map<ConfigurationId, Stop> lastStop = new LinkedHashMap<>();
    private long last;

    Ledger(long last) {
        this.last = last;
    }

    /** What sessions have started and nobody has stopped, each with the number of that start. */
    Map<ConfigurationId, Long> started() {
        return started;
    }

    Map<ConfigurationId, Stop> lastStop() {
        return lastStop;
    }

    /** The number of the last start or stop. */
    long last() {
        return last;
    }

    void start(ConfigurationId id) {
        started.put(id, ++last);
    }

    void stop(ConfigurationId id, long pid, String program) {
        started.remove(id);
        lastStop.remove(id);
        lastStop.put(id, new Stop(++last, pid, program));
        while (lastStop.size() > MAX_STOPS) {
            lastStop.remove(lastStop.keySet().iterator().next());
        }
    }

    /** The numbers never go back, whatever became of the file. */
    void atLeast(long known) {
        last = Math.max(last, known);
    }

    List<String> lines(String boot) {
        FileEntries entries = new FileEntries().add("boot", boot).add("last", Long.toString(last));
        started.forEach((id, number) -> entries.add("started", Long.toString(number), id.value()));
        lastStop.forEach((id, stop) -> entries.add("stopped", Long.toString(stop.number()), Long.toString(stop.pid()), stop.program(), id.value()));
        return entries.lines();
    }

    /** A number that can be counted on from. */
    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("no number of a start or stop: " + text);
        }
        return number;
    }

    /** What was started before the machine was started is not up any more, or by somebody else. */
    static Ledger of(List<String> lines, String boot) throws IOException, HoldsUnusable {
        Ledger ledger = new Ledger(0);
        boolean isOfThisBoot = false;
        try {
            for (List<String> entry : FileEntries.of(lines)) {
                switch (entry.get(0) + '/' + entry.size()) {
                    case "boot/2" -> isOfThisBoot = entry.get(1).equals(boot);
                    case "last/2" -> ledger.atLeast(number(entry.get(1)));
                    case "started/3" -> ledger.started.put(new ConfigurationId(entry.get(2)), number(entry.get(1)));
                    case "stopped/5" -> ledger.lastStop.put(new ConfigurationId(entry.get(4)),
                        new Stop(number(entry.get(1)), Long.parseLong(entry.get(2)), entry.get(3)));
                    default -> throw new MalformedFileException("it has an unknown entry");
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFileException("it has a malformed entry", malformed);
        }
        if (!isOfThisBoot) {
            ledger.started.clear();
        }
        ledger.started.values().forEach(ledger::atLeast);
        ledger.lastStop.values().forEach(stop -> ledger.atLeast(stop.number()));
        return ledger;
    }
}
