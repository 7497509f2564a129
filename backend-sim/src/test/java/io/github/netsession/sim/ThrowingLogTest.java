package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.ThrowingCalls;
import io.github.netsession.contract.Thrown;
import io.github.netsession.internal.GuardedLogger;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application's log handler throws, whatever is logged. */
@Tag("sim")
class ThrowingLogTest {

    private static final Logger LOG = Logger.getLogger("io.github.netsession");

    private final Level level = LOG.getLevel();
    private final List<String> logged = new ArrayList<>();
    private boolean fails = true;
    private int failures;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            if (fails) {
                failures++;
                throw new OutOfMemoryError("expected by the test");
            }
            logged.add(message.getLevel() + " " + message.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void take() {
        LOG.setLevel(Level.ALL);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void leave() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
        LOG.setLevel(level);
    }

    @Test
    void everythingGoesOn() {
        assertEquals(List.of(), new ThrowingStory(ThrowingCalls.NEVER, Thrown.RUNTIME_EXCEPTION).play());
        assertTrue(failures > 10, "only " + failures + " messages");
    }

    @Test
    void everythingGoesOnEvenIfACallThrowsToo() {
        long calls = new ThrowingStory(ThrowingCalls.NEVER, Thrown.RUNTIME_EXCEPTION).calls();
        for (long at = 1; at <= calls; at += 7) {
            ThrowingStory story = new ThrowingStory(at, Thrown.RUNTIME_EXCEPTION);
            assertEquals(List.of(), story.play(), story.place());
        }
    }

    @Test
    void whatWasLostIsReportedWithTheNextMessage() {
        System.Logger guarded = GuardedLogger.of("io.github.netsession.test");
        guarded.log(System.Logger.Level.WARNING, "first");
        guarded.log(System.Logger.Level.ERROR, "second", new IllegalStateException("expected by the test"));
        fails = false;
        guarded.log(System.Logger.Level.INFO, "third");
        guarded.log(System.Logger.Level.INFO, "fourth");
        assertEquals(List.of("INFO third", "WARNING at least one earlier message is lost, because a log handler threw {0}", "INFO fourth"), logged);
    }
}
