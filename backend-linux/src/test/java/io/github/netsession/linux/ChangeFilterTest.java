package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ChangeFilterTest {

    private final ChangeFilter filter = new ChangeFilter(new HeardChanges());
    private final ByteBuffer buffer = Captured.buffer(new byte[256]);

    @Test
    void aWirelessEventDoesNotMatter() {
        int end = 16 + Rtnetlink.IFINFOMSG_BYTES;
        buffer.putShort(end, (short) 8).putShort(end + 2, (short) Rtnetlink.IFLA_WIRELESS);
        assertFalse(matters(end + 8, Rtnetlink.RTM_NEWLINK));
        buffer.putShort(end + 2, (short) Rtnetlink.IFLA_MTU);
        assertTrue(matters(end + 8, Rtnetlink.RTM_NEWLINK));
    }

    @Test
    void aCachedRouteDoesNotMatter() {
        buffer.putInt(16 + 8, Rtnetlink.RTM_F_CLONED);
        assertFalse(matters(16 + Rtnetlink.RTMSG_BYTES, Rtnetlink.RTM_NEWROUTE));
        assertFalse(matters(16 + Rtnetlink.RTMSG_BYTES, Rtnetlink.RTM_DELROUTE));
        buffer.putInt(16 + 8, 0);
        assertTrue(matters(16 + Rtnetlink.RTMSG_BYTES, Rtnetlink.RTM_NEWROUTE));
    }

    @Test
    void whatIsNotKnownMatters() {
        assertTrue(matters(16, 999));
        assertFalse(matters(16, Netlink.NLMSG_NOOP));
        assertFalse(filter.matters(buffer, 0));
    }

    @Test
    void aSecondMessageInTheDatagramIsSeen() {
        matters(16, Netlink.NLMSG_NOOP);
        buffer.putInt(16, 16).putShort(20, (short) Rtnetlink.RTM_DELLINK);
        assertTrue(filter.matters(buffer, 32));
        assertEquals(0, filter.malformed());
    }

    private boolean matters(int length, int type) {
        buffer.putInt(0, length).putShort(4, (short) type);
        return filter.matters(buffer, length);
    }
}
