package io.github.netsession.macos;

import io.github.netsession.Connectivity;
import io.github.netsession.Metered;

/**
 * How far the way out that macOS prefers reaches, and what it costs. The whole has it, and so has the access point that is active on the
 * preferred link, so that the two never differ. macOS reports whether there is a way, not whether the Internet answers; it reports captive
 * portals to no program.
 *
 * @param connectivity how far it reaches
 * @param metered what it costs
 * @param isConstrained whether the user wants little traffic there
 */
record Reach(Connectivity connectivity, Metered metered, boolean isConstrained) {

    private static final Reach UNKNOWN = new Reach(Connectivity.UNKNOWN, Metered.UNKNOWN, false);

    /**
     * What the path monitor says, given the access points of the same reading. Where none is active and the preferred link is that of none, what
     * the monitor says of a way out is of another moment, and is not repeated.
     *
     * @param path what the monitor says
     * @param linkMetered what configd says of the preferred link: the monitor may not know (a VPN on demand is not up yet)
     * @param isAnyActive whether an access point is active
     * @param isAnyUsable whether a link of a service is usable
     * @param isNoPoints whether there is a preferred link that is no service's: that of a tunnel without one
     */
    static Reach of(PathState path, Metered linkMetered, boolean isAnyActive, boolean isAnyUsable, boolean isNoPoints) {
        if (path.isUnsatisfied()) {
            Connectivity reach = isAnyActive || isAnyUsable ? Connectivity.LOCAL : Connectivity.NONE;
            return new Reach(reach, isAnyActive || isNoPoints ? linkMetered : Metered.UNKNOWN, false);
        } else if (!isAnyActive && !isNoPoints) {
            return UNKNOWN;
        }
        return new Reach(path.isSatisfied() ? Connectivity.INTERNET : Connectivity.UNKNOWN,
            path.metered() == Metered.UNKNOWN ? linkMetered : path.metered(), path.isSatisfied() && path.isConstrained());
    }
}
