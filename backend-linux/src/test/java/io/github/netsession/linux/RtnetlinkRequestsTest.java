package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request, byte by byte: header (length, type, flags, sequence, port), body, attributes. */
@Tag("unit")
class RtnetlinkRequestsTest {

    private final ByteBuffer out = Captured.buffer(new byte[NetlinkPort.REQUEST_BYTES]);

    RtnetlinkRequestsTest() {
        Arrays.fill(out.array(), (byte) 0xee); // What an earlier request left.
    }

    @Test
    void allLinks() {
        assertWritten("28000000 1200 0103 00000000 00000000 | 00000000 00000000 00000000 00000000 | 0800 1d00 08000000",
            RtnetlinkRequests.links(out));
    }

    @Test
    void oneLink() {
        assertWritten("34000000 1200 0100 00000000 00000000 | 00000000 00000000 00000000 00000000 | 0900 0300 6574683000 000000 | 0800 1d00 08000000",
            RtnetlinkRequests.linkByName(out, "eth0".getBytes(StandardCharsets.US_ASCII)));
        assertWritten("20000000 1200 0100 00000000 00000000 | 00000000 07000000 00000000 00000000", RtnetlinkRequests.linkByIndex(out, 7));
        assertWritten("28000000 1200 0100 00000000 00000000 | 00000000 07000000 00000000 00000000 | 0800 1d00 08000000", RtnetlinkRequests.link(out, 7));
    }

    @Test
    void aChangeOfFlags() {
        assertWritten("20000000 1000 0500 00000000 00000000 | 00000000 07000000 01000000 01000000", RtnetlinkRequests.setFlags(out, 7, 1, 1));
        assertWritten("20000000 1300 0500 00000000 00000000 | 00000000 ffffff7f 00000000 00000000", RtnetlinkRequests.permissionProbe(out));
    }

    @Test
    void allAddresses() {
        assertWritten("18000000 1600 0103 00000000 00000000 | 00000000 00000000", RtnetlinkRequests.addresses(out));
        assertWritten("18000000 1600 0103 00000000 00000000 | 00000000 07000000", RtnetlinkRequests.addresses(out, 7));
    }

    @Test
    void aRoute() {
        assertWritten("24000000 1a00 0100 00000000 00000000 | 02200000 00000000 00000000 | 0800 0100 c0000201",
            RtnetlinkRequests.route(out, HexFormat.of().parseHex("c0000201"), 0));
        assertWritten("30000000 1a00 0100 00000000 00000000 | 0a800000 00000000 00200000 | 1400 0100 20010db8000000000000000000000001",
            RtnetlinkRequests.route(out, HexFormat.of().parseHex("20010db8000000000000000000000001"), Rtnetlink.RTM_F_FIB_MATCH));
        assertWritten("2c000000 1a00 0100 00000000 00000000 | 02200000 00000000 00200000 | 0800 0100 c0000201 | 0800 0400 07000000",
            RtnetlinkRequests.route(out, HexFormat.of().parseHex("c0000201"), Rtnetlink.RTM_F_FIB_MATCH, 7));
    }

    @Test
    void counters() {
        assertWritten("1c000000 5e00 0103 00000000 00000000 | 00000000 00000000 01000000", RtnetlinkRequests.counters(out));
        assertWritten("1c000000 5e00 0100 00000000 00000000 | 00000000 07000000 01000000", RtnetlinkRequests.counters(out, 7));
    }

    @Test
    void genericNetlink() {
        assertWritten("14000000 1000 0103 00000000 00000000 | 03010000", WirelessLinks.families(out));
        assertWritten("14000000 1c00 0103 00000000 00000000 | 05010000", WirelessLinks.interfaces(out, 28));
    }

    private void assertWritten(String expected, int length) {
        byte[] written = new byte[length];
        out.get(0, written);
        assertEquals(expected.replaceAll("[ |]", ""), HexFormat.of().formatHex(written));
    }
}
