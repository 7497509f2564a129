package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reader against a kernel made of captured answers. */
@Tag("unit")
class LinuxReaderTest {

    private final FakeOs os = new FakeOs();
    private String plain = "route-plain";
    private String fibMatch = "route-fib-match";
    private int linkDumps;
    private int interruptions;

    LinuxReaderTest() {
        os.kernel = this::answer;
    }

    @Test
    void capturedAnswersMakeASnapshot() {
        Snapshot snapshot = read();
        assertTrue(snapshot.exact());
        assertEquals(1, linkDumps);
        assertEquals(10, snapshot.links().size());
        assertEquals(Optional.of("veth0"), snapshot.defaultInterface());
        assertEquals(Optional.of(Duration.ofSeconds(3)), snapshot.suspended());
        assertEquals(42, snapshot.losses());
        List<Integer> indexes = snapshot.links().stream().map(link -> link.index()).toList();
        assertEquals(indexes.stream().sorted().toList(), indexes);
    }

    /** The link that nl80211 knows, here a captured one, has the signal of the station that is listed for it. */
    @Test
    void aWirelessLinkHasASignalWithEachReading() {
        int index = read().links().stream().filter(link -> link.name().equals("veth0")).findFirst().orElseThrow().index();
        Nl80211 nl80211 = new Nl80211();
        nl80211.stations.put(index, -70);
        os.generic = Optional.of(nl80211::answer);
        WirelessLinks wireless = WirelessLinks.open(os);
        LinuxReader reader = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), wireless);
        assertEquals(OptionalInt.of(60), signal(reader.read(true, 0)));
        nl80211.stations.put(index, -90);
        assertEquals(OptionalInt.of(20), signal(reader.read(true, 0)));
        nl80211.stations.put(index, 0);
        assertEquals(OptionalInt.empty(), signal(reader.read(true, 0)));
        nl80211.refusal = Errno.EOPNOTSUPP;
        Snapshot snapshot = reader.read(true, 0);
        assertEquals(OptionalInt.empty(), signal(snapshot));
        assertTrue(snapshot.exact(), "a signal that is not known is no doubt about the links");
    }

    private static OptionalInt signal(Snapshot snapshot) {
        return snapshot.accessPoints().stream().filter(point -> point.id().value().equals("link:veth0")).findFirst().orElseThrow().signalPercent();
    }

    @Test
    void anInterruptedDumpIsReadAgain() {
        interruptions = 3;
        assertTrue(read().exact());
        assertEquals(4, linkDumps);
    }

    @Test
    void afterFiveInterruptedAttemptsTheReadingIsInexactAndWhole() {
        interruptions = 1000;
        Snapshot snapshot = read();
        assertFalse(snapshot.exact());
        assertEquals(LinuxReader.ATTEMPTS, linkDumps);
        assertEquals(10, snapshot.links().size());
    }

    @Test
    void anOldKernelThatDoesNotKnowFibMatchIsBelieved() {
        fibMatch = "route-plain";
        assertEquals(Optional.of("veth0"), read().defaultInterface());
    }

    @Test
    void withoutARouteThereIsNoDefault() {
        fibMatch = "route-ipv6-unreachable";
        plain = "route-ipv6-unreachable";
        assertEquals(Optional.empty(), read().defaultInterface());
        assertTrue(read().isDefaultInterfaceKnown());
    }

    @Test
    void aLookUpThatIsRefusedProvesNoRouteAndNoneMissing() {
        for (int errno : new int[] {Errno.EPERM, Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.ENOBUFS}) {
            os.kernel = request -> Captured.buffer(request).getShort(4) == Rtnetlink.RTM_GETROUTE ? refusal(request, errno) : answer(request);
            Snapshot snapshot = read();
            assertEquals(Optional.empty(), snapshot.defaultInterface());
            assertFalse(snapshot.isDefaultInterfaceKnown(), "errno " + errno);
            assertEquals(10, snapshot.links().size());
        }
    }

    @Test
    void aKernelWithoutIpv6HasNoDefaultRouteByIt() {
        os.kernel = request -> {
            ByteBuffer buffer = Captured.buffer(request);
            boolean isIpv6 = buffer.get(16) == Rtnetlink.AF_INET6;
            return buffer.getShort(4) == Rtnetlink.RTM_GETROUTE ? refusal(request, isIpv6 ? Errno.EOPNOTSUPP : Errno.ENETUNREACH) : answer(request);
        };
        assertTrue(read().isDefaultInterfaceKnown());
    }

    /** An nlmsgerr of four bytes and the header of the request. Source: netlink(7). */
    private static List<byte[]> refusal(byte[] request, int errno) {
        byte[] bytes = new byte[36];
        ByteBuffer answer = Captured.buffer(bytes);
        ByteBuffer asked = Captured.buffer(request);
        answer.putInt(0, bytes.length).putShort(4, (short) 2).putInt(8, asked.getInt(8)).putInt(12, asked.getInt(12)).putInt(16, -errno);
        answer.put(20, request, 0, 16);
        return List.of(bytes);
    }

    @Test
    void anErrorOfTheKernelIsABackendException() {
        os.kernel = request -> Captured.datagrams("error-explained");
        assertThrows(BackendException.class, this::read);
    }

    private Snapshot read() {
        return new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os)).read(true, 42);
    }

    private List<byte[]> answer(byte[] request) {
        ByteBuffer buffer = Captured.buffer(request);
        return switch (buffer.getShort(4)) {
            case Rtnetlink.RTM_GETLINK -> links();
            case Rtnetlink.RTM_GETADDR -> Captured.datagrams("addresses");
            default -> Captured.datagrams((buffer.getInt(24) & Rtnetlink.RTM_F_FIB_MATCH) == 0 ? plain : fibMatch);
        };
    }

    private List<byte[]> links() {
        linkDumps++;
        List<byte[]> datagrams = new ArrayList<>(Captured.datagrams("links"));
        if (interruptions > 0) {
            interruptions--;
            byte[] last = datagrams.get(datagrams.size() - 1);
            ByteBuffer buffer = Captured.buffer(last);
            buffer.putShort(6, (short) (buffer.getShort(6) | Netlink.NLM_F_DUMP_INTR));
        }
        return datagrams;
    }
}
