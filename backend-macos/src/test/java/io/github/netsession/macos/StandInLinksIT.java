package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworksEvent;
import io.github.netsession.macos.jna.StandIn;
import java.net.Inet6Address;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the links of a MacBook are: their kinds, their addresses, their state, and which of them is preferred. */
@Tag("standin")
class StandInLinksIT extends LibraryStory {

    private static final int EN0 = 13;
    private static final String AUTOCONF_SECURED = "1088";

    private void open(String... more) {
        StandIn.load(MacBook.world());
        StandIn.act(more);
        library = new StandInLibrary().settled();
    }

    private Link after(String name, String... lines) {
        StandIn.act(lines);
        return library.updated().link(name);
    }

    private static List<String> addresses(Link link) {
        return link.addresses().stream().map(LinkAddress::toString).toList();
    }

    // ---- what they are

    private static String sort(Link link) {
        return link.name() + ' ' + link.index() + ' ' + link.kind() + ' ' + link.bearer() + (link.up() ? " up" : "")
            + (link.carrier() ? " carrier" : "") + (link.operational() ? " operational" : "") + ' ' + link.mtuBytes()
            + link.hardwareAddress().map(text -> ' ' + text).orElse("");
    }

    @Test
    void everyLinkOfAMacBookIsWhatItIs() {
        open();
        assertEquals(List.of(
            "lo0 1 LOOPBACK LOOPBACK up carrier operational 16384",
            "gif0 2 TUNNEL VIRTUAL 1280",
            "stf0 3 TUNNEL VIRTUAL 1280",
            "anpi0 4 VIRTUAL VIRTUAL up 1500 1e:35:45:00:00:a0",
            "anpi1 5 VIRTUAL VIRTUAL up 1500 1e:35:45:00:00:a1",
            "anpi2 6 VIRTUAL VIRTUAL up 1500 1e:35:45:00:00:a2",
            "en1 8 PHYSICAL ETHERNET up 1500 36:4d:ba:00:00:c0",
            "en2 9 PHYSICAL ETHERNET up 1500 36:4d:ba:00:00:c4",
            "en3 10 PHYSICAL ETHERNET up 1500 36:4d:ba:00:00:c8",
            "bridge0 11 BRIDGE BRIDGE up 1500 36:4d:ba:00:00:c0",
            "ap1 12 VIRTUAL VIRTUAL up 1500 f6:d4:88:00:00:01",
            "en0 13 PHYSICAL WLAN up carrier operational 1500 f4:d4:88:00:00:01",
            "awdl0 14 VIRTUAL VIRTUAL up carrier operational 1500 32:5b:9a:00:00:02",
            "llw0 15 VIRTUAL VIRTUAL up carrier operational 1500 32:5b:9a:00:00:02",
            "utun0 16 TUNNEL VPN up carrier operational 1380",
            "utun1 17 TUNNEL VPN up carrier operational 2000",
            "utun2 18 TUNNEL VPN up carrier operational 1000",
            "utun3 19 TUNNEL VPN up carrier operational 1380",
            "en5 21 PHYSICAL ETHERNET up carrier operational 9000 00:e0:4c:68:00:05",
            "pktap0 22 VIRTUAL VIRTUAL up 0",
            "vmenet0 23 VIRTUAL VIRTUAL up carrier operational 1500 82:9f:21:00:00:03",
            "bridge100 24 BRIDGE BRIDGE up carrier operational 1500 f6:d4:88:00:00:64"),
            library.networks.interfaces().stream().map(StandInLinksIT::sort).toList());
        assertEquals(List.of("en0", "en5", "bridge100"), library.networks.interfaces().stream().filter(Link::isUsable).map(Link::name).toList());
    }

    private void assertSort(LinkKind kind, Bearer bearer, String name, int type, String... more) {
        Link link = after(name, Stream.concat(Stream.of("link " + name + " 40 " + type + " 0x8863 1500 -"), Stream.of(more)).toArray(String[]::new));
        assertEquals(kind + " " + bearer, link.kind() + " " + link.bearer(), name + " of type " + type);
        StandIn.act("forget link " + name);
    }

    @Test
    void otherLinksThatAMacMayHaveAreWhatTheyAre() {
        open();
        assertSort(LinkKind.TUNNEL, Bearer.VPN, "ppp0", 23);
        assertSort(LinkKind.TUNNEL, Bearer.VPN, "ipsec0", 1);
        assertSort(LinkKind.TUNNEL, Bearer.VPN, "tap0", 6);
        assertSort(LinkKind.SUBLINK, Bearer.ETHERNET, "vlan0", 135);
        assertSort(LinkKind.AGGREGATE, Bearer.ETHERNET, "bond0", 136);
        assertSort(LinkKind.PHYSICAL, Bearer.ETHERNET, "fw0", 144);
        assertSort(LinkKind.PHYSICAL, Bearer.CELLULAR, "pdp_ip0", 255);
        assertSort(LinkKind.VIRTUAL, Bearer.VIRTUAL, "XHC20", 6);
        assertSort(LinkKind.VIRTUAL, Bearer.VIRTUAL, "p2p0", 6);
        assertSort(LinkKind.VIRTUAL, Bearer.VIRTUAL, "nobodyknows3", 200);
        assertSort(LinkKind.PHYSICAL, Bearer.ETHERNET, "en20", 6);
        assertSort(LinkKind.PHYSICAL, Bearer.WLAN, "en21", 6, "store State:/Network/Interface/en21/AirPort {\"Power Status\":1}");
    }

    @Test
    void aLinkThatComesOrGoesIsTold() {
        open();
        String list = "store State:/Network/Interface {\"Interfaces\":[\"lo0\",\"en0\",\"en7\"]}";
        library.tells(NetworksEvent.InterfaceAdded.class, event -> event.link().name().equals("en7"),
            () -> StandIn.act("link en7 41 6 0x8863 1500 02:00:00:00:00:07", list));
        library.tells(NetworksEvent.InterfaceRemoved.class, event -> event.link().name().equals("en7"),
            () -> StandIn.act("forget link en7", list.replace(",\"en7\"", "")));
    }

    // ---- their addresses

    @Test
    void theirAddressesAreThoseOfTheKernel() {
        open();
        assertEquals(List.of("127.0.0.1/8", "0:0:0:0:0:0:0:1/128", "fe80:0:0:0:0:0:0:1%1/64"), addresses(library.link("lo0")));
        assertEquals(List.of("fe80:0:0:0:1c7a:2b3c:4d5e:6f70%13/64", "192.168.1.7/24", "2001:db8:1:0:0:0:0:7/64", "fd00:1:0:0:0:0:0:7/64"),
            addresses(library.link("en0")));
        assertEquals(List.of("fe80:0:0:0:0:0:aaaa:3%19/64"), addresses(library.link("utun3")));
        assertEquals(List.of(), addresses(library.link("en1")));
        assertTrue(library.networks.interfaces().stream().map(Link::addresses).flatMap(Collection::stream).allMatch(LinkAddress::usable));
    }

    @Test
    void aLinkLocalAddressHasTheNumberOfItsLinkWhetherTheKernelTellsItBesidesOrWithinAndNoOtherDoes() {
        open();
        Link one = after("en0", "address en0 fe80::5/64 13", "link en0 300 6 0x8863 1500 -", "embedded en0 fe80::6/64",
            "link en0 13 6 0x8863 1500 -");
        for (LinkAddress address : one.addresses()) {
            if (address.address() instanceof Inet6Address six && !six.getHostAddress().startsWith("fe80:0:0:0:0:0:0:6")) {
                assertEquals(six.isLinkLocalAddress() ? EN0 : 0, six.getScopeId(), address::toString);
            }
        }
        assertTrue(addresses(one).contains("fe80:0:0:0:0:0:0:5%13/64"), one::toString);
        assertTrue(addresses(one).contains("fe80:0:0:0:0:0:0:6%300/64"), "all sixteen bits of it");
    }

    @Test
    void prefixesHaveTheLengthOfTheirMasks() {
        open("link en7 41 6 0x8863 1500 -");
        List<String> expected = List.of("10.0.0.1/0", "10.0.0.1/1", "10.0.0.1/7", "10.0.0.1/8", "10.0.0.1/20", "10.0.0.1/31", "10.0.0.1/32",
            "2001:db8:0:0:0:0:0:1/0", "2001:db8:0:0:0:0:0:1/3", "2001:db8:0:0:0:0:0:1/63", "2001:db8:0:0:0:0:0:1/64", "2001:db8:0:0:0:0:0:1/128");
        Link seven = after("en7", expected.stream().map(each -> "address en7 " + each).toArray(String[]::new));
        assertEquals(expected, addresses(seven));
    }

    @Test
    void anIpv6AddressThatStandsForAnIpv4OneStaysWhatItIs() {
        open();
        Link one = after("en5", "address en5 ::ffff:10.1.2.3/128");
        LinkAddress last = one.addresses().get(one.addresses().size() - 1);
        assertTrue(last.address() instanceof Inet6Address, last::toString);
        assertEquals(128, last.prefixLength());
    }

    private void flags(String addresses, String flags) {
        StandIn.act("store State:/Network/Interface/en0/IPv6 {\"Addresses\":[" + addresses + "],\"Flags\":[" + flags + "]}");
    }

    private List<String> unusable() {
        return library.updated().link("en0").addresses().stream().filter(each -> !each.usable()).map(LinkAddress::toString).toList();
    }

    @Test
    void addressesThatAreTentativeDuplicatedOrDetachedAreListedAndNotUsable() {
        open();
        String global = "2001:db8:1:0:0:0:0:7/64";
        for (int bad : new int[] {2, 4, 8, 2 | 64 | 1024, 8 | 128}) {
            flags("\"2001:db8:1::7\",\"fd00:1::7\"", bad + "," + AUTOCONF_SECURED);
            assertEquals(List.of(global), unusable(), "flags " + bad);
        }
        for (int good : new int[] {0, 1, 16, 32, 64, 128, 256, 512, 1024}) {
            flags("\"2001:db8:1::7\",\"fd00:1::7\"", good + ",0");
            assertEquals(List.of(), unusable(), "flags " + good);
        }
    }

    @Test
    void theStoreNamesALinkLocalAddressWithoutItsLink() {
        open();
        flags("\"fe80::1c7a:2b3c:4d5e:6f70\",\"2001:db8:1::7\"", "4,0");
        assertEquals(List.of("fe80:0:0:0:1c7a:2b3c:4d5e:6f70%13/64"), unusable());
        flags("\"fe80::1c7a:2b3c:4d5e:6f70%en0\"", "2");
        assertEquals(List.of("fe80:0:0:0:1c7a:2b3c:4d5e:6f70%13/64"), unusable());
    }

    @Test
    void flagsThatDoNotFitTheAddressesSayNothing() {
        open();
        flags("\"2001:db8:1::7\",\"fd00:1::7\"", "2");
        assertEquals(List.of(), unusable());
        flags("\"no address\",\"::localhost\",7,\"fd00:1::7\"", "2,2,2,2");
        assertEquals(List.of("fd00:1:0:0:0:0:0:7/64"), unusable());
    }

    @Test
    void aTentativeAddressAloneDoesNotMakeALinkUsableUntilItIsSettled() {
        open("link en7 41 6 0x8863 1500 -", "address en7 2001:db8:9::1/64",
            "store State:/Network/Interface/en7/IPv6 {\"Addresses\":[\"2001:db8:9::1\"],\"Flags\":[2]}");
        assertFalse(library.link("en7").isUsable());
        library.tells(NetworksEvent.InterfaceChanged.class, event -> event.link().name().equals("en7") && event.link().isUsable(),
            () -> StandIn.act("store State:/Network/Interface/en7/IPv6 {\"Addresses\":[\"2001:db8:9::1\"],\"Flags\":[1088]}"));
    }

    // ---- their state

    private void assertState(Link link, boolean up, boolean carrier, boolean operational) {
        assertEquals(List.of(up, carrier, operational), List.of(link.up(), link.carrier(), link.operational()), link::toString);
    }

    @Test
    void theStoreKnowsBetterThanTheDriverWhetherThereIsACarrier() {
        open();
        assertState(after("en5", MacBook.carrier("en5", false)), true, false, false);
        assertState(after("en5", MacBook.carrier("en5", true)), true, true, true);
        assertState(after("en5", "store State:/Network/Interface/en5/Link {\"Active\":0}"), true, false, false);
        assertState(after("en5", "store State:/Network/Interface/en5/Link {\"Active\":\"no\"}"), true, true, true);
        assertState(after("en5", "forget store State:/Network/Interface/en5/Link"), true, true, true);
        assertState(after("en5", "link en5 21 6 0x8823 9000 -"), true, false, false);
        assertState(after("en5", MacBook.carrier("en5", true)), true, true, false);
        assertFalse(after("en5", "link en5 21 6 0x8862 9000 -").operational(), "it is switched off");
        assertFalse(library.link("en5").up());
    }

    @Test
    void aCableThatIsPulledOrPluggedIsTold() {
        open();
        library.tells(NetworksEvent.InterfaceChanged.class, event -> event.link().name().equals("en5") && event.link().up() && !event.link().carrier()
            && !event.link().operational(), () -> StandIn.act(MacBook.carrier("en5", false)));
        library.tells(NetworksEvent.InterfaceChanged.class, event -> event.link().name().equals("en5") && event.link().operational(),
            () -> StandIn.act(MacBook.carrier("en5", true)));
    }

    @Test
    void whatIsJustBeingPulledOutIsOfNoUseAnyMore() {
        open();
        assertState(after("en5", "store State:/Network/Interface/en5/Link {\"Active\":true,\"Detaching\":true}"), true, false, false);
        assertState(after("en5", "store State:/Network/Interface/en5/Link {\"Active\":true,\"Detaching\":false}"), true, true, true);
    }

    // ---- which one is preferred

    private static final String GLOBAL = "State:/Network/Global/";

    private static String primary(String family, String name) {
        return "store " + GLOBAL + family + " {\"PrimaryInterface\":\"" + name + "\",\"Router\":\"fe80::1\"}";
    }

    private void assertPreferred(Optional<String> name, String... lines) {
        StandIn.act(lines);
        assertEquals(name, library.updated().networks.defaultInterface().map(Link::name), () -> String.join("; ", lines));
    }

    @Test
    void thePreferredOneIsWhatTheStoreSays() {
        open();
        assertPreferred(Optional.of("en5"));
        assertPreferred(Optional.of("en0"), primary("IPv4", "en0"));
        assertPreferred(Optional.of("en0"), primary("IPv6", "en5"));
        assertPreferred(Optional.of("en5"), "forget store " + GLOBAL + "IPv4");
        assertPreferred(Optional.empty(), "forget store " + GLOBAL + "IPv6");
        assertPreferred(Optional.of("utun3"), primary("IPv4", "utun3"));
        assertPreferred(Optional.empty(), primary("IPv4", "en77"));
        assertPreferred(Optional.empty(), primary("IPv4", "lo0"));
        assertPreferred(Optional.empty(), "store " + GLOBAL + "IPv4 {\"PrimaryInterface\":5}");
    }

    @Test
    void anotherPreferredOneIsTold() {
        open();
        library.tells(NetworksEvent.DefaultInterfaceChanged.class, event -> event.state().defaultInterface().map(Link::name).equals(Optional.of("en0"))
            && event.before().map(Link::name).equals(Optional.of("en5")), () -> StandIn.act(primary("IPv4", "en0")));
        library.tells(NetworksEvent.DefaultInterfaceChanged.class, event -> event.state().defaultInterface().isEmpty(),
            () -> StandIn.act("forget store " + GLOBAL + "IPv4"));
        library.tells(NetworksEvent.DefaultInterfaceChanged.class, event -> event.state().defaultInterface().map(Link::name).equals(Optional.of("en5")),
            () -> StandIn.act(primary("IPv6", "en5")));
    }
}
