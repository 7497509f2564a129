package io.github.netsession.windows;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.Arrays;
import java.util.List;

/**
 * What the backend can do without Wi-Fi, as a report.
 *
 * @param polling why changes are found by polling; empty if they arrive as events
 * @param unnoticed what notices are refused while others arrive
 * @param hintObstacle why reach and cost are not known; empty if they are
 * @param directing how far sockets can be directed to a link
 */
record WindowsCapabilities(String polling, List<String> unnoticed, String hintObstacle, CapabilityStatus directing) {

    private static final String HINT = "by GetNetworkConnectivityHint, of the connection that Windows prefers";

    CapabilityReport report() {
        return CapabilityReport.of(Arrays.stream(Capability.values()).map(this::status).toList());
    }

    private CapabilityStatus status(Capability capability) {
        return switch (capability) {
            case CAN_START_AND_STOP_INTERFACES -> unsupported(capability, AccessPointRules.WATCH_ONLY);
            case DIRECT_CONNECTION_ROUTING -> directing;
            case SYSTEM_SESSION_SUPPORT, APPLICATION_LEVEL_ROAMING, FORCED_ROAMING -> unsupported(capability, "not provided by the backend");
            case DATA_STATISTICS -> CapabilityStatus.of(capability, Support.AVAILABLE, "GetIfTable2Ex, 64 bits");
            case NETWORK_SESSION_REQUIRED -> unsupported(capability, "Windows needs no session for traffic");
            case CHANGE_EVENTS -> events(capability);
            case CONNECTIVITY_LEVEL, CAPTIVE_PORTAL_DETECTION, METERED_DETECTION -> hintObstacle.isEmpty()
                ? CapabilityStatus.of(capability, Support.AVAILABLE, HINT)
                : CapabilityStatus.of(capability, Support.MISSING, hintObstacle);
            case SIGNAL_STRENGTH, SCAN -> unsupported(capability, "not without Wi-Fi");
            case SUSPEND_DETECTION -> CapabilityStatus.of(capability, Support.AVAILABLE,
                "sleep and hibernation, by GetTickCount64 less QueryUnbiasedInterruptTime at each change notice; Modern Standby may not count");
        };
    }

    private CapabilityStatus events(Capability capability) {
        if (!polling.isEmpty()) {
            return CapabilityStatus.of(capability, Support.DEGRADED, polling);
        }
        return unnoticed.isEmpty() ? CapabilityStatus.of(capability, Support.AVAILABLE, "IP Helper's change notices")
            : CapabilityStatus.of(capability, Support.DEGRADED, "some changes are not told of: " + String.join("; ", unnoticed));
    }

    private static CapabilityStatus unsupported(Capability capability, String reason) {
        return CapabilityStatus.of(capability, Support.UNSUPPORTED, reason);
    }
}
