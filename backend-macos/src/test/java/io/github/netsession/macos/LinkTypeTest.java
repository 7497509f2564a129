package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.LinkKind;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class LinkTypeTest {

    private static LinkType of(String name, int type, String carrierType) {
        return LinkType.of(Rows.row(name, 4, type, Rows.RUNNING), Optional.of(carrierType).filter(text -> !text.isEmpty()));
    }

    @ParameterizedTest(name = "{0} of type {1} is {2} by {3}")
    @CsvSource({
        "lo0, 24, LOOPBACK, LOOPBACK",
        "en0, 6, PHYSICAL, ETHERNET",
        "en12, 6, PHYSICAL, ETHERNET",
        "fw0, 144, PHYSICAL, ETHERNET",
        "pdp_ip0, 255, PHYSICAL, CELLULAR",
        "pdp_ip0, 6, PHYSICAL, CELLULAR",
        "awdl0, 6, VIRTUAL, VIRTUAL",
        "llw0, 6, VIRTUAL, VIRTUAL",
        "nan0, 6, VIRTUAL, VIRTUAL",
        "p2p0, 6, VIRTUAL, VIRTUAL",
        "anpi0, 6, VIRTUAL, VIRTUAL",
        "ap1, 6, VIRTUAL, VIRTUAL",
        "XHC20, 6, VIRTUAL, VIRTUAL",
        "VHC128, 6, VIRTUAL, VIRTUAL",
        "rvi0, 6, VIRTUAL, VIRTUAL",
        "pktap0, 254, VIRTUAL, VIRTUAL",
        "iptap0, 6, VIRTUAL, VIRTUAL",
        "vmenet0, 6, VIRTUAL, VIRTUAL",
        "vmnet8, 6, VIRTUAL, VIRTUAL",
        "feth1, 6, VIRTUAL, VIRTUAL",
        "utun3, 1, TUNNEL, VPN",
        "utun3, 6, TUNNEL, VPN",
        "ipsec0, 1, TUNNEL, VPN",
        "ppp0, 23, TUNNEL, VPN",
        "tun0, 1, TUNNEL, VPN",
        "tap0, 6, TUNNEL, VPN",
        "gif0, 55, TUNNEL, VIRTUAL",
        "stf0, 57, TUNNEL, VIRTUAL",
        "bridge0, 209, BRIDGE, BRIDGE",
        "bridge100, 6, BRIDGE, BRIDGE",
        "bond0, 136, AGGREGATE, ETHERNET",
        "bond0, 6, AGGREGATE, ETHERNET",
        "vlan0, 135, SUBLINK, ETHERNET",
    })
    void theNameThatMacosGivesCountsBeforeTheKernelsType(String name, int type, LinkKind kind, Bearer bearer) {
        assertEquals(new LinkType(kind, bearer), of(name, type, ""));
    }

    @ParameterizedTest(name = "type {0} is {1} by {2}")
    @CsvSource({
        "6, PHYSICAL, ETHERNET",
        "144, PHYSICAL, ETHERNET",
        "255, PHYSICAL, CELLULAR",
        "23, TUNNEL, VPN",
        "55, TUNNEL, VIRTUAL",
        "57, TUNNEL, VIRTUAL",
        "135, SUBLINK, ETHERNET",
        "136, AGGREGATE, ETHERNET",
        "209, BRIDGE, BRIDGE",
        "24, LOOPBACK, LOOPBACK",
        "1, VIRTUAL, VIRTUAL",
        "0, VIRTUAL, VIRTUAL",
        "-1, VIRTUAL, VIRTUAL",
    })
    void aNameOfNoMeaningLeavesItToTheType(int type, LinkKind kind, Bearer bearer) {
        assertEquals(new LinkType(kind, bearer), of("x0", type, ""));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"AirPort, WLAN", "IEEE80211, WLAN", "Bluetooth, BLUETOOTH", "WWAN, CELLULAR", "Modem, CELLULAR", "Ethernet, ETHERNET",
        "FireWire, ETHERNET", "something new, ETHERNET"})
    void whatLooksLikeEthernetMayBeCarriedBySomethingElse(String carrierType, Bearer bearer) {
        assertEquals(new LinkType(LinkKind.PHYSICAL, bearer), of("en0", LinkType.IFT_ETHER, carrierType));
    }

    @ParameterizedTest
    @CsvSource({"awdl0, VIRTUAL", "utun0, VPN", "bridge0, BRIDGE", "pdp_ip0, CELLULAR", "gif0, VIRTUAL"})
    void whatCarriesItSaysNothingOfWhatMacosMakesForItsOwnEnds(String name, Bearer bearer) {
        assertEquals(bearer, of(name, LinkType.IFT_ETHER, "AirPort").bearer());
    }

    @ParameterizedTest
    @CsvSource({"en", "awdlx0", "0", "my-utun3x", "UTUN3", "ap", "e", "''"})
    void onlyTheWholeNameBeforeItsNumberCounts(String name) {
        LinkType expected = name.equals("ap") ? new LinkType(LinkKind.VIRTUAL, Bearer.VIRTUAL) : new LinkType(LinkKind.PHYSICAL, Bearer.ETHERNET);
        assertEquals(expected, of(name, LinkType.IFT_ETHER, ""));
    }

    @Test
    void aLoopbackIsOneByItsFlagWhateverItsNameAndType() {
        InterfaceRow row = Rows.row("en0", 4, LinkType.IFT_ETHER, InterfaceRow.IFF_LOOPBACK);
        assertEquals(new LinkType(LinkKind.LOOPBACK, Bearer.LOOPBACK), LinkType.of(row, Optional.of("AirPort")));
    }
}
