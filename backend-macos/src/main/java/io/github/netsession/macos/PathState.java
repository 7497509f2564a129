package io.github.netsession.macos;

import io.github.netsession.Metered;

/**
 * What macOS says of the way to the Internet that it prefers. Source: Network/path.h.
 *
 * @param status one of {@code nw_path_status_}
 * @param isExpensive whether it costs: a mobile network, or somebody's hotspot
 * @param isConstrained whether the user wants little traffic there: Low Data Mode
 */
public record PathState(int status, boolean isExpensive, boolean isConstrained) {

    static final int nw_path_status_invalid = 0;
    static final int nw_path_status_satisfied = 1;
    static final int nw_path_status_unsatisfied = 2;
    /** It would come up if it were used, as a VPN on demand; that is no answer. */
    static final int nw_path_status_satisfiable = 3;

    /** Nothing is known yet. */
    public static final PathState UNKNOWN = new PathState(nw_path_status_invalid, false, false);

    boolean isSatisfied() {
        return status == nw_path_status_satisfied;
    }

    boolean isUnsatisfied() {
        return status == nw_path_status_unsatisfied;
    }

    /** That nothing is known to cost is the system's guess: it knows nothing of most networks. */
    Metered metered() {
        if (!isSatisfied()) {
            return Metered.UNKNOWN;
        }
        return isExpensive ? Metered.YES : Metered.GUESSED_NO;
    }
}
