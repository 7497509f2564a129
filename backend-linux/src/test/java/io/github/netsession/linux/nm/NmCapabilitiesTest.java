package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class NmCapabilitiesTest {

    private static final CapabilityReport KERNEL = CapabilityReport.of(Arrays.stream(Capability.values())
        .map(each -> CapabilityStatus.of(each, Support.UNSUPPORTED, "of the kernel")).toList());
    private static final Set<Capability> FROM_NETWORK_MANAGER = EnumSet.of(Capability.CAN_START_AND_STOP_INTERFACES, Capability.CONNECTIVITY_LEVEL,
        Capability.CAPTIVE_PORTAL_DETECTION, Capability.METERED_DETECTION, Capability.SIGNAL_STRENGTH, Capability.SCAN);

    private final NmWorld world = new NmWorld();

    private CapabilityReport report() {
        return NmCapabilities.over(world.state(), KERNEL);
    }

    private CapabilityStatus status(Capability capability) {
        return report().of(capability);
    }

    @Test
    void withWirelessAndAllPermissionsEverythingIsAvailableAndTheRestIsTheKernels() {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        for (CapabilityStatus status : report().statuses()) {
            if (FROM_NETWORK_MANAGER.contains(status.capability())) {
                assertEquals(Support.AVAILABLE, status.support(), status.toString());
                assertTrue(status.reason().contains("NetworkManager 1.46.0"), status.reason());
            } else {
                assertEquals(KERNEL.of(status.capability()), status);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yes,     AVAILABLE, false",
        "auth,    DENIED,    true",
        "no,      DENIED,    true",
        "'',      DEGRADED,  false",
        "perhaps, DEGRADED,  false",
    })
    void whatMayBeDoneIsWhatPolkitSays(String answer, Support support, boolean hasRemedy) {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        world.permissions.put(NmNames.NETWORK_CONTROL, answer);
        assertEquals(support, status(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertEquals(hasRemedy ? Optional.of(NmReasons.PERMISSION_REMEDY) : Optional.empty(), status(Capability.CAN_START_AND_STOP_INTERFACES).remedy());
        assertEquals(Support.AVAILABLE, status(Capability.SCAN).support());
        world.permissions.put(NmNames.NETWORK_CONTROL, "yes");
        world.permissions.put(NmNames.WIFI_SCAN, answer);
        assertEquals(Support.AVAILABLE, status(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertEquals(support, status(Capability.SCAN).support());
        world.permissions.clear();
        assertEquals(Support.DEGRADED, status(Capability.SCAN).support());
    }

    @Test
    void whatIsSwitchedOffIsSaidWithWhatHelps() {
        world.root.set("NetworkingEnabled", false);
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.MISSING, "networking is switched off", "nmcli networking on"),
            status(Capability.CAN_START_AND_STOP_INTERFACES));
    }

    @Test
    void withoutTheCheckConnectivityIsDegradedAndPortalsAreNotFound() {
        world.root.set("ConnectivityCheckEnabled", false);
        assertEquals(Support.DEGRADED, status(Capability.CONNECTIVITY_LEVEL).support());
        assertEquals(Support.MISSING, status(Capability.CAPTIVE_PORTAL_DETECTION).support());
        assertTrue(status(Capability.CONNECTIVITY_LEVEL).remedy().orElseThrow().contains("[connectivity]"));
        assertEquals(status(Capability.CONNECTIVITY_LEVEL).remedy(), status(Capability.CAPTIVE_PORTAL_DETECTION).remedy());
    }

    @Test
    void withoutWirelessThereIsNothingToScan() {
        world.device(1, "eth0", NmWorld.ETHERNET);
        assertEquals(Support.MISSING, status(Capability.SCAN).support());
        assertEquals("NetworkManager 1.46.0 has no Wi-Fi device", status(Capability.SIGNAL_STRENGTH).reason());
    }

    @Test
    void whereTheKernelKnowsTheSignalOfTheLinkInUseTheReportSaysSo() {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        CapabilityReport able = KERNEL.with(CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.DEGRADED, "by nl80211"));
        CapabilityStatus signal = NmCapabilities.over(world.state(), able).of(Capability.SIGNAL_STRENGTH);
        assertEquals(Support.AVAILABLE, signal.support());
        assertTrue(signal.reason().contains("nl80211"), signal.reason());
        assertEquals("by NetworkManager 1.46.0", status(Capability.SIGNAL_STRENGTH).reason());
    }

    @Test
    void whereThereIsNoneOneLineSaysWhyAndTheOthersPointToIt() {
        CapabilityReport report = NmCapabilities.over(NmState.absent("NetworkManager is not running"), KERNEL);
        assertEquals("the kernel does not judge this, and NetworkManager is not running", report.of(Capability.CONNECTIVITY_LEVEL).reason());
        for (Capability capability : Capability.values()) {
            String reason = switch (capability) {
                case CONNECTIVITY_LEVEL -> "the kernel does not judge this, and NetworkManager is not running";
                case CAPTIVE_PORTAL_DETECTION, METERED_DETECTION -> "as CONNECTIVITY_LEVEL";
                default -> "of the kernel";
            };
            assertEquals(reason, report.of(capability).reason());
            assertEquals(reason.equals("of the kernel") ? Support.UNSUPPORTED : Support.MISSING, report.of(capability).support());
        }
    }

    @Test
    void whatIsOnlyKnownFromBeforeIsDegradedAndSaysWhy() {
        world.device(1, "wlan0", NmWorld.WIRELESS);
        CapabilityReport report = NmCapabilities.over(world.state().behind("it does not answer"), KERNEL);
        for (Capability capability : FROM_NETWORK_MANAGER) {
            assertEquals(Support.DEGRADED, report.of(capability).support(), capability.toString());
            assertTrue(report.of(capability).reason().endsWith("it does not answer"), report.of(capability).reason());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, NetworkManager guesses", "1, the profile says YES", "2, the profile says NO"})
    void whyAProfileIsMeteredIsSaidOfEach(long metered, String reason) {
        world.profile(1, NmProfile.WIRED).set("metered", metered);
        CapabilityReport report = NmCapabilities.ofProfile(world.state(), NmRig.id(1), report());
        assertTrue(report.of(Capability.METERED_DETECTION).reason().startsWith(reason), report.of(Capability.METERED_DETECTION).reason());
        assertEquals(report().with(report.of(Capability.METERED_DETECTION)), report, "and nothing else is different");
        assertEquals(report(), NmCapabilities.ofProfile(world.state(), NmRig.id(2), report()), "nor with one that is not there");
        assertEquals(report(), NmCapabilities.ofProfile(NmState.absent("gone"), NmRig.id(1), report()));
    }

    @Test
    void aLinkIsStartedAndStoppedAsTheKernelSaysUnlessSomebodyElseHasConfiguredIt() {
        assertEquals(report().with(KERNEL.of(Capability.CAN_START_AND_STOP_INTERFACES)), NmCapabilities.ofLink(false, KERNEL, report()));
        CapabilityStatus external = NmCapabilities.ofLink(true, KERNEL, report()).of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, NmReasons.EXTERNAL), external);
    }

    @Test
    void whereItIsThereAndSilentTheLinksMayBeItsOwn() {
        CapabilityReport able = KERNEL.with(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.AVAILABLE, "by rtnetlink"));
        CapabilityStatus silent = NmCapabilities.over(NmState.silent("NetworkManager does not answer"), able).of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(Support.DEGRADED, silent.support());
        assertTrue(silent.reason().startsWith("NetworkManager does not answer: its profiles are not known yet"), silent.reason());
        CapabilityReport unable = KERNEL.with(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DENIED, "no right", "get it"));
        CapabilityStatus both = NmCapabilities.over(NmState.silent("NetworkManager does not answer"), unable).of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DEGRADED,
            "NetworkManager does not answer: its profiles are not known yet; of the links: no right", "get it"), both);
        assertEquals(able.of(Capability.CAN_START_AND_STOP_INTERFACES),
            NmCapabilities.over(NmState.absent("it is not running"), able).of(Capability.CAN_START_AND_STOP_INTERFACES));
    }
}
