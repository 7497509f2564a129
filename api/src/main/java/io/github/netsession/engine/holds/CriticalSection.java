package io.github.netsession.engine.holds;

import io.github.netsession.CapabilityStatus;
import java.time.Duration;

/**
 * Runs the work on sessions under the registry's lock, which keeps other engines and processes out, so that "release, and stop if nobody
 * holds it any more" is one step. Sections may nest; what follows from the work is done at the end of the outermost one.
 */
public final class CriticalSection {

    private final HoldRegistry holds;
    private final Runnable hint;
    private CapabilityStatus reported;
    private Runnable atEnd = () -> { };
    private boolean ended;

    /**
     * Creates the section of one engine.
     *
     * @param holds the registry
     * @param hint asks for a reading, which publishes a changed capability
     */
    public CriticalSection(HoldRegistry holds, Runnable hint) {
        this.holds = holds;
        this.hint = hint;
        this.reported = holds.status();
    }

    /**
     * Sets what is done at the end of each outermost section.
     *
     * @param work what is done
     */
    public void atEnd(Runnable work) {
        atEnd = work;
    }

    /**
     * Runs work in the section; does nothing after {@link #end}.
     *
     * @param work what is done
     */
    public void run(Runnable work) {
        holds.enter();
        try {
            if (!ended) {
                work.run();
                if (holds.isOutermost()) {
                    atEnd.run();
                }
            }
        } finally {
            holds.exit();
        }
        if (!reported.equals(holds.status())) {
            reported = holds.status();
            hint.run();
        }
    }

    /**
     * Runs the last work and leaves the registry. Safe from any thread; further calls do nothing.
     *
     * @param limit how long to wait for a section that another thread is in
     * @param last what is done
     * @return true if it is done, now or before
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean end(Duration limit, Runnable last) throws InterruptedException {
        if (!holds.tryEnter(limit)) {
            return false;
        }
        try {
            if (ended) {
                return true;
            }
            last.run();
            ended = true;
        } finally {
            holds.exit();
        }
        holds.leave();
        return true;
    }
}
