package io.github.netsession.linux.nm;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.Support;
import java.util.Optional;

/** Adds what NetworkManager can do to the kernel's report. Pure. */
final class NmCapabilities {

    private static final String CHECK_REMEDY = "give NetworkManager an address to check: section [connectivity] of NetworkManager.conf";

    private NmCapabilities() {
    }

    static CapabilityReport over(NmState state, CapabilityReport kernel) {
        return state.tree().isPresent() ? present(state, state.tree().get(), kernel) : absent(state, kernel);
    }

    /** One line gives the reason; the others refer to it. */
    private static CapabilityReport absent(NmState state, CapabilityReport kernel) {
        String reason = state.obstacle().orElse("not known");
        String pointer = "as CONNECTIVITY_LEVEL";
        return (state.isSilent() ? kernel.with(notAlone(reason, kernel.of(Capability.CAN_START_AND_STOP_INTERFACES))) : kernel)
            .with(CapabilityStatus.of(Capability.CONNECTIVITY_LEVEL, Support.MISSING, "the kernel does not judge this, and " + reason))
            .with(CapabilityStatus.of(Capability.CAPTIVE_PORTAL_DETECTION, Support.MISSING, pointer))
            .with(CapabilityStatus.of(Capability.METERED_DETECTION, Support.MISSING, pointer));
    }

    /** NetworkManager may manage these links although it does not answer, and may permit what the kernel denies. */
    private static CapabilityStatus notAlone(String reason, CapabilityStatus kernel) {
        return CapabilityStatus.of(kernel.capability(), Support.DEGRADED, reason + ": its profiles are not known yet; of the links: " + kernel.reason(),
            kernel.remedy().orElse("wait until NetworkManager answers, or restart it"));
    }

    private static CapabilityReport present(NmState state, NmTree tree, CapabilityReport kernel) {
        String who = "NetworkManager " + tree.root().version();
        Support support = state.obstacle().isPresent() ? Support.DEGRADED : Support.AVAILABLE;
        String by = state.obstacle().map(reason -> "as " + who + " said last; " + reason).orElse("by " + who);
        boolean checks = tree.root().isCheckEnabled();
        boolean hasWifi = tree.devices().values().stream().anyMatch(device -> device.type() == NmNames.DEVICE_WIFI);
        Optional<NmObstacle> switchedOff = Optional.of(tree.root()).filter(root -> hasWifi).flatMap(NmObstacle::toWifi);
        CapabilityReport report = kernel
            .with(switchedOff.map(obstacle -> degraded(start(state, tree), obstacle)).orElseGet(() -> start(state, tree)))
            .with(checks ? CapabilityStatus.of(Capability.CONNECTIVITY_LEVEL, support, by)
                : CapabilityStatus.of(Capability.CONNECTIVITY_LEVEL, Support.DEGRADED, by + ", which does not check: its INTERNET only means a default route",
                    CHECK_REMEDY))
            .with(checks ? CapabilityStatus.of(Capability.CAPTIVE_PORTAL_DETECTION, support, by)
                : CapabilityStatus.of(Capability.CAPTIVE_PORTAL_DETECTION, Support.MISSING, who + " does not check", CHECK_REMEDY))
            .with(CapabilityStatus.of(Capability.METERED_DETECTION, support, by))
            .with(hasWifi ? CapabilityStatus.of(Capability.SIGNAL_STRENGTH, support, signal(by, kernel))
                : CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.MISSING, who + " has no Wi-Fi device"))
            .with(hasWifi ? permitted(Capability.SCAN, state, NmNames.WIFI_SCAN, "on request only, and as often as " + who + " allows")
                : CapabilityStatus.of(Capability.SCAN, Support.MISSING, who + " has no Wi-Fi device"));
        return switchedOff.map(obstacle -> report.with(missing(Capability.SIGNAL_STRENGTH, obstacle)).with(missing(Capability.SCAN, obstacle))).orElse(report);
    }

    private static CapabilityStatus missing(Capability capability, NmObstacle obstacle) {
        return CapabilityStatus.of(capability, Support.MISSING, obstacle.reason(), obstacle.remedy());
    }

    /** Degraded, not missing: other profiles still work. */
    private static CapabilityStatus degraded(CapabilityStatus status, NmObstacle obstacle) {
        return status.support() == Support.AVAILABLE ? CapabilityStatus.of(status.capability(), Support.DEGRADED, status.reason() + "; but "
            + obstacle.reason(), obstacle.remedy()) : status;
    }

    /** If the kernel does not report it, NetworkManager's value for the access point in use is on another scale for some seconds after a scan. */
    private static String signal(String by, CapabilityReport kernel) {
        return kernel.has(Capability.SIGNAL_STRENGTH) ? by + "; of the access point in use by nl80211, when NetworkManager tells of a change" : by;
    }

    private static CapabilityStatus start(NmState state, NmTree tree) {
        String how = "NetworkManager " + tree.root().version() + " starts and stops its profiles; what is stopped it does not start again by itself";
        return tree.root().isEnabled() ? permitted(Capability.CAN_START_AND_STOP_INTERFACES, state, NmNames.NETWORK_CONTROL, how)
            : CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.MISSING, "networking is switched off", "nmcli networking on");
    }

    private static CapabilityStatus permitted(Capability capability, NmState state, String permission, String how) {
        if (state.obstacle().isPresent()) {
            return CapabilityStatus.of(capability, Support.DEGRADED, "not now: " + state.obstacle().get());
        }
        return switch (state.permissions().getOrDefault(permission, "")) {
            case "yes" -> CapabilityStatus.of(capability, Support.AVAILABLE, how);
            case "auth" -> CapabilityStatus.of(capability, Support.DENIED, "polkit asks for an administrator's password for " + permission
                + ", which is asked for where there is an agent and CONNECT_IN_BACKGROUND is not set", NmReasons.PERMISSION_REMEDY);
            case "no" -> CapabilityStatus.of(capability, Support.DENIED, "polkit refuses " + permission, NmReasons.PERMISSION_REMEDY);
            default -> CapabilityStatus.of(capability, Support.DEGRADED, how + "; whether this process may is not known");
        };
    }

    /** Returns the report of one profile: why it is metered, and what prevents its start. */
    static CapabilityReport ofProfile(NmState state, ConfigurationId id, CapabilityReport all) {
        Optional<NmTree> tree = state.tree();
        String uuid = id.value().substring(NmAccessPoints.SCHEME.length() + 1);
        Optional<NmProfile> profile = state.pathOf(uuid).map(state.profiles()::get).or(() -> Optional.ofNullable(state.own().get(uuid)));
        if (tree.isEmpty() || profile.isEmpty()) {
            return all;
        }
        Metered own = profile.get().metered();
        String source = own == Metered.UNKNOWN ? "NetworkManager guesses, by the sort of device and by what the network says of itself (DHCP)"
            : "the profile says " + own + " (connection.metered)";
        CapabilityStatus start = start(state, tree.get());
        Optional<NmObstacle> obstacle = Optional.of(tree.get()).filter(known -> start.support().isUsable() && known.activeOf(uuid).isEmpty())
            .flatMap(known -> NmObstacle.to(known, profile.get()));
        return all.with(CapabilityStatus.of(Capability.METERED_DETECTION, all.of(Capability.METERED_DETECTION).support(), source))
            .with(obstacle.map(each -> missing(Capability.CAN_START_AND_STOP_INTERFACES, each)).orElse(start));
    }

    /** Returns the report of a link: the kernel controls a link that NetworkManager only observes or does not manage. */
    static CapabilityReport ofLink(boolean isExternal, CapabilityReport kernel, CapabilityReport all) {
        CapabilityStatus own = isExternal ? CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED, NmReasons.EXTERNAL)
            : kernel.of(Capability.CAN_START_AND_STOP_INTERFACES);
        return all.with(own);
    }
}
