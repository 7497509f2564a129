package io.github.netsession.windows;

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

    private static final ConfigurationId LAN = id(2);
    private static final ConfigurationId VPN = id(3);

    private final FakeWindowsOs os = new FakeWindowsOs().with(Row.of(2).alias("LAN"), "192.0.2.2")
        .with(Row.of(3).alias("wg0").type(IfType.IF_TYPE_PROP_VIRTUAL).flags(0), "192.0.2.3");

    private static ConfigurationId id(int index) {
        return ConfigurationId.of("luid", Long.toUnsignedString(Row.luidOf(index)));
    }

    private CapabilityStatus status(ConfigurationId id) {
        WindowsBackend backend = WindowsBackend.open(os, new RecordingSink());
        try {
            backend.read();
            return backend.capabilities(id).of(Capability.DIRECT_CONNECTION_ROUTING);
        } finally {
            backend.close();
        }
    }

    @Test
    void socketsCanBeDirectedAndListenersNeedTheirAddress() {
        os.defaultRoute4(2);
        CapabilityStatus status = status(LAN);
        assertEquals(Support.AVAILABLE, status.support());
        assertTrue(status.reason().contains("localAddress()"), status::reason);
        assertEquals(Support.AVAILABLE, status(VPN).support());
    }

    @Test
    void aVpnWithTheDefaultRouteIsPassedByEverythingButItself() {
        os.defaultRoute4(3);
        CapabilityStatus status = status(LAN);
        assertEquals(Support.DEGRADED, status.support());
        assertTrue(status.reason().contains("wg0") && status.reason().contains("VPN"), status::reason);
        assertEquals(Support.AVAILABLE, status(VPN).support());
    }

    @Test
    void aJvmThatHidesItsSocketsIsReportedAsMissing() {
        os.defaultRoute4(3);
        os.sockets.obstacle = Optional.of("java.net.Socket has no field impl");
        assertEquals(CapabilityStatus.of(Capability.DIRECT_CONNECTION_ROUTING, Support.MISSING, "java.net.Socket has no field impl"), status(LAN));
    }
}
