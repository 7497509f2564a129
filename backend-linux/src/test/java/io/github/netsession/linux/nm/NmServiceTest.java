package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.OneThread;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What NetworkManager knows, put over what the kernel says. */
@Tag("unit")
class NmServiceTest {

    private final NmRig sink = new NmRig();
    private final ScriptedBus bus = new ScriptedBus();
    private final NmService service = new NmService(bus, sink, bus);
    private final NmWorld world = new NmWorld();
    private final OneThread loop = OneThread.drive(service.client(), bus);

    NmServiceTest() {
        world.live(bus);
        world.profile(1, NmProfile.WIRED);
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.link(1, "eth0", "10.0.0.1");
        world.link(2, "eth1", "10.0.1.1");
    }

    private Snapshot kernel() {
        List<AccessPoint> points = world.links.stream().map(NmServiceTest::ofLink).toList();
        return Snapshot.builder().accessPoints(points).links(world.links).defaultInterface("eth0").suspended(Duration.ofSeconds(1)).losses(3).build();
    }

    private static AccessPoint ofLink(Link link) {
        return AccessPoint.builder(ConfigurationId.of("link", link.name())).name(link.name()).state(ConfigurationState.ACTIVE)
            .bearer(Bearer.ETHERNET).connectTimeout(Duration.ofSeconds(1)).interfaceName(link.name()).build();
    }

    private Snapshot read() {
        service.read();
        return service.over(kernel());
    }

    private static List<String> ids(Snapshot snapshot) {
        return snapshot.accessPoints().stream().map(each -> each.id().value()).toList();
    }

    private static String profile(int number) {
        return "nm:" + NmWorld.UUID + number;
    }

    @Test
    void whereItIsNotEverythingIsAsTheKernelSays() {
        Snapshot kernel = kernel();
        assertSame(kernel, service.over(kernel), "not looked for yet");
        bus.setObstacle(Optional.of("there is no system bus"));
        service.read();
        assertSame(kernel, service.over(kernel));
        assertEquals(List.of(), bus.connections());
    }

    @Test
    void profilesTakeThePlaceOfTheLinksThatItManages() {
        Snapshot snapshot = read();
        assertEquals(List.of(profile(1), "link:eth1"), ids(snapshot));
        assertEquals(kernel().links(), snapshot.links());
        assertEquals(Optional.of("eth0"), snapshot.defaultInterface());
        assertEquals(kernel().suspended(), snapshot.suspended());
        assertEquals(3, snapshot.losses());
        assertTrue(snapshot.exact());
        assertTrue(service.has(snapshot.accessPoints().get(0).id()));
        assertFalse(service.has(snapshot.accessPoints().get(1).id()));
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN, 0, UNKNOWN", "1, NONE, 1, YES", "2, CAPTIVE_PORTAL, 2, NO", "3, LIMITED, 3, GUESSED_YES", "4, INTERNET, 4, GUESSED_NO"})
    void theWholeReachesAsFarAndCostsAsItSays(long told, Connectivity connectivity, long number, Metered metered) {
        world.root.set("Connectivity", told).set("Metered", number);
        assertEquals(connectivity, read().connectivity());
        assertEquals(metered, read().metered());
    }

    @Test
    void aLinkThatItDoesNotManageStays() {
        world.device(2, "eth1", NmWorld.ETHERNET).set("Managed", false);
        assertEquals(List.of(profile(1), "link:eth1"), ids(read()));
        service.refuseIfExternal(ConfigurationId.of("link", "eth1"));
    }

    @Test
    void aLinkThatSomebodyElseHasConfiguredStaysAndIsNotStopped() {
        world.device(2, "eth1", NmWorld.ETHERNET);
        world.profile(2, NmProfile.WIRED);
        world.flags(2, NmNames.PROFILE_EXTERNAL);
        world.active(2, 2, NmNames.ACTIVATED, 2).set("StateFlags", NmNames.ACTIVATION_EXTERNAL);
        assertEquals(List.of(profile(1), "link:eth1"), ids(read()));
        ConfigurationId id = ConfigurationId.of("link", "eth1");
        assertEquals(Kind.UNSUPPORTED, assertThrows(BackendException.class, () -> service.refuseIfExternal(id)).kind());
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.AccessDenied");
        read();
        service.refuseIfExternal(id);
    }

    @Test
    void theLinkOfAProfileThatIsAnotherUsersOwnStaysWhileThatIsActive() {
        world.device(2, "eth1", NmWorld.ETHERNET);
        assertEquals(List.of(profile(1)), ids(read()));
        world.profile(2, NmProfile.WIRED);
        world.active(2, 2, NmNames.ACTIVATED, 2);
        bus.on(NmWorld.profilePath(2) + " GetSettings", call -> BusMessage.error(0,
            new BusMessage.Refusal("org.freedesktop.NetworkManager.Settings.PermissionDenied", "no")));
        assertEquals(List.of(profile(1), "link:eth1"), ids(read()));
    }

    @Test
    void theLinkOfAVpnGoesWithIt() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.profile(2, "vpn");
        world.config(5, NmNames.IP4, "10.8.0.2");
        world.vpn(2, 2, NmNames.ACTIVATED, 1, NmWorld.configPath(5));
        world.link(9, "tun0", "10.8.0.2");
        assertEquals(List.of(profile(1), profile(2), "link:eth1"), ids(read()));
        world.remove(NmWorld.activePath(2));
        assertEquals(List.of(profile(1), profile(2), "link:eth1", "link:tun0"), ids(read()));
    }

    @Test
    void whatItSaidLastIsNotExact() {
        read();
        bus.hold("GetManagedObjects");
        Snapshot behind = read();
        assertEquals(List.of(profile(1), "link:eth1"), ids(behind));
        assertFalse(behind.exact());
    }

    @Test
    void whileItIsBelievedTheKernelSaysWhatBecameOfTheLinks() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        assertEquals(ConfigurationState.ACTIVE, read().accessPoints().get(0).state());
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.ServiceUnknown");
        world.links.set(0, NmWorld.link(1, "eth0", true, false));
        assertEquals(ConfigurationState.DEFINED, read().accessPoints().get(0).state());
    }

    @Test
    void oneThatSeesOtherLinksIsPassedOverAndLookedAtAgain() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("HwAddress", "0a:00:00:00:00:01");
        assertEquals(List.of("link:eth0", "link:eth1"), ids(read()));
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        assertEquals(List.of(profile(1), "link:eth1"), ids(read()));
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("HwAddress", "0a:00:00:00:00:01");
        assertEquals(List.of(profile(1), "link:eth1"), ids(read()), "an address is just being changed");
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, ":1.5", ":1.9");
        loop.run();
        assertEquals(List.of("link:eth0", "link:eth1"), ids(read()), "another one");
    }

    private Snapshot readChanged() {
        service.readChanged();
        Snapshot kernel = kernel();
        service.readConcerned(kernel);
        return service.over(kernel);
    }

    private void settled() {
        read(); // Connects.
        read();
        bus.takeCalls();
    }

    @Test
    void whatHasNotChangedIsTheSameObject() {
        settled();
        world.profile(2, NmProfile.WIRED);
        Snapshot before = read();
        bus.emit(NmWorld.profilePath(2), NmNames.PROFILE, "Updated");
        loop.run();
        world.profile(2, NmProfile.WIRED).set("id", "renamed");
        Snapshot after = readChanged();
        assertSame(before.accessPoints().get(0), after.accessPoints().get(0));
        assertEquals("renamed", after.accessPoints().get(1).name());
        assertSame(after.accessPoints().get(1), read().accessPoints().get(1), "nor in a reading of everything");
    }

    @Test
    void aLinkThatConcernsNoProfileAsksNothing() {
        settled();
        world.links.set(1, NmWorld.link(2, "eth1", true, false));
        world.link(9, "eth9", "10.0.9.1");
        assertEquals(List.of(profile(1), "link:eth1", "link:eth9"), ids(readChanged()));
        assertEquals(List.of(), bus.takeMembers());
    }

    @Test
    void theLinkOfAProfileAsksForItsDeviceOnce() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        settled();
        world.links.set(0, NmWorld.link(1, "eth0", true, true, "10.0.0.7"));
        readChanged();
        assertEquals(List.of(NmNames.PATH, NmWorld.devicePath(1)), bus.takeCalls().stream().map(call -> call.path()).sorted().toList());
        readChanged();
        assertEquals(List.of(), bus.takeMembers());
        world.links.remove(0);
        readChanged();
        assertEquals(List.of("GetAll", "GetAll"), bus.takeMembers(), "it is gone");
    }

    /** No signal comes from one that hangs: the kernel decides then. */
    @Test
    void oneThatHangsIsNoticedWhenTheLinkOfAProfileChanges() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        settled();
        assertEquals(ConfigurationState.ACTIVE, readChanged().accessPoints().get(0).state());
        bus.hold("GetAll");
        bus.hold("GetManagedObjects");
        world.links.set(0, NmWorld.link(1, "eth0", true, false));
        Snapshot behind = readChanged();
        assertFalse(behind.exact());
        assertEquals(ConfigurationState.DEFINED, behind.accessPoints().get(0).state());
    }

    @Test
    void aLinkIsNotAskedForIfSomethingElseWas() {
        settled();
        bus.emit(NmNames.PATH, NmNames.PROPERTIES, "PropertiesChanged", NmNames.NM, Map.of("Connectivity", 4L), List.of());
        loop.run();
        world.links.set(0, NmWorld.link(1, "eth0", true, false));
        readChanged();
        assertEquals(List.of("GetAll"), bus.takeMembers());
    }

    @Test
    void whereItIsNotOrSeesOtherLinksNoLinkConcernsIt() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("HwAddress", "0a:00:00:00:00:01");
        settled();
        world.links.set(0, NmWorld.link(1, "eth0", true, false));
        readChanged();
        assertEquals(List.of(), bus.takeMembers());
        bus.refuse("GetManagedObjects", "org.freedesktop.DBus.Error.ServiceUnknown");
        bus.emit(NmNames.BUS_PATH, NmNames.BUS, "NameOwnerChanged", NmNames.NM, ":1.5", "");
        loop.run();
        readChanged();
        bus.pass(Duration.ofSeconds(6));
        readChanged();
        bus.takeCalls();
        world.links.set(0, NmWorld.link(1, "eth0", true, true));
        readChanged();
        assertEquals(List.of(), bus.takeMembers());
    }
}
