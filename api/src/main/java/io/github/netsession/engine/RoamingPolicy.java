package io.github.netsession.engine;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which access point of a service network is better, and for how long it has to be. Pure.
 *
 * <p>A list of yes/no criteria, read top-down: strong enough, reaches, not metered, bearer order, signal, up already, order of
 * definition. The incumbent wins ties. Signals within the noise are one, and so are a measured and an unmeasured one: if the
 * criteria after it decided there, they would bring a session back that the signal had moved, round and round.
 *
 * @param dwell how long a candidate must have been better before it is offered
 * @param decisionTime how long an offer, or a new access point on trial, waits for an answer
 * @param searchTime how long a session that has lost its access point waits for the system to find another one
 * @param patience how long a candidate that was declined or failed is left out; doubled with each further time
 * @param longestPatience where that doubling ends
 * @param noisePercent how much stronger a signal must be to count
 * @param weakPercent below this an access point in use counts as about to be lost
 * @param strongPercent from this on a candidate is worth moving to
 */
record RoamingPolicy(Duration dwell, Duration decisionTime, Duration searchTime, Duration patience, Duration longestPatience,
                     int noisePercent, int weakPercent, int strongPercent) {

    /**
     * 30 % and 45 % are -85 and -77.5 dBm on the one {@link io.github.netsession.spi.SignalScale}: below the one, Wi-Fi is at its lowest
     * rates and about to break off; above the other it keeps a link. 15 % is 7.5 dB, about twice the fading that a device at rest sees.
     * A NetworkManager that has lost its network has scanned after 4 s, and was on another one after 21 s (measured on mac80211).
     */
    static final RoamingPolicy DEFAULT = new RoamingPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(20),
        Duration.ofMinutes(1), Duration.ofHours(1), 15, 30, 45);

    /** The order in which bearers are preferred; those of one rank are equal, those not named come last. */
    private static final List<List<Bearer>> BEARER_ORDER = List.of(List.of(Bearer.ETHERNET), List.of(Bearer.WLAN),
        List.of(Bearer.LTE, Bearer.WIMAX, Bearer.CELLULAR_4G), List.of(Bearer.CELLULAR),
        List.of(Bearer.WCDMA, Bearer.HSPA, Bearer.CDMA2000, Bearer.EVDO, Bearer.CELLULAR_3G), List.of(Bearer.CELLULAR_2G, Bearer.BLUETOOTH));

    /**
     * An access point that could be used.
     *
     * @param configuration as it is now
     * @param place its place in the order of definition; {@link #LEFT_OUT} if it is no member any more
     * @param signalPercent how strong it counts as
     */
    record Contender(NetworkConfiguration configuration, int place, OptionalInt signalPercent) {

        static final int LEFT_OUT = -1;

        Contender(NetworkConfiguration configuration, int place) {
            this(configuration, place, configuration.signalPercent());
        }
    }

    /** Whether a session should leave the incumbent, which is up, for the challenger. */
    boolean isBetter(Contender challenger, Contender incumbent) {
        if (!hasSignal(challenger, strongPercent)) {
            return false;
        }
        if (incumbent.place() == Contender.LEFT_OUT || !hasSignal(incumbent, weakPercent)) {
            return true;
        }
        int order = byKind(challenger, incumbent);
        if (order == 0 && (isMeasured(challenger) || isMeasured(incumbent))) {
            return isMeasured(challenger) && isMeasured(incumbent) && signal(challenger) - signal(incumbent) >= noisePercent;
        }
        return order < 0 || order == 0 && challenger.place() < incumbent.place();
    }

    /** The one to use if there is no incumbent. */
    Optional<Contender> best(List<Contender> contenders) {
        return contenders.stream().min(this::order);
    }

    /** Negative if, without an incumbent, the first is better. */
    int order(Contender a, Contender b) {
        int order = firstDecided(yes(hasSignal(b, strongPercent)) - yes(hasSignal(a, strongPercent)), byKind(a, b));
        order = firstDecided(order, signal(b) - signal(a));
        order = firstDecided(order, yes(b.configuration().isActive()) - yes(a.configuration().isActive()));
        return firstDecided(order, a.place() - b.place());
    }

    /** How long a candidate is left out that was declined or failed so many times in a row. */
    Duration patience(int times) {
        Duration longer = patience.multipliedBy(1L << Math.min(times - 1, 20));
        return longer.compareTo(longestPatience) < 0 ? longer : longestPatience;
    }

    /** Whether an access point is known to lead nowhere, or only to a portal. What is not known is not held against it. */
    static boolean reaches(NetworkConfiguration configuration) {
        return configuration.connectivity() == Connectivity.UNKNOWN || configuration.connectivity() == Connectivity.INTERNET;
    }

    /** Negative if the first is better by what it is. */
    private static int byKind(Contender a, Contender b) {
        int order = yes(reaches(b.configuration())) - yes(reaches(a.configuration()));
        order = firstDecided(order, yes(a.configuration().metered().isMetered()) - yes(b.configuration().metered().isMetered()));
        return firstDecided(order, rank(a) - rank(b));
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
