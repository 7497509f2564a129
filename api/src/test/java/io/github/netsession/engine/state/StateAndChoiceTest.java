package io.github.netsession.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.Support;
import io.github.netsession.engine.FakeBackend;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pure functions between a snapshot and the public state, and the values' own checks. */
@Tag("unit")
class StateAndChoiceTest {

    private static Link link(String name, int index, String hardware) {
        return Links.up(name, index, Bearer.ETHERNET).kind(LinkKind.VETH).hardwareAddress(hardware).build();
    }

    private static NetworksState state(Link... links) {
        return StateMapper.of(1, Snapshot.builder().links(List.of(links)).build(), List.of(), false);
    }

    private static List<String> kinds(NetworksState before, NetworksState after) {
        return StateDiff.between(before, after).stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    @Test
    void aRenamedInterfaceHasChangedAndIsNotAnother() {
        NetworksState before = state(link("veth0", 5, "02:00:00:00:00:01"));
        NetworksState after = state(link("uplink", 5, "02:00:00:00:00:01"));
        assertEquals(List.of("InterfaceChanged"), kinds(before, after));
    }

    @Test
    void anIndexThatWasGivenToAnotherInterfaceIsARemovalAndAnAddition() {
        NetworksState before = state(link("veth0", 5, "02:00:00:00:00:01"));
        NetworksState after = state(link("tun7", 5, "02:00:00:00:00:99"));
        List<NetworksEvent> events = StateDiff.between(before, after);
        assertEquals("veth0", ((NetworksEvent.InterfaceRemoved) events.get(0)).link().name());
        assertEquals("tun7", ((NetworksEvent.InterfaceAdded) events.get(1)).link().name());
    }

    @Test
    void anotherLinkThatGetsTheNameOfTheDefaultInterfaceIsAnotherDefaultInterface() {
        Link a = link("a0", 2, "02:00:00:00:00:01");
        Link b = link("b0", 3, "02:00:00:00:00:02");
        Link renamed = link("b0", 2, "02:00:00:00:00:01");
        Link named = link("a0", 3, "02:00:00:00:00:02");
        NetworksState before = state(a, b).toBuilder().defaultInterface(a).build();
        NetworksState after = state(renamed, named).toBuilder().defaultInterface(named).build();
        assertEquals(List.of("InterfaceChanged", "InterfaceChanged", "DefaultInterfaceChanged"), kinds(before, after));
    }

    @Test
    void aDefaultInterfaceThatBecomesUnknownOrKnownIsAChange() {
        NetworksState none = state();
        NetworksState unknown = none.toBuilder().defaultInterfaceKnown(false).build();
        assertEquals(List.of("DefaultInterfaceChanged"), kinds(none, unknown));
        assertEquals(List.of("DefaultInterfaceChanged"), kinds(unknown, none));
        assertEquals(List.of(), kinds(unknown, unknown.toBuilder().build()));
        NetworksEvent.DefaultInterfaceChanged lost = (NetworksEvent.DefaultInterfaceChanged) StateDiff.between(none, unknown).get(0);
        NetworksEvent.DefaultInterfaceChanged found = (NetworksEvent.DefaultInterfaceChanged) StateDiff.between(unknown, none).get(0);
        assertTrue(lost.wasKnown() && !lost.state().isDefaultInterfaceKnown());
        assertFalse(found.wasKnown() || !found.state().isDefaultInterfaceKnown());
        Link link = link("a", 3, "02:00:00:00:00:02");
        assertEquals(Optional.empty(), none.toBuilder().defaultInterface(link).defaultInterfaceKnown(false).build().defaultInterface());
    }

    @Test
    void aSnapshotThatDoesNotKnowTheDefaultInterfaceGivesSuchAState() {
        Snapshot unknown = Snapshot.builder().defaultInterfaceKnown(false).build();
        assertFalse(StateMapper.of(1, unknown, List.of(), false).isDefaultInterfaceKnown());
        assertFalse(unknown.toBuilder().build().isDefaultInterfaceKnown());
        assertNotEquals(Snapshot.builder().build(), unknown);
        assertTrue(StateMapper.of(1, Snapshot.builder().build(), List.of(), false).isDefaultInterfaceKnown());
        assertEquals(Optional.empty(), Snapshot.builder().defaultInterfaceKnown(false).defaultInterface("eth0").build().defaultInterface());
    }

    @Test
    void interfacesAreListedByIndex() {
        NetworksState state = state(link("b", 9, "02:00:00:00:00:01"), link("a", 3, "02:00:00:00:00:02"));
        assertEquals(List.of("a", "b"), state.interfaces().stream().map(Link::name).toList());
    }

    @Test
    void statesThatDifferOnlyInTheirGenerationAreTheSame() {
        Snapshot empty = FakeBackend.EMPTY;
        assertTrue(StateMapper.isSame(StateMapper.of(1, empty, List.of(), false), StateMapper.of(2, empty, List.of(), false)));
        assertFalse(StateMapper.isSame(state(), state(link("a", 3, "02:00:00:00:00:02"))));
    }

    @Test
    void aServiceNetworkWithoutAnyChildPresentIsDefined() {
        ServiceNetwork group = new ServiceNetwork("office", List.of(new ConfigurationId("link:gone0")), RoamingPolicy.defaults());
        NetworksState state = StateMapper.of(1, FakeBackend.EMPTY, List.of(group), false);
        assertEquals(ConfigurationState.DEFINED, state.configuration(group.id()).orElseThrow().state());
        assertFalse(state.online());
    }

    @Test
    void theStatesOfAConfigurationIncludeTheOnesBefore() {
        assertTrue(ConfigurationState.ACTIVE.isAtLeast(ConfigurationState.DISCOVERED));
        assertTrue(ConfigurationState.DEFINED.isAtLeast(ConfigurationState.DEFINED));
        assertFalse(ConfigurationState.UNDEFINED.isAtLeast(ConfigurationState.DEFINED));
    }

    @Test
    void bearersBelongToTheirGeneration() {
        assertEquals(Bearer.CELLULAR_3G, Bearer.HSPA.family());
        assertEquals(Bearer.CELLULAR_4G, Bearer.LTE.family());
        assertEquals(Bearer.WLAN, Bearer.WLAN.family());
    }

    @Test
    void onlyAUsableAddressThatIsNotLinkLocalReachesBeyondTheLink() throws UnknownHostException {
        assertTrue(new LinkAddress(InetAddress.getByName("192.0.2.1"), 24, true).reachesBeyondLink());
        assertTrue(new LinkAddress(InetAddress.getByName("2001:db8::1"), 64, true).reachesBeyondLink());
        assertFalse(new LinkAddress(InetAddress.getByName("2001:db8::1"), 64, false).reachesBeyondLink());
        assertFalse(new LinkAddress(InetAddress.getByName("fe80::1"), 64, true).reachesBeyondLink());
        assertFalse(new LinkAddress(InetAddress.getByName("169.254.7.7"), 16, true).reachesBeyondLink());
        assertFalse(new LinkAddress(InetAddress.getByName("127.0.0.1"), 8, true).reachesBeyondLink());
        assertThrows(IllegalArgumentException.class, () -> new LinkAddress(InetAddress.getByName("192.0.2.1"), 33, true));
    }

    @Test
    void aLinkReachesBeyondItselfByAnAddressOrByARoute() throws UnknownHostException {
        Link.Builder bare = Links.up("eth0", 2, Bearer.ETHERNET);
        assertFalse(bare.build().reachesBeyondLink() || bare.build().isUsable());
        assertTrue(bare.routed(true).build().reachesBeyondLink() && bare.build().isUsable());
        Link.Builder addressed = Links.up("eth0", 2, Bearer.ETHERNET).addresses(List.of(new LinkAddress(InetAddress.getByName("192.0.2.1"), 24, true)));
        assertTrue(addressed.build().reachesBeyondLink() && addressed.build().isUsable());
        Link unplugged = addressed.operational(false).build();
        assertTrue(unplugged.reachesBeyondLink());
        assertFalse(unplugged.isUsable());
    }

    private static boolean isOnline(ConfigurationState configuration, Link... links) {
        AccessPoint accessPoint = AccessPoint.builder(new ConfigurationId("nm:1")).state(configuration).interfaceName("eth0").build();
        ServiceNetwork group = new ServiceNetwork("all", List.of(accessPoint.id()), RoamingPolicy.defaults());
        Snapshot snapshot = Snapshot.builder().accessPoints(List.of(accessPoint)).links(List.of(links)).build();
        assertEquals(configuration, StateMapper.of(1, snapshot, List.of(group), true).configuration(group.id()).orElseThrow().state());
        return StateMapper.of(1, snapshot, List.of(group), true).online();
    }

    @Test
    void anActiveProfileThatReachesOnlyTheOtherEndOfItsCableIsNotOnline() throws UnknownHostException {
        Link.Builder link = Links.up("eth0", 2, Bearer.ETHERNET);
        assertFalse(isOnline(ConfigurationState.ACTIVE, link.build()), "a profile for layer 2 only");
        link.addresses(List.of(new LinkAddress(InetAddress.getByName("169.254.7.7"), 16, true), new LinkAddress(InetAddress.getByName("fe80::1"), 64, true)));
        assertFalse(isOnline(ConfigurationState.ACTIVE, link.build()), "a link-local profile");
        assertTrue(isOnline(ConfigurationState.ACTIVE, link.routed(true).build()), "the same with a default route");
        assertTrue(isOnline(ConfigurationState.ACTIVE, link.operational(false).build()), "in a momentary gap");
        assertFalse(isOnline(ConfigurationState.DISCOVERED, link.build()));
        assertTrue(isOnline(ConfigurationState.ACTIVE, Links.up("eth1", 3, Bearer.ETHERNET).build()), "nothing is known of its link");
    }

    private static String choice(AccessPoint... accessPoints) {
        NetworksState state = StateMapper.of(1, Snapshot.builder().accessPoints(List.of(accessPoints)).build(), List.of(), false);
        return DefaultChoice.of(state).map(NetworkConfiguration::name).orElse("none");
    }

    private static AccessPoint point(String name, ConfigurationState state, Bearer bearer, Connectivity connectivity) {
        return AccessPoint.builder(new ConfigurationId("nm:" + name)).name(name).state(state).bearer(bearer).connectivity(connectivity).build();
    }

    @Test
    void aProgramWithoutAPreferenceGetsWhatReachesBeyondItsLink() {
        AccessPoint camera = point("camera", ConfigurationState.ACTIVE, Bearer.ETHERNET, Connectivity.LOCAL);
        AccessPoint wifi = point("wifi", ConfigurationState.ACTIVE, Bearer.WLAN, Connectivity.UNKNOWN);
        assertEquals("wifi", choice(camera, wifi));
        assertEquals("camera", choice(camera));
        assertEquals("camera", choice(camera, point("wifi", ConfigurationState.DISCOVERED, Bearer.WLAN, Connectivity.UNKNOWN)), "it is up");
    }

    @Test
    void aCapabilityReportLeavesNothingOutAndNamesNothingTwice() {
        List<CapabilityStatus> all = Arrays.stream(Capability.values())
            .map(capability -> CapabilityStatus.of(capability, Support.UNSUPPORTED, "test")).toList();
        CapabilityStatus unsaid = CapabilityReport.of(all.subList(1, all.size())).of(Capability.values()[0]);
        assertEquals(CapabilityStatus.of(Capability.values()[0], Support.UNSUPPORTED, "not reported"), unsaid);
        assertEquals(Capability.values().length, CapabilityReport.of(List.of()).statuses().size());
        List<CapabilityStatus> doubled = new java.util.ArrayList<>(all);
        doubled.add(all.get(3));
        assertThrows(IllegalArgumentException.class, () -> CapabilityReport.of(doubled));
        CapabilityReport report = CapabilityReport.of(all).with(CapabilityStatus.of(Capability.SCAN, Support.DEGRADED, "slow"));
        assertTrue(report.has(Capability.SCAN));
        for (Capability capability : Capability.values()) {
            assertEquals(capability, report.of(capability).capability());
        }
    }
}
