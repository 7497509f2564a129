package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ScStatusTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, FAILED, without a reason",
        "1001, FAILED, does not say why",
        "1002, FAILED, invalid argument",
        "1003, DENIED, access denied",
        "1004, GONE, no such entry",
        "1006, TEMPORARY, locked",
        "2001, TEMPORARY, is lost",
        "2002, TEMPORARY, configd is not there",
        "2003, FAILED, notices are on",
        "5001, GONE, no such network service",
        "4711, FAILED, refused",
        "-1, FAILED, refused",
    })
    void aNumberSaysWhatSortOfRefusalItIsAndIsKept(int code, Kind kind, String part) {
        BackendException refused = ScStatus.refused("SCSomething", code);
        assertEquals(kind, refused.kind());
        assertEquals("SCSomething", refused.call());
        assertEquals(Optional.of(new NativeCode("SystemConfiguration", code)), refused.nativeCode());
        assertTrue(refused.reason().contains(part), refused.reason());
    }
}
