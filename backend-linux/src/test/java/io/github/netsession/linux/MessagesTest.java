package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of a real kernel, read back. */
@Tag("unit")
class MessagesTest {

    private final Map<String, LinkMessage> links = Captured.parse("links", Rtnetlink.RTM_NEWLINK, LinkMessage::parse).stream()
        .collect(Collectors.toMap(LinkMessage::name, link -> link));

    @Test
    void everyLinkOfADumpIsRead() {
        assertEquals(Set.of("lo", "veth0", "veth1", "br0", "port0", "port1", "tun0", "mv0", "vx0", "ifb0"), links.keySet());
    }

    @Test
    void aVethIsReadWhole() {
        LinkMessage veth = links.get("veth0");
        assertEquals("veth", veth.infoKind());
        assertEquals(Rtnetlink.ARPHRD_ETHER, veth.hardwareType());
        assertEquals(1500, veth.mtuBytes());
        assertEquals(Optional.of("02:00:00:00:00:01"), veth.hardwareAddress());
        assertEquals(0, veth.masterIndex());
        assertEquals(1, veth.carrier());
        assertTrue(veth.isUp() && veth.hasCarrier() && veth.isOperational());
    }

    @Test
    void aPortNamesItsMaster() {
        assertEquals(links.get("br0").index(), links.get("port0").masterIndex());
        assertEquals("bridge", links.get("br0").infoKind());
    }

    @Test
    void loopbackIsOperationalWithAnUnknownState() {
        LinkMessage lo = links.get("lo");
        assertEquals(Rtnetlink.IF_OPER_UNKNOWN, lo.operstate());
        assertTrue(lo.isOperational());
        assertEquals(Optional.empty(), lo.hardwareAddress(), "all zero");
        assertEquals(65536, lo.mtuBytes());
    }

    @Test
    void aDeviceUnderALinkIsNoticed() {
        int name = Rtnetlink.IFINFOMSG_BYTES;
        ByteBuffer buffer = Captured.buffer(new byte[name + 16]);
        buffer.putInt(4, 7).putShort(name, (short) 8).putShort(name + 2, (short) Rtnetlink.IFLA_IFNAME).putInt(name + 4, 'x');
        buffer.putShort(name + 8, (short) 8).putShort(name + 10, (short) Rtnetlink.IFLA_PARENT_DEV_NAME).putInt(name + 12, 'y');
        assertFalse(LinkMessage.parse(buffer, 0, name + 8).orElseThrow().hasParentDevice());
        assertTrue(LinkMessage.parse(buffer, 0, name + 16).orElseThrow().hasParentDevice());
    }

    /** A link x whose properties are these attributes: types and values. */
    private static LinkMessage withProperties(Object... properties) {
        ByteBuffer buffer = Captured.buffer(new byte[4096]);
        int at = Rtnetlink.IFINFOMSG_BYTES;
        buffer.putInt(4, 7).putShort(at, (short) 8).putShort(at + 2, (short) Rtnetlink.IFLA_IFNAME).putInt(at + 4, 'x');
        int list = at + 8;
        int end = list + 4;
        for (int i = 0; i < properties.length; i += 2) {
            byte[] value = ((String) properties[i + 1]).getBytes(StandardCharsets.ISO_8859_1);
            buffer.putShort(end, (short) (4 + value.length)).putShort(end + 2, ((Integer) properties[i]).shortValue()).put(end + 4, value);
            end = Netlink.align(end + 4 + value.length);
        }
        buffer.putShort(list, (short) (end - list)).putShort(list + 2, (short) (Rtnetlink.IFLA_PROP_LIST | 0x8000)); // NLA_F_NESTED
        return LinkMessage.parse(buffer, 0, end).orElseThrow();
    }

    @Test
    void theAlternativeNamesAreReadInTheirOrder() {
        int type = Rtnetlink.IFLA_ALT_IFNAME;
        assertEquals(List.of(), links.get("veth0").alternativeNames());
        assertEquals(List.of("enp0s31f6", "a-name-that-is-longer-than-fifteen"),
            withProperties(type, "enp0s31f6\0", type, "a-name-that-is-longer-than-fifteen\0").alternativeNames());
        assertEquals(List.of("b"), withProperties(type + 1, "a\0", type, "b\0").alternativeNames(), "another property");
        assertEquals(List.of("caf\\xe9\\x1b"), withProperties(type, "caf\u00e9\u001b\0").alternativeNames(), "printable");
    }

    @Test
    void anAlternativeNameThatTheKernelDoesNotPermitIsNone() {
        int type = Rtnetlink.IFLA_ALT_IFNAME;
        assertEquals(List.of("y".repeat(127), "z"),
            withProperties(type, "", type, "\0", type, "x".repeat(128) + '\0', type, "y".repeat(127) + '\0', type, "z").alternativeNames());
    }

    @Test
    void aLinkThatIsDownHasNoCarrier() {
        assertFalse(links.get("tun0").isUp());
        assertFalse(links.get("ifb0").hasCarrier());
        assertEquals(Optional.empty(), links.get("tun0").hardwareAddress());
    }

    /** Source: linux/if_addr.h. */
    @ParameterizedTest
    @CsvSource({"0x80, true", "0x20, true", "0xa0, true", "0x40, false", "0x44, true", "0x08, false", "0x48, false", "0x4c, false", "0x04, true"})
    void onlyAnAddressThatTheKernelUsesAsSourceIsUsable(String flags, boolean usable) {
        ByteBuffer buffer = Captured.buffer(new byte[64]);
        int at = Rtnetlink.IFADDRMSG_BYTES;
        buffer.put(0, (byte) Rtnetlink.AF_INET).put(1, (byte) 24).putInt(4, 7);
        buffer.putShort(at, (short) 8).putShort(at + 2, (short) Rtnetlink.IFA_LOCAL).putInt(at + 4, 0x0100000a);
        buffer.putShort(at + 8, (short) 8).putShort(at + 10, (short) Rtnetlink.IFA_FLAGS).putInt(at + 12, Integer.decode(flags));
        assertEquals(usable, AddressMessage.parse(buffer, 0, at + 16).orElseThrow().address().usable());
    }

    @Test
    void addressesAreReadWithTheirFlags() {
        int veth0 = links.get("veth0").index();
        List<String> all = Captured.parse("addresses", Rtnetlink.RTM_NEWADDR, AddressMessage::parse).stream()
            .map(each -> each.linkIndex() + " " + each.address() + " " + each.address().usable()).sorted().toList();
        assertEquals(List.of("1 0:0:0:0:0:0:0:1/128 true", "1 127.0.0.1/8 true", veth0 + " 10.1.0.1/24 true", veth0 + " 10.1.0.9/32 true",
            veth0 + " 2001:db8:1:0:0:0:0:1/64 true", veth0 + " 2001:db8:1:0:0:0:0:2/64 true",
            veth0 + " fe80:0:0:0:0:0:0:5%" + veth0 + "/64 true"), all);
    }

    @Test
    void aPlainRouteNamesTheLinkAndAFibMatchThePrefix() {
        RouteMessage plain = Captured.parse("route-plain", Rtnetlink.RTM_NEWROUTE, RouteMessage::parse).get(0);
        assertEquals(links.get("veth0").index(), plain.outIndex());
        assertEquals(32, plain.prefixLength());
        assertTrue(plain.isUnicast());
        assertTrue(plain.ignoresFibMatch(), "it is what an old kernel answers to RTM_F_FIB_MATCH");
        RouteMessage match = Captured.parse("route-fib-match", Rtnetlink.RTM_NEWROUTE, RouteMessage::parse).get(0);
        assertEquals(0, match.prefixLength());
        assertFalse(match.ignoresFibMatch());
    }

    @Test
    void everyCapturedNoticeMatters() {
        ChangeFilter filter = new ChangeFilter(new HeardChanges());
        List<byte[]> notices = Captured.datagrams("notices");
        assertTrue(notices.size() > 5);
        for (byte[] notice : notices) {
            assertTrue(filter.matters(Captured.buffer(notice), notice.length));
        }
        assertEquals(0, filter.malformed());
    }
}
