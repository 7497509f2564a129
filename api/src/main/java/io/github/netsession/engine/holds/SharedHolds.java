package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The holds of all processes of this user, as one of them sees and changes them. What belongs together is done between
 * {@link #enter} and {@link #exit}, and is one step for the others.
 *
 * <p>Nothing here throws because of the directory: where it cannot be used, this process counts for itself and
 * {@link #trouble} says why. A process that does not get its turn in time, because another one is suspended in the midst
 * of a step, {@linkplain #isLate is late}: it may hold and let go, which its own file says, but neither start nor stop.
 *
 * <p>Not safe for threads; the registry's lock is around it.
 */
public final class SharedHolds {

    private static final Duration GATE_LIMIT = Duration.ofSeconds(2);
    private static final int MAX_TIDIED = 8;

    private final Optional<Path> place;
    private final String scope;
    private HoldsDirectory directory;
    private ProcessLock processLock;
    private ProcessFiles ownFiles;
    private OtherProcesses otherProcesses;
    private final LedgerFile ledgerFile = new LedgerFile();
    private final Degradation degradation = new Degradation();
    private boolean entered;
    private boolean alone;
    private boolean wasLate;
    private boolean hasLooked;

    private SharedHolds(Optional<Path> place, String scope) {
        this.place = place;
        this.scope = scope;
    }

    /**
     * Looks at the directory, and changes nothing there yet.
     *
     * @param place the directory
     * @param scope what the processes that count together have in common
     * @return the holds
     */
    public static SharedHolds at(Path place, String scope) {
        SharedHolds holds = new SharedHolds(Optional.of(place), scope);
        try {
            HoldsDirectory.probe(place);
        } catch (HoldsUnusable obstacle) {
            holds.degradation.give(obstacle);
        }
        return holds;
    }

    /**
     * The holds of this process alone.
     *
     * @return the holds, without a directory
     */
    public static SharedHolds ofThisProcess() {
        SharedHolds holds = new SharedHolds(Optional.empty(), "");
        holds.degradation.begin(new HoldsUnusable("sessions of this backend are counted within this process only", ""));
        return holds;
    }

    /**
     * The platform's place for this user.
     *
     * @return the directory, which may not be there
     */
    public static Path standardPlace() {
        return HoldsPlace.standard();
    }

    /**
     * Where the processes meet.
     *
     * @return the directory; empty if only this process counts
     */
    public Optional<Path> place() {
        return place;
    }

    /**
     * Why it is not counted across processes now, and what would help.
     *
     * @return the reasons; empty if it is
     */
    public Optional<HoldsUnusable> trouble() {
        return degradation.now();
    }

    /** Begins a step, unless one has begun. True if the others wait for its end. */
    private boolean enter() {
        if (entered || alone || degradation.areForGood()) {
            return entered;
        }
        // Until it is known that it worked: then whatever is thrown, exit() lets the gate go.
        alone = true;
        entered = degradation.attempt(this::enterNow);
        alone = !entered;
        if (!entered) {
            degradation.attempt(this::release);
        } else if (degradation.attempt(this::catchUp)) {
            degradation.end();
        }
        return entered;
    }

    private void enterNow() throws IOException, HoldsUnusable {
        if (!isLetThrough()) {
            wasLate = true;
            throw new IOException("another process has been in the midst of a step for more than " + GATE_LIMIT.toSeconds() + " s; is it suspended?");
        }
        wasLate = false;
        ledgerFile.load(directory);
        if (!hasLooked) {
            ledgerFile.begin(directory, !otherProcesses.living(ownFiles.name()).isEmpty());
            hasLooked = true;
            otherProcesses.sweep(ownFiles.name());
        }
    }

    private boolean isLetThrough() throws IOException, HoldsUnusable {
        // One that was suspended in its step may stay so: who has waited for it once only looks whether it has gone on.
        Duration limit = wasLate ? Duration.ZERO : GATE_LIMIT;
        for (int times = 1; ; times++) {
            try {
                if (processLock == null) {
                    open();
                }
                return processLock.acquire(limit);
            } catch (NoSuchFileException tidied) {
                // Whoever left last has tidied up at this moment.
                processLock = null;
                if (times == MAX_TIDIED) {
                    throw tidied;
                }
            }
        }
    }

    private void open() throws IOException, HoldsUnusable {
        directory = HoldsDirectory.open(place.orElseThrow(), scope);
        if (ownFiles == null) {
            ownFiles = new ProcessFiles(directory);
            otherProcesses = new OtherProcesses(directory);
        }
        processLock = new ProcessLock(directory);
    }

    /** What could not be said when it happened. */
    private void catchUp() throws IOException {
        ownFiles.join();
        ownFiles.say();
        ledgerFile.sayUnsaid(directory);
    }

    /** Ends the step, if one has begun. */
    public void exit() {
        if (entered || alone) {
            entered = false;
            alone = false;
            degradation.attempt(this::release);
        }
    }

    private void release() throws IOException {
        if (processLock != null) {
            processLock.release();
        }
    }

    /**
     * This process holds an access point from now on.
     *
     * @param id the access point
     */
    public void hold(ConfigurationId id) {
        enter();
        if (ownFiles != null) {
            ownFiles.hold(id, Instant.now());
            // Its own files it may write at any time: they are replaced as a whole.
            degradation.attempt(ownFiles::join);
            degradation.attempt(ownFiles::say);
        }
    }

    /**
     * This process does not hold an access point any more.
     *
     * @param id the access point
     */
    public void release(ConfigurationId id) {
        enter();
        if (ownFiles != null) {
            ownFiles.release(id);
            degradation.attempt(ownFiles::say);
        }
    }

    /**
     * Whether another process holds an access point; one that cannot be asked for now may.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isHeldElsewhere(ConfigurationId id) {
        if (!enter()) {
            // Who has never met the others counts for itself; who has, must not forget them over a trouble that passes.
            return hasLooked && !degradation.areForGood();
        }
        boolean[] held = {true};
        degradation.attempt(() -> held[0] = otherProcesses.isHeld(id, ownFiles.name()));
        return held[0] && !degradation.areForGood();
    }

    /**
     * Whether another process is in the midst of a step, and has been for longer than this one waits. Then nothing must be started
     * or stopped: what that process is about to do is not known.
     *
     * @return true if so
     */
    public boolean isLate() {
        return !enter() && wasLate && !degradation.areForGood();
    }

    private void write(Consumer<Ledger> change) {
        boolean isInStep = enter();
        ledgerFile.change(change);
        if (!degradation.areForGood() && !(isInStep && degradation.attempt(() -> ledgerFile.save(directory)))) {
            ledgerFile.sayLater(change);
        }
    }

    /**
     * A session is about to start an access point.
     *
     * @param id the access point
     */
    public void markStarted(ConfigurationId id) {
        write(ledger -> ledger.start(id));
    }

    /**
     * An access point is not ours to stop any more.
     *
     * @param id the access point
     */
    public void forgetStarted(ConfigurationId id) {
        if (isStarted(id)) {
            write(ledger -> ledger.started().remove(id));
        }
    }

    /**
     * Whether a session of any process had started an access point.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isStarted(ConfigurationId id) {
        enter();
        return ledgerFile.ledger().started().containsKey(id);
    }

    /**
     * What sessions of any process had started.
     *
     * @return the access points; a copy
     */
    public Set<ConfigurationId> started() {
        enter();
        return Set.copyOf(ledgerFile.ledger().started().keySet());
    }

    /**
     * A session of this process has stopped an access point.
     *
     * @param id the access point
     */
    public void markStopped(ConfigurationId id) {
        ProcessHolds self = ProcessHolds.own(Map.of());
        write(ledger -> ledger.stop(id, self.pid(), self.program()));
    }

    /**
     * A mark for {@link #stoppedSince} and {@link #restartedSince}.
     *
     * @return the number of the last start or stop
     */
    public long mark() {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.ledger().last();
    }

    /**
     * Whether a session of any process has stopped an access point since a mark, and since this process looks here.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if so
     */
    public boolean stoppedSince(ConfigurationId id, long mark) {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.stoppedSince(id, mark);
    }

    /**
     * Whether a session of any process has stopped an access point since a mark, and then one has started it.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if so
     */
    public boolean restartedSince(ConfigurationId id, long mark) {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.restartedSince(id, mark);
    }

    /**
     * Who stopped an access point last.
     *
     * @param id the access point
     * @return a text for a person; empty if this process did
     */
    public Optional<String> stopper(ConfigurationId id) {
        return Optional.ofNullable(ledgerFile.ledger().lastStop().get(id)).filter(stop -> stop.pid() != ProcessHandle.current().pid())
            .map(stop -> "process " + stop.pid() + " (" + stop.program() + ')');
    }

    /**
     * Who holds what, in all processes that take part.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
        List<SessionHolder> rows = new ArrayList<>();
        boolean isAnybodyThere = processLock != null || place.filter(path -> HoldsDirectory.exists(path, scope)).isPresent();
        if (isAnybodyThere && enter()) {
            degradation.attempt(() -> {
                rows.clear();
                add(rows, ProcessHolds.own(ownFiles.holds()));
                otherProcesses.living(ownFiles.name()).values().forEach(process -> add(rows, process));
            });
        } else if (ownFiles != null) {
            add(rows, ProcessHolds.own(ownFiles.holds()));
        }
        rows.sort(Comparator.comparing(SessionHolder::configuration).thenComparing(SessionHolder::since));
        return rows;
    }

    private static void add(List<SessionHolder> rows, ProcessHolds process) {
        process.holds().forEach((id, since) -> rows.add(new SessionHolder(process.pid(), process.program(), since, id)));
    }

    /** Gives everything back; what this process held, it does not hold any more. */
    public void close() {
        if (ownFiles != null && processLock == null) {
            degradation.attempt(ownFiles::leave);
        }
        if (processLock != null) {
            boolean isInStep = enter();
            degradation.attempt(ownFiles::leave);
            if (isInStep) {
                degradation.attempt(this::tidyUp);
            }
            degradation.attempt(() -> processLock.close(Duration.ZERO));
            entered = false;
            alone = false;
            processLock = null;
        }
    }

    /** The last one leaves nothing behind but the gate, and what a session had started. */
    private void tidyUp() throws IOException {
        if (ledgerFile.ledger().started().isEmpty() && directory.names(ProcessFileNames.PATTERN, ProcessFileNames.LOCK).isEmpty()) {
            ledgerFile.delete(directory);
        }
    }
}
