package io.github.netsession.engine.session;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Decides which access point of a service network is better. Pure.
 *
 * <p>The criteria in their order: strong enough, reaches the Internet, not metered; then the order of the children or, if the policy says
 * so, bearer order, signal, up already, order of the children. The incumbent wins ties. Signals within the noise are equal, and so are a
 * measured and an unmeasured signal: if a later criterion decided then, a session that has moved because of the signal would return,
 * repeatedly.
 */
public final class Ranking {

    /** The order of preference of bearers: bearers of one rank are equal, bearers that are not listed come last. */
    private static final List<List<Bearer>> BEARER_ORDER = List.of(List.of(Bearer.ETHERNET), List.of(Bearer.WLAN),
        List.of(Bearer.CELLULAR_5G), List.of(Bearer.LTE, Bearer.WIMAX, Bearer.CELLULAR_4G), List.of(Bearer.CELLULAR),
        List.of(Bearer.WCDMA, Bearer.HSPA, Bearer.CDMA2000, Bearer.EVDO, Bearer.CELLULAR_3G), List.of(Bearer.CELLULAR_2G, Bearer.BLUETOOTH));

    private final RoamingPolicy policy;

    /**
     * Creates a ranking.
     *
     * @param policy has the thresholds
     */
    public Ranking(RoamingPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns whether a session should leave the incumbent, which is up, for the challenger.
     *
     * @param challenger the access point that may be better
     * @param incumbent the access point in use
     * @return true if so
     */
    public boolean isBetter(Contender challenger, Contender incumbent) {
        if (incumbent.place() == Contender.LEFT_OUT) {
            return true;
        }
        if (!hasSignal(challenger, policy.strongPercent())) {
            return false;
        }
        if (!hasSignal(incumbent, policy.weakPercent())) {
            return true;
        }
        int order = byUse(challenger, incumbent);
        if (order != 0) {
            return order < 0;
        }
        return policy.ranking() == RoamingPolicy.Ranking.BEARER_AND_SIGNAL ? isBetterLink(challenger, incumbent)
            : challenger.place() < incumbent.place();
    }

    private boolean isBetterLink(Contender challenger, Contender incumbent) {
        int order = rank(challenger) - rank(incumbent);
        if (order == 0 && (isMeasured(challenger) || isMeasured(incumbent))) {
            return isMeasured(challenger) && isMeasured(incumbent) && signal(challenger) - signal(incumbent) >= policy.noisePercent();
        }
        return order < 0 || order == 0 && challenger.place() < incumbent.place();
    }

    /**
     * Returns the best access point for a session that uses none.
     *
     * @param contenders the access points
     * @return the best; empty if there is none
     */
    public Optional<Contender> best(List<Contender> contenders) {
        return contenders.stream().min(this::order);
    }

    /**
     * Compares two access points for a session that uses none.
     *
     * @param a the first
     * @param b the second
     * @return negative if the first is better
     */
    public int order(Contender a, Contender b) {
        int order = firstDecided(yes(hasSignal(b, policy.strongPercent())) - yes(hasSignal(a, policy.strongPercent())), byUse(a, b));
        if (policy.ranking() == RoamingPolicy.Ranking.BEARER_AND_SIGNAL) {
            order = firstDecided(order, rank(a) - rank(b));
            order = firstDecided(order, signal(b) - signal(a));
            order = firstDecided(order, yes(b.configuration().isActive()) - yes(a.configuration().isActive()));
        }
        return firstDecided(order, a.place() - b.place());
    }

    /**
     * Returns whether an access point reaches the Internet, as far as known.
     *
     * @param configuration the access point
     * @return true if it reaches the Internet, or if that is not known
     */
    public static boolean reaches(NetworkConfiguration configuration) {
        return configuration.connectivity() == Connectivity.UNKNOWN || configuration.connectivity() == Connectivity.INTERNET;
    }

    /** Compares connectivity and metering; negative if the first is better. */
    private static int byUse(Contender a, Contender b) {
        int order = yes(reaches(b.configuration())) - yes(reaches(a.configuration()));
        return firstDecided(order, yes(a.isMetered()) - yes(b.isMetered()));
    }

    private static int rank(Contender contender) {
        int rank = 0;
        for (List<Bearer> equals : BEARER_ORDER) {
            if (equals.contains(contender.configuration().bearer())) {
                return rank;
            }
            rank++;
        }
        return rank;
    }

    private static boolean hasSignal(Contender contender, int leastPercent) {
        return contender.signalPercent().orElse(100) >= leastPercent;
    }

    private static boolean isMeasured(Contender contender) {
        return contender.signalPercent().isPresent();
    }

    private static int signal(Contender contender) {
        return contender.signalPercent().orElse(0);
    }

    private static int yes(boolean answer) {
        return answer ? 1 : 0;
    }

    private static int firstDecided(int order, int next) {
        return order != 0 ? order : next;
    }
}
