package io.github.netsession.engine.holds.shared;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The files that the processes share, and the lock on them. {@link #enter} begins a step, which is atomic for the other processes;
 * {@link #pause} ends the step, and {@link #exit} the turn, which may consist of several steps.
 */
final class SharedFiles {

    private static final int MAX_ATTEMPTS = 8;

    private final Optional<Path> place;
    private final String scope;
    private final Degradation degradation;
    private final LedgerFile ledgerFile;
    private final Party party;
    private final WaitBudget budget = new WaitBudget();
    /** Created beforehand, so that the lock is released even if no memory is free. */
    private final Degradation.FileOperation unlocking = this::unlock;
    private HoldsDirectory directory;
    private ProcessLock processLock;
    private ProcessFiles ownFiles;
    private OtherProcesses otherProcesses;
    private boolean isLocked;
    private boolean isDegradedForThisTurn;
    private boolean waitedInVain;
    private boolean isSuspensionSeen;
    private boolean hasReadOnce;

    /** Needs {@link #enter} before the first use of a file; {@code party} identifies this process in the ledger. */
    SharedFiles(Optional<Path> place, String scope, Degradation degradation, LedgerFile ledgerFile, Party party) {
        this.place = place;
        this.scope = scope;
        this.degradation = degradation;
        this.ledgerFile = ledgerFile;
        this.party = party;
    }

    Optional<Path> place() {
        return place;
    }

    String scope() {
        return scope;
    }

    /** Returns whether the directory may contain something: this process uses it, or another one has created it. */
    boolean isInUse() {
        return isOpen() || place.filter(path -> HoldsDirectory.exists(path, scope)).isPresent();
    }

    boolean isOpen() {
        return processLock != null;
    }

    /** Returns the files of this process; empty before the first step. */
    Optional<ProcessFiles> own() {
        return Optional.ofNullable(ownFiles);
    }

    /** Returns the files of the other processes; {@link #enter} must have returned true. */
    OtherProcesses others() {
        return otherProcesses;
    }

    boolean hasReadOnce() {
        return hasReadOnce;
    }

    /** Begins a step, unless one has begun. Returns true if this process has the lock. */
    boolean enter() {
        if (isLocked || isDegradedForThisTurn || degradation.isPermanent()) {
            return isLocked;
        }
        // Set until the attempt has succeeded, so that exit() releases the lock if the attempt throws.
        isDegradedForThisTurn = true;
        isLocked = degradation.attempt(this::lockAndRead);
        isDegradedForThisTurn = !isLocked;
        if (!isLocked) {
            degradation.attempt(unlocking);
        } else if (degradation.attempt(this::writePending)) {
            degradation.clearTransient();
        }
        return isLocked;
    }

    private void lockAndRead() throws IOException, HoldsUnusable {
        waitedInVain = false;
        isSuspensionSeen = false;
        Duration wait = budget.forLock();
        long began = System.nanoTime();
        boolean acquired = acquireLock(wait);
        budget.spend(System.nanoTime() - began);
        if (!acquired) {
            waitedInVain = true;
            // A shorter wait, late in a turn, proves nothing; nor does a wait for many processes, one after another.
            isSuspensionSeen = wait.equals(WaitBudget.LOCK_LIMIT) && !processLock.hasChangedHands();
            // What others have stopped counts even if this process may change nothing now.
            ledgerFile.readWithoutLock(directory);
            throw new IOException(isSuspensionSeen
                ? "another process has held the lock for more than " + wait.toSeconds() + " s; is it suspended?"
                : "other processes have kept this one waiting for the lock for too long");
        }
        ledgerFile.read(directory, () -> !otherProcesses.readAlive(ownFiles.name()).isEmpty());
        if (ledgerFile.ledger().endStopsOfTheDead(party.name(), name -> otherProcesses.isDead(name))) {
            ledgerFile.write(directory);
        }
        if (!hasReadOnce) {
            hasReadOnce = true;
            otherProcesses.deleteStaleFiles(ownFiles.name());
        }
    }

    private boolean acquireLock(Duration timeout) throws IOException, HoldsUnusable {
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

    /** Writes the ledger; {@link #enter} must have returned true. */
    void writeLedger() throws IOException {
        ledgerFile.write(directory);
    }

    /** Returns whether this turn has not got the lock in time: another process may be in the middle of a step. */
    boolean isLate() {
        return !enter() && waitedInVain && !degradation.isPermanent();
    }

    /** Returns whether one other process has kept the lock for the whole limit. */
    boolean isSuspensionSeen() {
        return isSuspensionSeen;
    }

    /** Ends the step, if one has begun. If the turn could not get the lock, it does not try again. */
    void pause() {
        if (isLocked) {
            isLocked = false;
            degradation.attempt(unlocking);
        }
    }

    /** Ends the step and waits for another process as {@link WaitBudget#pauseForStop} does. */
    boolean pauseForStop() {
        pause();
        return budget.pauseForStop();
    }

    /** Ends the step, if one has begun, and the turn. */
    void exit() {
        isLocked = false;
        isDegradedForThisTurn = false;
        budget.reset();
        degradation.attempt(unlocking);
    }

    private void unlock() throws IOException {
        if (processLock != null) {
            processLock.release();
        }
    }

    /** Releases the lock and everything that this process holds. */
    void close() {
        if (ownFiles != null && processLock == null) {
            degradation.attempt(ownFiles::leave);
        }
        if (processLock != null) {
            try {
                leave();
            } finally {
                degradation.attempt(() -> processLock.close(Duration.ZERO));
                isLocked = false;
                isDegradedForThisTurn = false;
                processLock = null;
            }
        }
    }

    private void leave() {
        boolean canWrite = enter();
        degradation.attempt(ownFiles::leave);
        if (canWrite) {
            degradation.attempt(this::deleteIfUnused);
        }
    }

    /**
     * Deletes the ledger and the directory if no process is left and no access point is recorded as started. Processes that wait for the lock
     * notice that its file is deleted, because this process has the lock until then.
     */
    private void deleteIfUnused() throws IOException {
        if (!ledgerFile.ledger().started().isEmpty()) {
            return;
        }
        otherProcesses.deleteStaleFiles(ownFiles.name()); // Of those that were killed since the first step.
        if (!otherProcesses.isAnyLeft()) {
            LedgerFile.deleteAll(directory);
        }
    }
}
