package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

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
    private final Party party = new Party();
    private final Degradation degradation = new Degradation();
    private final SharedFiles files;
    private final StartRecords starts;
    private final StopRecords stops;

    private SharedHolds(Optional<Path> place, String scope, String boot) {
        LedgerFile ledgerFile = new LedgerFile(boot, party);
        files = new SharedFiles(place, scope, degradation, ledgerFile, party);
        LedgerSteps ledger = new LedgerSteps(files, ledgerFile, degradation, party);
        starts = new StartRecords(ledger);
        stops = new StopRecords(ledger);
    }

    /**
     * Checks the directory, without changing anything there yet, and returns its holds.
     *
     * @param place the directory
     * @param scope the name that the processes that count together share
     * @param boot the id of the current boot; empty if it is not known
     * @return the holds
     */
    public static SharedHolds at(Path place, String scope, String boot) {
        SharedHolds holds = new SharedHolds(Optional.of(place), scope, boot);
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
        SharedHolds holds = new SharedHolds(Optional.empty(), "", "");
        holds.degradation.markUnsupported(new HoldsUnusable("sessions of this backend are counted within this process only", ""));
        return holds;
    }

    /**
     * Returns holds that are counted within this process only, because the user of this process is unknown.
     *
     * @return the holds, without a directory
     */
    public static SharedHolds ofUnknownUser() {
        SharedHolds holds = new SharedHolds(Optional.empty(), "", "");
        holds.degradation.markUnusable(ProcessUser.unknown());
        return holds;
    }

    /**
     * Returns the default directory of this user on this platform.
     *
     * @return the directory, which need not exist
     * @throws HoldsUnusable if there is none, because the user of this process is unknown
     */
    public static Path standardPlace() throws HoldsUnusable {
        return HoldsPlace.standard();
    }

    /**
     * Returns when a process last created or deleted the directory of a scope, without a lock. Safe from any thread.
     *
     * @param place the directory of all scopes; empty if there is none
     * @return the time, as the file system counts it; the epoch if the directory does not exist
     */
    public static FileTime lastChange(Optional<Path> place) {
        return place.isPresent() ? HoldsDirectory.lastChange(place.get()) : FileTime.fromMillis(0);
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
     * Returns what sessions of all processes had started.
     *
     * @return the records
     */
    public StartRecords starts() {
        return starts;
    }

    /**
     * Returns what sessions of all processes have stopped.
     *
     * @return the records
     */
    public StopRecords stops() {
        return stops;
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

    private String ownName() {
        return files.own().map(ProcessFiles::name).orElse("");
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

    /**
     * Deletes the files of scopes that do not exist any more.
     *
     * @param goneScopes returns those of some other scopes that do not exist any more
     */
    public void deleteGoneScopes(UnaryOperator<Set<String>> goneScopes) {
        if (files.hasReadOnce() && !degradation.isPermanent()) {
            GoneScopes.delete(place().orElseThrow(), files.scope(), goneScopes);
        }
    }
}
