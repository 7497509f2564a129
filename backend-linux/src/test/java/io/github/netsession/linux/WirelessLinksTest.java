package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WirelessLinksTest {

    private static final Set<Integer> LINKS = Set.of(1, 2, 3, 7);
    private static final int OTHER_FAMILY = 19;

    private int family = 28;
    private int sendError;
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void theInterfacesThatNl80211KnowsAreWireless() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertTrue(links.isSupported());
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
            assertEquals(Set.of(3, 7), links.indexes(Set.of(1, 2, 3, 7, 9)));
        }
        assertEquals(List.of(Netlink.GENL_ID_CTRL, family, family), asked, "looked for once");
    }

    @Test
    void withoutTheFamilyThereAreNoneUntilItComesWithANewLink() {
        family = 0;
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertFalse(links.isSupported());
            assertEquals(Set.of(), links.indexes(Set.of(1, 2)));
            family = 31;
            asked.clear();
            assertEquals(Set.of(), links.indexes(Set.of(1)));
            assertEquals(List.of(), asked, "no new link, so nobody asks");
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void whenTheModuleIsUnloadedThereAreNoneAnyMoreAndWhenItIsLoadedAgainThereAre() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertEquals(2, links.indexes(LINKS).size());
            family = 0;
            assertEquals(Set.of(), links.indexes(LINKS));
            assertFalse(links.isSupported());
            family = 29;
            assertEquals(2, links.indexes(Set.of(1, 8)).size());
            family = 30;
            assertEquals(2, links.indexes(Set.of(1, 8)).size(), "it has another number and the links are the same");
        }
    }

    @Test
    void anErrorOfNl80211MakesNoReadingFail() {
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            sendError = Errno.ENOBUFS;
            assertEquals(Set.of(), links.indexes(LINKS));
            assertFalse(links.wasInterrupted());
            sendError = 0;
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void anErrorAtTheFirstLookIsForgottenWithTheFirstReading() {
        sendError = Errno.EACCES;
        try (WirelessLinks links = WirelessLinks.open(os(this::nl80211))) {
            assertFalse(links.isSupported());
            sendError = 0;
            assertEquals(Set.of(3, 7), links.indexes(LINKS));
        }
    }

    @Test
    void withoutGenericNetlinkThereAreNone() {
        try (WirelessLinks links = WirelessLinks.open(new FakeOs())) {
            assertFalse(links.isSupported());
            assertEquals(Set.of(), links.indexes(LINKS));
        }
    }

    private List<byte[]> nl80211(byte[] request) {
        if (sendError != 0) {
            throw Errno.refused("sendto", sendError, "");
        }
        int type = Captured.buffer(request).getShort(4);
        asked.add(type);
        byte[] done = new byte[20];
        Captured.buffer(done).putInt(0, 20).putShort(4, (short) Netlink.NLMSG_DONE);
        if (type == Netlink.GENL_ID_CTRL) {
            byte[] other = family("nlctrl!", OTHER_FAMILY);
            return family == 0 ? List.of(other, done) : List.of(other, family("nl80211", family), done);
        }
        if (type != family) {
            byte[] gone = new byte[36];
            Captured.buffer(gone).putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -Errno.ENOENT);
            return List.of(gone);
        }
        return List.of(link(3), link(7), done);
    }

    /** A family's name, of seven letters, and number. */
    private static byte[] family(String name, int number) {
        byte[] bytes = new byte[40];
        ByteBuffer buffer = Captured.buffer(bytes);
        buffer.putInt(0, 40).putShort(4, (short) Netlink.GENL_ID_CTRL);
        buffer.putShort(20, (short) 12).putShort(22, (short) Netlink.CTRL_ATTR_FAMILY_NAME);
        buffer.put(24, name.getBytes(StandardCharsets.US_ASCII));
        buffer.putShort(32, (short) 6).putShort(34, (short) Netlink.CTRL_ATTR_FAMILY_ID).putInt(36, number);
        return bytes;
    }

    private byte[] link(int index) {
        byte[] bytes = new byte[28];
        ByteBuffer buffer = Captured.buffer(bytes);
        buffer.putInt(0, 28).putShort(4, (short) family);
        buffer.putShort(20, (short) 8).putShort(22, (short) Netlink.NL80211_ATTR_IFINDEX).putInt(24, index);
        return bytes;
    }

    private static LinuxOs os(Function<byte[], List<byte[]>> kernel) {
        return new LinuxOs() {
            @Override
            public NetlinkPort netlink(int protocol) {
                assertEquals(Netlink.NETLINK_GENERIC, protocol);
                return new FakeOs.Port(kernel);
            }

            @Override
            public EventPort events(int groups, int receiveBufferBytes) {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "events", "not asked for");
            }

            @Override
            public BusConnector bus(Predicate<String> wanted) {
                throw new BackendException(BackendException.Kind.UNSUPPORTED, "bus", "not asked for");
            }

            @Override
            public Duration suspended() {
                return Duration.ZERO;
            }

            @Override
            public String networkNamespace() {
                return "";
            }

            @Override
            public byte[] procNetDev() {
                return new byte[0];
            }
        };
    }
}
