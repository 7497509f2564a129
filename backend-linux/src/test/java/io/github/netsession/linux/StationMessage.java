package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A station as nl80211 lists it, made by hand: link, address, generation, and what is known of it in a nest. Little-endian. */
final class StationMessage {

    private static final int NESTED = 0x8000;
    private static final int NEST = 44;

    private final byte[] bytes = new byte[512];
    private final ByteBuffer buffer = Captured.buffer(bytes);
    private int end = NEST;

    private StationMessage(int family) {
        buffer.putShort(4, (short) family).put(16, (byte) Netlink.NL80211_CMD_NEW_STATION).put(17, (byte) 1);
        buffer.putShort(20, (short) 8).putShort(22, (short) Netlink.NL80211_ATTR_IFINDEX).putInt(24, 3);
        buffer.putShort(28, (short) 10).putShort(30, (short) 6).put(32, (byte) 2); // NL80211_ATTR_MAC
        buffer.putShort(40, (short) 0).putShort(42, (short) (NESTED | Netlink.NL80211_ATTR_STA_INFO));
        number(1, 12); // NL80211_STA_INFO_INACTIVE_TIME
    }

    static StationMessage of(int family) {
        return new StationMessage(family);
    }

    StationMessage command(int command) {
        buffer.put(16, (byte) command);
        return this;
    }

    StationMessage signal(int dbm) {
        return small(Netlink.NL80211_STA_INFO_SIGNAL, dbm);
    }

    StationMessage average(int dbm) {
        return small(Netlink.NL80211_STA_INFO_SIGNAL_AVG, dbm);
    }

    /** Its flags: which are known, and which of them are set. */
    StationMessage flags(int mask, int set) {
        header(Netlink.NL80211_STA_INFO_STA_FLAGS, 12);
        buffer.putInt(end + 4, mask).putInt(end + 8, set);
        end += 12;
        return this;
    }

    /** An attribute that claims to have a length. */
    StationMessage claiming(int type, int length) {
        header(type, length);
        end += 8;
        return this;
    }

    private void number(int type, int value) {
        header(type, 8);
        buffer.putInt(end + 4, value);
        end += 8;
    }

    private StationMessage small(int type, int value) {
        header(type, 5);
        buffer.put(end + 4, (byte) value);
        end += 8;
        return this;
    }

    private void header(int type, int length) {
        buffer.putShort(end, (short) length).putShort(end + 2, (short) type);
    }

    byte[] bytes() {
        buffer.putInt(0, end).putShort(40, (short) (end - 40));
        return Arrays.copyOf(bytes, end);
    }
}
