package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.ArrayList;
import java.util.List;

/**
 * What the backend can do, as a report.
 *
 * @param mayStart whether this process may switch links on and off
 * @param counters where the byte counters come from
 * @param polling why changes are found by polling; empty if they arrive as events
 * @param signals what is known of the signals of wireless links
 * @param directing how far sockets can be directed to a link
 */
record LinuxCapabilities(boolean mayStart, LinuxCounters.Source counters, String polling, WirelessLinks.Support signals, CapabilityStatus directing) {

    private static final String NOT_JUDGED = "the kernel does not judge this";

    CapabilityReport report() {
        List<CapabilityStatus> statuses = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            statuses.add(status(capability));
        }
        return CapabilityReport.of(statuses);
    }

    private CapabilityStatus status(Capability capability) {
        return switch (capability) {
            case CAN_START_AND_STOP_INTERFACES -> mayStart
                ? CapabilityStatus.of(capability, Support.AVAILABLE, "this process may switch links on and off by rtnetlink")
                : CapabilityStatus.of(capability, Support.DENIED, "switching links on and off needs CAP_NET_ADMIN in the user namespace "
                    + "that owns this network namespace", LinkSwitch.REMEDY);
            case DIRECT_CONNECTION_ROUTING -> directing;
            case SYSTEM_SESSION_SUPPORT, APPLICATION_LEVEL_ROAMING, FORCED_ROAMING ->
                unsupported(capability, "not provided by the backend");
            case DATA_STATISTICS -> statistics(capability);
            case NETWORK_SESSION_REQUIRED -> unsupported(capability, "Linux needs no session for traffic");
            case CHANGE_EVENTS -> polling.isEmpty()
                ? CapabilityStatus.of(capability, Support.AVAILABLE, "rtnetlink multicast groups")
                : CapabilityStatus.of(capability, Support.DEGRADED, polling);
            case CONNECTIVITY_LEVEL, CAPTIVE_PORTAL_DETECTION, METERED_DETECTION ->
                CapabilityStatus.of(capability, Support.MISSING, NOT_JUDGED);
            case SIGNAL_STRENGTH -> signal(capability);
            case SCAN -> unsupported(capability, "without NetworkManager, this backend knows links, not the access points that a scan would find");
            case SUSPEND_DETECTION -> CapabilityStatus.of(capability, Support.AVAILABLE,
                "CLOCK_BOOTTIME less CLOCK_MONOTONIC, compared at each change notice");
        };
    }

    /** The kernel tells of a change of the signal only where somebody has set thresholds for it, and that is the supplicant's affair (CQM). */
    private CapabilityStatus signal(Capability capability) {
        return switch (signals) {
            case STATION -> CapabilityStatus.of(capability, Support.DEGRADED,
                "by nl80211, of the link in use; read when anything else changes, because nothing tells of the signal alone");
            case NO_STATION -> CapabilityStatus.of(capability, Support.MISSING, "there is no Wi-Fi link");
            case NO_NL80211 -> CapabilityStatus.of(capability, Support.MISSING, "the kernel has no nl80211, or does not let this process ask it");
        };
    }

    private CapabilityStatus statistics(Capability capability) {
        String reason = "by " + counters.description();
        return switch (counters) {
            case RTM_GETSTATS, IFLA_STATS64 -> CapabilityStatus.of(capability, Support.AVAILABLE, reason);
            case PROC_NET_DEV -> CapabilityStatus.of(capability, Support.DEGRADED, reason + ", because netlink gives no counters here");
        };
    }

    private static CapabilityStatus unsupported(Capability capability, String reason) {
        return CapabilityStatus.of(capability, Support.UNSUPPORTED, reason);
    }
}
