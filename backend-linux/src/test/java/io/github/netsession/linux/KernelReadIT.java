package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.net.Inet6Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@Tag("every-jdk")
class KernelReadIT {

    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        backend = new LinuxBackendProvider().open(new Hints());
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.clean();
    }

    @Test
    void linksAgreeWithIp() {
        everySortOfLink();
        Map<String, Link> links = linksByName();
        String[] witness = Netns.ip("-j -d link").split("(?=\\{\"ifindex\":)");
        int compared = 0;
        for (String json : witness) {
            if (json.startsWith("{\"ifindex\"")) {
                Link link = links.get(field(json, "ifname"));
                assertEquals(Integer.parseInt(field(json, "ifindex")), link.index(), json);
                assertEquals(Integer.parseInt(field(json, "mtu")), link.mtuBytes(), json);
                List<String> flags = List.of(field(json, "flags").split(","));
                assertEquals(flags.contains("\"UP\""), link.up(), json);
                assertEquals(flags.contains("\"LOWER_UP\""), link.carrier(), json);
                assertEquals(List.of("UP", "UNKNOWN").contains(field(json, "operstate")) && link.up(), link.operational(), json);
                String address = field(json, "address");
                boolean hasAddress = !address.isEmpty() && !address.equals("00:00:00:00:00:00");
                assertEquals(hasAddress ? Optional.of(address) : Optional.empty(), link.hardwareAddress(), json);
                assertEquals(Optional.of(field(json, "master")).filter(name -> !name.isEmpty()), link.master(), json);
                compared++;
            }
        }
        assertEquals(links.size(), compared);
        assertEquals(11, compared);
    }

    @Test
    void kindsAndBearersAreThoseOfTheDriver() {
        everySortOfLink();
        Map<String, Link> links = linksByName();
        assertSort(links.get("lo"), LinkKind.LOOPBACK, Bearer.LOOPBACK);
        assertSort(links.get("veth0"), LinkKind.VETH, Bearer.ETHERNET);
        assertSort(links.get("br0"), LinkKind.BRIDGE, Bearer.BRIDGE);
        assertSort(links.get("tun0"), LinkKind.TUNNEL, Bearer.VPN);
        assertSort(links.get("tap0"), LinkKind.TUNNEL, Bearer.VPN);
        assertSort(links.get("mv0"), LinkKind.SUBLINK, Bearer.ETHERNET);
        assertSort(links.get("vx0"), LinkKind.TUNNEL, Bearer.VIRTUAL);
        assertSort(links.get("ifb7"), LinkKind.VIRTUAL, Bearer.VIRTUAL);
    }

    @Test
    void onlyLinksThatLeadOutAreAccessPoints() {
        everySortOfLink();
        assertEquals(Set.of("veth0", "veth1", "tun0", "tap0", "mv0", "vx0"), accessPointNames());
        Netns.ip("addr add 10.9.0.1/24 dev br0");
        Netns.ip("link set br0 up");
        Netns.ip("link set port0 up");
        Netns.ip("link set port1 up");
        Netns.ip("route add default via 10.9.0.2");
        assertTrue(accessPointNames().contains("br0"), "the bridge has the default route");
    }

    @Test
    void addressesAgreeWithIp() {
        Netns.vethPair("veth0", "veth1");
        Netns.ip("addr add 10.1.0.1/24 dev veth0");
        Netns.ip("addr add 10.1.0.9 peer 10.2.0.1/32 dev veth0");
        Netns.ip("-6 addr add 2001:db8:1::1/64 dev veth0 nodad");
        Netns.ip("-6 addr add fe80::5/64 dev veth0 nodad");
        Netns.ip("-6 addr add 2001:db8:1::2/64 dev veth0 nodad preferred_lft 0");
        Link link = linksByName().get("veth0");
        Map<String, Boolean> usable = link.addresses().stream()
            .collect(Collectors.toMap(LinkAddress::toString, LinkAddress::usable));
        assertEquals(Map.of("10.1.0.1/24", true, "10.1.0.9/32", true, "2001:db8:1:0:0:0:0:1/64", true,
            "fe80:0:0:0:0:0:0:5%" + link.index() + "/64", true, "2001:db8:1:0:0:0:0:2/64", true), usable);
        Inet6Address linkLocal = (Inet6Address) link.addresses().stream().filter(each -> each.address().isLinkLocalAddress())
            .findFirst().orElseThrow().address();
        assertEquals(link.index(), linkLocal.getScopeId());
        String text = Netns.ip("-o addr show dev veth0");
        assertEquals(link.addresses().size(), text.lines().count(), text);
    }

    @Test
    void aTentativeAddressIsNotUsable() {
        Netns.vethPair("veth0", "veth1");
        Netns.sh("echo 1 > /proc/sys/net/ipv6/conf/veth0/accept_dad; echo 100 > /proc/sys/net/ipv6/conf/veth0/dad_transmits");
        Netns.ip("-6 addr add 2001:db8:1::1/64 dev veth0");
        assertTrue(Netns.ip("-6 addr show dev veth0").contains("tentative"));
        assertFalse(linksByName().get("veth0").addresses().get(0).usable());
        assertEquals(ConfigurationState.DISCOVERED, state("veth0"));
    }

    @Test
    void theStateFollowsLinkCarrierAndAddress() {
        Netns.ip("link add veth0 type veth peer name veth1");
        Netns.ip("link set veth0 addrgenmode none");
        assertEquals(ConfigurationState.DISCOVERED, state("veth0"), "down, and may be started");
        Netns.ip("link set veth0 up");
        assertEquals(ConfigurationState.DEFINED, state("veth0"), "up without carrier");
        Netns.ip("link set veth1 up");
        // The carrier is there before the operational state, and until then it would be no more than discovered anyway.
        Await.until(() -> linksByName().get("veth0").operational());
        assertEquals(ConfigurationState.DISCOVERED, state("veth0"), "up, without an address");
        Netns.ip("addr add 169.254.3.4/16 dev veth0");
        assertEquals(ConfigurationState.DISCOVERED, state("veth0"), "only a link-local address");
        Netns.ip("addr add 10.1.0.1/24 dev veth0");
        assertEquals(ConfigurationState.ACTIVE, state("veth0"));
        Netns.ip("link set veth1 down");
        Await.until(() -> state("veth0") == ConfigurationState.DEFINED);
    }

    @Test
    void namesThatAreNotPlainTextStayApart() {
        Netns.ip("link add fifteen-chars-x type ifb");
        Netns.sh("ip link add \"$(printf 'b\\303\\274ro')\" type ifb");
        Netns.sh("ip link add \"$(printf 'x\\377y')\" type ifb");
        Netns.sh("ip link add 'x\\xffy' type ifb"); // Looks like the one above, and is not.
        Netns.sh("ip link add '#\"<>&;$' type ifb");
        assertEquals(Set.of("lo", "fifteen-chars-x", "b\u00fcro", "x\\xffy", "x\\x5cxffy", "#\"<>&;$"), linksByName().keySet());
        assertEquals(Netns.linkNames().size(), linksByName().size());
    }

    @Test
    void aRenamedLinkAndOneThatMovedAwayAreFollowed() throws Exception {
        Netns.ip("link add veth0 type veth peer name veth1");
        Netns.ip("link set veth0 name other0");
        assertTrue(accessPointNames().containsAll(List.of("other0", "veth1")));
        Process elsewhere = Netns.otherNamespace();
        try {
            Netns.ip("link set other0 netns " + elsewhere.pid());
            assertEquals(Set.of("veth1"), accessPointNames());
        } finally {
            elsewhere.destroy();
            elsewhere.waitFor();
        }
    }

    @Test
    void thereIsNoWirelessLinkWhereTheKernelHasNoNl80211() {
        Netns.vethPair("veth0", "veth1");
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.links().stream().noneMatch(link -> link.bearer() == Bearer.WLAN));
        System.out.println("nl80211 " + (Netns.run("sh", "-c", "ls /sys/module/cfg80211").exit() == 0 ? "present" : "absent"));
    }

    /** The kernel sends each link as one message, and all names of a link are in it: here more than 32 KB. */
    @Test
    void aLinkWithALargeDescriptionIsRead() {
        Netns.ip("link add va type veth peer name vb");
        Netns.ipBatch(IntStream.range(0, 300).mapToObj(i -> "link property add dev va altname " + i + "x".repeat(110)).toList());
        List<String> names = backend.read().links().stream().map(Link::name).sorted().toList();
        assertEquals(List.of("lo", "va", "vb"), names);
        try (Backend fresh = new LinuxBackendProvider().open(new Hints())) {
            assertTrue(fresh.start(ConfigurationId.of("link", "va"), StartOptions.builder().build()).isOurs(), "one link alone, asked for by name");
            assertEquals(3, fresh.read().links().size());
        }
    }

    private static void everySortOfLink() {
        Netns.vethPair("veth0", "veth1");
        Netns.ip("link add port0 type veth peer name port1");
        Netns.ip("link add br0 type bridge");
        Netns.ip("link set port0 master br0");
        Netns.ip("link set port1 master br0");
        Netns.ip("tuntap add tun0 mode tun");
        Netns.ip("tuntap add tap0 mode tap");
        Netns.ip("link add mv0 link veth0 type macvlan");
        Netns.ip("link add vx0 type vxlan id 5 dstport 4789");
        Netns.ip("link add ifb7 type ifb");
    }

    private static void assertSort(Link link, LinkKind kind, Bearer bearer) {
        assertEquals(kind, link.kind(), link.name());
        assertEquals(bearer, link.bearer(), link.name());
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile('"' + name + "\":(?:\"([^\"]*)\"|\\[([^]]*)]|(\\d+))").matcher(json);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
    }

    private Map<String, Link> linksByName() {
        Snapshot snapshot = backend.read();
        assertTrue(snapshot.exact());
        return snapshot.links().stream().collect(Collectors.toMap(Link::name, Function.identity()));
    }

    private Set<String> accessPointNames() {
        return backend.read().accessPoints().stream().map(AccessPoint::name).collect(Collectors.toSet());
    }

    private ConfigurationState state(String name) {
        return backend.read().accessPoints().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().state();
    }
}
