package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.engine.RoamingPolicy.Contender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What one session remembers of the access points that it might move to: since when they are better, and which it had declined. */
final class Candidates {

    /** An access point that was declined or failed; what was known of it then, for with a change of that it deserves a new look. */
    private record Decline(int times, long untilNanos, Connectivity connectivity, Metered metered) {

        boolean isAbout(NetworkConfiguration configuration) {
            // What was judged while it was up is unknown as soon as it is down: that is no news about it.
            return (configuration.metered() == metered || configuration.metered() == Metered.UNKNOWN)
                && (configuration.connectivity() == connectivity || configuration.connectivity() == Connectivity.UNKNOWN);
        }
    }

    private final RoamingPolicy policy;
    private final Map<ConfigurationId, Long> betterSince = new HashMap<>();
    private final Map<ConfigurationId, Decline> declined = new HashMap<>();
    /** Access points that were lost, and when: the system may list them for minutes more. */
    private final Map<ConfigurationId, Long> lostAtNanos = new HashMap<>();
    private final Map<ConfigurationId, Left> left = new HashMap<>();
    private Optional<Duration> nextLook = Optional.empty();

    /**
     * How strong an access point was when the session left it, and how strong it looked from outside then: some systems measure the two on
     * different scales.
     */
    private record Left(int inUsePercent, OptionalInt outsidePercent) {
    }

    Candidates(RoamingPolicy policy) {
        this.policy = policy;
    }

    /** The best of those that have been better than the incumbent for long enough. */
    Optional<Contender> ripe(Contender incumbent, List<Contender> others, long nowNanos) {
        Set<ConfigurationId> better = new HashSet<>();
        List<Contender> ripe = new ArrayList<>();
        nextLook = Optional.empty();
        for (Contender other : others) {
            if (policy.isBetter(other, incumbent)) {
                ConfigurationId id = other.configuration().id();
                better.add(id);
                long sinceNanos = betterSince.computeIfAbsent(id, key -> nowNanos);
                long restNanos = Math.max(policy.dwell().toNanos() - (nowNanos - sinceNanos), leftOutNanos(other.configuration(), nowNanos));
                if (restNanos <= 0) {
                    ripe.add(other);
                } else if (nextLook.isEmpty() || nextLook.get().toNanos() > restNanos) {
                    nextLook = Optional.of(Duration.ofNanos(restNanos));
                }
            }
        }
        betterSince.keySet().retainAll(better);
        return policy.best(ripe);
    }

    /** When it is worth to look again although nothing has changed. */
    Optional<Duration> nextLook() {
        return nextLook;
    }

    /** For how much longer it is left out, because it was declined or failed. */
    long leftOutNanos(NetworkConfiguration configuration, long nowNanos) {
        Decline decline = declined.get(configuration.id());
        return decline == null || !decline.isAbout(configuration) ? 0 : Math.max(0, decline.untilNanos() - nowNanos);
    }

    void decline(NetworkConfiguration configuration, long nowNanos) {
        int times = Optional.ofNullable(declined.get(configuration.id())).map(Decline::times).orElse(0) + 1;
        declined.put(configuration.id(), new Decline(times, nowNanos + policy.patience(times).toNanos(), configuration.connectivity(),
            configuration.metered()));
    }

    /** The session leaves an access point that looked like this in use. */
    void leave(NetworkConfiguration used) {
        used.signalPercent().ifPresent(percent -> left.put(used.id(), new Left(percent, OptionalInt.empty())));
    }

    /**
     * How strong an access point counts as. One that the session has left is no stronger than it was in use, until it looks different from
     * outside; else two equal ones would be exchanged for ever where the one in use always reads weaker.
     */
    OptionalInt signalPercent(NetworkConfiguration configuration) {
        OptionalInt now = configuration.signalPercent();
        Left before = left.get(configuration.id());
        if (before == null || now.isEmpty() || configuration.isActive()) {
            return now;
        }
        OptionalInt outside = before.outsidePercent().isPresent() ? before.outsidePercent() : now;
        if (Math.abs(now.getAsInt() - outside.getAsInt()) >= policy.noisePercent()) {
            left.remove(configuration.id());
            return now;
        }
        left.put(configuration.id(), new Left(before.inUsePercent(), outside));
        return OptionalInt.of(Math.min(now.getAsInt(), before.inUsePercent()));
    }

    void lost(ConfigurationId id, long nanos) {
        lostAtNanos.put(id, nanos);
    }

    boolean isLost(ConfigurationId id) {
        return lostAtNanos.containsKey(id);
    }

    /**
     * Whether the access point was lost and has not been seen since. Where the system does not say what it has seen, it is left out like one
     * that was declined.
     */
    boolean isMissing(Track track, long nowNanos) {
        Long lostNanos = lostAtNanos.get(track.id());
        if (lostNanos == null) {
            return false;
        }
        boolean isBack = track.observation() == Observation.ACTIVE && track.gap().isEmpty() || track.isSeenAfter(lostNanos)
            || !track.isDated() && nowNanos - lostNanos >= policy.patience(1).toNanos();
        if (isBack) {
            lostAtNanos.remove(track.id());
        }
        return !isBack;
    }

    /** Nobody looks for a while: what was better may be so no more. */
    void forgetTimes() {
        betterSince.clear();
        nextLook = Optional.empty();
    }

    /** The session is over: the next one tries everything. */
    void forgetLosses() {
        lostAtNanos.clear();
        left.clear();
    }

    /** How often it failed to lead anywhere is forgotten only when it does, or two of that kind would be changed for each other for ever. */
    void accept(NetworkConfiguration present) {
        if (present.connectivity() == Connectivity.INTERNET) {
            declined.remove(present.id());
        }
        betterSince.clear();
    }
}
