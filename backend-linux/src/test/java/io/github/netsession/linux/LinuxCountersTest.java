package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.linux.LinuxCounters.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which way to the counters is taken on which kernel, and what each makes of the same bytes. */
@Tag("unit")
class LinuxCountersTest {

    private static final String TEXT = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo:     100      1    2    3    0     0          0         0      200      4    5    6    0     0       0          0
         veth0: 18446744073709551615 7 0 0 0 0 0 0 9 8 0 0 0 0 0 0
          odd
           bad: 1 2 x
        """;

    private final FakeOs os = new FakeOs();
    private final Map<Integer, List<Long>> rows = new TreeMap<>();

    @Test
    void aPresentKernelGivesOnlyTheCounters() {
        os.kernel = request -> Captured.datagrams(type(request) == Rtnetlink.RTM_GETSTATS ? "counters" : "links");
        assertEquals(Source.RTM_GETSTATS, read());
        assertEquals(10, rows.size());
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), rows.get(1));
    }

    @Test
    void anOldKernelGivesThemWithTheLinks() {
        os.kernel = request -> type(request) == Rtnetlink.RTM_GETSTATS ? refused() : Captured.datagrams("links");
        assertEquals(Source.IFLA_STATS64, read());
        assertEquals(10, rows.size());
    }

    @Test
    void otherwiseTheTextIsRead() {
        os.kernel = request -> type(request) == Rtnetlink.RTM_GETSTATS ? refused() : List.of(link(1, "lo"), link(2, "veth0"), done());
        os.procNetDev = TEXT.getBytes(StandardCharsets.US_ASCII);
        assertEquals(Source.PROC_NET_DEV, read());
        assertEquals(2, rows.size());
        assertEquals(List.of(-1L, 9L, 7L, 8L, 0L, 0L, 0L, 0L), rows.get(2), "beyond the largest long");
        assertEquals(List.of(100L, 200L, 1L, 4L, 2L, 5L, 3L, 6L), rows.get(1));
    }

    @Test
    void aCounterThatIsShorterThanItMustBeIsPassedOver() {
        os.kernel = request -> {
            byte[] answer = new byte[16 + 12 + 4 + 56 + 20];
            ByteBuffer buffer = Captured.buffer(answer);
            buffer.putInt(0, 88).putShort(4, (short) Rtnetlink.RTM_NEWSTATS).putInt(20, 1).putShort(28, (short) 60).putShort(30, (short) 1);
            buffer.putInt(88, 20).putShort(92, (short) Netlink.NLMSG_DONE);
            return List.of(answer);
        };
        assertEquals(Source.PROC_NET_DEV, read());
        assertEquals(Map.of(), rows);
    }

    private Source read() {
        try (LinuxCounters counters = new LinuxCounters(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)))) {
            counters.all((index, received, written, packetsReceived, packetsWritten, errorsReceived, errorsWritten, droppedReceived,
                          droppedWritten) -> rows.put(index, List.of(received, written, packetsReceived, packetsWritten, errorsReceived,
                errorsWritten, droppedReceived, droppedWritten)));
            return counters.source();
        }
    }

    private static int type(byte[] request) {
        return Captured.buffer(request).getShort(4);
    }

    /** A link without counters, as gVisor describes one. */
    private static byte[] link(int index, String name) {
        byte[] message = new byte[48];
        ByteBuffer buffer = Captured.buffer(message);
        buffer.putInt(0, 48).putShort(4, (short) Rtnetlink.RTM_NEWLINK).putInt(20, index);
        buffer.putShort(32, (short) 16).putShort(34, (short) Rtnetlink.IFLA_IFNAME).put(36, name.getBytes(StandardCharsets.US_ASCII));
        return message;
    }

    private static byte[] done() {
        byte[] message = new byte[20];
        Captured.buffer(message).putInt(0, 20).putShort(4, (short) Netlink.NLMSG_DONE);
        return message;
    }

    private static List<byte[]> refused() {
        byte[] answer = new byte[36];
        Captured.buffer(answer).putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -Errno.EOPNOTSUPP);
        return List.of(answer);
    }
}
