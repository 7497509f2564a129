package io.github.netsession.windows.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
@Tag("every-jdk")
class WlanReasonsTest {

    /** Source of the numbers: wlanapi.h of the Windows SDK. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "131073, UNSUPPORTED, false", "131074, UNSUPPORTED, false", "163841, FAILED, false", "163842, NOT_READY, true", "163843, DENIED, false",
        "163844, DENIED, false", "163851, NOT_READY, true", "163852, TEMPORARY, true", "163853, SECRETS, false", "163854, TIMEOUT, true",
        "196609, UNSUPPORTED, false", "196610, UNSUPPORTED, false", "229377, FAILED, false", "229378, REFUSED, true", "229379, TIMEOUT, true",
        "229380, FAILED, false", "229382, FAILED, false", "229383, TIMEOUT, true", "229387, FAILED, false", "229393, TIMEOUT, true",
        "229394, FAILED, false", "229396, NOT_READY, true", "294913, FAILED, false", "294914, TIMEOUT, true", "294915, TIMEOUT, true",
        "294916, TIMEOUT, true", "294917, TIMEOUT, true", "294930, SECRETS, false", "294932, SECRETS, true", "65537, FAILED, false",
        "5, FAILED, false", "-1, FAILED, false",
    })
    void aReasonHasAKindAndKeepsItsNumber(int reason, Kind kind, boolean isRetryable) {
        BackendException failure = WlanReasons.failure(reason, "words");
        assertEquals(kind, failure.kind());
        assertEquals(isRetryable, failure.isRetryable());
        assertEquals("WlanConnect", failure.call());
        assertEquals("words", failure.reason());
        assertEquals(Optional.of(new NativeCode("wlan reason", reason)), failure.nativeCode());
    }
}
