package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPNs over a wired profile that is up, and WireGuard, which is a device. */
@Tag("unit")
class NmTunnelTest {

    private final NmWorld world = new NmWorld();

    NmTunnelTest() {
        world.profile(1, NmProfile.WIRED);
        world.profile(2, "vpn");
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.link(1, "eth0", "10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.8.0.2,            10.8.0.2",
        "2001:db8::5,         2001:db8::5",
        "2001:DB8:0:0::5,     2001:db8::5",
        "fd00:0000::0a,       fd00::a",
    })
    void theLinkOfAVpnIsTheOneWithItsAddress(String told, String address) {
        world.config(5, told.contains(":") ? NmNames.IP6 : NmNames.IP4, told);
        world.vpn(2, 2, NmNames.ACTIVATED, 1, NmWorld.configPath(5));
        world.link(9, "tun0", address);
        AccessPoint vpn = world.point(2);
        assertEquals(ConfigurationState.ACTIVE, vpn.state());
        assertEquals(Optional.of("tun0"), vpn.interfaceName());
        assertEquals(Bearer.VPN, vpn.bearer());
        assertEquals(ConfigurationState.ACTIVE, world.point(1).state(), "what is below stays as it is");
        assertEquals(Optional.of("eth0"), world.point(1).interfaceName());
        assertEquals(Set.of("eth0", "tun0"), world.points().linksOfProfiles());
    }

    @Test
    void aVpnIsStartingWhileItHasNoAddressYet() {
        world.vpn(2, 2, NmNames.ACTIVATING, 1, "/");
        assertEquals(ConfigurationState.DISCOVERED, world.point(2).state());
        assertEquals(Transition.STARTING, world.point(2).transition());
        assertEquals(Optional.empty(), world.point(2).interfaceName());
    }

    @Test
    void aVpnWithoutALinkOfItsOwnIsActiveAllTheSame() {
        world.config(5, NmNames.IP4, "10.8.0.2");
        world.vpn(2, 2, NmNames.ACTIVATED, 1, NmWorld.configPath(5));
        assertEquals(ConfigurationState.ACTIVE, world.point(2).state());
        assertEquals(Optional.empty(), world.point(2).interfaceName());
        assertEquals(Set.of("eth0"), world.points().linksOfProfiles());
    }

    @Test
    void aVpnWhoseLinkCannotBeUsedIsNotActive() {
        world.config(5, NmNames.IP4, "10.8.0.2");
        world.vpn(2, 2, NmNames.ACTIVATED, 1, NmWorld.configPath(5));
        world.links.add(NmWorld.link(9, "tun0", false, false, "10.8.0.2"));
        assertEquals(ConfigurationState.DISCOVERED, world.point(2).state());
    }

    @Test
    void aVpnReachesAsFarAndCostsAsMuchAsWhatIsBelow() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Metered", 3L).set("Ip4Connectivity", 4L).set("ActiveConnection", NmWorld.activePath(1));
        world.vpn(2, 2, NmNames.ACTIVATED, 1, "/");
        assertEquals(world.point(1).metered(), world.point(2).metered());
        assertEquals(world.point(1).connectivity(), world.point(2).connectivity());
    }

    @ParameterizedTest
    @CsvSource({
        // what is below: NMActiveConnectionState, NMActivationStateFlags
        "1, 0, DEFINED", "2, 0, DISCOVERED", "2, 128, DEFINED", "3, 0, DEFINED",
    })
    void aVpnCanBeStartedOnceSomethingIsUpThatNetworkManagerHasMade(long below, long flags, ConfigurationState state) {
        world.active(1, 1, below, 1).set("StateFlags", flags);
        assertEquals(state, world.point(2).state());
    }

    @Test
    void wireguardIsADeviceWithItsOwnLink() {
        world.profile(3, "wireguard").set("interface-name", "wg0");
        assertEquals(ConfigurationState.DISCOVERED, world.point(3).state(), "NetworkManager makes it");
        world.device(3, "wg0", NmWorld.WIREGUARD, 3).set("HwAddress", "");
        world.active(3, 3, NmNames.ACTIVATED, 3);
        world.link(3, "wg0", "10.9.0.2");
        assertEquals(ConfigurationState.ACTIVE, world.point(3).state());
        assertEquals(Optional.of("wg0"), world.point(3).interfaceName());
        assertEquals(Bearer.VPN, world.point(3).bearer());
    }
}
