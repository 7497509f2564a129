package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.spi.Backend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@Tag("every-jdk")
class KernelDefaultRouteIT {

    private Backend backend;

    @BeforeEach
    void open() {
        Netns.clean();
        Netns.vethPair("va", "va-peer");
        Netns.vethPair("vb", "vb-peer");
        Netns.ip("addr add 10.1.0.1/24 dev va");
        Netns.ip("addr add 10.2.0.1/24 dev vb");
        backend = new LinuxBackendProvider().open(new Hints());
    }

    @AfterEach
    void close() {
        backend.close();
        Netns.clean();
    }

    @Test
    void withoutARouteThereIsNoDefault() {
        assertDefault("");
    }

    @Test
    void theLowerMetricWins() {
        Netns.ip("route add default via 10.1.0.2 metric 200");
        assertDefault("va");
        Netns.ip("route add default via 10.2.0.2 metric 100");
        assertDefault("vb");
        Netns.ip("route del default via 10.2.0.2");
        assertDefault("va");
    }

    @Test
    void theHalvesOfAVpnWinOverTheDefault() {
        Netns.ip("route add default via 10.1.0.2");
        Netns.ip("route add 0.0.0.0/1 via 10.2.0.2");
        Netns.ip("route add 128.0.0.0/1 via 10.2.0.2");
        assertDefault("vb");
    }

    /** What WireGuard's tools make of AllowedIPs that leave out the private networks, as far as the Internet is concerned. */
    @Test
    void theManyPartsOfAVpnThatLeavesOutPrivateNetworksAreTheDefault() {
        for (String part : List.of("0.0.0.0/5", "8.0.0.0/7", "11.0.0.0/8", "12.0.0.0/6", "16.0.0.0/4", "32.0.0.0/4", "64.0.0.0/4",
            "192.0.0.0/9", "192.128.0.0/11", "193.0.0.0/8", "194.0.0.0/7", "196.0.0.0/6", "200.0.0.0/5")) {
            Netns.ip("route add " + part + " dev vb");
        }
        assertDefault("vb");
        Netns.ip("route add 198.51.100.0/24 via 10.1.0.2");
        assertDefault("vb");
        Netns.ip("route replace 200.0.0.0/5 via 10.1.0.2");
        assertDefault("");
        Netns.ip("route add default via 10.1.0.2");
        assertDefault("");
        Netns.ip("route del 200.0.0.0/5");
        assertDefault("va");
    }

    @Test
    void oneOfSeveralEqualPathsIsNamed() {
        Netns.ip("route add default nexthop via 10.1.0.2 weight 1 nexthop via 10.2.0.2 weight 1");
        String name = backend.read().defaultInterface().orElse("");
        assertEquals(Netns.ip("route get 192.0.2.1").replaceAll("(?s).* dev (\\S+) .*", "$1"), name);
    }

    @Test
    void aNexthopObjectIsResolved() {
        Netns.ip("nexthop add id 7 via 10.2.0.2 dev vb");
        try {
            Netns.ip("route add default nhid 7");
            assertDefault("vb");
        } finally {
            Netns.run("ip", "nexthop", "flush");
        }
    }

    @Test
    void aRouteToTheDocumentationAddressesIsNotTheDefault() {
        Netns.ip("route add 192.0.2.0/24 via 10.2.0.2");
        assertDefault("");
        Netns.ip("route add default via 10.1.0.2");
        assertDefault("va");
        Netns.ip("route add 198.51.100.1/32 via 10.2.0.2");
        assertDefault("va");
        Netns.ip("route add unreachable 203.0.113.0/24");
        assertDefault("va");
        Netns.ip("route del default");
        assertDefault("");
    }

    @Test
    void aBlackholeIsNoDefault() {
        Netns.ip("route add blackhole default");
        assertDefault("");
        Netns.ip("route del blackhole default");
        Netns.ip("route add unreachable default metric 5");
        assertDefault("");
    }

    @Test
    void aRuleToAnotherTableDecides() {
        Netns.ip("route add default via 10.1.0.2");
        Netns.ip("route add default via 10.2.0.2 table 100");
        assertDefault("va");
        Netns.ip("rule add from all lookup 100 priority 1000");
        assertDefault("vb");
    }

    @Test
    void iPv6AloneIsEnough() {
        Netns.ip("-6 addr add 2001:db8:5::1/64 dev vb nodad");
        Netns.ip("-6 route add default via 2001:db8:5::2");
        assertDefault("vb");
        Netns.ip("route add default via 10.1.0.2");
        assertDefault("va");
    }

    @Test
    void iPv6DocumentationPrefixOnALinkIsNoDefault() {
        Netns.ip("-6 addr add 2001:db8::5/32 dev vb nodad");
        assertDefault("");
        Netns.ip("-6 route add 2000::/3 via 2001:db8::2");
        assertDefault("vb");
    }

    private void assertDefault(String name) {
        assertEquals(Optional.of(name).filter(each -> !each.isEmpty()), backend.read().defaultInterface(),
            Netns.ip("route") + Netns.ip("-6 route"));
    }
}
