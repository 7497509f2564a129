package io.github.netsession.windows;

import io.github.netsession.Connectivity;
import io.github.netsession.Metered;

/**
 * What Windows thinks of the connection that it prefers. Source: nldef.h, NL_NETWORK_CONNECTIVITY_HINT.
 *
 * @param level how far it reaches
 * @param cost what it costs
 * @param approachingDataLimit whether most of the data plan is used
 * @param overDataLimit whether the data plan is used up
 * @param roaming whether a modem is in a foreign network
 */
public record ConnectivityHint(int level, int cost, boolean approachingDataLimit, boolean overDataLimit, boolean roaming) {

    /** Nothing is known. */
    public static final ConnectivityHint UNKNOWN = new ConnectivityHint(0, 0, false, false, false);

    /** How far it reaches. A "constrained" Internet is one behind a captive portal. Source: nldef.h, NL_NETWORK_CONNECTIVITY_LEVEL_HINT. */
    Connectivity connectivity() {
        return switch (level) {
            case 1 -> Connectivity.NONE;
            case 2 -> Connectivity.LOCAL;
            case 3 -> Connectivity.INTERNET;
            case 4 -> Connectivity.CAPTIVE_PORTAL;
            default -> Connectivity.UNKNOWN; // 0: unknown, 5: hidden.
        };
    }

    /**
     * Whether it costs: a plan with a limit, or one that charges by the byte, or any plan while roaming or beyond its limit. That the limit is
     * near makes an unrestricted plan no dearer. Source: nldef.h, NL_NETWORK_CONNECTIVITY_COST_HINT.
     */
    Metered metered() {
        if (overDataLimit || roaming) {
            return Metered.YES;
        }
        return switch (cost) {
            case 1 -> Metered.NO;
            case 2, 3 -> Metered.YES;
            default -> Metered.UNKNOWN;
        };
    }
}
