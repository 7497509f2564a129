package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kernel's nl80211 with the links that a test names, made by hand. Little-endian. */
final class Nl80211 {

    private static final int OTHER_FAMILY = 19;

    /** The number of the family; 0 if there is none. */
    int family = 28;
    /** The links that are stations, by index, with the strength of what they are connected to in dBm; 0 for nothing. */
    final Map<Integer, Integer> stations = new LinkedHashMap<>();
    /** The links that are access points themselves. */
    final List<Integer> accessPoints = new ArrayList<>();
    /** What the kernel answers to whoever asks for stations; 0 for an answer. */
    int refusal;
    /** What was asked: the type of each request. */
    final List<Integer> asked = new ArrayList<>();
    /** The links whose stations were asked for. */
    final List<Integer> asksForStations = new ArrayList<>();

    List<byte[]> answer(byte[] request) {
        int type = Captured.buffer(request).getShort(4);
        asked.add(type);
        if (type == Netlink.GENL_ID_CTRL) {
            byte[] other = family("nlctrl!", OTHER_FAMILY);
            return family == 0 ? List.of(other, done()) : List.of(other, family(Netlink.NL80211_GENL_NAME, family), done());
        } else if (type != family) {
            return List.of(error(Errno.ENOENT));
        }
        return request[16] == Netlink.NL80211_CMD_GET_STATION ? stations(Captured.buffer(request).getInt(24)) : interfaces();
    }

    private List<byte[]> stations(int index) {
        asksForStations.add(index);
        if (refusal != 0) {
            return List.of(error(refusal));
        }
        int dbm = stations.getOrDefault(index, 0);
        return dbm == 0 ? List.of(done()) : List.of(StationMessage.of(family).signal(dbm).bytes(), done());
    }

    private List<byte[]> interfaces() {
        List<byte[]> answer = new ArrayList<>();
        stations.keySet().forEach(index -> answer.add(link(index, Netlink.NL80211_IFTYPE_STATION)));
        accessPoints.forEach(index -> answer.add(link(index, 3))); // NL80211_IFTYPE_AP
        answer.add(done());
        return answer;
    }

    private static byte[] done() {
        byte[] done = new byte[20];
        Captured.buffer(done).putInt(0, 20).putShort(4, (short) Netlink.NLMSG_DONE);
        return done;
    }

    private static byte[] error(int errno) {
        byte[] error = new byte[36];
        Captured.buffer(error).putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -errno);
        return error;
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

    private byte[] link(int index, int type) {
        byte[] bytes = new byte[36];
        ByteBuffer buffer = Captured.buffer(bytes);
        buffer.putInt(0, 36).putShort(4, (short) family);
        buffer.putShort(20, (short) 8).putShort(22, (short) Netlink.NL80211_ATTR_IFINDEX).putInt(24, index);
        buffer.putShort(28, (short) 8).putShort(30, (short) Netlink.NL80211_ATTR_IFTYPE).putInt(32, type);
        return bytes;
    }
}
