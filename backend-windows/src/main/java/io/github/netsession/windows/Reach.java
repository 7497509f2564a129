package io.github.netsession.windows;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.spi.AccessPoint;
import java.util.List;
import java.util.Optional;

/**
 * How far the connection that Windows prefers reaches, and what it costs. The whole has it, and so has the access point that is active on the
 * preferred link, so that the two never differ. Windows' hint and the tables that the rest is read from are of different moments, and what
 * contradicts the access points of the reading is not repeated.
 *
 * @param connectivity how far it reaches
 * @param metered what it costs
 */
record Reach(Connectivity connectivity, Metered metered) {

    private static final Reach UNKNOWN = new Reach(Connectivity.UNKNOWN, Metered.UNKNOWN);

    /** What a hint says, given the access points and the preferred link of the same reading. */
    static Reach of(ConnectivityHint hint, List<AccessPoint> points, Optional<String> preferred) {
        boolean isAnyActive = points.stream().anyMatch(Reach::isActive);
        boolean isNoPoints = preferred.isPresent() && points.stream().noneMatch(point -> point.interfaceName().equals(preferred));
        return switch (hint.connectivity()) {
            case NONE -> isAnyActive ? new Reach(Connectivity.LOCAL, hint.metered()) : new Reach(Connectivity.NONE, Metered.UNKNOWN);
            case LOCAL -> new Reach(Connectivity.LOCAL, isAnyActive || isNoPoints ? hint.metered() : Metered.UNKNOWN);
            case UNKNOWN, LIMITED, CAPTIVE_PORTAL, INTERNET -> isAnyActive || isNoPoints ? new Reach(hint.connectivity(), hint.metered()) : UNKNOWN;
        };
    }

    /** The hint is about the connection that Windows prefers, so it says nothing of the others. */
    AccessPoint on(AccessPoint point, Optional<String> preferred) {
        return preferred.isPresent() && point.interfaceName().equals(preferred) && isActive(point)
            ? point.toBuilder().metered(metered).connectivity(connectivity).build() : point;
    }

    private static boolean isActive(AccessPoint point) {
        return point.state() == ConfigurationState.ACTIVE;
    }
}
