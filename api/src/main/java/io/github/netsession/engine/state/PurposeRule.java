package io.github.netsession.engine.state;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Purpose;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.Optional;

/** The rule of {@link io.github.netsession.NetworkConfiguration#purpose()}. Pure. */
final class PurposeRule {

    private PurposeRule() {
    }

    static Purpose of(AccessPoint accessPoint, Snapshot snapshot) {
        if (accessPoint.purpose() != Purpose.UNKNOWN) {
            return accessPoint.purpose();
        }
        if (accessPoint.bearer() == Bearer.VPN) {
            return Purpose.PRIVATE;
        }
        if (accessPoint.state() != ConfigurationState.ACTIVE) {
            return Purpose.UNKNOWN;
        }
        Connectivity reach = accessPoint.connectivity();
        if (reach == Connectivity.INTERNET || reach == Connectivity.CAPTIVE_PORTAL || isDefault(accessPoint, snapshot)) {
            return Purpose.PUBLIC;
        }
        return reach == Connectivity.LOCAL ? Purpose.PRIVATE : Purpose.UNKNOWN;
    }

    /** Whether the access point is on the link that has the default route. */
    static boolean isDefault(AccessPoint accessPoint, Snapshot snapshot) {
        Optional<String> route = snapshot.defaultInterface();
        return route.isPresent() && route.equals(accessPoint.interfaceName());
    }
}
