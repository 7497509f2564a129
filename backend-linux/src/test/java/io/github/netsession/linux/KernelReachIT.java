package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a link reaches whose addresses do not show it: the kernel's own look-up is the judge. */
@Tag("kernel")
@Tag("every-jdk")
class KernelReachIT {

    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.vethPair("va", "va-peer");
        Netns.vethPair("vb", "vb-peer");
        backend = new LinuxBackendProvider().open(new Hints());
        assertReaches(false, "va");
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.run("ip", "-4", "addr", "flush", "dev", "lo", "scope", "global");
        Netns.run("ip", "-6", "addr", "flush", "dev", "lo", "scope", "global");
        Netns.run("ip", "nexthop", "flush");
        for (String family : List.of("-4", "-6")) {
            Netns.run("ip", family, "route", "flush", "table", "main", "type", "prohibit");
        }
        Netns.clean();
    }

    /** A reading right after a change must show it, also before the notice of the change was received. */
    private void assertReaches(boolean expected, String name) {
        Snapshot snapshot = backend.read();
        Link link = snapshot.links().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        assertEquals(expected, link.reachesBeyondLink(), () -> link + "\n" + Netns.ip("rule") + Netns.ip("route") + Netns.ip("-6 route") + Netns.ip("addr"));
        assertEquals(expected, link.isUsable());
        snapshot.accessPoints().stream().filter(each -> each.name().equals(name)).findFirst()
            .ifPresent(point -> assertEquals(expected, point.state() == ConfigurationState.ACTIVE, point::toString));
    }

    private static String linkLocal(String link) {
        Netns.ip("link set " + link + " addrgenmode eui64");
        Netns.ip("link set " + link + " down");
        Netns.ip("link set " + link + " up");
        String[] found = new String[1];
        Await.until(() -> {
            String addresses = Netns.ip("-6 -o addr show dev " + link + " -tentative");
            found[0] = addresses.replaceAll("(?s).*inet6 (fe80[^/ ]*)/.*", "$1");
            return found[0].startsWith("fe80") && !found[0].contains(" ");
        });
        return found[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.1/24 dev va preferred_lft 0", "2001:db8:5::1/64 dev va preferred_lft 0 nodad"})
    void aDeprecatedAddressIsUsed(String address) {
        Netns.ip("addr add " + address);
        assertReaches(true, "va");
    }

    @Test
    void anAddressThatIsNotChosenAsSourceYetIsNotUsed() {
        Netns.ip("link set va-peer down"); // Nobody can confirm the address, and without a carrier nobody tries.
        Netns.ip("-6 addr add 2001:db8:5::1/64 dev va");
        Netns.ip("link set va-peer up");
        Await.until(() -> Netns.ip("-6 addr show dev va").contains("tentative"));
        assertTrue(backend.read().links().stream().filter(each -> each.name().equals("va")).noneMatch(Link::isUsable));
    }

    @Test
    void aLinkLocalAddressAloneReachesTheLink() {
        Netns.ip("addr add 169.254.79.1/16 dev va");
        assertReaches(false, "va");
        linkLocal("va");
        assertReaches(false, "va");
    }

    @Test
    void aLinkLocalAddressWithADefaultRouteReaches() {
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add default dev va");
        assertReaches(true, "va");
        assertReaches(false, "vb");
        assertEquals("va", backend.read().defaultInterface().orElse(""));
        Netns.ip("route del default dev va");
        assertReaches(false, "va");
    }

    @Test
    void anUnnumberedLinkReachesByAnAddressOfAnother() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        assertReaches(false, "va");
        Netns.ip("route add default dev va");
        assertReaches(true, "va");
        Netns.ip("addr del 10.50.0.39/32 dev lo");
        assertReaches(false, "va");
    }

    @Test
    void anUnnumberedLinkReachesByANeighbourOfTheOtherProtocol() {
        String gateway = linkLocal("va-peer");
        linkLocal("va");
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        Netns.ip("-4 route add default via inet6 " + gateway + " dev va");
        assertReaches(true, "va");
    }

    @Test
    void withoutASourceARouteLeadsNowhere() {
        Netns.ip("route add default dev va");
        assertReaches(false, "va");
        linkLocal("va");
        Netns.ip("-6 route add default via fe80::1 dev va");
        assertReaches(false, "va");
        Netns.ip("-6 addr add 2001:db8:9::1/128 dev lo nodad");
        assertReaches(true, "va");
    }

    /** The kernel then takes ::1, which no other machine answers to. */
    @Test
    void theLoopbackAddressIsNoSource() {
        Netns.ip("-6 route add default dev va");
        assertTrue(Netns.ip("-6 route get 2001:db8::1").contains("src ::1"));
        assertReaches(false, "va");
    }

    /** The kernel, too, would borrow the other card's address, which the router of this link does not route back. */
    @Test
    void aRouterThatGivesNoAddressDoesNotBorrowOne() {
        Netns.ip("-6 addr add 2001:db8:9::1/64 dev vb nodad");
        linkLocal("va");
        Netns.ip("-6 route add default via fe80::1 dev va proto ra");
        assertReaches(false, "va");
        assertReaches(true, "vb");
        Netns.ip("-6 route replace default via fe80::1 dev va proto static");
        assertReaches(true, "va");
    }

    /** The addresses of lo are the machine's own, and whoever gave them made them known to its routers. */
    @Test
    void behindSuchARouterAnAddressOfTheMachineItselfReaches() {
        linkLocal("va");
        Netns.ip("-6 route add default via fe80::1 dev va proto ra");
        assertReaches(false, "va");
        Netns.ip("-6 addr add 2001:db8:9::1/128 dev lo nodad");
        assertReaches(true, "va");
    }

    /** Such addresses must not be sent to the Internet, so routers refuse them by routes of their own, and pass on everything else. */
    @ParameterizedTest
    @ValueSource(strings = {"blackhole", "unreachable", "prohibit"})
    void routesThatRefuseTheAddressesOfDocumentationDoNotSpeakAgainstTheDefault(String type) {
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add default dev va");
        List.of("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24").forEach(each -> Netns.ip("route add " + type + " " + each));
        assertReaches(true, "va");
        assertEquals("va", backend.read().defaultInterface().orElse(""));
        Netns.ip("route del default dev va");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
        Netns.ip("-6 addr add 2001:db8:9::1/128 dev lo nodad");
        Netns.ip("-6 route add default dev va");
        List.of("2001:db8::/32", "3fff::/20", "2002::/16").forEach(each -> Netns.ip("-6 route add " + type + " " + each));
        assertReaches(true, "va");
        assertEquals("va", backend.read().defaultInterface().orElse(""));
    }

    /** As in a laboratory. */
    @Test
    void ownAddressesOfDocumentationDoNotSpeakAgainstTheDefault() {
        Netns.ip("addr add 192.0.2.1/24 dev vb");
        Netns.ip("addr add 198.51.100.1/24 dev vb");
        Netns.ip("addr add 203.0.113.1/24 dev vb");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add default dev va");
        assertReaches(true, "va");
        assertEquals("va", backend.read().defaultInterface().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.0.0/8", "198.0.0.0/8", "203.0.0.0/9", "192.0.2.0/24", "224.0.0.0/4", "10.0.0.0/8"})
    void aRouteToAPartIsNoDefault(String part) {
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add " + part + " dev va");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"to 192.0.2.1", "to 192.0.2.0/24", "to 198.51.100.1", "to 203.0.113.0/24", "to 192.0.0.0/8"})
    void aRuleForOneDestinationIsNoDefault(String selector) {
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add default dev va table 100");
        Netns.ip("rule add " + selector + " lookup 100 priority 1000");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
        Netns.ip("addr add 10.2.0.1/24 dev vb");
        Netns.ip("route add default via 10.2.0.2");
        assertEquals("vb", backend.read().defaultInterface().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::/32", "2001:db8::1", "3fff::/20", "2001::/16", "2002::/16"})
    void aRuleForOneDestinationOfIpv6IsNoDefault(String prefix) {
        Netns.ip("-6 addr add 2001:db8:9::1/128 dev lo nodad");
        Netns.ip("-6 route add default dev va table 100");
        Netns.ip("-6 rule add to " + prefix + " lookup 100 priority 1000");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
    }

    @Test
    void theHalvesAndTheManyPartsOfAVpnReach() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        Netns.ip("route add 0.0.0.0/1 dev va");
        Netns.ip("route add 128.0.0.0/1 dev va");
        assertReaches(true, "va");
        for (String part : List.of("192.0.0.0/9", "192.128.0.0/11", "193.0.0.0/8", "194.0.0.0/7", "196.0.0.0/6", "200.0.0.0/5")) {
            Netns.ip("route add " + part + " dev vb");
        }
        assertReaches(true, "vb");
        assertEquals("vb", backend.read().defaultInterface().orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreachable", "blackhole", "prohibit"})
    void aDefaultThatRefusesReachesNowhere(String type) {
        Netns.ip("addr add 169.254.79.1/32 dev va");
        Netns.ip("route add " + type + " default");
        Netns.ip("route add default dev va metric 1000");
        assertReaches(false, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""));
        Netns.ip("route add default dev va table 100");
        Netns.ip("rule add to 192.0.2.1 lookup 100 priority 1000");
        assertReaches(false, "va");
    }

    @Test
    void bothWaysOfAMultipathRouteReach() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        Netns.ip("route add default nexthop dev va nexthop dev vb");
        assertReaches(true, "va");
        assertReaches(true, "vb");
        assertTrue(List.of("va", "vb").contains(backend.read().defaultInterface().orElse("")));
    }

    @Test
    void aNexthopObjectReachesAndGoesWithItsNotice() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        Netns.ip("nexthop add id 7 dev va");
        Netns.ip("route add default nhid 7");
        assertReaches(true, "va");
        Netns.ip("nexthop del id 7");
        assertReaches(false, "va");
    }

    @Test
    void aRouteOfHigherMetricReachesToo() {
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        Netns.ip("route add default dev va metric 10");
        Netns.ip("route add default dev vb metric 500");
        assertReaches(true, "vb");
        assertEquals("va", backend.read().defaultInterface().orElse(""));
    }

    @Test
    void aVrfHasItsOwnRoutes() {
        assumeTrue(Netns.run("ip", "link", "add", "vrf0", "type", "vrf", "table", "100").exit() == 0, "this kernel has no VRF");
        Netns.ip("link set vrf0 up");
        Netns.ip("link set va master vrf0");
        Netns.ip("addr add 169.254.79.1/32 dev va");
        assertReaches(false, "va");
        Netns.ip("route add default dev va table 100");
        assertReaches(true, "va");
        assertEquals("", backend.read().defaultInterface().orElse(""), "for a program outside of the VRF");
    }

    @Test
    void aContainerBridgeIsNoAccessPoint() {
        Netns.ip("link add docker0 type bridge");
        Netns.ip("link set docker0 up");
        Netns.ip("link set va master docker0");
        Netns.ip("addr add 172.17.0.1/16 dev docker0");
        assertTrue(backend.read().accessPoints().stream().noneMatch(point -> point.name().equals("docker0")));
    }
}
