package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NativeCode;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
@Tag("every-jdk")
class FailuresTest {

    private static final ConfigurationId ID = ConfigurationId.of("fake", "a");
    private static final String KINDS = "DENIED, UNSUPPORTED, GONE, NOT_READY, TIMEOUT, TEMPORARY, SECRETS, REFUSED, FAILED";

    @ParameterizedTest
    @CsvSource({
        "DENIED,      OPERATION_NOT_SUPPORTED, DENIED,      false",
        "UNSUPPORTED, OPERATION_NOT_SUPPORTED, UNSUPPORTED, false",
        "GONE,        INVALID_CONFIGURATION,   GONE,        false",
        "NOT_READY,   UNKNOWN,                 NOT_READY,   true",
        "TIMEOUT,     UNKNOWN,                 TIMED_OUT,   true",
        "TEMPORARY,   UNKNOWN,                 BUSY,        true",
        "SECRETS,     UNKNOWN,                 SECRETS,     false",
        "REFUSED,     UNKNOWN,                 REFUSED,     true",
        "FAILED,      UNKNOWN,                 UNKNOWN,     false",
    })
    void aRefusalOfTheBackendHasAReasonByItsKind(Kind kind, SessionError error, Reason reason, boolean isRetryable) {
        NativeCode code = new NativeCode("errno", 5);
        SessionFailure failure = Failures.of(new BackendException(kind, "call", "words", code).withRemedy("do this"));
        assertEquals(SessionFailure.builder(error, reason, "call: words").nativeCode(code).remedy("do this").retryable(isRetryable).build(), failure);
        SessionFailure plain = Failures.of(new BackendException(kind, "call", "words").withRetryable(!isRetryable));
        assertEquals(SessionFailure.builder(error, reason, "call: words").retryable(!isRetryable).build(), plain);
        assertEquals(KINDS, Arrays.stream(Kind.values()).map(Kind::name).collect(Collectors.joining(", ")), "each kind has a row above");
    }

    @Test
    void whatTheEngineFindsItselfHasAReason() {
        assertEquals(Reason.LOST, Failures.lost(ID).reason());
        assertEquals(Reason.REPLACED, Failures.displaced(ID, ID, Optional.empty()).reason());
        assertEquals(Reason.STOPPED, Failures.stoppedByOther(ID, Optional.empty()).reason());
        assertEquals(Reason.BUSY, Failures.otherIsSuspended().reason());
        assertEquals(Reason.CLOSED, Failures.closedBeforeOpen(ID).reason());
        assertEquals(Reason.CLOSED, Failures.networksClosed().reason());
        assertEquals(Reason.GONE, Failures.vanished(ID, true).reason());
        assertEquals(Reason.GONE, Failures.notUsable("why", true, Optional.empty()).reason());
        assertEquals(Reason.NOT_READY, Failures.notUsable("why", false, Optional.empty()).reason());
        assertEquals(Reason.TIMED_OUT, Failures.startTimedOut(ID, Duration.ofSeconds(1)).reason());
        assertEquals(Reason.TIMED_OUT, Failures.stopTimedOut(ID, Duration.ofSeconds(1)).reason());
        assertEquals(Reason.REFUSED, Failures.stopDidNotHold(ID).reason());
        assertEquals(Reason.UNSUPPORTED, Failures.stopNeedsOpen(ID).reason());
        assertEquals(Reason.BUSY, Failures.radioInUse().reason());
        assertEquals(Reason.NOT_CHOSEN, Failures.notChosen().reason());
        assertEquals(Reason.NOT_CHOSEN, Failures.notChosenInTime(Duration.ofSeconds(1)).reason());
        assertEquals(Reason.NOT_CHOSEN, Failures.unusableChoice("null").reason());
        assertEquals(Reason.NOT_READY, Failures.nothingToChoose().reason());
    }

    @Test
    void aMigrationThatFailsHasTheReasonOfWhatFailed() {
        SessionFailure cause = SessionFailure.builder(SessionError.UNKNOWN, Reason.SECRETS, "no key").nativeCode(new NativeCode("errno", 5))
            .retryable(true).remedy("store it").build();
        SessionFailure failure = Failures.notMigrated(ID, cause);
        assertEquals(SessionFailure.builder(SessionError.ROAMING, Reason.SECRETS, "fake:a could not take over: no key")
            .nativeCode(new NativeCode("errno", 5)).retryable(true).remedy("store it").build(), failure);
    }
}
