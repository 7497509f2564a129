package io.github.netsession.engine.holds.shared;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.BootId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The ledger as last read, with the changes that this process has not written yet. Methods with a directory need the process lock. */
final class LedgerFile {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    /** The name of the file. */
    static final String NAME = "ledger";

    /** The current boot; empty if it is not known. */
    private final String boot;
    private final Party party;
    private final List<Consumer<Ledger>> pendingChanges = new ArrayList<>();
    private Ledger ledger = new Ledger(0);
    private boolean hasRead;
    private volatile long lastNumber;
    private boolean isRestored;

    LedgerFile(String boot, Party party) {
        this.boot = boot;
        this.party = party;
    }

    /** Returns the ledger as last read, without later changes by other processes. */
    Ledger ledger() {
        return ledger;
    }

    /** Tells whether another process that uses the file is alive. */
    interface OthersCheck {
        boolean isAnyAlive() throws IOException, HoldsUnusable;
    }

    /**
     * Reads the file. If it has vanished since this process last read it, or another process has created a new one since, the marks that this
     * process knows are added; {@link #writePending} writes them.
     *
     * @param others is asked if the file seems to be of another boot
     */
    void read(HoldsDirectory directory, OthersCheck others) throws IOException, HoldsUnusable {
        Ledger known = ledger;
        try {
            ledger = Ledger.parse(directory.read(NAME));
            dropOtherBoot(others);
            isRestored |= ledger.restoreFrom(known, party.name());
        } catch (NoSuchFileException vanished) {
            ledger = new Ledger(System.currentTimeMillis());
            isRestored |= ledger.restoreFrom(known, party.name());
        } catch (MalformedFileException malformed) {
            LOG.log(System.Logger.Level.WARNING, "{0} is malformed and will be replaced; access points that sessions had started stay up: {1}",
                directory.file(NAME), HoldsDirectory.describe(malformed));
            // The time is larger than any number of the lost ledger that a process may remember.
            ledger = new Ledger(System.currentTimeMillis());
        }
        hasRead = true;
        ledger.raiseLastNumber(known.lastNumber());
        pendingChanges.forEach(change -> change.accept(ledger));
        lastNumber = ledger.lastNumber();
    }

    /** Reads the file without the lock: it is replaced as a whole. What the owner of the lock has decided and not written yet is missing. */
    void readWithoutLock(HoldsDirectory directory) throws IOException, HoldsUnusable {
        boolean hadRead = hasRead;
        read(directory, () -> true);
        hasRead = hadRead;
    }

    /**
     * Drops the starts of another boot: such an access point is down, or another program has started it. Only at the first reading, because what is
     * written later is written in this boot. A process that is still alive proves that the boot is the same, even if its id seems to differ or
     * is not known: a clock that was set changes the computed time of the boot.
     */
    private void dropOtherBoot(OthersCheck others) throws IOException, HoldsUnusable {
        if (!hasRead && !isOfThisBoot() && !ledger.started().isEmpty() && !others.isAnyAlive()) {
            ledger.clear();
            isRestored = true;
        }
    }

    private boolean isOfThisBoot() {
        return !boot.isBlank() && !ledger.boot().isBlank() && new BootId(boot).isSameAs(new BootId(ledger.boot()));
    }

    /** Changes the ledger in memory only. */
    void apply(Consumer<Ledger> change) {
        change.accept(ledger);
        lastNumber = ledger.lastNumber();
    }

    /** Returns the number of the last start or stop that this process knows. Safe from any thread. */
    long lastNumber() {
        return lastNumber;
    }

    /**
     * Returns the number of the last start or stop of any process, without a lock: the file is replaced as a whole. Creates nothing.
     *
     * @param directory the directory of all scopes
     * @param scope the scope
     * @return the number, 0 without a ledger; empty if the file cannot be read now
     */
    static OptionalLong peek(Path directory, String scope) {
        if (HoldsDirectory.isAbsent(directory)) {
            return OptionalLong.of(0);
        }
        try {
            return OptionalLong.of(Ledger.lastNumber(HoldsDirectory.of(directory, scope).read(NAME)));
        } catch (NoSuchFileException none) {
            return OptionalLong.of(0);
        } catch (IOException | HoldsUnusable unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "the ledger cannot be read now", unreadable);
            return OptionalLong.empty();
        }
    }

    void write(HoldsDirectory directory) throws IOException {
        directory.replace(NAME, ledger.lines(boot));
        pendingChanges.clear();
        isRestored = false;
    }

    /** Keeps an applied change that could not be written. */
    void addPending(Consumer<Ledger> change) {
        pendingChanges.add(change);
    }

    void writePending(HoldsDirectory directory) throws IOException {
        if (isRestored || !pendingChanges.isEmpty()) {
            write(directory);
        }
    }

    /**
     * Deletes the ledger, the lock file and the directory, which no process uses; not on Windows, where other processes may have the lock file open.
     * Needs the process lock.
     */
    static void deleteAll(HoldsDirectory directory) throws IOException {
        if (!HoldsDirectory.POSIX) {
            return;
        }
        directory.delete(NAME);
        directory.delete(NAME + HoldsDirectory.TEMPORARY);
        directory.deleteWith(ProcessLock.NAME);
    }
}
