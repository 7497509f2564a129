package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkProfile;
import io.github.netsession.Support;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusVariant;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps Wi-Fi from being used: it is switched off, or the network wants something else than the profile has. */
@Tag("unit")
class NmObstacleTest {

    private static final CapabilityReport KERNEL = CapabilityReport.of(Arrays.stream(Capability.values())
        .map(each -> CapabilityStatus.of(each, Support.UNSUPPORTED, "of the kernel")).toList());
    private static final StartOptions BACKGROUND = StartOptions.builder().inBackground(true).build();
    private static final NetworkProfile OPEN = NetworkProfile.wlan("Open", "home").build();
    private static final NetworkProfile SECRET = NetworkProfile.wlan("Secret", "home").passphrase("12345678").build();

    private final NmRig rig = new NmRig();
    private final NmWorld world = rig.world;

    @BeforeEach
    void prepare() {
        world.wifiProfile(1, NmWorld.ssid("home"));
        world.profile(2, NmProfile.WIRED);
        world.device(1, "wlan0", NmWorld.WIRELESS, 1);
        world.device(2, "eth0", NmWorld.ETHERNET, 2);
        home(0, 0, 0);
        rig.bus.answer("ActivateConnection", NmWorld.activePath(5));
        rig.bus.answer("AddAndActivateConnection2", NmWorld.profilePath(9), NmWorld.activePath(9), Map.of());
    }

    private void home(long flags, long wpa, long rsn) {
        world.station(1, NmWorld.ssid("home"), 70).set("Flags", flags).set("WpaFlags", wpa).set("RsnFlags", rsn);
        world.sees(1, 0, 1);
    }

    private NmProfile brought(NetworkProfile profile) {
        String uuid = rig.own.add(profile);
        return rig.own.known().get(uuid);
    }

    private BackendException refusal(NetworkProfile profile) {
        ConfigurationId id = rig.control.define(profile);
        return assertThrows(BackendException.class, () -> rig.control.start(id, BACKGROUND));
    }

    @ParameterizedTest
    @CsvSource({
        // NM80211ApFlags, NM80211ApSecurityFlags of WPA and of RSN; whether a profile without a passphrase comes in, and one with
        "0, 0,     0,      true,  false",
        "1, 0,     0,      false, false", // WEP
        "1, 0x148, 0,      false, true",  // WPA with a passphrase
        "1, 0,     0x188,  false, true",  // WPA2 with a passphrase
        "1, 0,     0x488,  false, true",  // WPA3 with a passphrase
        "1, 0,     0x588,  false, true",  // both
        "1, 0,     0x288,  false, false", // 802.1X
        "1, 0,     0x888,  false, false", // OWE
        "0, 0,     0x1000, true,  false", // the open twin of OWE
    })
    void aProfileComesInWhereNetworkManagerWouldLetIt(String flags, String wpa, String rsn, boolean open, boolean secret) {
        home(Long.decode(flags), Long.decode(wpa), Long.decode(rsn));
        isUsable(open, OPEN);
        isUsable(secret, SECRET);
        assertEquals(ConfigurationState.DISCOVERED, world.point(1).state(), "of its own profiles NetworkManager knows it itself");
        assertEquals(Optional.empty(), NmObstacle.to(world.tree(), world.state().profiles().get(NmWorld.profilePath(1))));
    }

    private void isUsable(boolean expected, NetworkProfile profile) {
        NmProfile known = brought(profile);
        assertEquals(expected ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED, world.points(known).accessPoints().stream()
            .filter(point -> point.id().value().endsWith(known.uuid())).findFirst().orElseThrow().state());
        assertEquals(expected, NmObstacle.to(world.tree(), known).isEmpty());
    }

    @Test
    void anOpenProfileForANetworkThatWantsAPassphraseIsRefusedAtOnceAndSaysSo() {
        home(1, 0, 0x188);
        BackendException refused = refusal(OPEN);
        assertEquals(Kind.SECRETS, refused.kind());
        assertTrue(refused.isRetryable(), refused.toString());
        assertEquals("the network home wants a passphrase, and the profile Open has none", refused.reason());
        assertTrue(refused.remedy().orElseThrow().contains("NetworkProfile (passphrase)"), refused.remedy().orElseThrow());
        home(0, 0, 0);
        BackendException other = refusal(SECRET);
        assertEquals("the network home wants no passphrase, and the profile Secret has a passphrase", other.reason());
        assertTrue(other.remedy().orElseThrow().contains("without a passphrase"), other.remedy().orElseThrow());
        home(1, 0, 0x288);
        assertTrue(refusal(SECRET).remedy().orElseThrow().contains("nmcli"), "of such keys a NetworkProfile knows nothing");
        assertEquals(List.of(), rig.bus.takeMembers().stream().filter(member -> !member.startsWith("Get")).toList());
    }

    @Test
    void oneAccessPointThatAdmitsTheProfileIsEnough() {
        home(1, 0, 0x188);
        world.station(2, NmWorld.ssid("home"), 20);
        world.sees(1, 0, 1, 2);
        NmProfile open = brought(OPEN);
        assertEquals(Optional.empty(), NmObstacle.to(world.tree(), open));
        assertEquals(24, signal(open), "of the one that it could use");
        world.sees(1, 0);
        assertEquals(Optional.empty(), NmObstacle.to(world.tree(), open), "what is not seen is only not found");
    }

    private int signal(NmProfile profile) {
        return world.points(profile).accessPoints().stream().filter(point -> point.id().value().endsWith(profile.uuid())).findFirst().orElseThrow()
            .signalPercent().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0x188, wpa-psk", "0x588, wpa-psk", "0x488, sae"})
    void aNetworkThatSpeaksWpa3OnlyIsAskedForByItsName(String rsn, String keyManagement) {
        home(1, 0, Long.decode(rsn));
        rig.control.start(rig.control.define(SECRET), BACKGROUND);
        BusCall call = rig.bus.takeCalls().stream().filter(each -> each.member().equals("AddAndActivateConnection2")).findFirst().orElseThrow();
        Map<?, ?> security = (Map<?, ?>) ((Map<?, ?>) call.arguments().get(0)).get("802-11-wireless-security");
        assertEquals(new BusVariant("s", keyManagement), security.get("key-mgmt"));
    }

    @ParameterizedTest
    @CsvSource({"false, true, nmcli radio wifi on", "true, false, rfkill", "false, false, rfkill"})
    void whereWifiIsSwitchedOffEverythingSaysSo(boolean software, boolean hardware, String remedy) {
        world.root.set("WirelessEnabled", software).set("WirelessHardwareEnabled", hardware);
        CapabilityReport report = NmCapabilities.over(world.state(), KERNEL);
        for (Capability capability : List.of(Capability.SCAN, Capability.SIGNAL_STRENGTH, Capability.CAN_START_AND_STOP_INTERFACES)) {
            CapabilityStatus status = report.of(capability);
            assertEquals(capability == Capability.CAN_START_AND_STOP_INTERFACES ? Support.DEGRADED : Support.MISSING, status.support(), status.toString());
            assertTrue(status.reason().contains("Wi-Fi is switched off"), status.reason());
            assertTrue(status.remedy().orElseThrow().contains(remedy), status.toString());
        }
        CapabilityStatus wifi = NmCapabilities.ofProfile(world.state(), NmRig.id(1), report).of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(Support.MISSING, wifi.support());
        assertTrue(wifi.remedy().orElseThrow().contains(remedy), wifi.toString());
        assertEquals(Support.AVAILABLE, NmCapabilities.ofProfile(world.state(), NmRig.id(2), report).of(Capability.CAN_START_AND_STOP_INTERFACES).support(),
            "the cable works");
        for (Runnable call : List.<Runnable>of(rig.control::scan, () -> rig.control.start(NmRig.id(1), BACKGROUND))) {
            BackendException refused = assertThrows(BackendException.class, call::run);
            assertEquals(Kind.NOT_READY, refused.kind());
            assertTrue(refused.remedy().orElseThrow().contains(remedy), refused.toString());
        }
        assertTrue(rig.control.start(NmRig.id(2), BACKGROUND).isOurs());
    }

    @Test
    void withoutAWifiDeviceItDoesNotMatterWhetherWifiIsSwitchedOff() {
        world.root.set("WirelessEnabled", false);
        world.remove(NmWorld.devicePath(1));
        CapabilityReport report = NmCapabilities.over(world.state(), KERNEL);
        assertEquals(Support.AVAILABLE, report.of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertEquals("NetworkManager 1.46.0 has no Wi-Fi device", report.of(Capability.SCAN).reason());
    }

    @ParameterizedTest
    @CsvSource({
        "20,  is not ready (NMDeviceState 20)", "50,  is connecting (NMDeviceState 50)", "30,  limits how often wlan0 scans",
        "100, limits how often wlan0 scans",
    })
    void whatHelpsAgainstARefusedScanDependsOnTheDevice(long state, String remedy) {
        world.device(1, "wlan0", NmWorld.WIRELESS, 1).set("State", state);
        rig.bus.refuse("RequestScan", NmNames.DEVICE + ".NotAllowed");
        BackendException refused = assertThrows(BackendException.class, rig.control::scan);
        assertEquals(state < NmNames.DEVICE_DISCONNECTED ? Kind.NOT_READY : Kind.TEMPORARY, refused.kind());
        assertTrue(refused.remedy().orElseThrow().contains(remedy), refused.remedy().orElseThrow());
    }
}
