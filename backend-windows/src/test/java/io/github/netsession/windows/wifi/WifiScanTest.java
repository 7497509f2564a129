package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.OTHER_GUID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WifiScanTest {

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    private BackendException refused() {
        return assertThrows(BackendException.class, service::scan);
    }

    @Test
    void everyAdapterIsAskedAndTheResultIsReadWhenItIsTold() {
        port.adapter(OTHER_GUID, State.DISCONNECTED);
        service.read();
        service.scan();
        assertEquals(List.of("scan " + GUID, "scan " + OTHER_GUID), port.orders());
        assertEquals(2, port.count("networks"), "the first reading's");
        port.within(GUID, new WifiNetwork("home", 99));
        service.read();
        assertEquals(2, port.count("networks"));
        bench.hear(Event.SCAN_ENDED, "", 0);
        assertEquals(3, port.count("networks"));
        assertEquals(OptionalInt.of(99), bench.point("home").signalPercent());
        bench.hear(Event.SCAN_ENDED, "", 0);
        assertEquals(3, port.count("networks"), "that one nobody here has asked for");
        assertEquals(OptionalInt.empty(), bench.point("home").signalPercent(), "and what it has found is not known");
    }

    @Test
    void nothingScansUnlessItIsAskedTo() {
        service.read();
        bench.connect("home");
        service.stop(WifiBench.id("home"));
        bench.disconnect("home");
        assertEquals(0, port.count("scan"));
    }

    @Test
    void withoutAServiceOrAnAdapterThereIsNothingToScan() {
        assertEquals(Kind.UNSUPPORTED, refused().kind());
        port.gone(GUID);
        service.read();
        assertEquals(Kind.UNSUPPORTED, refused().kind());
    }

    @Test
    void withoutTheLocationPermissionItSaysWhatHelps() {
        service.read();
        port.refuse("scan", Kind.DENIED);
        assertEquals(Optional.of("let desktop apps see the location: ms-settings:privacy-location"), refused().remedy());
    }

    @Test
    void anotherRefusalIsToldAsItIs() {
        service.read();
        port.refuse("scan", Kind.TEMPORARY);
        assertEquals(Kind.TEMPORARY, refused().kind());
        assertEquals(Optional.empty(), refused().remedy());
    }
}
