package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The records that must outlive the processes: which access points sessions had started, which process stopped an access point last, and
 * which processes are stopping one. A name, the party, identifies each process.
 */
final class Ledger {

    private static final long MAX_NUMBER = 1L << 62;
    /** The number of stops that are kept; no process asks for older ones. */
    private static final int MAX_STOPS = 5000;

    /**
     * A stop.
     *
     * @param number the number of the stop in the sequence of all starts and stops in this directory
     * @param files the name of the files of the process that stops the access point, whose lock proves that it is alive; empty for a stop that is done
     * @param pid the process id of the process that stopped the access point
     * @param program the program of that process
     */
    record Stop(long number, String files, long pid, String program) {
    }

    /** Tells whether the process with these files has died. */
    interface DeathCheck {
        boolean isDead(String files) throws IOException;
    }

    private final Map<ConfigurationId, Map<String, Long>> started = new TreeMap<>();
    private final Map<ConfigurationId, Map<String, Stop>> stopping = new TreeMap<>();
    private final Map<ConfigurationId, Stop> lastStops = new LinkedHashMap<>();
    private long lastNumber;

    Ledger(long lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** Returns the access points that sessions have started and not stopped, each with the number of the last start by each party. */
    Map<ConfigurationId, Map<String, Long>> started() {
        return started;
    }

    boolean isStartedBy(ConfigurationId id, String party) {
        return started.getOrDefault(id, Map.of()).containsKey(party);
    }

    /** Returns the number of the last start of an access point without a later stop; 0 if there is none. */
    long lastStart(ConfigurationId id) {
        return started.getOrDefault(id, Map.of()).values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Returns a stop that another party is about to make. */
    Optional<Stop> otherStop(ConfigurationId id, String party) {
        return stopping.getOrDefault(id, Map.of()).entrySet().stream().filter(stop -> !stop.getKey().equals(party)).map(Map.Entry::getValue)
            .findFirst();
    }

    /** Returns whether another party is about to stop an access point, and no start is later than its decision: its stop will undo all of them. */
    boolean isOtherStopping(ConfigurationId id, String party) {
        long lastStart = lastStart(id);
        return stopping.getOrDefault(id, Map.of()).entrySet().stream()
            .anyMatch(stop -> !stop.getKey().equals(party) && stop.getValue().number() > lastStart);
    }

    /** Returns the last stop of each access point. */
    Map<ConfigurationId, Stop> lastStops() {
        return lastStops;
    }

    /** Returns the number of the last start or stop. */
    long lastNumber() {
        return lastNumber;
    }

    void start(ConfigurationId id, String party) {
        started.computeIfAbsent(id, absent -> new TreeMap<>()).put(party, ++lastNumber);
    }

    /** Adds a start again if a stop has removed it. */
    void keepStart(ConfigurationId id, String party) {
        if (!isStartedBy(id, party)) {
            start(id, party);
        }
    }

    void withdrawStart(ConfigurationId id, String party) {
        removeStarts(id, start -> start.getKey().equals(party));
    }

    private void removeStarts(ConfigurationId id, Predicate<Map.Entry<String, Long>> condition) {
        started.computeIfPresent(id, (each, starts) -> {
            starts.entrySet().removeIf(condition);
            return starts.isEmpty() ? null : starts;
        });
    }

    void beginStop(ConfigurationId id, String party, String files, ProcessHolds process) {
        stopping.computeIfAbsent(id, absent -> new TreeMap<>()).put(party, new Stop(++lastNumber, files, process.pid(), process.program()));
    }

    void withdrawStop(ConfigurationId id, String party) {
        takeStop(id, party);
    }

    private Optional<Stop> takeStop(ConfigurationId id, String party) {
        Map<String, Stop> stops = stopping.getOrDefault(id, Map.of());
        Optional<Stop> taken = stops.containsKey(party) ? Optional.of(stops.remove(party)) : Optional.empty();
        stopping.computeIfPresent(id, (each, left) -> left.isEmpty() ? null : left);
        return taken;
    }

    /** The stop gets a new number, so that it is later than every mark that was taken while it was under way. */
    void stop(ConfigurationId id, String party, ProcessHolds process) {
        long begin = takeStop(id, party).map(Stop::number).orElse(lastNumber);
        removeStarts(id, start -> start.getValue() <= begin);
        addStop(id, process.pid(), process.program());
    }

    /**
     * Ends the stops that processes were about to make when they died; returns whether there were any. It is not known whether the system
     * got the request: the stop explains a loss, and the access point still counts as started, so that another process stops it.
     */
    boolean endStopsOfTheDead(String ownParty, DeathCheck check) throws IOException {
        boolean isAnyDead = false;
        for (ConfigurationId id : List.copyOf(stopping.keySet())) {
            for (String party : List.copyOf(stopping.get(id).keySet())) {
                if (!party.equals(ownParty) && check.isDead(stopping.get(id).get(party).files())) {
                    isAnyDead = true;
                    takeStop(id, party).ifPresent(stop -> addStop(id, stop.pid(), stop.program()));
                }
            }
        }
        return isAnyDead;
    }

    private void addStop(ConfigurationId id, long pid, String program) {
        lastStops.remove(id);
        lastStops.put(id, new Stop(++lastNumber, "", pid, program));
        while (lastStops.size() > MAX_STOPS) {
            lastStops.remove(lastStops.keySet().iterator().next());
        }
    }

    /** Forgets all starts, and the stops that are not done. */
    void clear() {
        started.clear();
        stopping.clear();
    }

    /** Keeps the numbers rising, even if the file was deleted or malformed. */
    void raiseLastNumber(long known) {
        lastNumber = Math.max(lastNumber, known);
    }

    List<String> lines(String boot) {
        FileEntries entries = new FileEntries().add("boot", boot).add("last", Long.toString(lastNumber));
        started.forEach((id, starts) -> starts.forEach((party, number) -> entries.add("started", Long.toString(number), party, id.value())));
        stopping.forEach((id, stops) -> stops.forEach((party, stop) -> entries.add("stopping", Long.toString(stop.number()), party, stop.files(),
            Long.toString(stop.pid()), stop.program(), id.value())));
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
                    case "started/4" -> ledger.started.computeIfAbsent(new ConfigurationId(entry.get(3)), absent -> new TreeMap<>())
                        .put(entry.get(2), parseNumber(entry.get(1)));
                    case "stopping/7" -> ledger.stopping.computeIfAbsent(new ConfigurationId(entry.get(6)), absent -> new TreeMap<>())
                        .put(entry.get(2), new Stop(parseNumber(entry.get(1)), entry.get(3), Long.parseLong(entry.get(4)), entry.get(5)));
                    case "stopped/5" -> ledger.lastStops.put(new ConfigurationId(entry.get(4)),
                        new Stop(parseNumber(entry.get(1)), "", Long.parseLong(entry.get(2)), entry.get(3)));
                    default -> throw new MalformedFileException("an entry is unknown");
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFileException("an entry is malformed", malformed);
        }
        if (!isOfThisBoot) {
            ledger.clear();
        }
        ledger.started.values().forEach(starts -> starts.values().forEach(ledger::raiseLastNumber));
        ledger.stopping.values().forEach(stops -> stops.values().forEach(stop -> ledger.raiseLastNumber(stop.number())));
        ledger.lastStops.values().forEach(stop -> ledger.raiseLastNumber(stop.number()));
        return ledger;
    }
}
