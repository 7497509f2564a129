package io.github.netsession.engine.control;

import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.time.Duration;

/**
 * Remembers that something was thrown in the middle of a step, for instance because no memory was free: then a part of the step may be
 * missing. A reading follows, after which every session looks at everything. Called in the critical section, except by the timer.
 */
final class Recovery {

    private final EngineClock clock;
    private final ReadLoop loop;
    private final Trouble planning = new Trouble(GuardedLogger.of("io.github.netsession"), "no reading can be planned after a step that failed");
    private final Runnable plan = this::plan;
    private boolean isNeeded;
    private int failures;

    Recovery(EngineClock clock, ReadLoop loop) {
        this.clock = clock;
        this.loop = loop;
    }

    /** Plans the reading. A defect that lasts causes a reading every ten seconds at most. Throws nothing. */
    void stepFailed() {
        boolean isFirst = !isNeeded;
        isNeeded = true;
        if (isFirst) {
            planning.insist(plan, loop::isEnded);
        }
    }

    private void plan() {
        clock.after(Duration.ofNanos(Trouble.pauseNanos(failures)), loop::hint);
        failures++;
    }

    /** Returns whether everything must be looked at after this reading. */
    boolean begin() {
        boolean begins = isNeeded;
        isNeeded = false;
        return begins;
    }

    /** Everything was looked at. */
    void end() {
        if (!isNeeded) {
            failures = 0;
        }
    }
}
