package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which links are wireless, and how strong their access points are, asked of nl80211. It may come later than this program, with the first
 * wireless card, and go, with its module: so it is looked for again when there is a new link, and when it does not answer by its number any
 * more. For one thread at a time, but for {@link #support()}.
 */
final class WirelessLinks implements AutoCloseable {

    private static final int NONE = 0;

    private final Optional<NetlinkClient> client;
    private int family;
    private Set<Integer> known = Set.of();
    private final Set<Integer> stations = new HashSet<>();
    private boolean interrupted;
    private volatile Support support = Support.NO_NL80211;

    /** What this kernel can tell of signals, by the latest reading. */
    enum Support {
        /** There is no nl80211, or it cannot be asked. */
        NO_NL80211,
        /** There is no link that could be connected to an access point. */
        NO_STATION,
        /** There is one. */
        STATION
    }

    private WirelessLinks(Optional<NetlinkClient> client) {
        this.client = client;
    }

    /** Looks for nl80211; does not fail if there is none. */
    static WirelessLinks open(LinuxOs os) {
        Optional<NetlinkClient> client = Optional.empty();
        try {
            client = Optional.of(new NetlinkClient(os.netlink(Netlink.NETLINK_GENERIC)));
        } catch (BackendException e) {
            notKnown(e);
        }
        WirelessLinks links = new WirelessLinks(client);
        if (client.isPresent()) {
            links.resolveOrNone(client.get());
        }
        return links;
    }

    boolean isSupported() {
        return family != NONE;
    }

    /**
     * Which of the links are wireless. None if nl80211 is not there or cannot be asked: what else there is to know of links does not depend
     * on it.
     *
     * @param links the indexes of all links
     */
    Set<Integer> indexes(Set<Integer> links) {
        Set<Integer> indexes = new HashSet<>();
        interrupted = false;
        if (client.isPresent()) {
            try {
                list(client.get(), known != links && !known.containsAll(links), indexes);
            } catch (BackendException e) {
                notKnown(e);
                indexes.clear();
                stations.clear();
            }
        }
        known = Set.copyOf(links);
        support = family == NONE ? Support.NO_NL80211 : stations.isEmpty() ? Support.NO_STATION : Support.STATION;
        return indexes;
    }

    /**
     * How strong each link hears the access point that it is connected to. A link that is not among those last listed, is connected to
     * nothing, or whose driver does not say it in dBm is left out; an error of nl80211 makes no reading fail.
     *
     * @param links the indexes of the links with a carrier; others are connected to nothing
     * @return dBm, -128 to -1, by the index of the link
     */
    Map<Integer, Integer> signals(Set<Integer> links) {
        Map<Integer, Integer> signals = new HashMap<>();
        for (Integer index : stations) {
            try {
                OptionalInt dbm = links.contains(index) ? signal(client.orElseThrow(), index) : OptionalInt.empty();
                if (dbm.isPresent()) {
                    signals.put(index, dbm.getAsInt());
                }
            } catch (BackendException e) {
                Log.LOGGER.log(Level.DEBUG, "the signal of a wireless link cannot be read", e);
            }
        }
        return signals;
    }

    /** What can be told of signals; for any thread. */
    Support support() {
        return support;
    }

    /** Whether wireless links came or went while they were listed. */
    boolean wasInterrupted() {
        return interrupted;
    }

    @Override
    public void close() {
        close(Deadline.toClose());
    }

    /** The same, with a time for the whole backend. */
    void close(Deadline deadline) {
        client.ifPresent(socket -> socket.close(deadline));
    }

    private static void notKnown(BackendException reason) {
        Log.LOGGER.log(Level.DEBUG, "wireless links cannot be told from others", reason);
    }

    private void list(NetlinkClient socket, boolean newLinks, Set<Integer> indexes) {
        stations.clear();
        if (family == NONE && newLinks) {
            family = resolve(socket);
        }
        if (family == NONE) {
            return;
        }
        int errno = list(socket, indexes);
        if (errno == Errno.ENOENT) { // Its module was unloaded, and perhaps loaded again.
            family = resolve(socket);
            errno = family == NONE ? errno : list(socket, indexes);
        }
        if (errno != 0) {
            Log.LOGGER.log(Level.DEBUG, "nl80211 does not answer: errno {0}", errno);
        }
    }

    private int list(NetlinkClient socket, Set<Integer> indexes) {
        int errno = socket.exchange("NL80211_CMD_GET_INTERFACE", interfaces(socket.out(), family), (type, buffer, payload, end) -> {
            if (type == family) {
                int index = number(buffer, payload, end, Netlink.NL80211_ATTR_IFINDEX, Integer.BYTES);
                indexes.add(index);
                if (isStation(number(buffer, payload, end, Netlink.NL80211_ATTR_IFTYPE, Integer.BYTES))) {
                    stations.add(index);
                }
            }
        });
        interrupted = socket.wasInterrupted();
        return errno;
    }

    /** Of an access point's own link the stations are its clients, and a monitor has none. */
    private static boolean isStation(int interfaceType) {
        return interfaceType == Netlink.NL80211_IFTYPE_STATION || interfaceType == Netlink.NL80211_IFTYPE_P2P_CLIENT;
    }

    private OptionalInt signal(NetlinkClient socket, int index) {
        StationSignal signal = new StationSignal();
        int errno = socket.exchange("NL80211_CMD_GET_STATION", stations(socket.out(), family, index), (type, buffer, payload, end) -> {
            if (type == family) {
                signal.take(buffer, payload, end);
            }
        });
        if (errno != 0) { // The link is gone or its driver lists no stations.
            Log.LOGGER.log(Level.DEBUG, "nl80211 does not tell the signal of link {0}: errno {1}", index, errno);
        }
        return errno == 0 ? signal.dbm() : OptionalInt.empty();
    }

    private void resolveOrNone(NetlinkClient socket) {
        try {
            family = resolve(socket);
            support = family == NONE ? Support.NO_NL80211 : Support.NO_STATION;
        } catch (BackendException e) {
            notKnown(e);
        }
    }

    /**
     * The number of the nl80211 family, given out when its module is loaded; 0 if there is none. Looks through all families: asking for one
     * by its name would make the kernel load the module. Source: net/netlink/genetlink.c, ctrl_getfamily, request_module.
     */
    private static int resolve(NetlinkClient client) {
        FamilySearch search = new FamilySearch();
        int errno = client.exchange("CTRL_CMD_GETFAMILY", families(client.out()), search);
        return errno == 0 ? search.found : NONE;
    }

    /** A class and not a lambda, which would take longer at each start of a program. */
    private static final class FamilySearch implements NetlinkClient.Messages {

        private int found = NONE;

        @Override
        public void message(int type, ByteBuffer buffer, int payload, int end) {
            if (type == Netlink.GENL_ID_CTRL && isNl80211(buffer, payload, end)) {
                found = number(buffer, payload, end, Netlink.CTRL_ATTR_FAMILY_ID, Short.BYTES);
            }
        }
    }

    private static boolean isNl80211(ByteBuffer buffer, int payload, int end) {
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Netlink.GENL_HDRLEN, end);
        while (attributes.next()) {
            if (attributes.type() == Netlink.CTRL_ATTR_FAMILY_NAME) {
                return new String(attributes.bytesToZero(), StandardCharsets.US_ASCII).equals(Netlink.NL80211_GENL_NAME);
            }
        }
        return false;
    }

    static int families(ByteBuffer out) {
        int end = genericBody(out, Netlink.CTRL_CMD_GETFAMILY);
        return RtnetlinkRequests.header(out, end, Netlink.GENL_ID_CTRL, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    static int interfaces(ByteBuffer out, int family) {
        int end = genericBody(out, Netlink.NL80211_CMD_GET_INTERFACE);
        return RtnetlinkRequests.header(out, end, family, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    static int stations(ByteBuffer out, int family, int index) {
        int end = RtnetlinkRequests.intAttribute(out, genericBody(out, Netlink.NL80211_CMD_GET_STATION), Netlink.NL80211_ATTR_IFINDEX, index);
        return RtnetlinkRequests.header(out, end, family, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP);
    }

    private static int genericBody(ByteBuffer out, int command) {
        out.putInt(Netlink.NLMSG_HDRLEN, 0).put(Netlink.NLMSG_HDRLEN, (byte) command).put(Netlink.NLMSG_HDRLEN + 1, (byte) 1);
        return Netlink.NLMSG_HDRLEN + Netlink.GENL_HDRLEN;
    }

    /** An attribute of two or four bytes; 0 if it is missing or shorter. */
    private static int number(ByteBuffer buffer, int payload, int end, int wanted, int bytes) {
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Netlink.GENL_HDRLEN, end);
        while (attributes.next()) {
            if (attributes.type() == wanted && attributes.length() >= bytes) {
                return bytes == Short.BYTES ? buffer.getShort(attributes.at()) & 0xffff : buffer.getInt(attributes.at());
            }
        }
        return 0;
    }
}
