package io.github.netsession.windows.wifi;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;

/**
 * What is known of the Wi-Fi service as a whole.
 *
 * @param obstacle why it is absent; empty if it is present
 * @param remedy what would help then; empty if nothing is known
 * @param isMissing whether it is not installed, so that another attempt would fail too
 * @param isAwaited whether it was present and has ended
 * @param adapters how many adapters it has
 * @param noticesObstacle why it does not report signal changes; empty if it does
 * @param locationObstacle why what needs the location permission is unknown; empty if it is known
 * @param startObstacle why the last start or stop was refused to this process; empty if none was
 */
public record WifiState(String obstacle, String remedy, boolean isMissing, boolean isAwaited, int adapters, String noticesObstacle,
                        String locationObstacle, String startObstacle) {

    /** What helps if the location permission is missing. */
    static final String LOCATION_REMEDY = "let desktop apps see the location: ms-settings:privacy-location";

    /** What helps if Windows refuses to connect. */
    static final String START_REMEDY = "ask the administrator for the permission to use Wi-Fi (netsh wlan show settings), "
        + "or run in the session of a person who is logged in";

    /** Before the first reading. */
    static final WifiState NONE = new WifiState("not looked for yet", "", false, false, 0, "", "", "");

    static WifiState connected(String noticesObstacle, String locationObstacle) {
        return new WifiState("", "", false, false, 0, noticesObstacle, locationObstacle, "");
    }

    static WifiState without(BackendException why, boolean wasThere) {
        return new WifiState(why.getMessage(), why.remedy().orElse(""), why.kind() == Kind.UNSUPPORTED && !wasThere, wasThere, 0, "", "", "");
    }

    WifiState withAdapters(int count) {
        return new WifiState(obstacle, remedy, isMissing, isAwaited, count, noticesObstacle, locationObstacle, startObstacle);
    }

    WifiState withLocation(String refusal) {
        return new WifiState(obstacle, remedy, isMissing, isAwaited, adapters, noticesObstacle, refusal, startObstacle);
    }

    WifiState withStart(String refusal) {
        return new WifiState(obstacle, remedy, isMissing, isAwaited, adapters, noticesObstacle, locationObstacle, refusal);
    }

    /**
     * Adds what Wi-Fi can do to what IP Helper can do.
     *
     * @param base the report without Wi-Fi
     * @return the report with it
     */
    public CapabilityReport over(CapabilityReport base) {
        if (!obstacle.isEmpty() || adapters == 0) {
            CapabilityReport withEvents = isAwaited ? base.with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
                "the Wi-Fi service has gone, and is looked for every 10 s")) : base;
            String reason = obstacle.isEmpty() ? "there is no Wi-Fi adapter" : "no Wi-Fi: " + obstacle;
            return withEvents.with(missing(Capability.SIGNAL_STRENGTH, reason)).with(missing(Capability.SCAN, reason))
                .with(CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.UNSUPPORTED,
                    reason + "; " + base.of(Capability.CAN_START_AND_STOP_INTERFACES).reason()));
        }
        return base.with(start())
            .with(signal())
            .with(located(Capability.SCAN, "by Native Wifi, on request only"));
    }

    private CapabilityStatus missing(Capability capability, String reason) {
        return remedy.isEmpty() ? CapabilityStatus.of(capability, Support.MISSING, reason)
            : CapabilityStatus.of(capability, Support.MISSING, reason, remedy);
    }

    private CapabilityStatus start() {
        return startObstacle.isEmpty()
            ? CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.AVAILABLE, "Native Wifi connects and disconnects saved profiles")
            : CapabilityStatus.of(Capability.CAN_START_AND_STOP_INTERFACES, Support.DENIED, startObstacle, START_REMEDY);
    }

    private CapabilityStatus signal() {
        CapabilityStatus located = located(Capability.SIGNAL_STRENGTH, "by Native Wifi, at each connection and at each notice");
        return noticesObstacle.isEmpty() || !located.support().isUsable() ? located : CapabilityStatus.of(Capability.SIGNAL_STRENGTH, Support.DEGRADED,
            "by Native Wifi, at each connection only: " + noticesObstacle, LOCATION_REMEDY);
    }

    private CapabilityStatus located(Capability capability, String how) {
        return locationObstacle.isEmpty() ? CapabilityStatus.of(capability, Support.AVAILABLE, how)
            : CapabilityStatus.of(capability, Support.DENIED, "behind the location permission: " + locationObstacle, LOCATION_REMEDY);
    }
}
