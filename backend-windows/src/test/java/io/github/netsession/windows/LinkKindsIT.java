package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What sort of link a row is, what it is called, and which of them are access points: a real cable, which the world makes to be something else. */
@Tag("wine")
class LinkKindsIT extends OnTwoCables {

    LinkKindsIT() {
        super("lk");
    }

    private void assertSort(String fields, LinkKind kind, Bearer bearer, boolean isAccessPoint) {
        world.set("link lk1", fields);
        Link one = library.updated().link("lk1");
        assertEquals(kind + " " + bearer, one.kind() + " " + one.bearer(), fields);
        assertEquals(isAccessPoint, isAccessPoint("lk1"), fields);
    }

    private boolean isAccessPoint(String link) {
        return library.networks.configurations().stream().anyMatch(each -> each.interfaceName().equals(Optional.of(link)));
    }

    @Test
    void theTypeAndTheMediumTellWhatCarriesIt() {
        assertSort("type=6", LinkKind.PHYSICAL, Bearer.ETHERNET, true);
        assertSort("type=6 medium=14", LinkKind.PHYSICAL, Bearer.ETHERNET, true);
        assertSort("type=6 medium=1", LinkKind.PHYSICAL, Bearer.WLAN, false);
        assertSort("type=6 medium=9", LinkKind.PHYSICAL, Bearer.WLAN, false);
        assertSort("type=6 medium=10", LinkKind.PHYSICAL, Bearer.BLUETOOTH, true);
        assertSort("type=6 medium=8", LinkKind.PHYSICAL, Bearer.CELLULAR, true);
        assertSort("type=243", LinkKind.PHYSICAL, Bearer.CELLULAR, true);
        assertSort("type=244", LinkKind.PHYSICAL, Bearer.CELLULAR, true);
        assertSort("type=23", LinkKind.PHYSICAL, Bearer.UNKNOWN, true);
        assertSort("type=1", LinkKind.PHYSICAL, Bearer.UNKNOWN, true);
    }

    @Test
    void withoutHardwareItIsATunnelOrItIsVirtualAndNeedsAGateway() {
        assertSort("type=23 flags=00", LinkKind.TUNNEL, Bearer.VPN, true);
        assertSort("type=53 flags=00", LinkKind.TUNNEL, Bearer.VPN, true);
        assertSort("type=131 flags=00", LinkKind.TUNNEL, Bearer.VPN, true);
        for (boolean hasGateway : new boolean[] {false, true}) {
            if (hasGateway) {
                Linux.ip("route add default dev lk1");
            }
            assertSort("type=6 flags=00", LinkKind.VIRTUAL, Bearer.ETHERNET, hasGateway);
            assertSort("type=71 flags=00", LinkKind.VIRTUAL, Bearer.WLAN, hasGateway);
            assertSort("type=209 flags=00", LinkKind.BRIDGE, Bearer.BRIDGE, hasGateway);
            assertSort("type=1 flags=00", LinkKind.VIRTUAL, Bearer.VIRTUAL, hasGateway);
        }
        Linux.ip("route del default dev lk1");
    }

    @Test
    void loopbackAndTheTunnelsThatWindowsMakesByItselfLeadNowhere() {
        assertSort("type=24", LinkKind.LOOPBACK, Bearer.LOOPBACK, false);
        assertSort("tunnel=14 type=131 flags=00", LinkKind.TUNNEL, Bearer.VIRTUAL, false); // Teredo
        assertSort("tunnel=13 type=131 flags=00", LinkKind.TUNNEL, Bearer.VIRTUAL, false); // ISATAP
    }

    /** Wi-Fi Direct and the mobile hotspot, for two. */
    @Test
    void aWifiLinkThatTheWifiServiceDoesNotKnowNeedsAGateway() {
        assertSort("type=71", LinkKind.PHYSICAL, Bearer.WLAN, false);
        Linux.ip("route add default dev lk1");
        assertSort("type=71", LinkKind.PHYSICAL, Bearer.WLAN, true);
        Linux.ip("route del default dev lk1");
    }

    @Test
    void twoOfTheSameNameAreToldApartByTheirNumbers() {
        world.add("link lk1 alias=The Same", "link lk2 alias=The Same");
        library.updated();
        List<String> names = library.networks.interfaces().stream().map(Link::name).filter(name -> name.startsWith("The Same")).toList();
        assertEquals(2, names.size());
        assertTrue(names.contains("The Same"), names::toString);
        assertTrue(names.stream().anyMatch(name -> name.matches("The Same#\\d+")), names::toString);
        for (String name : names) {
            Link link = library.link(name);
            assertTrue(name.equals("The Same") || name.equals("The Same#" + link.index()), name);
            assertEquals(link.index(), library.networks.counters(name).orElseThrow().interfaceIndex());
            assertEquals(link.index(), library.networks.counters().get(name).interfaceIndex());
        }
    }

    @Test
    void aNameIsPrintableWhateverWindowsSays() {
        world.add("link lk1 alias=a\u202eb\u0007c\\d\u00e9\ud83d\ude00");
        library.updated();
        assertTrue(library.linkIs("a\\u202eb\\u0007c\\u005cd\u00e9\ud83d\ude00", link -> true), () -> library.networks.interfaces().toString());
    }

    @Test
    void aLinkWithoutANameIsCalledByItsDescription() {
        world.add("link lk1 alias= ");
        assertEquals(IpSays.of("lk1").index(), library.updated().link("lk1").index());
    }
}
