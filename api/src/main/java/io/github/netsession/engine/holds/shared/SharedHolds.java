package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import java.nio.file.Path;
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
 * ends it. A step is atomic for the other processes. {@link #pause} ends the step too, so that no other process waits during a call of the
 * backend, which may take long; the next call begins another step. During the call, the ledger has the request to the backend.
 *
 * <p>No method throws because of the directory. If the directory cannot be used, this process counts its own sessions only, and
 * {@link #trouble} says why. If this process does not get the lock in time, because the lock holder is suspended in its step,
 * this process {@linkplain #isLate is late}: it may hold and release, which its own file records, but must not start or stop.
 *
 * <p>Not thread-safe; the registry calls it under its lock.
 */
public final class SharedHolds {

    /** Identifies this process, or this class loader of it, in the ledger. */
    private final String party = ProcessFileNames.create();
    private final LedgerFile ledgerFile = new LedgerFile();
    private final Degradation degradation = new Degradation();
    private final SharedFiles files;

    private SharedHolds(Optional<Path> place, String scope) {
        files = new SharedFiles(place, scope, degradation, ledgerFile, party);
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
        return files.place();
    }

    /**
     * Returns why sessions are not counted across processes now, with a remedy.
     *
     * @return the cause; empty if they are counted
     */
    public Optional<HoldsUnusable> trouble() {
        return degradation.cause();
    }

    /** Ends the step, if one has begun, before an operation that may take long. The next call begins another step. */
    public void pause() {
        files.pause();
    }

    /** Ends the step, if one has begun, and the turn that it belongs to: the next call may wait for other processes again. */
    public void exit() {
        files.exit();
    }

    /**
     * Records that this process holds an access point.
     *
     * @param id the access point
     */
    public void hold(ConfigurationId id) {
        files.enter();
        files.own().ifPresent(own -> {
            own.hold(id, Instant.now());
            // Even without the lock: other processes see these files only when they are complete.
            degradation.attempt(own::join);
            degradation.attempt(own::flush);
        });
    }

    /**
     * Records that this process no longer holds an access point.
     *
     * @param id the access point
     */
    public void release(ConfigurationId id) {
        files.enter();
        files.own().ifPresent(own -> {
            own.release(id);
            degradation.attempt(own::flush);
        });
    }

    /**
     * Returns whether another process holds an access point, or may hold it because its files cannot be read now.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isHeldElsewhere(ConfigurationId id) {
        if (!files.enter()) {
            // Before the first successful read no other holders are known; after it, a transient failure must not look like "no process holds it".
            return files.hasReadOnce() && !degradation.isPermanent();
        }
        boolean[] held = {true};
        degradation.attempt(() -> held[0] = files.others().isHeld(id, ownName()));
        return held[0] && !degradation.isPermanent();
    }

    /**
     * Returns whether other processes have held the lock for longer than this process waits in a turn. Then this process must not start
     * or stop anything in this turn, because it does not know what the lock holder is about to do.
     *
     * @return true if this turn cannot get the lock
     */
    public boolean isLate() {
        return files.isLate();
    }

    /**
     * Returns whether this turn is late because one process has held the lock for so long that it must be suspended.
     *
     * @return false if the lock was busy for another reason
     */
    public boolean isSuspensionSeen() {
        return files.isSuspensionSeen();
    }

    private void changeLedger(Consumer<Ledger> change) {
        boolean canWrite = files.enter();
        ledgerFile.apply(change);
        if (!degradation.isPermanent() && !(canWrite && degradation.attempt(files::writeLedger))) {
            ledgerFile.addPending(change);
        }
    }

    /**
     * Records that a session of this process is about to start an access point.
     *
     * @param id the access point
     * @return true if no session of this process had started it; then {@link #withdrawStart} undoes this
     */
    public boolean markStarted(ConfigurationId id) {
        files.enter();
        boolean isNew = !ledgerFile.ledger().isStartedBy(id, party);
        changeLedger(ledger -> ledger.start(id, party));
        return isNew;
    }

    /**
     * Records again that a session of this process has started an access point, if another process has stopped it in the meantime: the stop
     * may have come before the start.
     *
     * @param id the access point
     */
    public void keepStarted(ConfigurationId id) {
        // Without the lock, it is not known whether another process has stopped it: that is decided in the next step that gets the lock.
        if (!files.enter() || !ledgerFile.ledger().isStartedBy(id, party)) {
            changeLedger(ledger -> ledger.keepStart(id, party));
        }
    }

    /**
     * Forgets that a session of this process was about to start an access point. Starts by other processes still count.
     *
     * @param id the access point
     */
    public void withdrawStart(ConfigurationId id) {
        changeLedger(ledger -> ledger.withdrawStart(id, party));
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
        files.enter();
        return ledgerFile.ledger().started().containsKey(id);
    }

    /**
     * Returns the access points that sessions of any process had started.
     *
     * @return the access points; a copy
     */
    public Set<ConfigurationId> started() {
        files.enter();
        return Set.copyOf(ledgerFile.ledger().started().keySet());
    }

    /**
     * Records that a session of this process is about to stop an access point. {@link #markStopped} or {@link #withdrawStop} must follow.
     * In between, the access point counts as stopped and as started for other processes. If this process dies, they end the stop.
     *
     * @param id the access point
     */
    public void markStopping(ConfigurationId id) {
        files.enter();
        ProcessHolds self = ProcessHolds.own(Map.of());
        String name = ownName();
        changeLedger(ledger -> ledger.beginStop(id, party, name, self));
    }

    /**
     * Forgets that a session of this process was about to stop an access point, because that was refused or is not needed.
     *
     * @param id the access point
     */
    public void withdrawStop(ConfigurationId id) {
        changeLedger(ledger -> ledger.withdrawStop(id, party));
    }

    /**
     * Records that a session of this process has stopped an access point. A start that another process has begun in the
     * meantime still counts, and the stop is later than that start.
     *
     * @param id the access point
     */
    public void markStopped(ConfigurationId id) {
        ProcessHolds self = ProcessHolds.own(Map.of());
        changeLedger(ledger -> ledger.stop(id, party, self));
    }

    /**
     * Waits for a short time while other processes are about to stop an access point, because the outcome is known then. A stop needs
     * milliseconds as a rule; a turn waits for half a second at most.
     *
     * @param id the access point
     */
    public void awaitOtherStops(ConfigurationId id) {
        do {
            enterIfOpen();
        } while (ledgerFile.ledger().otherStop(id, party).isPresent() && files.pauseForStop());
    }

    /**
     * Returns whether another process is about to stop an access point, and nothing has been started since it decided that. Then a second stop
     * is not needed, and it could take down what a third process starts after the first one.
     *
     * @param id the access point
     * @return true if so; false if the files cannot be read now
     */
    public boolean isStoppingElsewhere(ConfigurationId id) {
        return files.enter() && ledgerFile.ledger().isOtherStopping(id, party);
    }

    private void enterIfOpen() {
        if (files.isOpen()) {
            files.enter();
        }
    }

    private String ownName() {
        return files.own().map(ProcessFiles::name).orElse("");
    }

    /**
     * Returns the current mark for {@link #stoppedSince} and {@link #restartedSince}.
     *
     * @return the number of the last start or stop
     */
    public long mark() {
        enterIfOpen();
        return ledgerFile.ledger().lastNumber();
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark, and since this process first read the ledger.
     * If another process is about to stop it, this method waits for a short time; without an outcome, the access point counts as stopped.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if one has stopped it
     */
    public boolean stoppedSince(ConfigurationId id, long mark) {
        awaitOtherStops(id);
        return ledgerFile.stoppedSince(id, mark) || ledgerFile.ledger().otherStop(id, party).isPresent();
    }

    /**
     * Returns whether a session of any process has stopped an access point since a mark, and one has started it after that.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if it was stopped and then started
     */
    public boolean restartedSince(ConfigurationId id, long mark) {
        enterIfOpen();
        return ledgerFile.restartedSince(id, mark);
    }

    /**
     * Describes the process that stopped an access point last, or is about to stop it.
     *
     * @param id the access point
     * @return text for people; empty if no process has stopped it, or this one did
     */
    public Optional<String> stopper(ConfigurationId id) {
        Ledger ledger = ledgerFile.ledger();
        return ledger.otherStop(id, party).or(() -> Optional.ofNullable(ledger.lastStops().get(id)))
            .filter(stop -> stop.pid() != ProcessHandle.current().pid()).map(stop -> "process " + stop.pid() + " (" + stop.program() + ')');
    }

    /**
     * Returns the holds of all processes that share the directory.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
        List<SessionHolder> rows = new ArrayList<>();
        if (files.isInUse() && files.enter()) {
            degradation.attempt(() -> {
                rows.clear();
                rows.addAll(ownRows());
                files.others().readAlive(ownName()).values().forEach(process -> rows.addAll(process.rows()));
            });
        } else {
            rows.addAll(ownRows());
        }
        rows.sort(Comparator.comparing(SessionHolder::configuration).thenComparing(SessionHolder::since));
        return rows;
    }

    private List<SessionHolder> ownRows() {
        return files.own().map(own -> ProcessHolds.own(own.holds()).rows()).orElse(List.of());
    }

    /** Releases the lock and everything that this process holds. */
    public void close() {
        files.close();
    }
}
