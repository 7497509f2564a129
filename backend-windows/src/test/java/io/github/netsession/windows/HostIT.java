package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What holds on any Windows, whatever networks it has: real ones run it in the workflow, Wine runs it in the wine tier. Nothing is changed, and
 * nothing is sent but to this machine itself. The JDK's own view is the witness.
 */
@Tag("host")
@EnabledOnOs(OS.WINDOWS)
class HostIT {

    private static final int ROUNDS = 20;
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
    void theWindowsBackendIsChosen() {
        assertEquals("windows", networks.backend());
        for (CapabilityStatus status : networks.capabilities().statuses()) {
            assertTrue(status.support().isUsable() || !status.reason().isBlank(), status::toString);
        }
        assertTrue(networks.capabilities().has(Capability.DATA_STATISTICS));
        networks.configurations().forEach(each -> assertFalse(each.name().isBlank(), each::toString));
    }

    @Test
    void everyInterfaceThatTheJdkHasUpIsThereWithItsAddresses() throws IOException {
        Map<Integer, Link> links = networks.interfaces().stream().collect(Collectors.toMap(Link::index, link -> link));
        int compared = 0;
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            Set<InetAddress> addresses = Set.copyOf(Collections.list(each.getInetAddresses()));
            if (each.isUp() && !addresses.isEmpty()) {
                Link link = links.get(each.getIndex());
                assertTrue(link != null && link.operational(), () -> each + " is not up among " + links.values());
                Set<InetAddress> seen = link.addresses().stream().map(LinkAddress::address).collect(Collectors.toSet());
                assertTrue(seen.containsAll(addresses), () -> addresses + " of " + link);
                assertEquals(each.isLoopback(), link.kind() == LinkKind.LOOPBACK, link::name);
                assertTrue(link.systemId().orElse("").matches("\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}}"), link::toString);
                compared++;
            }
        }
        assertTrue(compared > 0, "not even loopback is up");
    }

    @Test
    void theDefaultInterfaceIsUpAndLeadsOut() {
        networks.defaultInterface().ifPresent(link -> {
            assertTrue(link.operational(), link::toString);
            assertFalse(link.kind() == LinkKind.LOOPBACK, link::toString);
            NetworkConfiguration chosen = networks.defaultConfiguration().orElseThrow();
            assertTrue(chosen.isActive(), chosen::toString);
        });
    }

    @Test
    void theCountersOfAllAreThoseOfEachAndNeverGoBack() throws IOException {
        Map<String, InterfaceCounters> before = networks.counters();
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress()); DatagramSocket sender = new DatagramSocket()) {
            for (int i = 0; i < PACKETS; i++) {
                sender.send(new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES, receiver.getLocalSocketAddress()));
            }
        }
        Map<String, InterfaceCounters> after = networks.counters();
        assertEquals(before.keySet(), after.keySet());
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
        assertTrue(Linux.await(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("netsession-"))),
            "all threads have ended");
    }
}
