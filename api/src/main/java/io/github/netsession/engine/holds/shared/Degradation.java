package io.github.netsession.engine.holds.shared;

import io.github.netsession.internal.GuardedLogger;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** The reason why sessions are not counted across processes, permanently or until the directory works again. */
final class Degradation {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final int MAX_INTERRUPTS = 8;

    private volatile Optional<HoldsUnusable> permanent = Optional.empty();
    private Optional<String> transientReason = Optional.empty();

    /** An operation on files. */
    interface FileOperation {
        void run() throws IOException, HoldsUnusable;
    }

    /**
     * Runs an operation and returns whether it succeeded; otherwise remembers the cause. If the thread is interrupted, the operation is
     * repeated: an interrupt is meant for a wait of the thread, not for its files.
     */
    boolean attempt(FileOperation operation) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int interrupts = 0; ; interrupts++) {
                try {
                    operation.run();
                    return true;
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted();
                    if (interrupts == MAX_INTERRUPTS) {
                        throw again;
                    }
                }
            }
        } catch (HoldsUnusable cause) {
            markUnusable(cause);
        } catch (IOException failure) {
            markFailed(HoldsDirectory.describe(failure));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    private void markFailed(String reason) {
        if (!transientReason.equals(Optional.of(reason))) {
            LOG.log(System.Logger.Level.WARNING, "sessions are not counted across processes for now: {0}", reason);
        }
        transientReason = Optional.of(reason);
    }

    /** Records, and logs, that the directory must not be used from now on. */
    void markUnusable(HoldsUnusable cause) {
        markUnsupported(cause);
        LOG.log(System.Logger.Level.WARNING, "sessions are counted within this process only: {0}", cause.getMessage());
    }

    /** Records that there is no directory to use; as this is expected, nothing is logged. */
    void markUnsupported(HoldsUnusable cause) {
        permanent = Optional.of(cause);
    }

    boolean isPermanent() {
        return permanent.isPresent();
    }

    /** Records that the directory works again. */
    void clearTransient() {
        transientReason = Optional.empty();
    }

    /** Returns the permanent cause, or else the transient one; empty if sessions are counted across processes. */
    Optional<HoldsUnusable> cause() {
        if (permanent.isPresent() || transientReason.isEmpty()) {
            return permanent;
        }
        return Optional.of(new HoldsUnusable(transientReason.get(), "the next session tries again; if that does not help,"
            + " name another directory by Networks.builder().holdsDirectory(..)"));
    }
}
