package io.github.netsession.windows;

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
@Tag("every-jdk")
class Win32Test {

    /** Source of the numbers: winerror.h. */
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "2, GONE, no such interface, ''",
        "5, DENIED, access denied, ''",
        "6, TEMPORARY, the handle is not valid any more; the service may have been restarted, ''",
        "8, TEMPORARY, out of memory, ''",
        "14, TEMPORARY, out of memory, ''",
        "50, UNSUPPORTED, not supported, ''",
        "87, FAILED, invalid parameter, ''",
        "111, FAILED, the answer grew faster than the room for it, ''",
        "120, UNSUPPORTED, not implemented on this system, ''",
        "1062, NOT_READY, the service is not running, sc start wlansvc",
        "1168, GONE, not found, ''",
        "1231, FAILED, network unreachable, ''",
        "1232, FAILED, host unreachable, ''",
        "1722, TEMPORARY, the service does not answer, ''",
        "1726, TEMPORARY, the service does not answer, ''",
        "1727, TEMPORARY, the service does not answer, ''",
        "1753, NOT_READY, the service is not running, sc start wlansvc",
        "5023, NOT_READY, not possible in the adapter's present state, ''",
        "10013, DENIED, access denied, ''",
        "10022, FAILED, invalid parameter, ''",
        "10038, FAILED, the socket is closed, ''",
        "10042, UNSUPPORTED, this socket or this version of Windows has no such option, ''",
        "10049, NOT_READY, 'the interface is gone, or does not have this version of IP', ''",
        "10055, TEMPORARY, out of memory, ''",
        "-2144067582, NOT_READY, the radio is switched off, ms-settings:network-wifi",
        "3, GONE, not found, ''",
        "4, TEMPORARY, too many open files in this process, ''",
        "170, TEMPORARY, busy, ''",
        "1450, TEMPORARY, out of system resources, ''",
        "21, NOT_READY, not ready, ''",
        "1314, DENIED, this process lacks a privilege, ''",
        "1455, TEMPORARY, out of memory, ''",
        "1460, TIMEOUT, no answer in time, ''",
        "10024, TEMPORARY, too many open sockets in this process, ''",
        "10035, TEMPORARY, not now, ''",
        "10043, UNSUPPORTED, Windows does not have the protocol, ''",
        "10044, UNSUPPORTED, Windows does not have this kind of socket, ''",
        "10045, UNSUPPORTED, not supported by this socket, ''",
        "10046, UNSUPPORTED, Windows does not have the protocol family, ''",
        "10047, UNSUPPORTED, Windows does not have the address family, ''",
        "10048, TEMPORARY, the address is in use, ''",
        "10050, NOT_READY, the network is down, ''",
        "10051, FAILED, network unreachable, ''",
        "10060, TIMEOUT, no answer in time, ''",
        "10065, FAILED, host unreachable, ''",
        "10091, NOT_READY, the network subsystem is not ready, ''",
        "31, FAILED, refused, ''",
        "-1, FAILED, refused, ''",
    })
    void aNumberBecomesWhatItMeansToTheCaller(int code, Kind kind, String words, String remedy) {
        BackendException refused = Win32.refused("SomeCall", code);
        assertEquals(kind, refused.kind());
        assertEquals("SomeCall", refused.call());
        assertEquals(words, refused.reason());
        assertEquals(Optional.of(new NativeCode("win32", code)), refused.nativeCode());
        assertTrue(refused.getMessage().startsWith("SomeCall: " + words), refused::getMessage);
        assertEquals(!remedy.isEmpty(), refused.remedy().isPresent());
        assertTrue(refused.remedy().orElse("").contains(remedy), () -> refused.remedy().toString());
    }
}
