package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class DarwinTest {

    /** Source of the numbers: errno.h of macOS, which differ from Linux from 35 on. */
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "1, DENIED, not permitted", "2, GONE, there is no such thing", "4, TEMPORARY, interrupted", "13, DENIED, not permitted",
        "16, TEMPORARY, busy", "22, FAILED, invalid argument", "23, TEMPORARY, too many open files in this system",
        "24, TEMPORARY, too many open files in this process", "28, FAILED, no space left", "30, FAILED, the file system is read-only",
        "35, TEMPORARY, not now", "38, FAILED, not a socket", "42, UNSUPPORTED, this version of macOS has no such option",
        "43, UNSUPPORTED, macOS does not have the protocol", "45, UNSUPPORTED, not supported",
        "46, UNSUPPORTED, macOS does not have the protocol family", "47, UNSUPPORTED, macOS does not have the address family",
        "48, TEMPORARY, the address is in use", "49, NOT_READY, the address is not available on this machine",
        "50, NOT_READY, the network is down", "51, FAILED, network unreachable", "55, TEMPORARY, out of buffers", "60, TIMEOUT, no answer in time",
        "65, FAILED, host unreachable", "78, UNSUPPORTED, this version of macOS does not have the call", "102, UNSUPPORTED, not supported",
        "999, FAILED, refused",
    })
    void aNumberBecomesWhatItMeansToTheCaller(int errno, Kind kind, String words) {
        BackendException refused = Darwin.refused("sysctl", errno);
        assertEquals(kind, refused.kind());
        assertEquals(words, refused.reason());
        assertEquals(Optional.of(new NativeCode("errno", errno)), refused.nativeCode());
    }
}
