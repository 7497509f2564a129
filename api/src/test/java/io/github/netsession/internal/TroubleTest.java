package io.github.netsession.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.Thrown;
import io.github.netsession.spi.BackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class TroubleTest {

    private static final long MILLISECOND = 1_000_000;

    private final List<String> logged = new ArrayList<>();
    private boolean logThrows;
    private final Trouble trouble = new Trouble(new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            if (logThrows) {
                throw new StackOverflowError("expected by the test");
            }
            logged.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            logged.add(level + " " + format);
        }
    }, "it does not work");

    @Test
    void thePausesGrowFromATenthOfASecondToTenSeconds() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pauses.add(trouble.add(new IllegalStateException("x")) / MILLISECOND);
        }
        assertEquals(List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L, 10_000L), pauses);
        assertTrue(trouble.end());
        assertEquals(100, trouble.add(new IllegalStateException("x")) / MILLISECOND);
    }

    @Test
    void theReasonIsThatOfTheLastFailureUntilATurnGoesWell() {
        assertEquals(Optional.empty(), trouble.reason());
        trouble.add(new OutOfMemoryError("first"));
        trouble.add(new BackendException(BackendException.Kind.FAILED, "recvfrom", "second"));
        assertEquals(Optional.of("recvfrom: second"), trouble.reason());
        assertTrue(trouble.isPresent());
        assertTrue(trouble.end());
        assertFalse(trouble.end(), "nothing was wrong any more");
        assertEquals(Optional.empty(), trouble.reason());
        assertFalse(trouble.isPresent());
    }

    @Test
    void theFirstFailureIsLoggedAndARepetitionOnlyForDebugging() {
        trouble.add(new OutOfMemoryError("a"));
        trouble.add(new OutOfMemoryError("b"));
        trouble.end();
        trouble.add(new BackendException(BackendException.Kind.FAILED, "recvfrom", "c"));
        assertEquals(List.of("ERROR it does not work; this is tried again: java.lang.OutOfMemoryError: a",
            "DEBUG it does not work; this is tried again: java.lang.OutOfMemoryError: b",
            "WARNING it does not work; this is tried again: recvfrom: c"), logged);
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void whateverIsThrownItThrowsNothingItself(Thrown kind) {
        logThrows = true;
        assertEquals(100, trouble.add(kind.get()) / MILLISECOND);
        assertTrue(trouble.reason().isPresent());
        logThrows = false;
        trouble.add(kind.get());
        assertEquals(1, logged.size(), "what could not be logged is logged with the next failure");
        assertTrue(logged.get(0).startsWith(kind == Thrown.REFUSAL ? "WARNING" : "ERROR"), logged.get(0));
    }

    @Test
    void whatIsInsistedOnIsTriedAgainAtOnceAndThenAfterPauses() {
        int[] attempts = {0};
        assertTrue(trouble.insist(() -> {
            if (++attempts[0] < 4) {
                throw new OutOfMemoryError("expected by the test");
            }
        }, () -> false));
        assertEquals(4, attempts[0]);
        assertEquals(Optional.empty(), trouble.reason());
    }

    @Test
    void whatFailsEachTimeIsGivenUpAndStaysAReason() {
        int[] attempts = {0};
        assertFalse(trouble.insist(() -> {
            attempts[0]++;
            throw new IllegalStateException("expected by the test");
        }, () -> false, 3));
        assertEquals(3, attempts[0]);
        assertEquals(Optional.of("java.lang.IllegalStateException: expected by the test"), trouble.reason());
    }

    @Test
    void whatIsOverIsNotTriedAgain() {
        int[] attempts = {0};
        assertTrue(trouble.insist(() -> {
            attempts[0]++;
            throw new IllegalStateException("expected by the test");
        }, () -> attempts[0] > 0));
        assertEquals(1, attempts[0]);
    }

    @Test
    void anInterruptIsKeptOverThePauses() {
        int[] attempts = {0};
        Thread.currentThread().interrupt();
        assertTrue(trouble.insist(() -> {
            if (++attempts[0] < 3) {
                throw new IllegalStateException("expected by the test");
            }
        }, () -> false));
        assertTrue(Thread.interrupted());
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void anythingThrownBecomesABackendException(Thrown kind) {
        BackendException unexpected = Trouble.unexpected("read", kind.get());
        assertTrue(unexpected.isRetryable());
        assertEquals(kind == Thrown.OUT_OF_MEMORY || kind == Thrown.STACK_OVERFLOW || kind == Thrown.REFUSAL ? BackendException.Kind.TEMPORARY
            : BackendException.Kind.FAILED, unexpected.kind());
    }
}
