package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Link;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.testkit.Links;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MacCapabilitiesTest {

    private static final Link WIFI = Links.up("en0", 4, Bearer.WLAN).build();

    private final FakeMacOs os = new FakeMacOs();
    private final Signals wanted = new Signals(os, true);
    private final Signals unwanted = new Signals(os, false);
    private String polling = "";
    private String path = "";
    private String constrained = "";
    private Optional<String> counters = Optional.empty();
    private Optional<String> refused = Optional.empty();
    private boolean knowsSuspension = true;
    private boolean hasConnections = true;
    private boolean areStatusesLate;
    private Optional<String> denied = Optional.empty();
    private Signals signals = unwanted;

    @AfterEach
    void close() {
        wanted.close();
    }

    private CapabilityReport report() {
        return new MacCapabilities(polling, path, constrained, counters, refused, knowsSuspension, hasConnections, areStatusesLate, denied,
            DirectRouting.status(Optional.empty()), signals).report();
    }

    private CapabilityStatus of(Capability capability) {
        return report().of(capability);
    }

    @Test
    void everythingThatMacosGivesIsAvailableAndNothingElse() {
        assertEquals(Set.of(Capability.CAN_START_AND_STOP_INTERFACES, Capability.DATA_STATISTICS, Capability.CHANGE_EVENTS,
            Capability.CONNECTIVITY_LEVEL, Capability.METERED_DETECTION, Capability.SUSPEND_DETECTION, Capability.DIRECT_CONNECTION_ROUTING),
            Arrays.stream(Capability.values()).filter(report()::has).collect(Collectors.toSet()));
        report().statuses().stream().filter(status -> !status.support().isUsable())
            .forEach(status -> assertEquals(Support.UNSUPPORTED, status.support(), status::toString));
        assertEquals(Support.DEGRADED, of(Capability.CONNECTIVITY_LEVEL).support(), "nobody has tried whether anybody answers");
        assertEquals(Support.UNSUPPORTED, of(Capability.CAPTIVE_PORTAL_DETECTION).support());
    }

    @Test
    void whatTheEngineProvidesTheBackendDoesNot() {
        for (Capability engines : List.of(Capability.SYSTEM_SESSION_SUPPORT, Capability.APPLICATION_LEVEL_ROAMING, Capability.FORCED_ROAMING)) {
            assertEquals(CapabilityStatus.of(engines, Support.UNSUPPORTED, "not provided by the backend"), of(engines));
        }
    }

    @Test
    void deniedItSaysWhatWouldHelp() {
        denied = Optional.of("access denied");
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DENIED, "access denied", MacControl.DENIED),
            of(Capability.CAN_START_AND_STOP_INTERFACES));
    }

    @Test
    void aVpnThatDoesNotAnswerIsToldOfUnlessMoreIsAmiss() {
        areStatusesLate = true;
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DEGRADED, MacCapabilities.LATE),
            of(Capability.CAN_START_AND_STOP_INTERFACES));
        denied = Optional.of("access denied");
        assertEquals(Support.DENIED, of(Capability.CAN_START_AND_STOP_INTERFACES).support());
    }

    @Test
    void withoutAnyVpnOrPppNothingCanBeStartedWhateverWasDeniedBefore() {
        hasConnections = false;
        denied = Optional.of("access denied");
        assertEquals(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, MacControl.WATCH_ONLY),
            of(Capability.CAN_START_AND_STOP_INTERFACES));
    }

    @Test
    void pollingIsAWorseWayToSeeChangesAndSaysWhy() {
        polling = "polling every 10 s: refused";
        assertEquals(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED, polling), of(Capability.CHANGE_EVENTS));
    }

    @Test
    void withoutThePathMonitorReachAndCostAreMissing() {
        path = "this macOS does not have it";
        constrained = path;
        for (Capability each : List.of(Capability.CONNECTIVITY_LEVEL, Capability.METERED_DETECTION)) {
            assertEquals(CapabilityStatus.of(each, Support.MISSING, path), of(each));
        }
    }

    @Test
    void withoutLowDataModeOnlyTheCostIsKnownLess() {
        constrained = "it came with macOS 10.15";
        assertEquals(CapabilityStatus.of(Capability.METERED_DETECTION, Support.DEGRADED, constrained), of(Capability.METERED_DETECTION));
        assertEquals(Support.DEGRADED, of(Capability.CONNECTIVITY_LEVEL).support());
    }

    @Test
    void countersOf32BitsAreWorse() {
        counters = Optional.of("they wrap");
        assertEquals(CapabilityStatus.of(Capability.DATA_STATISTICS, Support.DEGRADED, "they wrap"), of(Capability.DATA_STATISTICS));
    }

    @Test
    void refusedCountersAreMissing() {
        counters = Optional.of("they wrap");
        refused = Optional.of("not permitted");
        assertEquals(CapabilityStatus.of(Capability.DATA_STATISTICS, Support.MISSING, "they cannot be read: not permitted"),
            of(Capability.DATA_STATISTICS));
    }

    @Test
    void withoutItsClockSuspensionIsNotSeen() {
        knowsSuspension = false;
        assertEquals(Support.MISSING, of(Capability.SUSPEND_DETECTION).support());
    }

    @Test
    void theSignalIsThereOnlyForWhoAsksForIt() {
        assertEquals(Support.UNSUPPORTED, of(Capability.SIGNAL_STRENGTH).support());
        assertTrue(of(Capability.SIGNAL_STRENGTH).reason().contains(Signals.PROPERTY));
        signals = wanted;
        os.wifi.signals.put("en0", new WifiPort.Wifi(true, -60, true));
        wanted.percent(WIFI);
        assertEquals(CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.AVAILABLE, "CoreWLAN"), of(Capability.SIGNAL_STRENGTH));
    }

    @Test
    void withoutTheLocationPermissionItIsDegradedAndSaysWhatWouldHelp() {
        signals = wanted;
        os.wifi.signals.put("en0", new WifiPort.Wifi(true, -60, false));
        wanted.during(() -> wanted.percent(WIFI));
        CapabilityStatus status = of(Capability.SIGNAL_STRENGTH);
        assertEquals(Support.DEGRADED, status.support());
        assertTrue(status.remedy().orElseThrow().contains("Location Services"), status::toString);
    }

    @Test
    void withoutCoreWlanItIsMissing() {
        signals = wanted;
        os.refuse("wifi", Kind.UNSUPPORTED);
        wanted.percent(WIFI);
        assertEquals(CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.MISSING, "wifi: refused by the test"), of(Capability.SIGNAL_STRENGTH));
    }
}
