package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.testkit.Await;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@Tag("every-jdk")
class KernelCountersIT {

    private static final int DATAGRAMS = 1000;
    private static final int PAYLOAD = 1000;
    /** Ethernet, IPv4 and UDP. */
    private static final int HEADERS = 14 + 20 + 8;

    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.vethPair("va", "vb");
        backend = new LinuxBackendProvider().open(new Hints());
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.clean();
    }

    @Test
    void everyByteIsCounted() throws Exception {
        Map<Integer, List<Long>> before = all();
        send();
        Map<Integer, List<Long>> after = all();
        int va = index("va");
        int vb = index("vb");
        long bytes = (long) DATAGRAMS * (PAYLOAD + HEADERS);
        assertEquals(bytes, after.get(va).get(1) - before.get(va).get(1), "sent");
        assertEquals(DATAGRAMS, after.get(va).get(3) - before.get(va).get(3), "packets sent");
        assertEquals(bytes, after.get(vb).get(0) - before.get(vb).get(0), "received");
        assertEquals(DATAGRAMS, after.get(vb).get(2) - before.get(vb).get(2), "packets received");
        assertEquals(witness(), after);
    }

    @Test
    void everyWayToTheCountersGivesTheSame() throws Exception {
        send();
        JnaLinuxOs os = new JnaLinuxOs();
        Map<Integer, List<Long>> expected = all();
        for (LinuxCounters.Source source : LinuxCounters.Source.values()) {
            try (LinuxCounters counters = new LinuxCounters(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), source)) {
                Map<Integer, List<Long>> rows = new HashMap<>();
                counters.all(into(rows));
                assertEquals(expected, rows, source.toString());
                rows.clear();
                counters.one(index("va"), into(rows));
                assertEquals(Map.of(index("va"), expected.get(index("va"))), rows, source.toString());
                rows.clear();
                counters.one(4711, into(rows));
                assertEquals(Map.of(), rows, source.toString());
            }
        }
    }

    @Test
    void oneLinkIsReadAlone() throws Exception {
        send();
        Map<Integer, List<Long>> rows = new HashMap<>();
        backend.counters(index("vb"), into(rows));
        assertEquals(Map.of(index("vb"), all().get(index("vb"))), rows);
    }

    @Test
    void aLinkThatIsGoneHasNoRow() {
        int index = index("va");
        Netns.ip("link del va");
        backend.counters(index, (i, a, b, c, d, e, f, g, h) -> {
            throw new AssertionError("a row of a link that is gone");
        });
    }

    @Test
    void theReportNamesTheSource() {
        String reason = backend.capabilities().of(Capability.DATA_STATISTICS).reason();
        assertTrue(reason.contains("RTM_GETSTATS"), reason);
    }

    @Test
    void aSinkThatThrowsDoesNotSpoilTheNextReading() {
        for (int i = 0; i < 3; i++) {
            try {
                backend.counters((index, a, b, c, d, e, f, g, h) -> {
                    throw new IllegalStateException("on purpose");
                });
            } catch (IllegalStateException e) {
                assertEquals("on purpose", e.getMessage());
            }
        }
        assertEquals(witness(), all());
    }

    /** Sends to an address whose neighbour entry is made by hand, so that no other packet is on the wire. */
    private static void send() throws Exception {
        Netns.sh("ip addr add 10.1.0.1/24 dev va; ip neigh replace 10.1.0.2 lladdr 02:00:00:00:00:02 dev va nud permanent");
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("10.1.0.1"), 0))) {
            DatagramPacket packet = new DatagramPacket(new byte[PAYLOAD], PAYLOAD, InetAddress.getByName("10.1.0.2"), 9);
            for (int i = 0; i < DATAGRAMS; i++) {
                socket.send(packet);
            }
        }
        Await.until(() -> Netns.ip("-j -s link show vb").contains("\"packets\":" + DATAGRAMS));
    }

    private Map<Integer, List<Long>> all() {
        Map<Integer, List<Long>> rows = new HashMap<>();
        backend.counters(into(rows));
        return rows;
    }

    private static CounterSink into(Map<Integer, List<Long>> rows) {
        return (index, received, written, packetsReceived, packetsWritten, errorsReceived, errorsWritten, droppedReceived, droppedWritten) ->
            rows.put(index, List.of(received, written, packetsReceived, packetsWritten, errorsReceived, errorsWritten, droppedReceived,
                droppedWritten));
    }

    private static Map<Integer, List<Long>> witness() {
        Map<Integer, List<Long>> rows = new HashMap<>();
        Pattern side = Pattern.compile("\"bytes\":(\\d+),\"packets\":(\\d+),\"errors\":(\\d+),\"dropped\":(\\d+)");
        for (String json : Netns.ip("-j -s link").split("(?=\\{\"ifindex\":)")) {
            Matcher matcher = side.matcher(json);
            if (json.startsWith("{\"ifindex\":") && matcher.find()) {
                List<Long> received = numbers(matcher);
                matcher.find();
                List<Long> sent = numbers(matcher);
                List<Long> row = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    row.add(received.get(i));
                    row.add(sent.get(i));
                }
                rows.put(Integer.parseInt(json.replaceAll("(?s)^.\"ifindex\":(\\d+).*", "$1")), row);
            }
        }
        return rows;
    }

    private static List<Long> numbers(Matcher matcher) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            numbers.add(Long.parseLong(matcher.group(i)));
        }
        return numbers;
    }

    private int index(String name) {
        return backend.read().links().stream().filter(link -> link.name().equals(name)).findFirst().orElseThrow().index();
    }
}
