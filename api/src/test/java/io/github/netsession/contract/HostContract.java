package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds on any machine of a backend's system, whatever networks it has. Nothing is changed, and nothing is sent but to this machine itself.
 * The JDK's own view is the witness.
 */
@Timeout(120)
public abstract class HostContract {

    private static final int ROUNDS = 20;
    private static final Duration LAST_THREAD_LIMIT = Duration.ofSeconds(60);
    private static final int PACKETS = 100;
    private static final int PACKET_BYTES = 1000;

    private final String backend;
    private final boolean countsLoopback;
    private Networks networks;

    /** The backend that is to be chosen, and whether its system counts what goes through loopback. */
    protected HostContract(String backend, boolean countsLoopback) {
        this.backend = backend;
        this.countsLoopback = countsLoopback;
    }

    /** What the JDK of this system says besides of a link that is up and has addresses. */
    protected abstract void isAsTheJdkHasIt(NetworkInterface jdks, Link link) throws IOException;

    protected final Networks networks() {
        return networks;
    }

    @BeforeEach
    final void open() {
        networks = Networks.open();
    }

    @AfterEach
    final void close() {
        networks.close();
    }

    @Test
    final void thisSystemsBackendIsChosen() {
        assertEquals(backend, networks.backend());
        for (CapabilityStatus status : networks.capabilities().statuses()) {
            assertTrue(status.support().isUsable() || !status.reason().isBlank(), status::toString);
        }
        assertTrue(networks.capabilities().has(Capability.DATA_STATISTICS));
        networks.configurations().forEach(each -> assertFalse(each.name().isBlank(), each::toString));
    }

    @Test
    final void everyInterfaceThatTheJdkHasUpIsThereWithItsAddresses() throws IOException {
        Map<Integer, Link> links = networks.interfaces().stream().collect(Collectors.toMap(Link::index, link -> link));
        int compared = 0;
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            Set<InetAddress> addresses = Set.copyOf(Collections.list(each.getInetAddresses()));
            if (each.isUp() && !addresses.isEmpty()) {
                Link link = links.get(each.getIndex());
                assertNotNull(link, () -> each + " is not among " + links.values());
                assertTrue(link.up(), () -> each + " is not up: " + link);
                assertEquals(each.isLoopback(), link.kind() == LinkKind.LOOPBACK, link::name);
                Set<InetAddress> seen = link.addresses().stream().map(LinkAddress::address).collect(Collectors.toSet());
                assertTrue(seen.containsAll(addresses), () -> addresses + " of " + link);
                isAsTheJdkHasIt(each, link);
                compared++;
            }
        }
        assertTrue(compared > 0, "not even loopback is up");
    }

    @Test
    final void theDefaultInterfaceIsUpAndLeadsOut() {
        networks.defaultInterface().ifPresent(link -> {
            assertTrue(link.operational(), link::toString);
            assertFalse(link.kind() == LinkKind.LOOPBACK, link::toString);
            NetworkConfiguration chosen = networks.defaultConfiguration().orElseThrow();
            assertTrue(chosen.isActive(), chosen::toString);
        });
    }

    @Test
    final void theCountersOfAllAreThoseOfEachAndNeverGoBack() throws IOException {
        Map<String, InterfaceCounters> before = networks.counters();
        sendToThisMachine();
        Map<String, InterfaceCounters> after = networks.counters();
        assertEquals(before.keySet(), after.keySet());
        after.forEach((name, counters) -> {
            assertTrue(counters.bytesReceived() >= before.get(name).bytesReceived() && counters.bytesWritten() >= before.get(name).bytesWritten(), name);
            assertEquals(counters.interfaceIndex(), networks.counters(name).orElseThrow().interfaceIndex());
        });
        String loopback = networks.interfaces().stream().filter(link -> link.kind() == LinkKind.LOOPBACK).findFirst().orElseThrow().name();
        long counted = after.get(loopback).bytesWritten() - before.get(loopback).bytesWritten();
        assertTrue(!countsLoopback || counted >= PACKETS * PACKET_BYTES, () -> counted + " bytes are counted");
    }

    private static void sendToThisMachine() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress()); DatagramSocket sender = new DatagramSocket()) {
            for (int i = 0; i < PACKETS; i++) {
                sender.send(new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES, receiver.getLocalSocketAddress()));
            }
        }
    }

    @Test
    final void openingAndClosingLeavesNoThread() {
        networks.close();
        for (int i = 0; i < ROUNDS; i++) {
            Networks.open().close();
        }
        Await.comesTrueWithin(LAST_THREAD_LIMIT, () -> !isAnyThreadLeft());
        assertFalse(isAnyThreadLeft(), "a thread is left");
    }

    private static boolean isAnyThreadLeft() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith("netsession-"));
    }
}
