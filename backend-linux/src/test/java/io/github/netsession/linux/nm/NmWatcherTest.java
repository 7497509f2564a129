package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkProfile;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class NmWatcherTest {

    private static final String STATE_CHANGED = "StateChanged";

    private final NmRig rig = new NmRig();

    @BeforeEach
    void connect() {
        rig.loop.run();
        rig.loop.takeHints();
        rig.watcher.takePermissionsChanged();
    }

    private void isHint(boolean expected) {
        assertEquals(expected ? 1 : 0, rig.loop.takeHints());
    }

    @Test
    void everyRuleNamesWhoseSignalsItIsAbout() {
        assertEquals(12, rig.bus.rules().size());
        for (String rule : rig.bus.rules()) {
            assertTrue(rule.startsWith("type='signal',sender='org.freedesktop."), rule);
            assertFalse(rule.contains(NmNames.STATION), "access points come and go all the time: " + rule);
        }
    }

    @Test
    void aChangeOfWhatIsReadIsAHint() {
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, "PropertiesChanged", NmNames.NM, Map.of("Connectivity", 4L), List.of());
        isHint(true);
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, "PropertiesChanged", NmNames.NM, Map.of(), List.of("Connectivity"));
        isHint(true);
        rig.emit(NmNames.PATH, NmNames.PROPERTIES, "PropertiesChanged", NmNames.NM, Map.of(), List.of("GlobalDnsConfiguration", 5L));
        isHint(false);
    }

    @Test
    void aScanIsOneHintWhateverItHasFoundAndWhen() {
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, "PropertiesChanged", NmNames.WIRELESS, Map.of("AccessPoints", List.of()), List.of());
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, "PropertiesChanged", NmNames.WIRELESS, Map.of("LastScan", 1000L), List.of());
        rig.emit(NmWorld.devicePath(2), NmNames.PROPERTIES, "PropertiesChanged", NmNames.WIRELESS, Map.of("LastScan", 1001L), List.of());
        for (int station = 0; station < 100; station++) {
            rig.emit(NmWorld.stationPath(station), NmNames.PROPERTIES, "PropertiesChanged", NmNames.STATION, Map.of("LastSeen", 1L), List.of());
        }
        isHint(false);
        rig.bus.pass(Duration.ofMillis(199));
        rig.loop.run();
        isHint(false);
        rig.bus.pass(Duration.ofMillis(1));
        rig.loop.run();
        isHint(true);
        rig.bus.pass(Duration.ofHours(1));
        rig.loop.run();
        isHint(false);
    }

    @Test
    void aScanDoesNotMakeAHintForAnotherReasonForgotten() {
        rig.watcher.hintAt(rig.bus.getAsLong() + Duration.ofSeconds(5).toNanos());
        rig.emit(NmWorld.devicePath(1), NmNames.PROPERTIES, "PropertiesChanged", NmNames.WIRELESS, Map.of("LastScan", 1000L), List.of());
        rig.bus.pass(Duration.ofMillis(200));
        rig.loop.run();
        isHint(true);
        rig.bus.pass(Duration.ofMillis(4800));
        rig.loop.run();
        isHint(true);
    }

    @Test
    void aStrengthBesidesALastSeenIsAHint() {
        rig.emit(NmWorld.stationPath(1), NmNames.PROPERTIES, "PropertiesChanged", NmNames.STATION, Map.of("LastSeen", 1L, "Strength", 50L), List.of());
        isHint(true);
    }

    @Test
    void anObjectThatComesOrGoesIsAHintUnlessItIsOfNoInterest() {
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.devicePath(1), Map.of(NmNames.DEVICE, Map.of()));
        isHint(true);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.configPath(1), Map.of(NmNames.IP4, Map.of(), NmNames.IP6, Map.of()));
        isHint(false);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesAdded", NmWorld.configPath(1), Map.of());
        isHint(false);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.devicePath(1), List.of(NmNames.DEVICE));
        isHint(true);
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.devicePath(1), List.of("org.example", NmNames.IP4));
        isHint(false);
        assertEquals(Set.of(), rig.watcher.takeChangedProfiles());
        rig.emit(NmNames.OBJECTS_PATH, NmNames.OBJECTS, "InterfacesRemoved", NmWorld.profilePath(1), List.of(NmNames.PROFILE));
        isHint(true);
        assertEquals(Set.of(NmWorld.profilePath(1)), rig.watcher.takeChangedProfiles());
    }

    @ParameterizedTest
    @CsvSource({"Updated", "Removed"})
    void aProfileThatWasChangedIsAHintAndToldOnce(String member) {
        rig.emit(NmWorld.profilePath(1), NmNames.PROFILE, member);
        isHint(true);
        assertEquals(Set.of(NmWorld.profilePath(1)), rig.watcher.takeChangedProfiles());
        assertEquals(Set.of(), rig.watcher.takeChangedProfiles());
    }

    @Test
    void permissionsThatMayHaveChangedAreAHintAndToldOnce() {
        assertFalse(rig.watcher.takePermissionsChanged());
        rig.emit(NmNames.PATH, NmNames.NM, "CheckPermissions");
        isHint(true);
        assertTrue(rig.watcher.takePermissionsChanged());
        assertFalse(rig.watcher.takePermissionsChanged());
    }

    @Test
    void aNewOwnerOrConnectionIsCountedAndMakesEverythingUncertain() {
        int before = rig.watcher.owners();
        rig.owner(":1.5", "");
        isHint(true);
        assertEquals(before + 1, rig.watcher.owners());
        assertTrue(rig.watcher.takePermissionsChanged());
        rig.bus.setThere(false);
        rig.loop.run();
        rig.bus.setThere(true);
        rig.loop.run();
        assertEquals(before + 3, rig.watcher.owners());
        assertEquals(12, rig.bus.rules().size(), "subscribed again");
    }

    @ParameterizedTest
    @CsvSource({
        // NMActiveConnectionState, whether it fails
        "1, false", "2, false", "3, false", "4, true",
    })
    void theEndOfAStartFailsItWithItsReason(long state, boolean fails) {
        rig.follow(NmWorld.activePath(1), NmRig.id(1));
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, STATE_CHANGED, state, 9L);
        isHint(true);
        assertEquals(fails ? List.of("NMActiveConnectionStateReason 9") : List.of(), codes());
    }

    /** The states of a device in one activation, each with its reason, as NetworkManager 1.42 goes through them. */
    @ParameterizedTest
    @CsvSource({
        "'30, 40, 50, 60:0, 120:7',                             its password or key is missing",
        "'30, 40, 50, 60:0, 40, 50, 60:8, 120:7',               its password or key is wrong",
        "'30, 40, 50, 60:8, 120:7',                             its password or key is wrong",
        "'30, 40, 50, 60:0, 40, 50, 60:0, 120:7',               the access point did not answer in the handshake in time",
        "'30, 40, 50, 60:0, 40, 50, 60:8, 40, 50, 60:0, 120:7', the access point did not answer in the handshake in time",
        "'30, 40, 50, 120:7',                                   its password or key is missing or wrong",
        "'40, 50, 60:8, 120:7, 30, 40, 50, 60:0, 120:7',        its password or key is missing",
        "'60:8, 100, 110, 40, 50, 60:0, 120:7',                 its password or key is missing",
        "'30, 40, 50, 120:53',                                  the Wi-Fi network was not found",
        "'30, 40, 50, 60:0, 40, 50, 120:53',                    'the Wi-Fi network was not found, or, with WPA3, its password is wrong'",
        "'30, 40, 50, 60:0, 40, 50, 60:8, 120:11',              'the Wi-Fi access point, or 802.1X, did not admit this machine in time'",
    })
    void whetherAKeyWasMissingOrRefusedIsToldByTheStatesOfItsDevice(String states, String reason) {
        rig.follow(NmWorld.activePath(1), NmRig.id(1));
        long before = 20;
        for (String state : states.split(", ")) {
            String[] parts = state.split(":");
            long now = Long.parseLong(parts[0]);
            rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, STATE_CHANGED, now, before, parts.length == 1 ? 0 : Long.parseLong(parts[1]));
            before = now;
        }
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, STATE_CHANGED, NmNames.DEACTIVATED, 9L);
        assertEquals(1, rig.failures.size());
        BackendException cause = rig.failures.get(0).cause();
        assertTrue(cause.reason().startsWith(reason), cause.reason());
    }

    @Test
    void aProfileThatWasBroughtIsNotToBeCorrectedWhereItIsStored() {
        ConfigurationId brought = ConfigurationId.of(NmAccessPoints.SCHEME, rig.own.add(NetworkProfile.wlan("mine", "cafe").passphrase("12345678").build()));
        for (ConfigurationId id : List.of(NmRig.id(1), brought)) {
            rig.follow(NmWorld.activePath(1), id);
            rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, STATE_CHANGED, 60L, 50L, 8L);
            rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, STATE_CHANGED, 120L, 60L, 7L);
            rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, STATE_CHANGED, NmNames.DEACTIVATED, 9L);
        }
        assertTrue(rig.failures.get(0).cause().remedy().orElseThrow().contains("in the profile"));
        assertTrue(rig.failures.get(1).cause().remedy().orElseThrow().contains("NetworkProfile"));
    }

    @Test
    void theReasonOfItsDeviceSaysMore() {
        rig.follow(NmWorld.activePath(1), NmRig.id(1));
        rig.emit(NmWorld.devicePath(1), NmNames.DEVICE, STATE_CHANGED, NmNames.DEVICE_FAILED, 50L, 53L);
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, STATE_CHANGED, NmNames.DEACTIVATED, 3L);
        assertEquals(List.of("NMDeviceStateReason 53"), codes());
    }

    @ParameterizedTest
    @CsvSource({
        // NMVpnConnectionState, whether it fails
        "3, false", "5, false", "6, true", "7, true",
    })
    void theEndOfAVpnFailsIt(long state, boolean fails) {
        rig.follow(NmWorld.activePath(1), NmRig.id(1));
        rig.emit(NmWorld.activePath(1), NmNames.VPN, "VpnStateChanged", state, 10L);
        isHint(true);
        rig.emit(NmWorld.activePath(1), NmNames.ACTIVE, STATE_CHANGED, NmNames.DEACTIVATED, 10L);
        assertEquals(fails ? List.of("NMVpnConnectionStateReason 10") : List.of("NMActiveConnectionStateReason 10"), codes());
    }

    private List<String> codes() {
        return rig.failures.stream().map(each -> each.cause().nativeCode().orElseThrow().toString()).toList();
    }

    @ParameterizedTest
    @CsvSource({"PropertiesChanged", "InterfacesAdded", "InterfacesRemoved", "StateChanged", "VpnStateChanged", "NameOwnerChanged", "Other"})
    void aSignalWithoutOrWithOtherArgumentsIsSurvived(String member) {
        rig.follow("/a", NmRig.id(1));
        for (String iface : List.of(NmNames.ACTIVE, NmNames.DEVICE, NmNames.VPN, "org.example")) {
            rig.emit("/a", iface, member);
            rig.emit("/a", iface, member, 1.5, List.of(1L), Map.of(), true);
            rig.emit("/a", iface, member, "text", "text", "text");
        }
        assertEquals(List.of(), rig.failures);
        assertEquals(Set.of(), rig.watcher.takeChangedProfiles());
        assertEquals(12, rig.bus.rules().size());
    }
}
