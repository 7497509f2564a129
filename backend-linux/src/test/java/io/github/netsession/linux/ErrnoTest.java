package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ErrnoTest {

    /** Source of the numbers: asm-generic/errno-base.h, asm-generic/errno.h. */
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "1, DENIED, operation not permitted", "2, GONE, no such file or object", "4, TEMPORARY, interrupted", "11, TEMPORARY, not now",
        "12, TEMPORARY, out of memory", "13, DENIED, permission denied", "16, TEMPORARY, busy", "19, GONE, no such device",
        "22, FAILED, invalid argument", "74, FAILED, malformed message", "95, UNSUPPORTED, not supported", "100, NOT_READY, the link is down",
        "101, FAILED, network unreachable", "104, FAILED, connection reset", "105, TEMPORARY, messages were dropped",
        "111, FAILED, connection refused", "113, FAILED, host unreachable", "132, NOT_READY, the radio is switched off (rfkill)", "5, FAILED, refused",
    })
    void aNumberBecomesWhatItMeansToTheCaller(int errno, Kind kind, String words) {
        BackendException refused = Errno.refused("RTM_SETLINK", errno, "");
        assertEquals(kind, refused.kind());
        assertEquals(words, refused.reason());
        assertEquals(words + ": explained", Errno.refused("RTM_SETLINK", errno, "explained").reason());
        assertEquals(Optional.of(new NativeCode("errno", errno)), refused.nativeCode());
    }
}
