package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledger, as it was read last, with what this process has to add. While the gate is held, but for what says otherwise. */
final class LedgerFile {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");
    private static final String NAME = "ledger";

    private final Optional<String> boot = Boot.id();
    private final List<Consumer<Ledger>> unsaid = new ArrayList<>();
    private Ledger ledger = new Ledger(0);
    private long baseline;

    /** At any time; what others have added since is not in it. */
    Ledger ledger() {
        return ledger;
    }

    void load(HoldsDirectory directory) throws IOException, HoldsUnusable {
        long known = ledger.last();
        try {
            ledger = Ledger.of(directory.read(NAME), boot.orElse(""));
        } catch (NoSuchFileException none) {
            ledger = new Ledger(System.currentTimeMillis());
        } catch (MalformedFileException garbage) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read and is begun anew; what sessions had started stays up: {1}",
                directory.file(NAME), HoldsDirectory.reason(garbage));
            // Larger than what any process may remember of the lost one.
            ledger = new Ledger(System.currentTimeMillis());
        }
        ledger.atLeast(known);
        unsaid.forEach(change -> change.accept(ledger));
    }

    /** After the first load: stops before that are no news. */
    void begin(HoldsDirectory directory, boolean areOthersLiving) throws IOException {
        // Where nothing tells one start of the machine from another, only who is still there can vouch for what was started.
        if (boot.isEmpty() && !areOthersLiving && !ledger.started().isEmpty()) {
            ledger.started().clear();
            save(directory);
        }
        baseline = ledger.last();
    }

    /** At any time: changes what this process knows. */
    void change(Consumer<Ledger> change) {
        change.accept(ledger);
    }

    void save(HoldsDirectory directory) throws IOException {
        directory.replace(NAME, ledger.lines(boot.orElse("")));
        unsaid.clear();
    }

    /** At any time: what could not be saved when it happened. */
    void sayLater(Consumer<Ledger> change) {
        unsaid.add(change);
    }

    void sayUnsaid(HoldsDirectory directory) throws IOException {
        if (!unsaid.isEmpty()) {
            save(directory);
        }
    }

    boolean stoppedSince(ConfigurationId id, long mark) {
        Ledger.Stop stop = ledger.lastStop().get(id);
        return stop != null && stop.number() > Math.max(mark, baseline);
    }

    /** Whether a session has started it after it was stopped since the mark: then it has been down, whether anybody saw it or not. */
    boolean restartedSince(ConfigurationId id, long mark) {
        return stoppedSince(id, mark) && ledger.started().getOrDefault(id, 0L) > ledger.lastStop().get(id).number();
    }

    void delete(HoldsDirectory directory) throws IOException {
        directory.delete(NAME);
    }
}
