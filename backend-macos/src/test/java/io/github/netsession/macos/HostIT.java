package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Connectivity;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What holds on any Mac, whatever networks it has. Nothing is changed, and nothing is sent but to this machine itself. The JDK's own view is
 * the witness. Not run so far: no Mac was at hand.
 */
@Tag("host")
@EnabledOnOs(OS.MAC)
@Timeout(120)
class HostIT {

    private static final int ROUNDS = 50;
    private static final int PACKETS = 100;
    private static final int PACKET_BYTES = 1000;

    private Networks networks;

    @BeforeEach
    void open() {
        networks = Networks.open();
    }

    @AfterEach
    void close() {
        networks.close();
    }

    @Test
    void theMacosBackendIsChosen() {
        assertEquals("macos", networks.backend());
        for (CapabilityStatus status : networks.capabilities().statuses()) {
            assertTrue(status.support().isUsable() || !status.reason().isBlank(), status::toString);
        }
    }

    @Test
    void changesAreToldOfAndThePathMonitorHasSpoken() {
        for (Capability capability : new Capability[] {Capability.CHANGE_EVENTS, Capability.METERED_DETECTION, Capability.SUSPEND_DETECTION}) {
            CapabilityStatus status = networks.capabilities().of(capability);
            assertEquals(Support.AVAILABLE, status.support(), status::toString);
        }
        assertFalse(networks.connectivity() == Connectivity.UNKNOWN && networks.isOnline(), "online, but the path is not known");
    }

    /** What XNU's source says and nobody here has seen: the interface MIB is not cut to 32 bits. */
    @Test
    void theCountersAreOf64Bits() {
        CapabilityStatus status = networks.capabilities().of(Capability.DATA_STATISTICS);
        assertEquals(Support.AVAILABLE, status.support(), status::toString);
    }

    @Test
    void everyInterfaceThatTheJdkHasUpIsThereWithItsAddresses() throws IOException {
        Map<String, Link> links = networks.interfaces().stream().collect(Collectors.toMap(Link::name, link -> link));
        int compared = 0;
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            Set<InetAddress> addresses = Set.copyOf(Collections.list(each.getInetAddresses()));
            Link link = links.get(each.getName());
            assertTrue(link != null, () -> each + " is not among " + links.keySet());
            assertEquals(each.getIndex(), link.index(), link::name);
            assertEquals(each.isUp(), link.up(), link::name);
            assertEquals(each.isLoopback(), link.kind() == LinkKind.LOOPBACK, link::name);
            assertEquals(each.getMTU(), link.mtuBytes(), link::name);
            Set<InetAddress> seen = link.addresses().stream().map(LinkAddress::address).collect(Collectors.toSet());
            assertTrue(seen.containsAll(addresses), () -> addresses + " of " + link);
            compared++;
        }
        assertTrue(compared > 0, "not even loopback is up");
    }

    @Test
    void theDefaultInterfaceIsUpAndItsServiceIsActive() {
        networks.defaultInterface().ifPresent(link -> {
            assertTrue(link.operational(), link::toString);
            assertFalse(link.kind() == LinkKind.LOOPBACK, link::toString);
            NetworkConfiguration chosen = networks.defaultConfiguration().orElseThrow();
            assertTrue(chosen.isActive(), chosen::toString);
            assertEquals(NetworkService.SCHEME, chosen.id().scheme());
        });
    }

    @Test
    void theCountersOfAllAreThoseOfEachAndCountWhatIsSent() throws IOException {
        Map<String, InterfaceCounters> before = networks.counters();
        String loopback = networks.interfaces().stream().filter(link -> link.kind() == LinkKind.LOOPBACK).findFirst().orElseThrow().name();
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress()); DatagramSocket sender = new DatagramSocket()) {
            for (int i = 0; i < PACKETS; i++) {
                sender.send(new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES, receiver.getLocalSocketAddress()));
            }
        }
        Map<String, InterfaceCounters> after = networks.counters();
        assertEquals(before.keySet(), after.keySet());
        assertTrue(after.get(loopback).bytesWritten() - before.get(loopback).bytesWritten() >= PACKETS * PACKET_BYTES, () -> before + " " + after);
        after.forEach((name, counters) -> {
            assertTrue(counters.bytesReceived() >= before.get(name).bytesReceived() && counters.bytesWritten() >= before.get(name).bytesWritten(), name);
            assertEquals(counters.interfaceIndex(), networks.counters(name).orElseThrow().interfaceIndex());
        });
    }

    @Test
    void openingAndClosingLeavesNoThread() {
        networks.close();
        for (int i = 0; i < ROUNDS; i++) {
            Networks.open().close();
        }
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end && isAnyThreadLeft()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertFalse(isAnyThreadLeft(), "all threads have ended");
    }

    private static boolean isAnyThreadLeft() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith("netsession-"));
    }
}
