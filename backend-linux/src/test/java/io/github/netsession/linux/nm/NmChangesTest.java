package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.ScriptedBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
        rig.settle();
    }

    @Test
    void withoutASignalNothingIsAsked() {
        NmState before = rig.reader.read();
        bus.takeCalls();
        assertEquals(before, rig.reader.readChanged());
        assertFalse(rig.reader.hasAsked());
        rig.assertAsks(Set.of());
    }

    @Test
    void itsOwnPropertiesAreAskedForAlone() {
        world.root.set("Connectivity", 2L);
        rig.changed(NmNames.PATH, NmNames.NM, "Connectivity", 2L);
        rig.assertAsks(Set.of(" "));
        world.root.set("PrimaryConnection", NmWorld.activePath(1));
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, CHANGED, NmNames.NM, Map.of(), List.of("PrimaryConnection"));
        rig.assertAsks(Set.of(" "));
        assertEquals(NmWorld.activePath(1), rig.reader.readChanged().tree().orElseThrow().root().primary());
    }

    @Test
    void aDeviceIsAskedForAlone() {
        world.device(1, "eth0", NmWorld.ETHERNET, 1).set("State", 110L);
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, "StateChanged", 110L, 100L, 0L);
        rig.assertAsks(Set.of("/Devices/1 .Device"));
        world.device(1, "eth0", NmWorld.ETHERNET).set("Managed", false);
        rig.changed(NmWorld.devicePath(1), NmNames.DEVICE, "Managed", false);
        rig.assertAsks(Set.of("/Devices/1 .Device"));
    }

    @Test
    void aWirelessDeviceIsAskedForByBothOfItsInterfaces() {
        world.device(2, "wlan0", NmWorld.WIRELESS, 3).set("State", 40L);
        rig.changed(NmWorld.devicePath(2), NmNames.DEVICE, "State", 40L);
        rig.assertAsks(Set.of("/Devices/2 .Device", "/Devices/2 .Device.Wireless"));
    }

    @Test
    void anActiveConnectionComesIsChangedAndGoes() {
        world.vpn(2, 2, NmNames.ACTIVATING, 1, "/");
        world.vpnState(2, 3);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.activePath(2), Map.of(NmNames.ACTIVE, Map.of(), NmNames.VPN, Map.of(),
            "org.example", Map.of()));
        Set<String> both = Set.of("/ActiveConnection/2 .Connection.Active", "/ActiveConnection/2 .VPN.Connection");
        rig.assertAsks(both);
        world.vpnState(2, 4);
        rig.emit(NmWorld.activePath(2), NmNames.VPN, "VpnStateChanged", 4L, 0L);
        rig.assertAsks(both);
        world.vpn(2, 2, NmNames.ACTIVATED, 1, "/");
        rig.emit(NmWorld.activePath(2), NmNames.ACTIVE, "StateChanged", NmNames.ACTIVATED, 0L);
        rig.assertAsks(both);
        world.remove(NmWorld.activePath(2));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.activePath(2), List.of(NmNames.ACTIVE, NmNames.VPN));
        rig.assertAsks(both);
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
        assertTrue(rig.asked().contains("/IP4Config/5 .IP4Config"), "what has changed before it was followed");
        assertTrue(isHeard(NmWorld.configPath(5)));
        assertFalse(isHeard(NmWorld.configPath(6)));
        world.config(5, NmNames.IP4, "10.8.0.3");
        rig.changed(NmWorld.configPath(5), NmNames.IP4, "AddressData", List.of());
        rig.reader.readChanged();
        assertEquals(Set.of("/IP4Config/5 .IP4Config"), rig.asked());
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
        rig.assertAsks(Set.of("/Settings/4 .Settings.Connection", "/Settings/4 GetSettings"));
        world.profile(4, "gsm").set("id", "renamed");
        rig.emit(NmWorld.profilePath(4), NmNames.PROFILE, "Updated");
        rig.assertAsks(Set.of("/Settings/4 GetSettings"));
        world.flags(4, NmNames.PROFILE_EXTERNAL);
        rig.changed(NmWorld.profilePath(4), NmNames.PROFILE, "Flags", NmNames.PROFILE_EXTERNAL);
        rig.assertAsks(Set.of("/Settings/4 .Settings.Connection"));
        world.remove(NmWorld.profilePath(4));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.profilePath(4), List.of(NmNames.PROFILE));
        rig.assertAsks(Set.of("/Settings/4 .Settings.Connection"));
    }

    @Test
    void aDeviceComesAndGoes() {
        world.device(3, "eth1", NmWorld.ETHERNET);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.devicePath(3), Map.of(NmNames.DEVICE, Map.of(), "org.example", Map.of()));
        rig.assertAsks(Set.of("/Devices/3 .Device"));
        world.remove(NmWorld.devicePath(3));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.devicePath(3), List.of("org.example", NmNames.DEVICE));
        rig.assertAsks(Set.of("/Devices/3 .Device"));
    }

    @Test
    void permissionsAreAskedForAlone() {
        world.permissions.put(NmNames.WIFI_SCAN, "no");
        rig.emit(NmNames.PATH, NmNames.NM, "CheckPermissions");
        rig.assertAsks(Set.of(" GetPermissions"));
    }

    @Test
    void theStrengthOfTheAccessPointInUseIsAskedForAlone() {
        world.active(3, 3, NmNames.ACTIVATED, 2);
        world.sees(2, 7, 7);
        rig.changed(NmWorld.devicePath(2), NmNames.WIRELESS, "ActiveAccessPoint", NmWorld.stationPath(7));
        rig.changed(NmWorld.devicePath(2), NmNames.DEVICE, "ActiveConnection", NmWorld.activePath(3));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.activePath(3), Map.of(NmNames.ACTIVE, Map.of()));
        rig.reader.readChanged();
        assertTrue(rig.asked().contains("/AccessPoint/7 .AccessPoint"), "what has changed before it was followed");
        world.station(7, NmWorld.ssid("cafe"), 60);
        rig.changed(NmWorld.stationPath(7), NmNames.STATION, "Strength", 60L);
        rig.assertAsks(Set.of("/AccessPoint/7 .AccessPoint"));
        world.station(7, NmWorld.ssid("cafe"), 60).set("LastSeen", 99L);
        rig.changed(NmWorld.stationPath(7), NmNames.STATION, "LastSeen", 99L);
        rig.assertAsks(Set.of("/AccessPoint/7 .AccessPoint"));
    }

    /** Of what the access points are nothing is heard. */
    @Test
    void aScanIsAskedForWithEverythingAndAgainWhenItIsOver() {
        world.station(8, NmWorld.ssid("cafe"), 60);
        world.sees(2, 0, 7, 8);
        rig.changed(NmWorld.devicePath(2), NmNames.WIRELESS, "AccessPoints", List.of());
        rig.assertAsks(EVERYTHING);
        rig.changed(NmWorld.devicePath(2), NmNames.WIRELESS, "LastScan", 5L);
        rig.assertAsks(EVERYTHING);
        world.station(8, NmWorld.ssid("cafe"), 70);
        bus.pass(Duration.ofMillis(200));
        rig.loop.run();
        rig.assertAsks(EVERYTHING);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.stationPath(9), Map.of(NmNames.STATION, Map.of()));
        rig.assertAsks(EVERYTHING);
        rig.assertAsks(Set.of());
    }

    @Test
    void whatIsNotReadIsNotAskedFor() {
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, CHANGED, NmNames.NM + ".Device.Statistics", Map.of("RxBytes", 1L), List.of());
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, CHANGED, NmNames.NM, Map.of(), List.of("GlobalDnsConfiguration"));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.configPath(1), Map.of(NmNames.IP4, Map.of()));
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.configPath(1), List.of(NmNames.IP4));
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, CHANGED, Map.of("Unsaved", true));
        rig.assertAsks(Set.of());
    }

    @Test
    void manyObjectsAreAskedForTogether() {
        for (int number = 11; number <= 10 + NamedObjects.MOST; number++) {
            world.profile(number, "gsm");
            rig.changed(NmWorld.profilePath(number), NmNames.PROFILE, "Flags", 0L);
        }
        NmState changed = rig.reader.readChanged();
        assertFalse(rig.asked().containsAll(EVERYTHING));
        assertEquals(rig.reader.read(), changed);
        bus.takeCalls();
        IntStream.rangeClosed(11, 11 + NamedObjects.MOST).forEach(number -> rig.changed(NmWorld.profilePath(number), NmNames.PROFILE, "Flags", 0L));
        rig.assertAsks(EVERYTHING);
    }

    @Test
    void aProfileThatTheApplicationHasDefinedIsThereWithoutASignal() {
        NmState before = rig.reader.readChanged();
        rig.own.add(NetworkProfile.wlan("mine", "cafe").build());
        assertNotEquals(before, rig.reader.readChanged());
        rig.assertAsks(Set.of());
    }
}
