package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which links are wireless, asked of nl80211. Where the kernel has no nl80211 (containers, servers) there are none, and it is not asked
 * again: the module is loaded with the first wireless card's driver, before its link exists, and a restart of the program finds it.
 */
final class WirelessLinks implements AutoCloseable {

    private final Optional<NetlinkClient> client;
    private final int family;

    private WirelessLinks(Optional<NetlinkClient> client, int family) {
        this.client = client;
        this.family = family;
    }

    /** Looks for nl80211; does not fail if there is none. */
    static WirelessLinks open(LinuxOs os) {
        NetlinkClient client;
        try {
            client = new NetlinkClient(os.netlink(Netlink.NETLINK_GENERIC));
        } catch (BackendException e) {
            return none(e);
        }
        try {
            int family = resolve(client);
            if (family > 0) {
                return new WirelessLinks(Optional.of(client), family);
            }
            client.close();
            return new WirelessLinks(Optional.empty(), 0);
        } catch (BackendException e) {
            client.close();
            return none(e);
        }
    }

    private static WirelessLinks none(BackendException reason) {
        Log.LOGGER.log(System.Logger.Level.DEBUG, "wireless links cannot be told from others", reason);
        return new WirelessLinks(Optional.empty(), 0);
    }

    boolean isSupported() {
        return client.isPresent();
    }

    /** The indexes of the wireless links. None, too, if nl80211 has gone since (its module can be unloaded). */
    Set<Integer> indexes() {
        Set<Integer> indexes = new HashSet<>();
        client.ifPresent(socket -> {
            int errno = socket.exchange("NL80211_CMD_GET_INTERFACE", interfaces(socket.out(), family), (type, buffer, payload, end) -> {
                if (type == family) {
                    indexes.add(attribute(buffer, payload, end, Netlink.NL80211_ATTR_IFINDEX, Integer.BYTES));
                }
            });
            if (errno != 0) {
                Log.LOGGER.log(System.Logger.Level.DEBUG, "nl80211 does not answer: errno {0}", errno);
            }
        });
        return indexes;
    }

    /** Whether wireless links came or went while they were listed. */
    boolean wasInterrupted() {
        return client.filter(NetlinkClient::wasInterrupted).isPresent();
    }

    @Override
    public void close() {
        client.ifPresent(NetlinkClient::close);
    }

    /** The number of the nl80211 family, given out when its module is loaded; 0 if there is none. */
    private static int resolve(NetlinkClient client) {
        int[] family = {0};
        int length = familyByName(client.out(), Netlink.NL80211_GENL_NAME);
        int errno = client.exchange("CTRL_CMD_GETFAMILY", length, (type, buffer, payload, end) -> {
            if (type == Netlink.GENL_ID_CTRL) {
                family[0] = attribute(buffer, payload, end, Netlink.CTRL_ATTR_FAMILY_ID, Short.BYTES);
            }
        });
        return errno == 0 ? family[0] : 0;
    }

    static int familyByName(ByteBuffer out, String name) {
        int body = genericBody(out, Netlink.CTRL_CMD_GETFAMILY);
        int end = RtnetlinkRequests.nameAttribute(out, body, Netlink.CTRL_ATTR_FAMILY_NAME, name.getBytes(StandardCharsets.US_ASCII));
        return RtnetlinkRequests.header(out, end, Netlink.GENL_ID_CTRL, Netlink.NLM_F_REQUEST);
    }

    static int interfaces(ByteBuffer out, int family) {
        int end = genericBody(out, Netlink.NL80211_CMD_GET_INTERFACE);
        return RtnetlinkRequests.header(out, end, family, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    private static int genericBody(ByteBuffer out, int command) {
        out.putInt(Netlink.NLMSG_HDRLEN, 0).put(Netlink.NLMSG_HDRLEN, (byte) command).put(Netlink.NLMSG_HDRLEN + 1, (byte) 1);
        return Netlink.NLMSG_HDRLEN + Netlink.GENL_HDRLEN;
    }

    /** An attribute of two or four bytes; 0 if it is missing or shorter. */
    private static int attribute(ByteBuffer buffer, int payload, int end, int wanted, int bytes) {
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Netlink.GENL_HDRLEN, end);
        while (attributes.next()) {
            if (attributes.type() == wanted && attributes.length() >= bytes) {
                return bytes == Short.BYTES ? buffer.getShort(attributes.at()) & 0xffff : buffer.getInt(attributes.at());
            }
        }
        return 0;
    }
}
