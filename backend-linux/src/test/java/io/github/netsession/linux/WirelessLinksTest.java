package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WirelessLinksTest {

    private static final int FAMILY = 28;

    @Test
    void theInterfacesThatNl80211KnowsAreWireless() {
        try (WirelessLinks links = WirelessLinks.open(os(WirelessLinksTest::nl80211))) {
            assertTrue(links.isSupported());
            assertEquals(Set.of(3, 7), links.indexes());
        }
    }

    @Test
    void withoutTheFamilyThereAreNone() {
        byte[] noSuchFamily = new byte[36];
        Captured.buffer(noSuchFamily).putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -Errno.ENOENT);
        try (WirelessLinks links = WirelessLinks.open(os(request -> List.of(noSuchFamily)))) {
            assertFalse(links.isSupported());
            assertEquals(Set.of(), links.indexes());
        }
    }

    @Test
    void whenTheModuleIsUnloadedThereAreNoneAnyMore() {
        byte[] gone = new byte[36];
        Captured.buffer(gone).putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -Errno.ENOENT);
        boolean[] unloaded = {false};
        try (WirelessLinks links = WirelessLinks.open(os(request -> unloaded[0] ? List.of(gone) : nl80211(request)))) {
            assertEquals(2, links.indexes().size());
            unloaded[0] = true;
            assertEquals(Set.of(), links.indexes());
        }
    }

    @Test
    void withoutGenericNetlinkThereAreNone() {
        try (WirelessLinks links = WirelessLinks.open(new FakeOs())) {
            assertFalse(links.isSupported());
        }
    }

    private static List<byte[]> nl80211(byte[] request) {
        if (Captured.buffer(request).getShort(4) == Netlink.GENL_ID_CTRL) {
            return List.of(message(Netlink.GENL_ID_CTRL, Netlink.CTRL_ATTR_FAMILY_ID, 6, FAMILY));
        }
        byte[] done = new byte[20];
        Captured.buffer(done).putInt(0, 20).putShort(4, (short) Netlink.NLMSG_DONE);
        return List.of(message(FAMILY, Netlink.NL80211_ATTR_IFINDEX, 8, 3), message(FAMILY, Netlink.NL80211_ATTR_IFINDEX, 8, 7), done);
    }

    private static byte[] message(int type, int attribute, int attributeBytes, int value) {
        byte[] bytes = new byte[28];
        ByteBuffer buffer = Captured.buffer(bytes);
        buffer.putInt(0, 28).putShort(4, (short) type);
        buffer.putShort(20, (short) attributeBytes).putShort(22, (short) attribute).putInt(24, value);
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
