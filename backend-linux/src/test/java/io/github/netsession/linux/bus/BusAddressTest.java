package io.github.netsession.linux.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class BusAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // addresses | the first usable one | where it is in the file system
        "unix:path=/run/dbus/system_bus_socket | unix:path=/run/dbus/system_bus_socket | /run/dbus/system_bus_socket",
        "unix:path=/a,guid=00ff | unix:path=/a,guid=00ff | /a",
        "unix:path=/a%20b%2fc | unix:path=/a%20b%2fc | /a b/c",
        "unix:path=/%C3%A4 | unix:path=/%C3%A4 | /\u00e4",
        "unix:path=/\u00e4 | unix:path=/\u00e4 | /\u00e4",
        "unix:path=/a%2 | unix:path=/a%2 | /a%2",
        "unix:path=/a%zz%4g | unix:path=/a%zz%4g | /a%zz%4g",
        "unix:path=/a% | unix:path=/a% | /a%",
        "unix:path=/a%41 | unix:path=/a%41 | /aA",
        "unix:path=/a;unix:path=/b | unix:path=/a | /a",
        "unix:abstract=/tmp/x;unix:path=/b | unix:abstract=/tmp/x | ''",
        "tcp:host=localhost,port=1;unix:path=/b | unix:path=/b | /b",
        "unixexec:path=/bin/sh;launchd:env=X;autolaunch:;nonce-tcp:host=x | '' | ''",
        "unixexec:path=/bin/sh;unix:path=/b | unix:path=/b | /b",
        "'' | '' | ''",
        "; | '' | ''",
        "' unix:path=/a' | '' | ''",
    })
    void theFirstSocketOfThisMachineIsUsedAndNothingElse(String addresses, String usable, String path) {
        Optional<BusAddress> address = BusAddress.firstUsable(addresses);
        assertEquals(usable, address.map(BusAddress::text).orElse(""));
        assertEquals(path, address.flatMap(BusAddress::path).orElse(""));
    }
}
