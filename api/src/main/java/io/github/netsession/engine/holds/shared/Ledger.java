package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import java.io.IOException;
import java.util.Comparator;
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
    private static final String LAST = "last";
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

    /**
     * A start.
     *
     * @param number the number of the start in the sequence of all starts and stops in this directory
     * @param identity what was started; not definite until that is known
     */
    record Start(long number, InterfaceIdentity identity) {
    }

    /** Tells whether the process with these files has died. */
    interface DeathCheck {
        boolean isDead(String files) throws IOException;
    }

    private final Map<ConfigurationId, Map<String, Start>> started = new TreeMap<>();
    private final Map<ConfigurationId, Map<String, Stop>> stopping = new TreeMap<>();
    private final Map<ConfigurationId, Stop> lastStops = new LinkedHashMap<>();
    private long lastNumber;
    private String boot = "";
    /** Distinguishes this ledger from one that another process creates after the file has vanished; random. */
    private String identity = ProcessFileNames.random();

    Ledger(long lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** Returns the boot in which the ledger was written; empty if it is not known. */
    String boot() {
        return boot;
    }

    /** Returns the access points that sessions have started and not stopped, each with the last start by each party. */
    Map<ConfigurationId, Map<String, Start>> started() {
        return started;
    }

    boolean isStartedBy(ConfigurationId id, String party) {
        return started.getOrDefault(id, Map.of()).containsKey(party);
    }

    /** Returns the number of the last start of an access point without a later stop; 0 if there is none. */
    long lastStart(ConfigurationId id) {
        return started.getOrDefault(id, Map.of()).values().stream().mapToLong(Start::number).max().orElse(0);
    }

    /** Returns what sessions have started under an id: the identity of the last start, if possible of one whose identity is known. */
    Optional<InterfaceIdentity> startedAs(ConfigurationId id) {
        return started.getOrDefault(id, Map.of()).values().stream()
            .max(Comparator.<Start, Boolean>comparing(start -> start.identity().isDefinite()).thenComparing(Start::number)).map(Start::identity);
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

    boolean isStoppedSince(ConfigurationId id, long mark) {
        return lastStops.containsKey(id) && lastStops.get(id).number() > mark;
    }

    boolean isRestartedSince(ConfigurationId id, long mark) {
        return isStoppedSince(id, mark) && lastStart(id) > lastStops.get(id).number();
    }

    /** Returns the number of the last start or stop. */
    long lastNumber() {
        return lastNumber;
    }

    /** Adds a start that is about to be made. Until it is known what was started, what this party had started before is remembered. */
    void start(ConfigurationId id, String party, InterfaceIdentity identity) {
        InterfaceIdentity known = ownIdentity(id, party).filter(before -> !identity.isDefinite()).orElse(identity);
        put(id, party, new Start(++lastNumber, known));
    }

    /** Returns what a party has started under an id; empty if it has not. */
    Optional<InterfaceIdentity> ownIdentity(ConfigurationId id, String party) {
        return Optional.ofNullable(started.getOrDefault(id, Map.of()).get(party)).map(Start::identity);
    }

    private void put(ConfigurationId id, String party, Start start) {
        started.computeIfAbsent(id, absent -> new TreeMap<>()).put(party, start);
    }

    /**
     * Adds a start again if a stop has removed it, and records what it has started, if that is known now. What other parties had started under
     * this id is gone if it was something else.
     */
    void keepStart(ConfigurationId id, String party, InterfaceIdentity identity) {
        if (!isStartedBy(id, party)) {
            start(id, party, identity);
        }
        if (identity.isDefinite()) {
            put(id, party, new Start(started.get(id).get(party).number(), identity));
            removeStarts(id, other -> other.getValue().identity().isDefinite() && !other.getValue().identity().equals(identity));
        }
    }

    /** Undoes {@link #start} for a party that had started something before, unless a stop has removed that meanwhile. */
    void restoreStart(ConfigurationId id, String party, InterfaceIdentity before) {
        Start now = started.getOrDefault(id, Map.of()).get(party);
        if (now != null) {
            put(id, party, new Start(now.number(), before));
        }
    }

    /** Records that what sessions have started under an id has another identity now, because its network service has restarted. */
    void replaceIdentity(ConfigurationId id, InterfaceIdentity before, InterfaceIdentity now) {
        started.getOrDefault(id, Map.of()).replaceAll((party, start) -> start.identity().equals(before) ? new Start(start.number(), now) : start);
    }

    /** Moves the starts of what has another id now. */
    void rename(Map<InterfaceIdentity, ConfigurationId> ids) {
        Map<ConfigurationId, Map<String, Start>> before = new TreeMap<>(started);
        started.clear();
        before.forEach((id, starts) -> starts.forEach((party, start) ->
            started.computeIfAbsent(ids.getOrDefault(start.identity(), id), absent -> new TreeMap<>()).put(party, start)));
    }

    void withdrawStart(ConfigurationId id, String party) {
        removeStarts(id, start -> start.getKey().equals(party));
    }

    private void removeStarts(ConfigurationId id, Predicate<Map.Entry<String, Start>> condition) {
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
        removeStarts(id, start -> start.getValue().number() <= begin);
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

    /**
     * If this is another ledger than an earlier one that this process has read, the file of the earlier one has vanished: adds what that one
     * records and this one does not, which are the starts that nothing here has stopped since, and the stops. A start by another party is added
     * only if it is known what was started. A stop that another process was about to make is not added, because that process may have
     * withdrawn it.
     *
     * @return true if anything was added
     */
    boolean restoreFrom(Ledger earlier, String party) {
        if (identity.equals(earlier.identity)) {
            return false;
        }
        boolean isChanged = false;
        for (ConfigurationId id : earlier.started.keySet()) {
            long lastStop = lastStops.containsKey(id) ? lastStops.get(id).number() : 0;
            for (Map.Entry<String, Start> start : earlier.started.get(id).entrySet()) {
                boolean isKnown = start.getKey().equals(party) || start.getValue().identity().isDefinite();
                isChanged |= isKnown && start.getValue().number() > lastStop
                    && started.computeIfAbsent(id, absent -> new TreeMap<>()).putIfAbsent(start.getKey(), start.getValue()) == null;
            }
        }
        for (Map.Entry<ConfigurationId, Stop> stop : earlier.lastStops.entrySet()) {
            isChanged |= lastStops.putIfAbsent(stop.getKey(), stop.getValue()) == null;
        }
        return isChanged;
    }

    List<String> lines(String currentBoot) {
        FileEntries entries = new FileEntries().add("boot", currentBoot).add("ledger", identity).add(LAST, Long.toString(lastNumber));
        started.forEach((id, starts) -> starts.forEach((party, start) -> entries.add("started", Long.toString(start.number()), party,
            start.identity().source(), start.identity().handle(), id.value())));
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

    /** Reads only the number of the last start or stop. */
    static long lastNumber(List<String> lines) throws IOException, HoldsUnusable {
        FileEntries.check(lines);
        String last = lines.stream().filter(line -> line.startsWith(LAST + ' ')).findFirst()
            .orElseThrow(() -> new MalformedFileException("an entry is missing"));
        try {
            return parseNumber(last.substring(LAST.length() + 1));
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFileException("an entry is malformed", malformed);
        }
    }

    /** Reads a ledger. */
    static Ledger parse(List<String> lines) throws IOException, HoldsUnusable {
        Ledger ledger = new Ledger(0);
        try {
            for (List<String> entry : FileEntries.parse(lines)) {
                switch (entry.get(0) + '/' + entry.size()) {
                    case "boot/2" -> ledger.boot = entry.get(1);
                    case "ledger/2" -> ledger.identity = entry.get(1);
                    case LAST + "/2" -> ledger.raiseLastNumber(parseNumber(entry.get(1)));
                    case "started/6" -> ledger.started.computeIfAbsent(new ConfigurationId(entry.get(5)), absent -> new TreeMap<>())
                        .put(entry.get(2), new Start(parseNumber(entry.get(1)), new InterfaceIdentity(entry.get(3), entry.get(4))));
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
        ledger.started.values().forEach(starts -> starts.values().forEach(start -> ledger.raiseLastNumber(start.number())));
        ledger.stopping.values().forEach(stops -> stops.values().forEach(stop -> ledger.raiseLastNumber(stop.number())));
        ledger.lastStops.values().forEach(stop -> ledger.raiseLastNumber(stop.number()));
        return ledger;
    }
}
