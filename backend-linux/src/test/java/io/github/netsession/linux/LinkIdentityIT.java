package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real links that swap their names, are renamed, leave and come back, and have other names. */
@Tag("kernel")
class LinkIdentityIT {

    private static final int DATAGRAM_BYTES = 1000;
    private static final int FRAME_BYTES = DATAGRAM_BYTES + 8 + 20 + 14;

    private Networks networks;
    private int first;
    private int second;

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (int i = 0; i < 2; i++) {
            Netns.vethPair("ap" + i, "net" + i);
            String network = Netns.accessPoint(i).network();
            Netns.ip("addr add " + network + ".2/24 dev ap" + i);
            // A static neighbour makes the packets that are sent here the only ones on the link.
            Netns.ip("neigh add " + network + ".99 lladdr 02:00:00:00:00:99 dev ap" + i);
        }
        networks = Networks.open();
        first = index("ap0");
        second = index("ap1");
    }

    @AfterEach
    void tidy() {
        networks.close();
        Netns.clean();
    }

    private int index(String name) {
        return networks.state().networkInterface(name).map(Link::index).orElse(0);
    }

    private NetworkSession opened(String name) throws InterruptedException {
        ConfigurationId id = ConfigurationId.of("link", name);
        Await.until(() -> networks.configuration(id).filter(found -> found.isActive()).isPresent());
        NetworkSession session = networks.session(id);
        session.open();
        assertTrue(session.awaitOpened());
        return session;
    }

    /** Sends through the link that had this number of {@link Netns#accessPoint(int)} at the beginning, whatever its name is now. */
    private static void send(int accessPoint, int datagrams) throws IOException {
        String network = Netns.accessPoint(accessPoint).network();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < datagrams; i++) {
                socket.send(new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES, InetAddress.getByName(network + ".99"), 9));
            }
        }
    }

    private void assertCounts(String name, int index, long frames, int epoch) {
        InterfaceCounters counters = networks.counters(name).orElseThrow();
        assertEquals(index, counters.interfaceIndex(), name);
        assertEquals(frames * FRAME_BYTES, counters.bytesWritten(), name);
        assertEquals(epoch, counters.epoch(), name);
    }

    private void swapNames() {
        int ap0 = index("ap0");
        int ap1 = index("ap1");
        Netns.ipBatch(List.of("link set ap0 name tmp0", "link set ap1 name ap0", "link set tmp0 name ap1"));
        Await.until(() -> index("ap0") == ap1 && index("ap1") == ap0);
    }

    @Test
    void theCountersOfNamesThatAreSwappedAreThoseOfTheirLinks() throws Exception {
        send(0, 100);
        send(1, 500);
        assertCounts("ap0", first, 100, 0);
        assertCounts("ap1", second, 500, 0);
        swapNames();
        assertCounts("ap0", second, 500, 1);
        assertCounts("ap1", first, 500, 1); // A name does not count back.
        NetworkSession session = opened("ap0");
        send(1, 3);
        send(0, 7);
        assertEquals(3 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        assertEquals(503 * FRAME_BYTES, session.bytesWritten());
        assertCounts("ap0", second, 503, 1);
        assertCounts("ap1", first, 507, 1);
    }

    @Test
    void linksThatSwapTheirNamesGiveASessionOnlyWhatPassed() throws Exception {
        send(0, 100);
        send(1, 500);
        int stayed = 0;
        for (int swap = 0; swap < 20; swap++) {
            NetworkSession session = opened("ap0");
            swapNames();
            networks.update().join();
            // A reading between the renames sees no ap0, and ends the session.
            stayed += session.isOpen() ? 1 : 0;
            assertEquals(Traffic.NONE, session.traffic().orElseThrow(), "swap " + swap);
            session.close();
        }
        assertTrue(stayed > 0, "no session has stayed open");
    }

    @Test
    void aLinkThatIsRenamedKeepsItsCounters() throws Exception {
        NetworkSession session = opened("ap0");
        send(0, 5);
        assertEquals(5 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        Netns.ip("link set ap0 name uplink");
        Await.until(() -> index("uplink") == first && !session.isOpen());
        assertEquals(5 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        NetworkSession next = opened("uplink");
        send(0, 2);
        assertEquals(2 * FRAME_BYTES, next.traffic().orElseThrow().bytesWritten());
        assertEquals(7 * FRAME_BYTES, next.bytesWritten());
        assertCounts("uplink", first, 7, 0);
        assertEquals(Optional.empty(), networks.counters("ap0"));
    }

    private interface Elsewhere {
        void change(String enter) throws IOException;
    }

    /** Moves ap0 to another namespace, and back after a change there. */
    private void leaveAndComeBack(NetworkSession session, Elsewhere elsewhere) throws IOException {
        Process other = Netns.otherNamespace();
        try {
            String enter = "nsenter -t " + other.pid() + " -n ";
            elsewhere.change(enter);
            Netns.ip("link set ap0 netns " + other.pid());
            Await.until(() -> index("ap0") == 0 && !session.isOpen());
            Netns.sh(enter + "ip link set ap0 netns " + ProcessHandle.current().pid());
        } finally {
            other.destroy();
        }
        Netns.ip("link set ap0 addrgenmode none");
        Netns.ip("link set ap0 up");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        Netns.ip("neigh replace 192.0.2.99 lladdr 02:00:00:00:00:99 dev ap0");
    }

    @Test
    void aLinkThatComesBackFromAnotherNamespaceUnderItsIndexContinues() throws Exception {
        NetworkSession session = opened("ap0");
        send(0, 500);
        assertEquals(500 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten(), "read before it is gone");
        leaveAndComeBack(session, enter -> { });
        assertEquals(500 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        session = opened("ap0");
        assertEquals(first, index("ap0"));
        send(0, 3);
        assertEquals(3 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        assertEquals(503 * FRAME_BYTES, session.bytesWritten());
        assertCounts("ap0", first, 503, 0);
    }

    @Test
    void aLinkThatComesBackFromAnotherNamespaceUnderAnotherIndexCountsOnce() throws Exception {
        NetworkSession session = opened("ap0");
        send(0, 500);
        assertCounts("ap0", first, 500, 0);
        leaveAndComeBack(session, enter -> Netns.sh(enter + "ip link add taken0 index " + first + " type veth peer name taken1"));
        assertEquals(500 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        session = opened("ap0");
        assertNotEquals(first, index("ap0"), "the number was taken there");
        send(0, 3);
        assertEquals(3 * FRAME_BYTES, session.traffic().orElseThrow().bytesWritten());
        assertEquals(503 * FRAME_BYTES, session.bytesWritten(), "what ip says");
        assertCounts("ap0", index("ap0"), 503, 1);
    }

    @Test
    void alternativeNamesAreReadAndTheirChangesAreSeen() {
        String longest = "enp0s31f6-" + "x".repeat(117);
        assertEquals(List.of(), networks.state().networkInterface("ap0").orElseThrow().alternativeNames());
        Netns.ip("link property add dev ap0 altname " + longest + " altname uplink");
        Await.until(() -> networks.state().networkInterface("ap0").orElseThrow().alternativeNames().equals(List.of(longest, "uplink")));
        assertEquals(List.of(), networks.state().networkInterface("ap1").orElseThrow().alternativeNames());
        assertEquals(Optional.empty(), networks.state().networkInterface("uplink"), "it is no name of an interface");
        Netns.ip("link property del dev ap0 altname " + longest);
        Await.until(() -> networks.state().networkInterface("ap0").orElseThrow().alternativeNames().equals(List.of("uplink")));
    }
}
