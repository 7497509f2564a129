package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * How strong a wireless link hears its access point, out of the stations that nl80211 lists for the link. Source: linux/nl80211.h,
 * nl80211_sta_info; net/wireless/nl80211.c, nl80211_send_station.
 *
 * <p>It is the strength of the last frame ({@code NL80211_STA_INFO_SIGNAL}), not the average, because NetworkManager notices a change by
 * that same number and that notice is what has it read: an average would still be on its way then, and nothing would have it read again.
 * The average serves where a driver gives no other. Both are only sent where the driver measures in dBm.
 */
final class StationSignal {

    private OptionalInt dbm = OptionalInt.empty();

    /** Takes a message of the list; what is no station, or not the access point, is passed over. */
    void take(ByteBuffer buffer, int payload, int end) {
        if (dbm.isPresent() || end - payload < Netlink.GENL_HDRLEN || buffer.get(payload) != Netlink.NL80211_CMD_NEW_STATION) {
            return;
        }
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Netlink.GENL_HDRLEN, end);
        while (attributes.next()) {
            if (attributes.type() == Netlink.NL80211_ATTR_STA_INFO) {
                dbm = ofStation(buffer, new AttributeCursor(buffer, attributes.at(), attributes.valueEnd()));
            }
        }
    }

    /** In dBm, -128 to -1; empty if no station said it. */
    OptionalInt dbm() {
        return dbm;
    }

    private static OptionalInt ofStation(ByteBuffer buffer, AttributeCursor info) {
        int last = 0;
        int average = 0;
        boolean isPeer = false;
        while (info.next()) {
            switch (info.type()) {
                case Netlink.NL80211_STA_INFO_SIGNAL -> last = signed(info);
                case Netlink.NL80211_STA_INFO_SIGNAL_AVG -> average = signed(info);
                case Netlink.NL80211_STA_INFO_STA_FLAGS -> isPeer = isPeer(buffer, info);
                default -> { }
            }
        }
        int best = last < 0 ? last : average; // 0 before the first frame was received.
        return best < 0 && !isPeer ? OptionalInt.of(best) : OptionalInt.empty();
    }

    /** The kernel calls it a u8 and means a signed number. */
    private static int signed(AttributeCursor attribute) {
        return (byte) attribute.byteOr(0);
    }

    /** Another device that talks directly to this one (TDLS). Source: linux/nl80211.h, struct nl80211_sta_flag_update: mask, then set. */
    private static boolean isPeer(ByteBuffer buffer, AttributeCursor flags) {
        int bit = 1 << Netlink.NL80211_STA_FLAG_TDLS_PEER;
        return flags.length() >= 2 * Integer.BYTES && (buffer.getInt(flags.at()) & buffer.getInt(flags.at() + Integer.BYTES) & bit) != 0;
    }
}
