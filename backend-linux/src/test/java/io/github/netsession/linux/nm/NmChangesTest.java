package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reading asks for after a signal. The world changes with each signal, and the reading must be that of everything. */
@Tag("unit")
class NmChangesTest {

    private static final String CHANGED = "PropertiesChanged";
    private static final Set<String> EVERYTHING = Set.of("/org/freedesktop GetManagedObjects");

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;
    private final ScriptedBus bus = rig.bus;

    @BeforeEach
    void prepare() {
        world.profile(1, NmProfile.WIRED);
        world.profile(2, "vpn");
        world.wifiProfile(3, NmWorld.ssid("cafe"));
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        world.device(2, "wlan0", NmWorld.WIRELESS, 3);
        world.station(7, NmWorld.ssid("cafe"), 50);
        world.active(1, 1, NmNames.ACTIVATED, 1);
        rig.loop.run();
        rig.reader.read();
        bus.takeCalls();
    }

    /** What was asked, as a path under NetworkManager's and the interface. */
    private Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (BusCall call : bus.takeCalls()) {
            String what = call.member().equals("GetAll") ? (String) call.arguments().get(0) : call.member();
            asked.add(call.path().replace(NmNames.PATH, "") + ' ' + what.replace(NmNames.NM, ""));
        }
        return asked;
    }

    private void assertAsks(Set<String> expected) {
        NmState changed = rig.reader.readChanged();
        assertEquals(new TreeSet<>(expected), asked());
        assertEquals(rig.reader.read(), changed);
        bus.takeCalls();
    }

    private void changed(String path, String iface, String key, Object value) {
        rig.emit(path, NmNames.PROPERTIES, CHANGED, iface, Map.of(key, value), List.of());
    }

    @Test
    void withoutASignalNothingIsAsked() {
        NmState before = rig.reader.read();
        bus.takeCalls();
        assertEquals(before, rig.reader.readChanged());
        assertFalse(rig.reader.hasAsked());
        assertAsks(Set.of());
    }

    @Test
    void itsOwnPropertiesAreAskedForAlone() {
        world.root.set("Connectivity", 2L);
        changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        assertAsks(Set.of(" "));
        world.root.set("PrimaryConnection", NmWorld.activePath(1));
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, CHANGED, NmNames.NM, Map.of(), List.of("PrimaryConnection"));
        assertAsks(Set.of(" "));
        assertEquals(NmWorld.activePath(1), rig.reader.readChanged().tree().orElseThrow().root().primary());
    }

    @Test
    void aDeviceIsAskedForAlone() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("State", 110L);
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 110L, 100L, 0L);
        assertAsks(Set.of("/Devices/1 .Device"));
        world.device(1, "eth0", NmWorld.ETHERNET).set("Managed", false);
        changed(NmWorld.devicePath(1), NmNames.DEVICE, "Managed", false);
        assertAsks(Set.of("/Devices/1 .Device"));
    }

    @Test
    void aWirelessDeviceIsAskedForByBothOfItsInterfaces() {
        world.device(2, "wlan0", NmWorld.WIRELESS, 3).set("State", 40L);
        changed(NmWorld.devicePath(2), NmNames.DEVICE, "State", 40L);
        assertAsks(Set.of("/Devices/2 .Device", "/Devices/2 .Device.Wireless"));
    }

    @Test
    void anActiveConnectionComesIsChangedAndGoes() {
        world.vpn(2, 2, NmNames.ACTIVATING, 1, "/");
        world.vpnState(2, 3);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.activePath(2), Map.of(NmNames.ACTIVE, Map.of(), NmNames.VPN, Map.of(),
            "org.example", Map.of()));
        Set<String> both = Set.of("/ActiveConnection/2 .Connection.Active", "/ActiveConnection/2 .VPN.Connection");
        assertAsks(both);
        world.vpnState(2, 4);
        rig.emit(NmWorld.activePath(2), NmNames.VPN, "VpnStateChanged", 4L, 0L);
        assertAsks(both);
        world.vpn(2, 2, NmNames.ACTIVATED, 1, "/");
        rig.emit(NmWorld.activePath(2), NmNames.ACTIVE, "StateChanged", NmNames.ACTIVATED, 0L);
        assertAsks(both);
        world.remove(NmWorld.activePath(2));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.activePath(2), List.of(NmNames.ACTIVE, NmNames.VPN));
        assertAsks(both);
        assertEquals(Set.of(NmWorld.activePath(1)), rig.reader.readChanged().tree().orElseThrow().actives().keySet());
    }

    @Test
    void theAddressesOfAVpnAreFollowedAndThoseOfAnotherConnectionAreNot() {
        world.config(5, NmNames.IP4, "10.8.0.2");
        world.config(6, NmNames.IP4, "10.0.0.1");
        world.active(1, 1, NmNames.ACTIVATED, 1).set("Ip4Config", NmWorld.configPath(6));
        world.vpn(2, 2, NmNames.ACTIVATED, 1, NmWorld.configPath(5));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.activePath(2), Map.of(NmNames.ACTIVE, Map.of(), NmNames.VPN, Map.of()));
        rig.reader.readChanged();
        assertTrue(asked().contains("/IP4Config/5 .IP4Config"), "what has changed before it was followed");
        assertTrue(isHeard(NmWorld.configPath(5)));
        assertFalse(isHeard(NmWorld.configPath(6)));
        world.config(5, NmNames.IP4, "10.8.0.3");
        changed(NmWorld.configPath(5), NmNames.IP4, "AddressData", List.of());
        rig.reader.readChanged();
        assertEquals(Set.of("/IP4Config/5 .IP4Config"), asked());
        assertEquals(List.of("10.8.0.3"), rig.reader.readChanged().tree().orElseThrow().addresses().get(NmWorld.configPath(5)));
        world.vpn(2, 2, NmNames.DEACTIVATING, 1, "/");
        rig.emit(NmWorld.activePath(2), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATING, 0L);
        rig.reader.readChanged();
        assertFalse(isHeard(NmWorld.configPath(5)));
    }

    private boolean isHeard(String path) {
        return bus.rules().stream().anyMatch(rule -> rule.contains("path='" + path + "'"));
    }

    @Test
    void aProfileComesIsChangedAndGoes() {
        world.profile(4, "gsm");
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.profilePath(4), Map.of(NmNames.PROFILE, Map.of()));
        assertAsks(Set.of("/Settings/4 .Settings.Connection", "/Settings/4 GetSettings"));
        world.profile(4, "gsm").set("id", "renamed");
        rig.emit(NmWorld.profilePath(4), NmNames.PROFILE, "Updated");
        assertAsks(Set.of("/Settings/4 GetSettings"));
        world.flags(4, NmNames.PROFILE_EXTERNAL);
        changed(NmWorld.profilePath(4), NmNames.PROFILE, "Flags", NmNames.PROFILE_EXTERNAL);
        assertAsks(Set.of("/Settings/4 .Settings.Connection"));
        world.remove(NmWorld.profilePath(4));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.profilePath(4), List.of(NmNames.PROFILE));
        assertAsks(Set.of("/Settings/4 .Settings.Connection"));
    }

    @Test
    void aDeviceComesAndGoes() {
        world.device(3, "eth1", NmWorld.ETHERNET);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.devicePath(3), Map.of(NmNames.DEVICE, Map.of(), "org.example", Map.of()));
        assertAsks(Set.of("/Devices/3 .Device"));
        world.remove(NmWorld.devicePath(3));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.devicePath(3), List.of("org.example", NmNames.DEVICE));
        assertAsks(Set.of("/Devices/3 .Device"));
    }

    @Test
    void permissionsAreAskedForAlone() {
        world.permissions.put(NmNames.WIFI_SCAN, "no");
        rig.emit(NmNames.PATH, NmNames.NM, "CheckPermissions");
        assertAsks(Set.of(" GetPermissions"));
    }

    @Test
    void theStrengthOfTheAccessPointInUseIsAskedForAlone() {
        world.active(3, 3, NmNames.ACTIVATED, 2);
        world.sees(2, 7, 7);
        changed(NmWorld.devicePath(2), NmNames.WIRELESS, "ActiveAccessPoint", NmWorld.stationPath(7));
        changed(NmWorld.devicePath(2), NmNames.DEVICE, "ActiveConnection", NmWorld.activePath(3));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.activePath(3), Map.of(NmNames.ACTIVE, Map.of()));
        rig.reader.readChanged();
        assertTrue(asked().contains("/AccessPoint/7 .AccessPoint"), "what has changed before it was followed");
        world.station(7, NmWorld.ssid("cafe"), 60);
        changed(NmWorld.stationPath(7), NmNames.STATION, "Strength", 60L);
        assertAsks(Set.of("/AccessPoint/7 .AccessPoint"));
        world.station(7, NmWorld.ssid("cafe"), 60).set("LastSeen", 99L);
        changed(NmWorld.stationPath(7), NmNames.STATION, "LastSeen", 99L);
        assertAsks(Set.of("/AccessPoint/7 .AccessPoint"));
    }

    /** Of what the access points are nothing is heard. */
    @Test
    void aScanIsAskedForWithEverythingAndAgainWhenItIsOver() {
        world.station(8, NmWorld.ssid("cafe"), 60);
        world.sees(2, 0, 7, 8);
        changed(NmWorld.devicePath(2), NmNames.WIRELESS, "AccessPoints", List.of());
        assertAsks(EVERYTHING);
        changed(NmWorld.devicePath(2), NmNames.WIRELESS, "LastScan", 5L);
        assertAsks(EVERYTHING);
        world.station(8, NmWorld.ssid("cafe"), 70);
        bus.pass(Duration.ofMillis(200));
        rig.loop.run();
        assertAsks(EVERYTHING);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.stationPath(9), Map.of(NmNames.STATION, Map.of()));
        assertAsks(EVERYTHING);
        assertAsks(Set.of());
    }

    @Test
    void whatIsNotReadIsNotAskedFor() {
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, CHANGED, NmNames.NM + ".Device.Statistics", Map.of("RxBytes", 1L), List.of());
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, CHANGED, NmNames.NM, Map.of(), List.of("GlobalDnsConfiguration"));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.configPath(1), Map.of(NmNames.IP4, Map.of()));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.configPath(1), List.of(NmNames.IP4));
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, CHANGED, Map.of("Unsaved", true));
        assertAsks(Set.of());
    }

    @Test
    void manyObjectsAreAskedForTogether() {
        for (int number = 11; number <= 10 + NamedObjects.MOST; number++) {
            world.profile(number, "gsm");
            changed(NmWorld.profilePath(number), NmNames.PROFILE, "Flags", 0L);
        }
        NmState changed = rig.reader.readChanged();
        assertFalse(asked().containsAll(EVERYTHING));
        assertEquals(rig.reader.read(), changed);
        bus.takeCalls();
        IntStream.rangeClosed(11, 11 + NamedObjects.MOST).forEach(number -> changed(NmWorld.profilePath(number), NmNames.PROFILE, "Flags", 0L));
        assertAsks(EVERYTHING);
    }

    @ParameterizedTest
    @CsvSource({"PropertiesChanged, org.freedesktop.DBus.Properties", "InterfacesAdded, org.freedesktop.DBus.ObjectManager",
        "InterfacesRemoved, org.freedesktop.DBus.ObjectManager"})
    void aSignalThatCannotBeReadIsAHintForEverything(String member, String iface) {
        rig.loop.takeHints();
        rig.emit(NmWorld.devicePath(1), iface, member);
        assertEquals(1, rig.loop.takeHints());
        assertAsks(EVERYTHING);
        rig.emit(NmWorld.devicePath(1), iface, member, 1.5, 2.5);
        assertAsks(EVERYTHING);
    }

    /** Without the signal, the refusal may have another reason. */
    @Test
    void anObjectThatIsGoneWithoutASignalIsADoubt() {
        world.device(1, "eth0", NmWorld.ETHERNET).set("State", 100L);
        world.remove(NmWorld.activePath(1));
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 0L);
        assertAsks(Set.of("/ActiveConnection/1 .Connection.Active", "/org/freedesktop GetManagedObjects"));
    }

    /** The signal was under way when the object was asked for. */
    @Test
    void anObjectThatGoesWhileItIsAskedForIsGone() {
        world.remove(NmWorld.activePath(1));
        bus.on(NmWorld.activePath(1) + " GetAll", call -> {
            bus.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.activePath(1), List.of(NmNames.ACTIVE));
            bus.on(NmWorld.activePath(1) + " GetAll", NmChangesTest::gone);
            return gone(call);
        });
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, "StateChanged", NmNames.DEACTIVATED, 0L);
        assertAsks(Set.of("/ActiveConnection/1 .Connection.Active"));
        assertEquals(Map.of(), rig.reader.readChanged().tree().orElseThrow().actives());
    }

    private static BusMessage gone(BusCall call) {
        return BusMessage.error(0, new BusMessage.Refusal("org.freedesktop.DBus.Error.UnknownMethod", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDenied", "InvalidArgs", "LimitsExceeded", "UnknownMethod", "NoReply"})
    void aRefusalIsADoubt(String error) {
        bus.refuse("GetAll", "org.freedesktop.DBus.Error." + error);
        world.root.set("Connectivity", 2L);
        changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        rig.reader.readChanged();
        assertEquals(Set.of(" ", "/org/freedesktop GetManagedObjects"), asked());
        assertEquals(2, rig.reader.readChanged().tree().orElseThrow().root().connectivity());
        assertEquals(Set.of(), asked());
    }

    @Test
    void anAnswerOfAnotherNetworkManagerIsADoubt() {
        bus.setAnswering(":1.9");
        changed(NmNames.PATH, NmNames.NM, "Connectivity", 4L);
        assertAsks(Set.of(" ", "/org/freedesktop GetManagedObjects"));
    }

    @Test
    void afterANewOwnerEverythingIsAskedFor() {
        rig.leave();
        rig.reader.readChanged();
        bus.takeCalls();
        rig.reader.readChanged();
        assertEquals(EVERYTHING, asked(), "it is believed for a while, and looked for");
        rig.come();
        rig.reader.readChanged();
        assertTrue(asked().containsAll(Set.of("/org/freedesktop GetManagedObjects", "/Settings/1 GetSettings", " GetPermissions")));
        assertAsks(Set.of());
    }

    @Test
    void afterANewConnectionEverythingIsAskedFor() {
        bus.setThere(false);
        rig.loop.run();
        bus.setThere(true);
        rig.loop.run();
        rig.reader.readChanged();
        assertTrue(asked().containsAll(EVERYTHING));
    }

    /** What is named while a reading asks may have been answered before it has changed. */
    @Test
    void whatIsNamedMeanwhileIsAskedForAgain() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1);
        int[] rounds = {0};
        bus.on(NmWorld.devicePath(1) + " GetAll", call -> {
            BusMessage answer = ScriptedBus.reply(Map.copyOf(device(1)));
            if (rounds[0]++ == 0) {
                device(1).put("State", 50L);
                bus.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 50L, 40L, 0L);
            }
            return answer;
        });
        device(1).put("State", 40L);
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 40L, 30L, 0L);
        assertAsks(Set.of("/Devices/1 .Device"));
        assertEquals(2, rounds[0]);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> device(int number) {
        return (Map<String, Object>) world.objects.get(NmWorld.devicePath(number)).map().get(NmNames.DEVICE);
    }

    @Test
    void whatChangesWithoutAnEndIsAskedForWithEverything() {
        bus.on(NmWorld.devicePath(1) + " GetAll", call -> {
            bus.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 50L, 40L, 0L);
            return ScriptedBus.reply(device(1));
        });
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 40L, 30L, 0L);
        assertAsks(Set.of("/Devices/1 .Device", "/org/freedesktop GetManagedObjects"));
    }

    @Test
    void anAnswerThatIsLateIsADoubtAndKeepsTheNextReadingFromWaiting() {
        bus.hold("GetAll");
        changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        assertEquals(Optional.of("NetworkManager does not answer"), rig.reader.readChanged().obstacle());
        assertEquals(Set.of(" "), asked());
        assertEquals(Optional.of("NetworkManager does not answer"), rig.reader.readChanged().obstacle());
        assertEquals(Set.of(), asked(), "the answer is overdue");
        world.root.set("Connectivity", 2L);
        rig.loop.takeHints();
        bus.release("GetAll", call -> ScriptedBus.reply(world.root.map()));
        rig.loop.run();
        assertEquals(1, rig.loop.takeHints());
        assertAsks(EVERYTHING);
    }

    /** The bus says when somebody gets the name. */
    @Test
    void whereThereIsNoneNothingIsAskedUntilItComes() {
        NmRig alone = new NmRig();
        alone.loop.run();
        alone.leave();
        alone.reader.readChanged();
        alone.bus.takeCalls();
        NmState absent = alone.reader.readChanged();
        assertEquals(List.of(), alone.bus.takeMembers());
        assertEquals(Optional.empty(), absent.tree());
        alone.come();
        assertTrue(alone.reader.readChanged().tree().isPresent());
    }

    @Test
    void whereThereIsNoneAnotherBusAtTheAddressIsStillLookedFor() {
        NmRig alone = new NmRig();
        alone.loop.run();
        alone.leave();
        alone.reader.readChanged();
        alone.bus.setSocket(Optional.of("second"));
        alone.world.live(alone.bus);
        alone.reader.readChanged();
        alone.loop.run();
        assertTrue(alone.reader.readChanged().tree().isPresent());
    }

    @Test
    void aProfileThatTheApplicationHasDefinedIsThereWithoutASignal() {
        NmState before = rig.reader.readChanged();
        rig.own.add(NetworkProfile.wlan("mine", "cafe").build());
        assertNotEquals(before, rig.reader.readChanged());
        assertAsks(Set.of());
    }

    @Test
    void settingsThatWereRefusedForNowAreAskedForAgain() {
        bus.refuse("GetSettings", "org.freedesktop.DBus.Error.LimitsExceeded");
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, "Updated");
        assertAsks(Set.of("/Settings/1 GetSettings"));
        world.live(bus);
        assertAsks(Set.of("/Settings/1 GetSettings"));
    }
}
