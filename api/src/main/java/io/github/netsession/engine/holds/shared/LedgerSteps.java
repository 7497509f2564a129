package io.github.netsession.engine.holds.shared;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and changes the ledger in the steps of one process. Without a directory, or without the lock, the changes are kept in memory. */
final class LedgerSteps {

    private final SharedFiles files;
    private final LedgerFile ledgerFile;
    private final Degradation degradation;
    private final Party party;

    LedgerSteps(SharedFiles files, LedgerFile ledgerFile, Degradation degradation, Party party) {
        this.files = files;
        this.ledgerFile = ledgerFile;
        this.degradation = degradation;
        this.party = party;
    }

    /** Identifies this process, or this class loader of it, in the ledger. */
    String party() {
        return party.name();
    }

    /** Returns the name of the files of this process; empty before it has any. */
    String ownName() {
        return files.own().map(ProcessFiles::name).orElse("");
    }

    /** Begins a step, unless one has begun; returns true if this process has the lock. */
    boolean enter() {
        return files.enter();
    }

    /** Returns the ledger, read in this step. */
    Ledger read() {
        files.enter();
        return ledgerFile.ledger();
    }

    /** Returns the ledger; reads it in this step only if this process uses the directory, or another one has created it. */
    Ledger readIfInUse() {
        if (files.isInUse()) {
            files.enter();
        }
        return ledgerFile.ledger();
    }

    /** Returns the ledger as it was read or changed last. */
    Ledger last() {
        return ledgerFile.ledger();
    }

    /** Changes the ledger; writes it now, or later if that is not possible. */
    void change(Consumer<Ledger> change) {
        boolean canWrite = files.enter();
        ledgerFile.apply(change);
        if (!degradation.isPermanent() && !(canWrite && degradation.attempt(files::writeLedger))) {
            ledgerFile.addPending(change);
        }
    }

    /** Ends the step and waits for a short time for another process; returns false if this turn has waited for long enough. */
    boolean pauseForStop() {
        return files.pauseForStop();
    }

    /** Returns the number of the last start or stop of any process, without a lock and without a step. Safe from any thread. */
    long peekLastNumber() {
        long known = ledgerFile.lastNumber();
        Optional<Path> place = degradation.isPermanent() ? Optional.empty() : files.place();
        // If the ledger was never read and cannot be read now, no stop counts as later: each would count as later than all readings.
        return place.map(path -> Math.max(known, LedgerFile.peek(path, files.scope()).orElse(known == 0 ? Long.MAX_VALUE : known))).orElse(known);
    }
}
