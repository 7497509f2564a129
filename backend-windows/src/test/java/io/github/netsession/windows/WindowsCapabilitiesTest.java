package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WindowsCapabilitiesTest {

    private static CapabilityReport report(String polling, List<String> unnoticed, String hintObstacle) {
        return new WindowsCapabilities(polling, unnoticed, hintObstacle, DirectRouting.status(Optional.empty())).report();
    }

    @Test
    void everythingThatWindowsGivesIsAvailableAndNothingElse() {
        CapabilityReport report = report("", List.of(), "");
        assertEquals(Set.of(Capability.DATA_STATISTICS, Capability.CHANGE_EVENTS, Capability.CONNECTIVITY_LEVEL, Capability.CAPTIVE_PORTAL_DETECTION,
            Capability.METERED_DETECTION, Capability.SUSPEND_DETECTION, Capability.DIRECT_CONNECTION_ROUTING),
            Arrays.stream(Capability.values()).filter(report::has).collect(Collectors.toSet()));
        report.statuses().stream().filter(status -> !status.support().isUsable())
            .forEach(status -> assertEquals(Support.UNSUPPORTED, status.support(), status::toString));
    }

    @Test
    void whatTheEngineProvidesTheBackendDoesNot() {
        CapabilityReport report = report("", List.of(), "");
        for (Capability engines : List.of(Capability.SYSTEM_SESSION_SUPPORT, Capability.APPLICATION_LEVEL_ROAMING, Capability.FORCED_ROAMING)) {
            assertEquals(CapabilityStatus.of(engines, Support.UNSUPPORTED, "not provided by the backend"), report.of(engines));
        }
    }

    @Test
    void pollingIsAWorseWayToSeeChangesAndSaysWhy() {
        CapabilityStatus events = report("polling every 10 s: refused", List.of("refused"), "").of(Capability.CHANGE_EVENTS);
        assertEquals(Support.DEGRADED, events.support());
        assertEquals("polling every 10 s: refused", events.reason());
    }

    @Test
    void noticesThatAreMissingAreNamed() {
        CapabilityStatus events = report("", List.of("NotifyRouteChange2: access denied", "another"), "").of(Capability.CHANGE_EVENTS);
        assertEquals(Support.DEGRADED, events.support());
        assertTrue(events.reason().contains("NotifyRouteChange2: access denied; another"), events.reason());
    }

    @Test
    void withoutTheHintReachPortalAndCostAreMissingForTheReasonGiven() {
        CapabilityReport report = report("", List.of(), "Windows is too old");
        for (Capability hinted : List.of(Capability.CONNECTIVITY_LEVEL, Capability.CAPTIVE_PORTAL_DETECTION, Capability.METERED_DETECTION)) {
            assertEquals(CapabilityStatus.of(hinted, Support.MISSING, "Windows is too old"), report.of(hinted));
        }
        assertEquals(Support.AVAILABLE, report.of(Capability.CHANGE_EVENTS).support());
    }

    @Test
    void withoutWifiNothingCanBeStarted() {
        CapabilityStatus start = report("", List.of(), "").of(Capability.CAN_START_AND_STOP_INTERFACES);
        assertEquals(Support.UNSUPPORTED, start.support());
        assertTrue(start.reason().contains("netsh interface set interface"), start.reason());
    }
}
