package io.github.netsession.engine.holds;

import io.github.netsession.CapabilityStatus;
import io.github.netsession.spi.Backend;
import java.time.Duration;

/**
 * Runs the work on sessions under the registry's lock, which excludes other engines, so that "release, and stop if there is no other holder"
 * is one step. Other processes are excluded too, except during a call of the backend. Sections may nest; the follow-up work runs at the end
 * of the outermost section.
 */
public final class CriticalSection {

    private static final Runnable NOTHING = () -> { };

    private final HoldRegistry holds;
    private final Runnable hint;
    private final Backend backend;
    private CapabilityStatus reported;
    /** Set by the first session, on a thread that is not in the section. */
    private volatile Runnable atEnd = NOTHING;
    private volatile Runnable afterFailure = NOTHING;
    private boolean ended;

    /**
     * Creates the section of one engine.
     *
     * @param holds the registry
     * @param hint requests a reading, which publishes a changed capability
     * @param backend knows which other scopes do not exist any more
     */
    public CriticalSection(HoldRegistry holds, Runnable hint, Backend backend) {
        this.holds = holds;
        this.hint = hint;
        this.backend = backend;
        this.reported = holds.status();
    }

    /**
     * Sets the work that runs at the end of each outermost section.
     *
     * @param work the work
     */
    public void atEnd(Runnable work) {
        atEnd = work;
    }

    /**
     * Sets the work that runs after a section that threw something, so that a part of its work may be missing.
     *
     * @param work the work, which throws nothing
     */
    public void afterFailure(Runnable work) {
        afterFailure = work;
    }

    /**
     * Runs work in the section; does nothing after {@link #end}.
     *
     * @param work the work
     */
    public void run(Runnable work) {
        holds.enter();
        try {
            if (!ended) {
                runInside(work);
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
     * Returns whether the current thread is in the section, so that it must not call the application.
     *
     * @return true if so
     */
    public boolean isInside() {
        return holds.isEntered();
    }

    private void runInside(Runnable work) {
        boolean isComplete = false;
        try {
            work.run();
            if (holds.isOutermost()) {
                atEnd.run();
            }
            isComplete = true;
        } finally {
            if (!isComplete) {
                afterFailure.run();
            }
        }
    }

    /**
     * Runs the last work and leaves the registry, even if that work fails. Safe from any thread; further calls do nothing. An interrupt does not
     * end the wait.
     *
     * @param limit how long to wait for another thread to leave its section
     * @param last the last work
     * @return true if the section has ended, by this call or an earlier one
     */
    public boolean end(Duration limit, Runnable last) {
        if (!holds.tryEnter(limit)) {
            return false;
        }
        boolean isLast = !ended;
        try {
            if (isLast) {
                last.run();
            }
        } finally {
            ended = true;
            try {
                holds.exit();
            } finally {
                if (isLast) {
                    holds.leave(backend::goneScopes);
                }
            }
        }
        return true;
    }
}
