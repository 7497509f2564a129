package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.spi.Snapshot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A reader of links that a test changes, and which has read all of them once. */
class PartialReadings {

    static final List<String> WHOLE = List.of("links", "addresses");
    /** The default route of both protocols, of which two addresses each have none. */
    static final List<String> DEFAULT = List.of("route", "route", "route", "route");

    final FakeTables kernel = new FakeTables();
    final FakeOs os = new FakeOs();
    final HeardChanges heard = new HeardChanges();
    final ChangeFilter filter = new ChangeFilter(heard);
    LinuxReader reader;
    Snapshot before;

    @BeforeEach
    void readOnce() {
        kernel.links.put(1, new LinkMessage(1, "lo", List.of(), Rtnetlink.ARPHRD_LOOPBACK, FakeTables.UP | Rtnetlink.IFF_LOOPBACK, "", 0, 1, 65_536,
            Optional.empty(), 0, false));
        for (int i = 2; i <= 40; i++) {
            kernel.add(i, "v" + i);
            kernel.address(i, "10.0." + i + ".1");
        }
        os.kernel = kernel::answer;
        reader = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os));
        before = readWhole();
    }

    Snapshot readWhole() {
        Snapshot snapshot = reader.read(true, 0, heard.take(), true);
        kernel.asked();
        return snapshot;
    }

    void hear(byte[] notice) {
        assertTrue(filter.matters(Captured.buffer(notice), notice.length));
    }

    void hearOfLink(int index) {
        hear(FakeTables.message(kernel.links.get(index)));
    }

    void hearOfAddress(int type, int index) {
        hear(FakeTables.addressNotice(type, index, FakeTables.address("10.9.9.9")));
    }

    void hearOfType(int type) {
        ByteBuffer notice = Captured.buffer(new byte[32]);
        notice.putInt(0, 32).putShort(4, (short) type);
        hear(notice.array());
    }

    Snapshot readChanged() {
        return reader.readChanged(true, 0, heard.take(), true);
    }

    /** The snapshot is that of another reader, which reads everything. */
    Snapshot readChangedRight() {
        Snapshot changed = readChanged();
        List<String> asked = kernel.asked();
        LinuxReader other = new LinuxReader(os, new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)), WirelessLinks.open(os));
        assertEquals(other.read(true, 0), changed);
        kernel.asked();
        asked.forEach(kernel::note);
        return changed;
    }

    static Link link(Snapshot snapshot, int index) {
        return snapshot.links().stream().filter(link -> link.index() == index).findFirst().orElseThrow();
    }
}
