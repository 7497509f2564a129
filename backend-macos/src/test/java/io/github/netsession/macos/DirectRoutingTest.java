package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Support;
import io.github.netsession.contract.RecordingSink;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DirectRoutingTest {

    private static final ConfigurationId WIFI = ConfigurationId.of("service", "W");
    private static final ConfigurationId VPN = ConfigurationId.of("service", "X");

    private final FakeMacOs os = new FakeMacOs().with(Rows.loopback(), Rows.up("en0", 4, "192.0.2.4"), Rows.row("utun3", 9, 1, Rows.RUNNING, "192.0.2.9"));

    DirectRoutingTest() {
        os.store.service("W", "Wi-Fi", FakeStore.WIFI).inUse("W", "en0").inUse("X", "utun3");
    }

    private CapabilityStatus status(ConfigurationId id) {
        MacBackend backend = MacBackend.open(os, new RecordingSink());
        try {
            backend.read();
            return backend.capabilities(id).of(Capability.DIRECT_CONNECTION_ROUTING);
        } finally {
            backend.close();
        }
    }

    @Test
    void socketsCanBeDirectedAndListenersNeedTheirAddress() {
        os.store.primary("en0");
        CapabilityStatus status = status(WIFI);
        assertEquals(Support.AVAILABLE, status.support());
        assertTrue(status.reason().contains("localAddress()"), status::reason);
        assertEquals(Support.AVAILABLE, status(VPN).support());
    }

    @Test
    void aVpnWithTheDefaultRouteIsPassedByEverythingButItself() {
        os.store.primary("utun3");
        CapabilityStatus status = status(WIFI);
        assertEquals(Support.DEGRADED, status.support());
        assertTrue(status.reason().contains("utun3") && status.reason().contains("VPN"), status::reason);
        assertEquals(Support.AVAILABLE, status(VPN).support());
    }

    @Test
    void aJvmThatHidesItsSocketsIsReportedAsMissing() {
        os.store.primary("utun3");
        os.sockets.obstacle = Optional.of("java.net.Socket has no field impl");
        assertEquals(CapabilityStatus.of(Capability.DIRECT_CONNECTION_ROUTING, Support.MISSING, "java.net.Socket has no field impl"), status(WIFI));
    }
}
