package io.github.netsession.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException.Kind;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
@Tag("every-jdk")
class BackendExceptionTest {

    private static final EnumSet<Kind> PASSING = EnumSet.of(Kind.NOT_READY, Kind.TIMEOUT, Kind.TEMPORARY, Kind.REFUSED);

    @ParameterizedTest
    @EnumSource
    void theKindSaysWhetherToTryAgainUnlessTheBackendKnowsBetter(Kind kind) {
        BackendException refusal = new BackendException(kind, "call", "message");
        assertEquals(PASSING.contains(kind), refusal.isRetryable());
        assertEquals(kind.isRetryable(), refusal.isRetryable());
        assertEquals(true, refusal.withRetryable(true).isRetryable());
        assertEquals(false, refusal.withRetryable(false).isRetryable());
    }

    @Test
    void aCopyThatKnowsBetterSaysTheRest() {
        BackendException refusal = new BackendException(Kind.SECRETS, "call", "message", new NativeCode("errno", 1)).withRemedy("do this");
        BackendException copy = refusal.withRetryable(true);
        assertEquals(refusal.getMessage(), copy.getMessage());
        assertEquals(Kind.SECRETS, copy.kind());
        assertEquals("call", copy.call());
        assertEquals("message", copy.reason());
        assertEquals(refusal.nativeCode(), copy.nativeCode());
        assertEquals(Optional.of("do this"), copy.remedy());
        assertSame(refusal.getCause(), copy.getCause());
        assertArrayEquals(refusal.getStackTrace(), copy.getStackTrace());
        assertEquals(true, copy.withRemedy("do that").isRetryable());
        BackendException plain = new BackendException(Kind.FAILED, "call", "message").withRetryable(true);
        IllegalStateException defect = new IllegalStateException("later");
        plain.initCause(defect);
        assertSame(defect, plain.getCause());
    }
}
