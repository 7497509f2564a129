package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkProfile;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.testkit.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States, devices and links of profiles that are no VPN. */
@Tag("unit")
class NmAccessPointsTest {

    private final NmWorld world = new NmWorld();

    /** A wired profile on a link that is up with an address. */
    private void wired() {
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.link(1, "eth0", "10.0.0.1");
    }

    @Test
    void aProfileThatCouldBeStartedIsDiscoveredAndNamesItsLink() {
        wired();
        AccessPoint point = world.point(1);
        assertEquals("profile 1", point.name());
        assertEquals(ConfigurationState.DISCOVERED, point.state());
        assertEquals(Transition.NONE, point.transition());
        assertEquals(Bearer.ETHERNET, point.bearer());
        assertEquals(Optional.of("eth0"), point.interfaceName());
        assertEquals(OptionalInt.empty(), point.signalPercent());
        assertEquals(Connectivity.UNKNOWN, point.connectivity());
    }

    @ParameterizedTest
    @CsvSource({
        // NMActiveConnectionState, up, carrier, address, state, transition
        "0, true,  true,  10.0.0.1, DISCOVERED, NONE",
        "1, true,  true,  10.0.0.1, DISCOVERED, STARTING",
        "1, false, false, '',       DISCOVERED, STARTING",
        "2, true,  true,  10.0.0.1, ACTIVE,     NONE",
        "2, true,  true,  2001:db8::1, ACTIVE,  NONE",
        "2, true,  true,  '',       ACTIVE,     NONE",
        "2, true,  true,  fe80::1,  ACTIVE,     NONE",
        "2, true,  true,  169.254.7.7, ACTIVE,  NONE",
        "2, true,  false, 10.0.0.1, ACTIVE,     NONE",
        "2, true,  false, '',       DEFINED,    NONE",
        "2, true,  false, fe80::1,  DEFINED,    NONE",
        "2, false, false, '',       DISCOVERED, NONE",
        "3, true,  true,  10.0.0.1, ACTIVE,     STOPPING",
        "3, true,  true,  '',       DISCOVERED, STOPPING",
        "3, true,  false, 10.0.0.1, DEFINED,    STOPPING",
        "4, true,  true,  10.0.0.1, DISCOVERED, NONE",
    })
    void itIsActiveIfNetworkManagerSaysSo(long active, boolean up, boolean carrier, String address, ConfigurationState state,
                                                            Transition transition) {
        wired();
        world.active(1, 1, active, 1);
        world.links.set(0, NmWorld.link(1, "eth0", up, carrier, address.isEmpty() ? new String[0] : new String[] {address}));
        assertEquals(state, world.point(1).state());
        assertEquals(transition, world.point(1).transition());
        assertEquals(Optional.of("eth0"), world.point(1).interfaceName());
    }

    /** After a gap the kernel works out the operational state later than the carrier; NetworkManager has not given up the connection. */
    @ParameterizedTest
    @CsvSource({
        // NMActiveConnectionState, address, state
        "1, 10.0.0.1, DISCOVERED",
        "2, 10.0.0.1, ACTIVE",
        "2, '',       ACTIVE",
        "2, fe80::1,  ACTIVE",
        "3, 10.0.0.1, DISCOVERED",
    })
    void aCarrierWithoutTheOperationalStateDoesNotOverruleNetworkManager(long active, String address, ConfigurationState state) {
        wired();
        world.active(1, 1, active, 1);
        world.links.set(0, NmWorld.notOperational(NmWorld.link(1, "eth0", true, true, address.isEmpty() ? new String[0] : new String[] {address})));
        assertEquals(state, world.point(1).state());
    }

    @Test
    void itIsNotActiveOnALinkThatIsNotHere() {
        wired();
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.links.clear();
        assertEquals(ConfigurationState.DISCOVERED, world.point(1).state());
        assertEquals(Optional.empty(), world.point(1).interfaceName());
    }

    @Test
    void withoutADeviceItIsDefined() {
        wired();
        world.device(1, "eth0", NmWorld.ETHERNET);
        assertEquals(ConfigurationState.DEFINED, world.point(1).state());
        assertEquals(Optional.empty(), world.point(1).interfaceName());
    }

    @Test
    void whereItIsBoundToAnInterfaceItNamesThatWithoutADeviceIfThereIsSuchALink() {
        wired();
        world.device(1, "eth0", NmWorld.ETHERNET);
        world.profile(1, NmProfile.WIRED).set("interface-name", "eth0");
        assertEquals(Optional.of("eth0"), world.point(1).interfaceName());
        world.profile(1, NmProfile.WIRED).set("interface-name", "eth9");
        assertEquals(Optional.empty(), world.point(1).interfaceName());
    }

    @Test
    void whenNetworkingIsSwitchedOffNothingIsAvailable() {
        wired();
        world.profile(2, "vpn");
        world.profile(3, "bridge").set("interface-name", "br0");
        world.root.set("NetworkingEnabled", false);
        assertEquals(Set.of(ConfigurationState.DEFINED), Set.copyOf(world.points().accessPoints().stream().map(AccessPoint::state).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        // type, interface, state without its device, state while another has its name
        "bridge,    br0,  DISCOVERED, DEFINED",
        "bond,      br0,  DISCOVERED, DEFINED",
        "vlan,      '',   DISCOVERED, DISCOVERED",
        "wireguard, br0,  DISCOVERED, DEFINED",
        "802-3-ethernet, br0, DEFINED, DEFINED",
        "gsm,       '',   DEFINED,    DEFINED",
    })
    void aProfileWhoseDeviceNetworkManagerMakesIsDiscoveredUnlessTheDeviceIsThereAndTaken(String type, String iface, ConfigurationState without,
                                                                                      ConfigurationState taken) {
        world.profile(1, type).set("interface-name", iface);
        assertEquals(without, world.point(1).state());
        world.device(2, "br0", NmWorld.BRIDGE);
        assertEquals(taken, world.point(1).state());
    }

    @Test
    void aModemIsTheLinkOfItsDataNotItsDevice() {
        world.profile(1, "gsm");
        world.device(1, "cdc-wdm0", NmWorld.MODEM, 1).set("IpInterface", "wwan0");
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.link(2, "wwan0", "10.0.0.1");
        AccessPoint point = world.point(1);
        assertEquals(ConfigurationState.ACTIVE, point.state());
        assertEquals(Optional.of("wwan0"), point.interfaceName());
        assertEquals(Bearer.CELLULAR, point.bearer());
        assertEquals(Set.of("cdc-wdm0", "wwan0"), world.points().linksOfProfiles());
    }

    @Test
    void aDeviceWhoseDataLinkIsNotThereYetIsTheLinkOfItsName() {
        world.profile(1, "pppoe");
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("IpInterface", "ppp0");
        world.link(1, "eth0");
        assertEquals(Optional.of("eth0"), world.point(1).interfaceName());
    }

    @Test
    void twoProfilesOnOneDeviceAreTwoAccessPointsOnOneLinkOfWhichOneIsActive() {
        wired();
        world.profile(2, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1, 2);
        world.active(1, 2, NmNames.ACTIVATED, 1);
        assertEquals(List.of(ConfigurationState.DISCOVERED, ConfigurationState.ACTIVE), world.points().accessPoints().stream().map(AccessPoint::state).toList());
        assertEquals(List.of(Optional.of("eth0"), Optional.of("eth0")), world.points().accessPoints().stream().map(AccessPoint::interfaceName).toList());
    }

    @Test
    void oneProfileThatIsActiveTwiceIsSeenWhereItIsUp() {
        wired();
        world.device(2, "eth1", NmWorld.ETHERNET, 1);
        world.link(2, "eth1", "10.0.1.1");
        world.active(1, 1, NmNames.DEACTIVATING, 1);
        world.active(2, 1, NmNames.ACTIVATED, 2);
        assertEquals(Optional.of("eth1"), world.point(1).interfaceName());
        assertEquals(Transition.NONE, world.point(1).transition());
    }

    @Test
    void aUuidThatTwoProfilesHaveIsOneAccessPoint() {
        wired();
        world.profile(2, NmProfile.WIRED).set("uuid", NmWorld.UUID + 1).set("id", "a copy");
        assertEquals(List.of("a copy"), world.points().accessPoints().stream().map(AccessPoint::name).toList(), "the first by name");
    }

    @Test
    void theyAreInTheOrderOfTheirNames() {
        world.profile(1, NmProfile.WIRED).set("id", "b");
        world.profile(2, NmProfile.WIRED).set("id", "a");
        world.profile(3, NmProfile.WIRED).set("id", "a");
        assertEquals(List.of("nm:" + NmWorld.UUID + 2, "nm:" + NmWorld.UUID + 3, "nm:" + NmWorld.UUID + 1),
            world.points().accessPoints().stream().map(each -> each.id().value()).toList());
    }

    @Test
    void aProfileThatIsNotAmongTheObjectsAnyMoreIsNone() {
        wired();
        world.objects.remove(NmWorld.profilePath(1));
        assertEquals(List.of(), world.points().accessPoints());
    }

    @ParameterizedTest
    @CsvSource({
        "loopback, '', false", "dummy, '', false", "vrf, '', false", "ovs-port, '', false", "ovs-interface, '', false",
        "802-3-ethernet, master, false", "802-3-ethernet, slave-type, false", "802-3-ethernet, controller, false", "vlan, port-type, false",
        "bridge, '', true", "something-new, '', true",
    })
    void whatLeadsNowhereByItselfIsNoAccessPoint(String type, String port, boolean isAccessPoint) {
        NmWorld.Values connection = world.profile(1, type);
        if (!port.isEmpty()) {
            connection.set(port, "br0");
        }
        assertEquals(isAccessPoint, world.find(1).isPresent());
        connection.set(port, "");
        assertEquals(isAccessPoint || !port.isEmpty(), world.find(1).isPresent(), "an empty one is none");
    }

    @ParameterizedTest
    @CsvSource({
        // managed, activation flags, profile flags, whether the link is external, whether its access point is a profile's
        "true,  0,   0, false, true",
        "false, 0,   0, false, false",
        "true,  128, 0, true,  false",
        "true,  0,   8, true,  false",
        "true,  64,  7, false, true",
    })
    void aLinkIsLeftToTheKernelIfNetworkManagerDoesNotManageItOrOnlyLooksOn(boolean managed, long activation, long profile, boolean external, boolean taken) {
        wired();
        world.links.set(0, NmWorld.link(1, "eth0", true, true));
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Managed", managed);
        world.flags(1, profile);
        world.active(1, 1, NmNames.ACTIVATED, 1).set("StateFlags", activation);
        assertEquals(external, world.points().isExternal("eth0"));
        assertEquals(taken ? Set.of("eth0") : Set.of(), world.points().linksOfProfiles());
        assertEquals((profile & 8) == 0, world.find(1).isPresent());
    }

    @Test
    void aWifiCardThatNetworkManagerDoesNotKnowYetIsNobodysAccessPoint() {
        wired();
        world.links.add(Links.card("wlan0", 7, Bearer.WLAN, false, false).build());
        world.links.add(Links.card("ww0", 8, Bearer.CELLULAR, false, false).build());
        assertEquals(Set.of("eth0", "wlan0"), world.points().linksOfProfiles());
        NmState behind = world.state().behind("it does not answer");
        NmStations stations = new NmStations(world.tree(), Map.of(), Optional.empty());
        assertEquals(Set.of("eth0"), new NmAccessPoints(behind, world.tree(), world.links, stations, NmActiveLinks.NONE).linksOfProfiles(),
            "what it knows now is not known");
        world.device(2, "wlan0", NmWorld.WIRELESS).set("Managed", false);
        assertEquals(Set.of("eth0"), world.points().linksOfProfiles());
    }

    @Test
    void theLinkOfAnActiveProfileIsTakenWhoeverManagesIt() {
        wired();
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Managed", false).set("ActiveConnection", NmWorld.activePath(1));
        assertEquals(Set.of("eth0"), world.points().linksOfProfiles());
    }

    @ParameterizedTest
    @CsvSource({
        // the device's NMMetered, the profile's, active, what it is
        "0, 0, true,  UNKNOWN", "1, 0, true,  YES", "2, 0, true, NO", "3, 0, true, GUESSED_YES", "4, 0, true, GUESSED_NO",
        "0, 1, true,  YES", "0, 2, true,  NO", "4, 1, true,  GUESSED_NO", "9, 1, true, YES",
        "4, 1, false, YES", "4, 2, false, NO", "1, 0, false, UNKNOWN",
    })
    void whatIsActiveIsMeteredAsItsDeviceSaysAndTheRestAsItsProfileSays(long device, long profile, boolean active, Metered metered) {
        world.profile(1, NmProfile.WIRED).set("metered", profile);
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Metered", device);
        world.link(1, "eth0", "10.0.0.1");
        if (active) {
            world.active(1, 1, NmNames.ACTIVATED, 1);
        }
        assertEquals(metered, world.point(1).metered());
    }

    @ParameterizedTest
    @CsvSource({
        // by IPv4, by IPv6, active, how far it reaches
        "0, 0, true, UNKNOWN", "1, 0, true, NONE", "2, 1, true, CAPTIVE_PORTAL", "3, 0, true, LIMITED", "1, 4, true, INTERNET",
        "4, 3, true, INTERNET", "9, 0, true, UNKNOWN", "4, 4, false, UNKNOWN",
    })
    void whatIsActiveReachesAsFarAsTheBetterOfItsProtocols(long four, long six, boolean active, Connectivity connectivity) {
        wired();
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Ip4Connectivity", four).set("Ip6Connectivity", six);
        if (active) {
            world.active(1, 1, NmNames.ACTIVATED, 1);
        }
        assertEquals(connectivity, world.point(1).connectivity());
    }

    @Test
    void whereDevicesAreNotJudgedThePrimaryNetworkReachesAsFarAsTheWhole() {
        wired();
        world.active(1, 1, NmNames.ACTIVATED, 1);
        assertEquals(Connectivity.UNKNOWN, world.point(1).connectivity());
        world.root.set("PrimaryConnection", NmWorld.activePath(1));
        assertEquals(Connectivity.INTERNET, world.point(1).connectivity());
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("Ip4Connectivity", 3L).set("ActiveConnection", NmWorld.activePath(1));
        assertEquals(Connectivity.LIMITED, world.point(1).connectivity());
    }

    @Test
    void aNetworkManagerThatSeesOtherLinksIsElsewhere() {
        assertEquals(Optional.empty(), NmAccessPoints.isHere(world.tree(), world.links), "none to compare");
        wired();
        assertEquals(Optional.of(true), NmAccessPoints.isHere(world.tree(), world.links));
        world.device(1, "eth0", NmWorld.ETHERNET).set("HwAddress", "02:00:00:00:00:FF");
        assertEquals(Optional.of(false), NmAccessPoints.isHere(world.tree(), world.links));
        world.device(2, "eth1", NmWorld.ETHERNET).set("HwAddress", "02:00:00:00:00:02".toUpperCase());
        world.link(2, "eth1");
        assertEquals(Optional.of(true), NmAccessPoints.isHere(world.tree(), world.links), "one is the same");
    }

    @Test
    void aNetworkManagerOfWhoseLinksThereIsNoneHereIsElsewhere() {
        world.device(1, "enp3s0", NmWorld.ETHERNET);
        assertEquals(Optional.empty(), NmAccessPoints.isHere(world.tree(), world.links), "there is nothing here");
        world.link(2, "eth0");
        assertEquals(Optional.of(false), NmAccessPoints.isHere(world.tree(), world.links));
        world.link(1, "enp3s0");
        assertEquals(Optional.of(true), NmAccessPoints.isHere(world.tree(), world.links));
    }

    @Test
    void whatHasNoHardwareAddressAndTheLoopbackSayNothingOfThat() {
        world.device(1, "lo", NmWorld.LOOPBACK).set("HwAddress", "00:00:00:00:00:00");
        world.link(3, "lo");
        world.device(2, "tun0", NmWorld.ETHERNET).set("HwAddress", "");
        world.link(4, "tun0");
        assertEquals(Optional.empty(), NmAccessPoints.isHere(world.tree(), world.links));
    }

    @Test
    void aProfileOfTheApplicationIsAnAccessPointBeforeNetworkManagerKnowsItAndOneAfterwards() {
        OwnProfiles own = new OwnProfiles();
        String uuid = own.add(NetworkProfile.ethernet("mine").build());
        NmProfile profile = own.known().get(uuid);
        assertEquals(ConfigurationState.DEFINED, world.points(profile).accessPoints().get(0).state());
        world.device(1, "eth0", NmWorld.ETHERNET);
        world.link(1, "eth0");
        AccessPoint before = world.points(profile).accessPoints().get(0);
        assertEquals(ConfigurationState.DISCOVERED, before.state());
        assertEquals(Optional.of("eth0"), before.interfaceName());
        world.profile(1, NmProfile.WIRED).set("uuid", uuid).set("id", "mine");
        world.active(1, 1, NmNames.ACTIVATING, 1).set("Uuid", uuid);
        assertEquals(1, world.points(profile).accessPoints().size());
        AccessPoint after = world.points(profile).accessPoints().get(0);
        assertEquals(before.id(), after.id());
        assertEquals(Transition.STARTING, after.transition());
    }
}
