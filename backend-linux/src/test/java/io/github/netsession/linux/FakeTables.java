package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A kernel with tables that a test changes, and which writes down what it is asked. */
final class FakeTables {

    static final int UP = Rtnetlink.IFF_UP | Rtnetlink.IFF_LOWER_UP | Rtnetlink.IFF_RUNNING;
    static final int DOWN = 0;

    final TreeMap<Integer, LinkMessage> links = new TreeMap<>();
    /** What a list of all links shows instead, because it is late. */
    final Map<Integer, LinkMessage> late = new HashMap<>();
    final Map<Integer, List<LinkAddress>> addresses = new TreeMap<>();
    /** The link of the IPv4 default route. */
    OptionalInt defaultIndex = OptionalInt.empty();
    /** The requests since they were last taken: {@code links}, {@code link 3}, {@code addresses}, {@code addresses 3}, {@code route}, {@code route by 3}. */
    private final List<String> asked = new ArrayList<>();
    boolean ignoresTheIndex;
    /** So many answers about addresses are interrupted from now on. */
    int interruptions;
    /** Single links whose answers are another error, or nonsense. */
    final Map<Integer, Integer> errors = new HashMap<>();
    final Set<Integer> nonsense = new HashSet<>();

    static LinkMessage link(int index, String name, int flags, int operstate, int mtu, int master, String kind) {
        int carrier = (flags & Rtnetlink.IFF_LOWER_UP) == 0 ? 0 : 1;
        return new LinkMessage(index, name, List.of(), Rtnetlink.ARPHRD_ETHER, flags, kind, operstate, carrier, mtu, Optional.empty(), master, true);
    }

    /** A veth that is operational. */
    void add(int index, String name) {
        links.put(index, link(index, name, UP, Rtnetlink.IF_OPER_UP, 1500, 0, "veth"));
    }

    void change(int index, UnaryOperator<LinkMessage> change) {
        links.compute(index, (same, link) -> change.apply(link));
    }

    static LinkMessage withMtu(LinkMessage link, int mtu) {
        return link(link.index(), link.name(), link.flags(), link.operstate(), mtu, link.masterIndex(), link.infoKind());
    }

    static LinkMessage withName(LinkMessage link, String name) {
        return link(link.index(), name, link.flags(), link.operstate(), link.mtuBytes(), link.masterIndex(), link.infoKind());
    }

    static LinkMessage withState(LinkMessage link, int flags, int operstate) {
        return link(link.index(), link.name(), flags, operstate, link.mtuBytes(), link.masterIndex(), link.infoKind());
    }

    static LinkMessage withMaster(LinkMessage link, int master) {
        return link(link.index(), link.name(), link.flags(), link.operstate(), link.mtuBytes(), master, link.infoKind());
    }

    void address(int index, String literal) {
        addresses.computeIfAbsent(index, none -> new ArrayList<>()).add(address(literal));
    }

    static LinkAddress address(String literal) {
        try {
            return new LinkAddress(InetAddress.getByName(literal), 24, true);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Takes what was asked, in order. */
    List<String> asked() {
        List<String> taken = List.copyOf(asked);
        asked.clear();
        return taken;
    }

    /** Writes down a request again. */
    void note(String request) {
        asked.add(request);
    }

    /** The same without the look-ups of routes. */
    List<String> askedOfTables() {
        return asked().stream().filter(request -> !request.startsWith("route")).toList();
    }

    List<byte[]> answer(byte[] request) {
        ByteBuffer in = Captured.buffer(request);
        boolean isDump = (in.getShort(6) & Netlink.NLM_F_DUMP) == Netlink.NLM_F_DUMP;
        int index = in.getInt(20);
        return switch (in.getShort(4)) {
            case Rtnetlink.RTM_GETLINK -> isDump ? allLinks() : oneLink(index);
            case Rtnetlink.RTM_GETADDR -> addresses(index);
            case Rtnetlink.RTM_GETROUTE -> route(in, request.length > 36 ? in.getInt(40) : 0);
            default -> List.of(error(Errno.EOPNOTSUPP));
        };
    }

    private List<byte[]> allLinks() {
        asked.add("links");
        List<byte[]> messages = new ArrayList<>();
        links.forEach((index, link) -> messages.add(message(late.getOrDefault(index, link))));
        messages.add(done());
        return messages;
    }

    private List<byte[]> oneLink(int index) {
        asked.add("link " + index);
        if (nonsense.contains(index)) {
            return List.of(message(links.lastEntry().getValue()));
        }
        int errno = errors.getOrDefault(index, links.containsKey(index) ? 0 : Errno.ENODEV);
        return List.of(errno == 0 ? message(links.get(index)) : error(errno));
    }

    private List<byte[]> addresses(int index) {
        asked.add(index == 0 ? "addresses" : "addresses " + index);
        if (index != 0 && !ignoresTheIndex && !links.containsKey(index)) {
            return List.of(error(Errno.ENODEV));
        }
        List<byte[]> messages = new ArrayList<>();
        addresses.forEach((link, list) -> list.stream().filter(each -> index == 0 || ignoresTheIndex || link == index)
            .forEach(each -> messages.add(message(link, each))));
        messages.add(done());
        if (interruptions > 0) {
            interruptions--;
            byte[] last = messages.get(messages.size() - 1);
            Captured.buffer(last).putShort(6, (short) (Netlink.NLM_F_MULTI | Netlink.NLM_F_DUMP_INTR));
        }
        return messages;
    }

    private List<byte[]> route(ByteBuffer in, int by) {
        asked.add(by == 0 ? "route" : "route by " + by);
        boolean isThere = in.get(16) == Rtnetlink.AF_INET && defaultIndex.isPresent() && (by == 0 || by == defaultIndex.getAsInt());
        if (!isThere) {
            return List.of(error(Errno.ENETUNREACH));
        }
        boolean isFibMatch = (in.getInt(24) & Rtnetlink.RTM_F_FIB_MATCH) != 0;
        ByteBuffer out = start(52, Rtnetlink.RTM_NEWROUTE);
        out.put(16, (byte) Rtnetlink.AF_INET).put(17, (byte) (isFibMatch ? 0 : 32)).put(21, (byte) 3).put(23, (byte) Rtnetlink.RTN_UNICAST);
        out.putInt(24, isFibMatch ? 0 : Rtnetlink.RTM_F_CLONED);
        attribute(out, 28, Rtnetlink.RTA_OIF, 4).putInt(32, defaultIndex.getAsInt());
        attribute(out, 36, isFibMatch ? 0 : Rtnetlink.RTA_PREFSRC, 4).putInt(40, 0x0100000a);
        attribute(out, 44, 0, 4);
        return List.of(out.array());
    }

    /** A link as the kernel tells of it, in an answer or in a notice. */
    static byte[] message(LinkMessage link) {
        return linkNotice(Rtnetlink.RTM_NEWLINK, link);
    }

    static byte[] linkNotice(int type, LinkMessage link) {
        byte[] name = Arrays.copyOf(link.name().getBytes(StandardCharsets.UTF_8), link.name().length() + 1);
        byte[] kind = link.infoKind().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = start(400, type);
        out.putShort(18, (short) link.hardwareType()).putInt(20, link.index()).putInt(24, link.flags());
        int at = 32;
        attribute(out, at, Rtnetlink.IFLA_IFNAME, name.length).put(at + 4, name);
        at += 4 + Netlink.align(name.length);
        attribute(out, at, Rtnetlink.IFLA_MTU, 4).putInt(at + 4, link.mtuBytes());
        attribute(out, at + 8, Rtnetlink.IFLA_OPERSTATE, 1).put(at + 12, (byte) link.operstate());
        attribute(out, at + 16, Rtnetlink.IFLA_CARRIER, 1).put(at + 20, (byte) link.carrier());
        attribute(out, at + 24, Rtnetlink.IFLA_MASTER, 4).putInt(at + 28, link.masterIndex());
        attribute(out, at + 32, Rtnetlink.IFLA_PARENT_DEV_NAME, 0);
        attribute(out, at + 36, Rtnetlink.IFLA_LINKINFO, 4 + kind.length);
        attribute(out, at + 40, Rtnetlink.IFLA_INFO_KIND, kind.length).put(at + 44, kind);
        return end(out, at + 44 + Netlink.align(kind.length));
    }

    static byte[] message(int index, LinkAddress address) {
        return addressNotice(Rtnetlink.RTM_NEWADDR, index, address);
    }

    static byte[] addressNotice(int type, int index, LinkAddress address) {
        byte[] bytes = address.address().getAddress();
        ByteBuffer out = start(64, type);
        out.put(16, (byte) (bytes.length == 4 ? Rtnetlink.AF_INET : Rtnetlink.AF_INET6)).put(17, (byte) address.prefixLength()).putInt(20, index);
        attribute(out, 24, Rtnetlink.IFA_ADDRESS, bytes.length).put(28, bytes);
        return end(out, 28 + bytes.length);
    }

    private static ByteBuffer attribute(ByteBuffer out, int at, int type, int length) {
        return out.putShort(at, (short) (Netlink.NLA_HDRLEN + length)).putShort(at + 2, (short) type);
    }

    private static ByteBuffer start(int capacity, int type) {
        return Captured.buffer(new byte[capacity]).putInt(0, capacity).putShort(4, (short) type);
    }

    private static byte[] end(ByteBuffer out, int length) {
        out.putInt(0, length);
        return Arrays.copyOf(out.array(), length);
    }

    private static byte[] done() {
        return start(20, Netlink.NLMSG_DONE).putShort(6, (short) Netlink.NLM_F_MULTI).array();
    }

    static byte[] error(int errno) {
        return start(36, Netlink.NLMSG_ERROR).putInt(16, -errno).array();
    }
}
