package io.github.netsession.engine.holds.shared;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledger as last read, with the changes that this process has not written yet. Methods with a directory need the process lock. */
final class LedgerFile {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");
    private static final String NAME = "ledger";

    private final Optional<String> boot = Boot.id();
    private final List<Consumer<Ledger>> pendingChanges = new ArrayList<>();
    private Ledger ledger = new Ledger(0);
    private long baseline;

    /** Returns the ledger as last read, without later changes by other processes. */
    Ledger ledger() {
        return ledger;
    }

    void read(HoldsDirectory directory) throws IOException, HoldsUnusable {
        long known = ledger.lastNumber();
        try {
            ledger = Ledger.parse(directory.read(NAME), boot.orElse(""));
        } catch (NoSuchFileException none) {
            ledger = new Ledger(System.currentTimeMillis());
        } catch (MalformedFileException malformed) {
            LOG.log(System.Logger.Level.WARNING, "{0} is malformed and will be replaced; access points that sessions had started stay up: {1}",
                directory.file(NAME), HoldsDirectory.describe(malformed));
            // The time is larger than any number of the lost ledger that a process may remember.
            ledger = new Ledger(System.currentTimeMillis());
        }
        ledger.raiseLastNumber(known);
        pendingChanges.forEach(change -> change.accept(ledger));
    }

    /** Called after the first read: stops up to now are not reported. */
    void setBaseline(HoldsDirectory directory, boolean areOthersAlive) throws IOException {
        // Without a boot id, a start may be from before a reboot; only a process that is still alive proves that it is not.
        if (boot.isEmpty() && !areOthersAlive && !ledger.started().isEmpty()) {
            ledger.clear();
            write(directory);
        }
        baseline = ledger.lastNumber();
    }

    /** Changes the ledger in memory only. */
    void apply(Consumer<Ledger> change) {
        change.accept(ledger);
    }

    void write(HoldsDirectory directory) throws IOException {
        directory.replace(NAME, ledger.lines(boot.orElse("")));
        pendingChanges.clear();
    }

    /** Keeps an applied change that could not be written. */
    void addPending(Consumer<Ledger> change) {
        pendingChanges.add(change);
    }

    void writePending(HoldsDirectory directory) throws IOException {
        if (!pendingChanges.isEmpty()) {
            write(directory);
        }
    }

    boolean stoppedSince(ConfigurationId id, long mark) {
        Ledger.Stop stop = ledger.lastStops().get(id);
        return stop != null && stop.number() > Math.max(mark, baseline);
    }

    /** Returns true if the access point was stopped after the mark and then started: so it was down, even if no reading shows that. */
    boolean restartedSince(ConfigurationId id, long mark) {
        return stoppedSince(id, mark) && ledger.lastStart(id) > ledger.lastStops().get(id).number();
    }

    void delete(HoldsDirectory directory) throws IOException {
        directory.delete(NAME);
    }
}
