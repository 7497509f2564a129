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
 * The holds of all processes of this user, as one process sees and changes them. The first call begins a step and {@link #exit}
 * ends it. A step is atomic for the other processes.
 *
 * <p>No method throws because of the directory. If the directory cannot be used, this process counts its own sessions only, and
 * {@link #trouble} says why. If this process does not get the lock in time, because the lock holder is suspended in its step,
 * this process {@linkplain #isLate is late}: it may hold and release, which its own file records, but must not start or stop.
 *
 * <p>Not thread-safe; the registry calls it under its lock.
 */
public final class SharedHolds {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_ATTEMPTS = 8;

    private final Optional<Path> place;
    private final String scope;
    private HoldsDirectory directory;
    private ProcessLock processLock;
    private ProcessFiles ownFiles;
    private OtherProcesses otherProcesses;
    private final LedgerFile ledgerFile = new LedgerFile();
    private final Degradation degradation = new Degradation();
    private boolean isLocked;
    private boolean isDegradedForThisStep;
    private boolean hasTimedOut;
    private boolean hasReadOnce;

    private SharedHolds(Optional<Path> place, String scope) {
        this.place = place;
        this.scope = scope;
    }

    /**
     * Checks the directory, without changing anything there yet, and returns its holds.
     *
     * @param place the directory
     * @param scope the name that the processes that count together share
     * @return the holds
     */
    public static SharedHolds at(Path place, String scope) {
        SharedHolds holds = new SharedHolds(Optional.of(place), scope);
        try {
            HoldsDirectory.probe(place);
        } catch (HoldsUnusable cause) {
            holds.degradation.markUnusable(cause);
        }
        return holds;
    }

    /**
     * Returns holds that are counted within this process only.
     *
     * @return the holds, without a directory
     */
    public static SharedHolds ofThisProcess() {
        SharedHolds holds = new SharedHolds(Optional.empty(), "");
        holds.degradation.markUnsupported(new HoldsUnusable("sessions of this backend are counted within this process only", ""));
        return holds;
    }

    /**
     * Returns the default directory of this user on this platform.
     *
     * @return the directory, which need not exist
     */
    public static Path standardPlace() {
        return HoldsPlace.standard();
    }

    /**
     * Returns the directory that the processes share.
     *
     * @return the directory; empty if sessions are counted within this process only
     */
    public Optional<Path> place() {
        return place;
    }

    /**
     * Returns why sessions are not counted across processes now, with a remedy.
     *
     * @return the cause; empty if they are counted
     */
    public Optional<HoldsUnusable> trouble() {
        return degradation.cause();
    }

    /** Begins a step, unless one has begun. Returns true if this process has the lock. */
    private boolean enter() {
        if (isLocked || isDegradedForThisStep || degradation.isPermanent()) {
            return isLocked;
        }
        // Set until the attempt has succeeded, so that exit() releases the lock if the attempt throws.
        isDegradedForThisStep = true;
        isLocked = degradation.attempt(this::lockAndRead);
        isDegradedForThisStep = !isLocked;
        if (!isLocked) {
            degradation.attempt(this::unlock);
        } else if (degradation.attempt(this::writePending)) {
            degradation.clearTransient();
        }
        return isLocked;
    }

    private void lockAndRead() throws IOException, HoldsUnusable {
        if (!acquireLock()) {
            hasTimedOut = true;
            throw new IOException("another process has held the lock for more than " + LOCK_TIMEOUT.toSeconds() + " s; is it suspended?");
        }
        hasTimedOut = false;
        ledgerFile.read(directory);
        if (!hasReadOnce) {
            ledgerFile.setBaseline(directory, !otherProcesses.readAlive(ownFiles.name()).isEmpty());
            hasReadOnce = true;
            otherProcesses.deleteStaleFiles(ownFiles.name());
        }
    }

    private boolean acquireLock() throws IOException, HoldsUnusable {
        // If the lock holder is suspended, wait only once; later calls just poll.
        Duration timeout = hasTimedOut ? Duration.ZERO : LOCK_TIMEOUT;
        for (int attempt = 1; ; attempt++) {
            try {
                if (processLock == null) {
                    open();
                }
                return processLock.acquire(timeout);
            } catch (NoSuchFileException justDeleted) {
                // The directory or the lock file has just been deleted.
                processLock = null;
                if (attempt == MAX_ATTEMPTS) {
                    throw justDeleted;
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

    /** Writes the changes that could not be written earlier. */
    private void writePending() throws IOException {
        ownFiles.join();
        ownFiles.flush();
        ledgerFile.writePending(directory);
    }

    /** Ends the step, if one has begun. */
    public void exit() {
        if (isLocked || isDegradedForThisStep) {
            isLocked = false;
            isDegradedForThisStep = false;
            degradation.attempt(this::unlock);
        }
    }

    private void unlock() throws IOException {
        if (processLock != null) {
            processLock.release();
        }
    }

    /**
     * Records that this process holds an access point.
     *
     * @param id the access point
     */
    public void hold(ConfigurationId id) {
        enter();
        if (ownFiles != null) {
            ownFiles.hold(id, Instant.now());
            // Even without the lock: other processes see these files only when they are complete.
            degradation.attempt(ownFiles::join);
            degradation.attempt(ownFiles::flush);
        }
    }

    /**
     * Records that this process no longer holds an access point.
     *
     * @param id the access point
     */
    public void release(ConfigurationId id) {
        enter();
        if (ownFiles != null) {
            ownFiles.release(id);
            degradation.attempt(ownFiles::flush);
        }
    }

    /**
     * Returns whether another process holds an access point, or may hold it because its files cannot be read now.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isHeldElsewhere(ConfigurationId id) {
        if (!enter()) {
            // Before the first successful read no other holders are known; after it, a transient failure must not look like "no process holds it".
            return hasReadOnce && !degradation.isPermanent();
        }
        boolean[] held = {true};
        degradation.attempt(() -> held[0] = otherProcesses.isHeld(id, ownFiles.name()));
        return held[0] && !degradation.isPermanent();
    }

    /**
     * Returns whether another process has held the lock for longer than this process waits. Then this process must not start or
     * stop anything, because it does not know what the lock holder is about to do.
     *
     * @return true if the lock is still held
     */
    public boolean isLate() {
        return !enter() && hasTimedOut && !degradation.isPermanent();
    }

    private void changeLedger(Consumer<Ledger> change) {
        boolean canWrite = enter();
        ledgerFile.apply(change);
        if (!degradation.isPermanent() && !(canWrite && degradation.attempt(() -> ledgerFile.write(directory)))) {
            ledgerFile.addPending(change);
        }
    }

    /**
     * Records that a session is about to start an access point.
     *
     * @param id the access point
     */
    public void markStarted(ConfigurationId id) {
        changeLedger(ledger -> ledger.start(id));
    }

    /**
     * Forgets that a session had started an access point: from now on sessions may not stop it.
     *
     * @param id the access point
     */
    public void forgetStarted(ConfigurationId id) {
        if (isStarted(id)) {
            changeLedger(ledger -> ledger.started().remove(id));
        }
    }

    /**
     * Returns whether a session of any process had started an access point.
     *
     * @param id the access point
     * @return true if one had started it
     */
    public boolean isStarted(ConfigurationId id) {
        enter();
        return ledgerFile.ledger().started().containsKey(id);
    }

    /**
     * Returns the access points that sessions of any process had started.
     *
     * @return the access points; a copy
     */
    public Set<ConfigurationId> started() {
        enter();
        return Set.copyOf(ledgerFile.ledger().started().keySet());
    }

    /**
     * Records that a session of this process has stopped an access point.
     *
     * @param id the access point
     */
    public void markStopped(ConfigurationId id) {
        ProcessHolds self = ProcessHolds.own(Map.of());
        changeLedger(ledger -> ledger.stop(id, self.pid(), self.program()));
    }

    /**
     * Returns the current mark for {@link #stoppedSince} and {@link #restartedSince}.
     *
     * @return the number of the last start or stop
     */
    public long mark() {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.ledger().lastNumber();
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark, and since this process first read the ledger.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if one has stopped it
     */
    public boolean stoppedSince(ConfigurationId id, long mark) {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.stoppedSince(id, mark);
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark, and one has started it after that.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if it was stopped and then started
     */
    public boolean restartedSince(ConfigurationId id, long mark) {
        if (processLock != null) {
            enter();
        }
        return ledgerFile.restartedSince(id, mark);
    }

    /**
     * Describes the process that stopped an access point last.
     *
     * @param id the access point
     * @return text for people; empty if no process has stopped it, or this one did
     */
    public Optional<String> stopper(ConfigurationId id) {
        return Optional.ofNullable(ledgerFile.ledger().lastStops().get(id)).filter(stop -> stop.pid() != ProcessHandle.current().pid())
            .map(stop -> "process " + stop.pid() + " (" + stop.program() + ')');
    }

    /**
     * Returns the holds of all processes that share the directory.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
        List<SessionHolder> rows = new ArrayList<>();
        boolean isDirectoryInUse = processLock != null || place.filter(path -> HoldsDirectory.exists(path, scope)).isPresent();
        if (isDirectoryInUse && enter()) {
            degradation.attempt(() -> {
                rows.clear();
                rows.addAll(ProcessHolds.own(ownFiles.holds()).rows());
                otherProcesses.readAlive(ownFiles.name()).values().forEach(process -> rows.addAll(process.rows()));
            });
        } else if (ownFiles != null) {
            rows.addAll(ProcessHolds.own(ownFiles.holds()).rows());
        }
        rows.sort(Comparator.comparing(SessionHolder::configuration).thenComparing(SessionHolder::since));
        return rows;
    }

    /** Releases the lock and everything that this process holds. */
    public void close() {
        if (ownFiles != null && processLock == null) {
            degradation.attempt(ownFiles::leave);
        }
        if (processLock != null) {
            boolean canWrite = enter();
            degradation.attempt(ownFiles::leave);
            if (canWrite) {
                degradation.attempt(this::deleteLedgerIfUnused);
            }
            degradation.attempt(() -> processLock.close(Duration.ZERO));
            isLocked = false;
            isDegradedForThisStep = false;
            processLock = null;
        }
    }

    /** Deletes the ledger if no process is left and no access point is recorded as started. The lock file stays. */
    private void deleteLedgerIfUnused() throws IOException {
        if (ledgerFile.ledger().started().isEmpty() && !otherProcesses.isAnyLeft()) {
            ledgerFile.delete(directory);
        }
    }
}
