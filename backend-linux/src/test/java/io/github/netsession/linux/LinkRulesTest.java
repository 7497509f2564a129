package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of kinds, of access points and of states. */
@Tag("unit")
class LinkRulesTest {

    private static final int UP_FLAG = 1;

    private static final int UP = Rtnetlink.IFF_UP | Rtnetlink.IFF_LOWER_UP | Rtnetlink.IFF_RUNNING;

    private final List<LinkMessage> links = new ArrayList<>();
    private final List<AddressMessage> addresses = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "eth0,      1, '',          false, PHYSICAL,  ETHERNET",
        "wlan0,     1, '',          true,  PHYSICAL,  WLAN",
        "wwan0,     1, '',          false, PHYSICAL,  CELLULAR",
        "wwp0s20f0u2i4, 1, '',      false, PHYSICAL,  CELLULAR",
        "wwx001122334455, 65534, '', false, PHYSICAL, CELLULAR",
        "wwp1s0,  512, '',          false, TUNNEL,    VPN",
        "ww0,       1, veth,        false, VETH,      ETHERNET",
        "vmnet8,    1, '',          false, VIRTUAL,   VIRTUAL",
        "vmnetwork, 1, '',          false, PHYSICAL,  ETHERNET",
        "vboxnet0,  1, '',          false, VIRTUAL,   VIRTUAL",
        "ovs-system, 1, '',         false, VIRTUAL,   VIRTUAL",
        "teql0, 65535, '',          false, VIRTUAL,   VIRTUAL",
        "pimreg,  779, '',          false, VIRTUAL,   VIRTUAL",
        "rmnet0,  519, '',          false, PHYSICAL,  CELLULAR",
        "rmnet1,  519, rmnet,       false, SUBLINK,   CELLULAR",
        "wwan1, 65534, wwan,        false, PHYSICAL,  CELLULAR",
        "bnep0,     1, '',          false, PHYSICAL,  BLUETOOTH",
        "ib0,      32, ipoib,       false, PHYSICAL,  UNKNOWN",
        "lo,      772, '',          false, LOOPBACK,  LOOPBACK",
        "br0,       1, bridge,      false, BRIDGE,    BRIDGE",
        "ovs0,      1, openvswitch, false, BRIDGE,    BRIDGE",
        "bond0,     1, bond,        false, AGGREGATE, ETHERNET",
        "team0,     1, team,        false, AGGREGATE, ETHERNET",
        "eth0.5,    1, vlan,        false, SUBLINK,   ETHERNET",
        "mv0,       1, macvlan,     false, SUBLINK,   ETHERNET",
        "iv0,       1, ipvlan,      false, SUBLINK,   ETHERNET",
        "mt0,       1, macvtap,     false, SUBLINK,   ETHERNET",
        "eth0,      1, veth,        false, VETH,      ETHERNET",
        "tun0,  65534, tun,         false, TUNNEL,    VPN",
        "tap0,      1, tun,         false, TUNNEL,    VPN",
        "wg0,   65534, wireguard,   false, TUNNEL,    VPN",
        "ppp0,    512, ppp,         false, TUNNEL,    VPN",
        "ppp0,    512, '',          false, TUNNEL,    VPN",
        "ipip0,   768, ipip,        false, TUNNEL,    VPN",
        "gre1,    778, gre,         false, TUNNEL,    VPN",
        "sit1,    776, sit,         false, TUNNEL,    VPN",
        "t6,      769, ip6tnl,      false, TUNNEL,    VPN",
        "vti1,    768, vti,         false, TUNNEL,    VPN",
        "ipsec0,65534, xfrm,        false, TUNNEL,    VPN",
        "vx0,       1, vxlan,       false, TUNNEL,    VIRTUAL",
        "gnv0,      1, geneve,      false, TUNNEL,    VIRTUAL",
        "ifb0,      1, ifb,         false, VIRTUAL,   VIRTUAL",
        "dummy0,    1, dummy,       false, VIRTUAL,   VIRTUAL",
        "vrf0,      1, vrf,         false, VIRTUAL,   VIRTUAL",
        "new0,      1, invented,    false, VIRTUAL,   VIRTUAL",
        "odd0,    999, '',          false, PHYSICAL,  UNKNOWN",
        "hwsim0,  803, '',          false, VIRTUAL,   VIRTUAL",
        "mon0,    803, '',          true,  PHYSICAL,  WLAN",
    })
    void kindAndBearerFollowTheDriver(String name, int hardwareType, String infoKind, boolean wireless, LinkKind kind, Bearer bearer) {
        assertEquals(new LinkTaxonomy(kind, bearer), LinkTaxonomy.of(link(1, name, hardwareType, UP, infoKind, 6, 0), wireless));
    }

    @ParameterizedTest
    @CsvSource({
        "eth0, 1, '', true", "eth0, 1, veth, true", "bond0, 1, bond, true", "eth0.5, 1, vlan, true", "wg0, 65534, wireguard, true",
        "lo, 772, '', false", "br0, 1, bridge, false", "ifb0, 1, ifb, false", "dummy0, 1, dummy, false", "nlmon0, 824, nlmon, false",
        "vcan0, 280, vcan, false", "can0, 280, '', false", "vrf0, 1, vrf, false", "mon0, 803, '', false",
        "vmnet8, 1, '', false", "vboxnet0, 1, '', false", "vmnetwork, 1, '', true", "teql0, 65535, '', false", "pimreg, 779, '', false",
        "ovs-system, 1, '', false", "ovs-system, 1, openvswitch, false", "wwp0s20f0u2i4, 1, '', true",
        "sit0, 776, sit, false", "sit1, 776, sit, true", "tunl0, 768, ipip, false",
    })
    void onlyWhatLeadsOutIsAnAccessPoint(String name, int hardwareType, String infoKind, boolean expected) {
        add(link(1, name, hardwareType, UP, infoKind, 6, 0));
        assertEquals(expected, !snapshot(OptionalInt.empty(), true).accessPoints().isEmpty());
    }

    @Test
    void aLinkHasTheSignalThatItsAccessPointIsHeardWith() {
        add(link(1, "wlan0", 1, UP, "", 6, 0));
        add(link(2, "wlan1", 1, UP, "", 6, 0));
        LinkTables tables = LinkTables.join(links, addresses, Set.of(1, 2), OptionalInt.empty(), false).withSignals(Map.of(1, -64));
        Snapshot snapshot = LinuxReader.snapshot(tables, true, Optional.empty(), 0);
        assertEquals(OptionalInt.of(72), snapshot.accessPoints().get(0).signalPercent());
        assertEquals(OptionalInt.empty(), snapshot.accessPoints().get(1).signalPercent());
    }

    @Test
    void aPortIsNoAccessPointAndABridgeWithHardwareIs() {
        add(link(1, "br0", 1, UP, "bridge", 6, 0));
        add(link(2, "v0", 1, UP, "veth", 6, 1));
        assertFalse(isAccessPoint("br0", OptionalInt.empty()), "only a veth");
        assertTrue(isAccessPoint("br0", OptionalInt.of(1)), "the default route");
        add(link(3, "eth0", 1, UP, "", 6, 1));
        assertTrue(isAccessPoint("br0", OptionalInt.empty()));
        assertFalse(isAccessPoint("eth0", OptionalInt.empty()));
        assertEquals(Optional.of("br0"), snapshot(OptionalInt.empty(), true).links().get(2).master());
    }

    @Test
    void theLinkOfOpenVswitchItselfIsNoAccessPointAlthoughHardwareIsItsPort() {
        add(link(1, "ovs-system", 1, UP, "openvswitch", 6, 0));
        add(link(2, "eth0", 1, UP, "", 6, 1));
        add(link(3, "br-ex", 1, UP, "openvswitch", 6, 0));
        assertFalse(isAccessPoint("ovs-system", OptionalInt.empty()));
        assertTrue(isAccessPoint("br-ex", OptionalInt.of(3)));
    }

    @Test
    void aDeviceUnderALinkIsASignOfHardwareWhateverItsName() {
        LinkMessage message = new LinkMessage(1, "vmnet8", List.of(), 1, UP, "", 6, 1, 1500, Optional.empty(), 0, true);
        assertEquals(LinkKind.PHYSICAL, LinkTaxonomy.of(message, false).kind());
        add(message);
        assertTrue(isAccessPoint("vmnet8", OptionalInt.empty()));
        LinkMessage raw = new LinkMessage(1, "mhi0", List.of(), Rtnetlink.ARPHRD_NONE, UP, "", 6, 1, 1500, Optional.empty(), 0, true);
        assertEquals(LinkKind.PHYSICAL, LinkTaxonomy.of(raw, false).kind());
    }

    @Test
    void aLinkInAVrfIsAnAccessPointAllTheSame() {
        add(link(1, "vrf0", 1, UP, "vrf", 6, 0));
        add(link(2, "eth0", 1, UP, "", 6, 1));
        add(link(3, "br0", 1, UP, "bridge", 6, 1));
        add(link(4, "eth1", 1, UP, "", 6, 3));
        assertTrue(isAccessPoint("eth0", OptionalInt.empty()));
        assertTrue(isAccessPoint("br0", OptionalInt.empty()));
        assertFalse(isAccessPoint("vrf0", OptionalInt.empty()));
        assertFalse(isAccessPoint("eth1", OptionalInt.empty()));
        assertEquals(Optional.of("vrf0"), snapshot(OptionalInt.empty(), true).links().get(1).master());
    }

    @Test
    void aMasterInAnotherNamespaceIsAMasterAllTheSame() {
        add(link(2, "v0", 1, UP, "veth", 6, 99));
        assertFalse(isAccessPoint("v0", OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        // flags, operstate, carrier, address, may start, state
        "0,        2,  0, '',          true,  DISCOVERED",
        "0,        2,  0, '',          false, DEFINED",
        "0,        2,  1, 10.0.0.1,    true,  DISCOVERED",
        "1,        2,  0, '',          true,  DEFINED",
        "1,        3,  0, 10.0.0.1,    true,  DEFINED",
        "65601,    2,  0, 10.0.0.1,    true,  DISCOVERED", // LOWER_UP tells of the carrier, too.
        "1,        2,  1, 10.0.0.1,    true,  DISCOVERED", // It has a carrier, and its operational state lags behind.
        "65537,    3,  1, '',          true,  DISCOVERED",
        "65601,    6,  1, '',          true,  DISCOVERED",
        "65601,    6,  1, 169.254.1.1, true,  DISCOVERED",
        "65601,    6,  1, fe80::1,     true,  DISCOVERED",
        "65601,    6,  1, 10.0.0.1,    false, ACTIVE",
        "65601,    6,  1, 2001:db8::1, true,  ACTIVE",
        "65601,    0,  1, 10.0.0.1,    true,  ACTIVE",
        "65601,    5,  1, '',          true,  DISCOVERED",
        "65601,    5,  1, 10.0.0.1,    true,  DISCOVERED",
        "65601,    4,  1, 10.0.0.1,    true,  DEFINED",
        "65,       0, -1, 10.0.0.1,    true,  ACTIVE",
    })
    void theStateFollowsFlagsAndAddresses(int flags, int operstate, int carrier, String address, boolean mayStart,
                                          ConfigurationState state) throws Exception {
        links.add(new LinkMessage(1, "eth0", List.of(), 1, flags, "", operstate, carrier, 1500, Optional.empty(), 0, false));
        if (!address.isEmpty()) {
            addresses.add(new AddressMessage(1, new LinkAddress(InetAddress.getByName(address), 24, true)));
        }
        AccessPoint accessPoint = snapshot(OptionalInt.empty(), mayStart).accessPoints().get(0);
        assertEquals(state, accessPoint.state());
        assertEquals((flags & UP_FLAG) == 0 && !mayStart, accessPoint.needsPermission(), "only a link that is down needs the permission");
    }

    @Test
    void linksOfOneNameOrNumberAreJoinedAndMakeTheReadingInexact() {
        add(link(1, "old", 1, UP, "", 6, 0));
        add(link(1, "new", 1, UP, "", 6, 0));
        add(link(2, "new", 1, UP, "", 6, 0));
        LinkTables tables = LinkTables.join(links, List.of(), Set.of(), OptionalInt.empty(), false);
        assertFalse(tables.exact());
        assertEquals(Set.of("old", "new"), Set.copyOf(tables.links().stream().map(LinkMessage::name).toList()));
    }

    @Test
    void anAddressOrADefaultRouteOfAnUnknownLinkMakesTheReadingInexact() throws Exception {
        add(link(1, "eth0", 1, UP, "", 6, 0));
        AddressMessage stranger = new AddressMessage(9, new LinkAddress(InetAddress.getByName("10.0.0.1"), 8, true));
        LinkTables tables = LinkTables.join(links, List.of(stranger), Set.of(), OptionalInt.of(9), false);
        assertFalse(tables.exact());
        assertEquals(Map.of(), tables.addresses());
        assertEquals(OptionalInt.empty(), tables.defaultIndex());
        assertTrue(LinkTables.join(links, List.of(), Set.of(), OptionalInt.of(1), false).exact());
        assertFalse(LinkTables.join(links, List.of(), Set.of(), OptionalInt.of(1), true).exact());
    }

    private boolean isAccessPoint(String name, OptionalInt defaultIndex) {
        return snapshot(defaultIndex, true).accessPoints().stream().anyMatch(each -> each.name().equals(name));
    }

    private Snapshot snapshot(OptionalInt defaultIndex, boolean mayStart) {
        LinkTables tables = LinkTables.join(links, addresses, Set.of(), defaultIndex, false);
        return LinuxReader.snapshot(tables, mayStart, Optional.empty(), 0);
    }

    private void add(LinkMessage link) {
        links.add(link);
    }

    private static LinkMessage link(int index, String name, int hardwareType, int flags, String infoKind, int operstate, int master) {
        return new LinkMessage(index, name, List.of(), hardwareType, flags, infoKind, operstate, 1, 1500, Optional.empty(), master, false);
    }
}
