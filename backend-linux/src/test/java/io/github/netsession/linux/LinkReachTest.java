package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which links are asked about, and how often. The kernel here has routes by link, and counts what it is asked. */
@Tag("unit")
class LinkReachTest {

    private static final int UP = Rtnetlink.IFF_UP | Rtnetlink.IFF_LOWER_UP | Rtnetlink.IFF_RUNNING;
    private static final StaleRoutes NOTHING = new StaleRoutes(false, false, Set.of());

    private final FakeOs os = new FakeOs();
    private final List<LinkMessage> links = new ArrayList<>();
    private final List<AddressMessage> addresses = new ArrayList<>();
    /** The protocols of the IPv4 default routes, by link; 0 is the route for who names no link. */
    private final Map<Integer, Integer> routes = new HashMap<>();
    private boolean knowsFibMatch = true;
    private int asked;
    private final LinkReach reach;
    private final InternetRoutes internet;

    LinkReachTest() {
        os.kernel = this::answer;
        internet = new InternetRoutes(new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)));
        reach = new LinkReach(internet);
        link(2, 0, "veth");
    }

    private void link(int index, int master, String kind) {
        links.add(new LinkMessage(index, "l" + index, List.of(), Rtnetlink.ARPHRD_ETHER, UP, kind, Rtnetlink.IF_OPER_UP, 1, 1500, Optional.empty(), master, false));
    }

    private void address(int index, String literal) throws UnknownHostException {
        addresses.add(new AddressMessage(index, new LinkAddress(InetAddress.getByName(literal), 24, true)));
    }

    private Set<Integer> routed(StaleRoutes stale) {
        asked = 0;
        return reach.routed(LinkTables.join(links, addresses, Set.of(), OptionalInt.empty(), false), stale);
    }

    /** Answers RTM_GETROUTE for IPv4: the default route of the link, or of any. */
    private List<byte[]> answer(byte[] request) {
        asked++;
        ByteBuffer in = Captured.buffer(request);
        boolean isFibMatch = knowsFibMatch && (in.getInt(24) & Rtnetlink.RTM_F_FIB_MATCH) != 0;
        int out = request.length > 36 ? in.getInt(40) : 0;
        Integer protocol = in.get(16) == Rtnetlink.AF_INET ? routes.get(out) : null;
        byte[] answer = new byte[52];
        ByteBuffer buffer = Captured.buffer(answer);
        if (protocol == null) {
            return List.of(error(buffer));
        }
        buffer.putInt(0, answer.length).putShort(4, (short) Rtnetlink.RTM_NEWROUTE);
        buffer.put(16, (byte) Rtnetlink.AF_INET).put(17, (byte) (isFibMatch ? 0 : 32)).put(21, protocol.byteValue()).put(23, (byte) Rtnetlink.RTN_UNICAST);
        buffer.putInt(24, isFibMatch ? 0 : Rtnetlink.RTM_F_CLONED);
        buffer.putShort(28, (short) 8).putShort(30, (short) Rtnetlink.RTA_OIF).putInt(32, out == 0 ? 2 : out);
        buffer.putShort(36, (short) 8).putShort(38, (short) (isFibMatch ? 0 : Rtnetlink.RTA_PREFSRC)).putInt(40, 0x0100000a);
        buffer.putShort(44, (short) 8);
        return List.of(answer);
    }

    private static byte[] error(ByteBuffer buffer) {
        buffer.putInt(0, 36).putShort(4, (short) Netlink.NLMSG_ERROR).putInt(16, -Errno.ENETUNREACH);
        byte[] error = new byte[36];
        buffer.get(0, error);
        return error;
    }

    @Test
    void aLinkIsAskedAboutOnceAndAgainOnlyAfterANoticeThatConcernsIt() {
        routes.put(2, 4);
        assertEquals(Set.of(2), routed(StaleRoutes.EVERYTHING));
        assertEquals(3, asked, "two routes and a source");
        assertEquals(Set.of(2), routed(NOTHING));
        assertEquals(0, asked);
        assertEquals(Set.of(2), routed(new StaleRoutes(false, false, Set.of(9))), "another link");
        assertEquals(0, asked);
        routes.clear();
        assertEquals(Set.of(), routed(new StaleRoutes(false, false, Set.of(2))));
        assertEquals(4, asked, "two of each protocol have no route");
        routed(NOTHING);
        assertEquals(0, asked);
        routes.put(2, 4);
        assertEquals(Set.of(2), routed(StaleRoutes.EVERYTHING));
    }

    @Test
    void aHundredLinksCostNothingWhileNothingHasChanged() {
        for (int i = 10; i < 110; i++) {
            link(i, 0, "veth");
        }
        routed(StaleRoutes.EVERYTHING);
        assertEquals(404, asked);
        routed(NOTHING);
        assertEquals(0, asked);
        routed(new StaleRoutes(false, false, Set.of(10)));
        assertEquals(4, asked);
    }

    @Test
    void nobodyAsksAboutLinksThatAreSettled() throws UnknownHostException {
        address(2, "10.0.0.1");
        link(3, 4, "veth");
        link(4, 0, "bridge");
        address(4, "10.0.1.1");
        links.add(new LinkMessage(5, "down", List.of(), 1, Rtnetlink.IFF_UP, "", Rtnetlink.IF_OPER_DOWN, 0, 1500, Optional.empty(), 0, true));
        links.add(new LinkMessage(1, "lo", List.of(), Rtnetlink.ARPHRD_LOOPBACK, UP | Rtnetlink.IFF_LOOPBACK, "", 0, 1, 1500, Optional.empty(), 0, false));
        routed(StaleRoutes.EVERYTHING);
        assertEquals(0, asked);
        addresses.clear();
        addresses.add(new AddressMessage(4, new LinkAddress(InetAddress.getByName("10.0.1.1"), 24, true)));
        routes.put(2, 4);
        assertEquals(Set.of(2), routed(NOTHING), "what was settled by an address is asked about when that has gone");
    }

    @Test
    void aLinkInAVrfIsAskedAboutAgainWithItsVrf() {
        link(7, 0, "vrf");
        link(8, 7, "veth");
        routed(StaleRoutes.EVERYTHING);
        routed(new StaleRoutes(false, false, Set.of(7)));
        assertEquals(8, asked, "the VRF and its link");
    }

    @Test
    void aKernelThatIgnoresFibMatchProvesNothingOfALinkAndSomethingOfTheDefault() {
        knowsFibMatch = false;
        routes.put(2, 4);
        routes.put(0, 4);
        assertEquals(Set.of(), routed(StaleRoutes.EVERYTHING));
        assertEquals(Optional.of(2), internet.ipv4(0).map(InternetRoutes.Route::linkIndex));
    }

    @Test
    void theDefaultCostsTwoQuestions() {
        routes.put(0, 4);
        asked = 0;
        assertEquals(Optional.of(2), internet.ipv4(0).map(InternetRoutes.Route::linkIndex));
        assertEquals(2, asked);
        routes.clear();
        asked = 0;
        assertEquals(Optional.empty(), internet.ipv4(0));
        assertEquals(2, asked);
    }
}
