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
        "6, GONE, 'no such device or address'",
        "9, FAILED, 'the descriptor is not open'",
        "17, FAILED, 'it exists already'",
        "23, TEMPORARY, 'too many open files in this system'",
        "24, TEMPORARY, 'too many open files in this process'",
        "28, FAILED, 'no space left'",
        "30, FAILED, 'the file system is read-only'",
        "32, FAILED, 'the other end is closed'",
        "38, UNSUPPORTED, 'this kernel does not have the call, or a filter (seccomp) refuses it'",
        "88, FAILED, 'not a socket'",
        "90, FAILED, 'the message is too long'",
        "93, UNSUPPORTED, 'this kernel does not have the protocol'",
        "94, UNSUPPORTED, 'this kernel does not have this kind of socket'",
        "96, UNSUPPORTED, 'this kernel does not have the protocol family'",
        "97, UNSUPPORTED, 'this kernel does not have the address family, or a filter (RestrictAddressFamilies, seccomp) refuses it'",
        "98, TEMPORARY, 'the address is in use'",
        "99, NOT_READY, 'the address is not available on this machine'",
        "102, FAILED, 'the network dropped the connection'",
        "103, FAILED, 'the connection was aborted'",
        "107, FAILED, 'not connected'",
        "108, FAILED, 'the other end was shut down'",
        "110, TIMEOUT, 'no answer in time'",
        "112, FAILED, 'the host is down'",
        "114, TEMPORARY, 'it is under way already'",
        "115, TEMPORARY, 'it is under way'",
        "122, FAILED, 'the disk quota is used up'",
    })
    void aNumberBecomesWhatItMeansToTheCaller(int errno, Kind kind, String words) {
        BackendException refused = Errno.refused("RTM_SETLINK", errno, "");
        assertEquals(kind, refused.kind());
        assertEquals(words, refused.reason());
        assertEquals(words + ": explained", Errno.refused("RTM_SETLINK", errno, "explained").reason());
        assertEquals(Optional.of(new NativeCode("errno", errno)), refused.nativeCode());
        assertEquals(kind.isRetryable(), refused.isRetryable());
        assertEquals(words.startsWith("too many open files"), refused.remedy().orElse("").contains("ulimit -n"));
    }
}
