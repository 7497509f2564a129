package io.github.netsession.engine.holds;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** What goes wrong with a directory, and for how long: for good, or until it works again. */
final class Degradation {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");
    private static final int MAX_INTERRUPTS = 8;

    private Optional<HoldsUnusable> forGood = Optional.empty();
    private Optional<String> forNow = Optional.empty();

    /** Something with files. */
    interface Work {
        void run() throws IOException, HoldsUnusable;
    }

    /** True if it worked. Whoever interrupts a thread means its waiting, not the files that it is just writing. */
    boolean attempt(Work work) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int interrupts = 0; ; interrupts++) {
                try {
                    work.run();
                    return true;
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted();
                    if (interrupts == MAX_INTERRUPTS) {
                        throw again;
                    }
                }
            }
        } catch (HoldsUnusable obstacle) {
            give(obstacle);
        } catch (IOException refused) {
            String reason = HoldsDirectory.reason(refused);
            if (!forNow.equals(Optional.of(reason))) {
                LOG.log(System.Logger.Level.WARNING, "sessions are not counted across processes for now: {0}", reason);
            }
            forNow = Optional.of(reason);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    /** It is found out that the directory must not be used. */
    void give(HoldsUnusable obstacle) {
        begin(obstacle);
        LOG.log(System.Logger.Level.WARNING, "sessions are counted within this process only: {0}", obstacle.getMessage());
    }

    /** There never was a directory to be used. */
    void begin(HoldsUnusable obstacle) {
        forGood = Optional.of(obstacle);
    }

    boolean areForGood() {
        return forGood.isPresent();
    }

    /** It works again. */
    void end() {
        forNow = Optional.empty();
    }

    Optional<HoldsUnusable> now() {
        return forGood.or(() -> forNow.map(reason -> new HoldsUnusable(reason, "the next session tries again; if that does not help,"
            + " name another directory by Networks.builder().holdsDirectory(..)")));
    }
}
