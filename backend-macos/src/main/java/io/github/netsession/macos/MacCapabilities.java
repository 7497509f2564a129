package io.github.netsession.macos;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the backend can do, as a report.
 *
 * @param polling why changes are found by polling; empty if they arrive as events
 * @param pathObstacle why reach and cost are not known; empty if they are
 * @param constrainedObstacle why Low Data Mode is not known; empty if it is
 * @param countersObstacle why counters have 32 bits only; empty if they have 64
 * @param countersRefusal why counters cannot be read; empty if they can
 * @param knowsSuspension whether macOS has a clock that goes on while suspended
 * @param hasConnections whether there is a service that can be connected
 * @param areStatusesLate whether how such services stand is known only as it was last told
 * @param denied why starting and stopping was refused; empty if it was not
 * @param directing how far sockets can be directed to a link
 * @param signals about Wi-Fi
 */
record MacCapabilities(String polling, String pathObstacle, String constrainedObstacle, Optional<String> countersObstacle,
                       Optional<String> countersRefusal, boolean knowsSuspension, boolean hasConnections, boolean areStatusesLate,
                       Optional<String> denied, CapabilityStatus directing, Signals signals) {

    static final String LATE = "a service's controller does not answer; how VPN and PPP services stand is as it was known before";
    static final String LOCATION = "macOS keeps the network's name back: give the application the location permission (System Settings, Privacy & "
        + "Security, Location Services); a plain java process cannot ask for it, an application bundle can";

    CapabilityReport report() {
        return CapabilityReport.of(Arrays.stream(Capability.values()).map(this::status).toList());
    }

    private CapabilityStatus status(Capability capability) {
        return switch (capability) {
            case CAN_START_AND_STOP_INTERFACES -> starting(capability);
            case DIRECT_CONNECTION_ROUTING -> directing;
            case SYSTEM_SESSION_SUPPORT, APPLICATION_LEVEL_ROAMING, FORCED_ROAMING -> unsupported(capability, "not provided by the backend");
            case DATA_STATISTICS -> counting(capability);
            case NETWORK_SESSION_REQUIRED -> unsupported(capability, "macOS needs no session for traffic");
            case CHANGE_EVENTS -> polling.isEmpty() ? CapabilityStatus.of(capability, Support.AVAILABLE, "the dynamic store's notices")
                : CapabilityStatus.of(capability, Support.DEGRADED, polling);
            case CONNECTIVITY_LEVEL -> path(capability, Support.DEGRADED,
                "the path monitor says whether there is a way out, not whether anybody answers");
            case CAPTIVE_PORTAL_DETECTION -> unsupported(capability, "macOS looks for captive portals, and tells no program what it has found");
            case METERED_DETECTION -> constrainedObstacle.isEmpty() || !pathObstacle.isEmpty()
                ? path(capability, Support.AVAILABLE, "the path monitor: mobile networks and personal hotspots; Low Data Mode")
                : CapabilityStatus.of(capability, Support.DEGRADED, constrainedObstacle);
            case SIGNAL_STRENGTH -> signal(capability);
            case SCAN -> unsupported(capability, "macOS's network services do not depend on a scan");
            case SUSPEND_DETECTION -> knowsSuspension ? CapabilityStatus.of(capability, Support.AVAILABLE,
                "mach_continuous_time less mach_absolute_time, at each change notice")
                : CapabilityStatus.of(capability, Support.MISSING, "mach_continuous_time is missing; it came with macOS 10.12");
        };
    }

    private CapabilityStatus counting(Capability capability) {
        return countersRefusal.map(reason -> CapabilityStatus.of(capability, Support.MISSING, "they cannot be read: " + reason))
            .or(() -> countersObstacle.map(reason -> CapabilityStatus.of(capability, Support.DEGRADED, reason)))
            .orElseGet(() -> CapabilityStatus.of(capability, Support.AVAILABLE, "the interface MIB, 64 bits"));
    }

    private CapabilityStatus starting(Capability capability) {
        if (!hasConnections) {
            return unsupported(capability, MacControl.WATCH_ONLY);
        }
        return denied.map(reason -> CapabilityStatus.of(capability, Support.DENIED, reason, MacControl.DENIED))
            .orElseGet(() -> areStatusesLate ? CapabilityStatus.of(capability, Support.DEGRADED, LATE)
                : CapabilityStatus.of(capability, Support.AVAILABLE, "VPN and PPP services, by SCNetworkConnection"));
    }

    private CapabilityStatus path(Capability capability, Support support, String reason) {
        return pathObstacle.isEmpty() ? CapabilityStatus.of(capability, support, reason)
            : CapabilityStatus.of(capability, Support.MISSING, pathObstacle);
    }

    private CapabilityStatus signal(Capability capability) {
        if (!signals.isWanted()) {
            return unsupported(capability, signals.obstacle());
        } else if (!signals.obstacle().isEmpty()) {
            return CapabilityStatus.of(capability, Support.MISSING, signals.obstacle());
        }
        return signals.isNameless() ? CapabilityStatus.of(capability, Support.DEGRADED, "CoreWLAN gives the strength, and nothing else", LOCATION)
            : CapabilityStatus.of(capability, Support.AVAILABLE, "CoreWLAN");
    }

    private static CapabilityStatus unsupported(Capability capability, String reason) {
        return CapabilityStatus.of(capability, Support.UNSUPPORTED, reason);
    }
}
