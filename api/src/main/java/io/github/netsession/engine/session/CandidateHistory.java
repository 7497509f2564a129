package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What one session remembers of the access points that it may move to: since when they are better, and which it declined, lost or left. */
public final class CandidateHistory {

    private final Declines declines = new Declines();
    private final Map<ConfigurationId, Long> betterSinceNanos = new HashMap<>();
    /** Access points that were lost, and when: the system may list them for minutes more. */
    private final Map<ConfigurationId, Long> lostAtNanos = new HashMap<>();
    private final Map<ConfigurationId, Left> left = new HashMap<>();
    private Optional<Duration> nextLook = Optional.empty();

    /** How strong an access point was in use when the session left it, and how strong it looked from outside then: the two scales may differ. */
    private record Left(int inUsePercent, OptionalInt outsidePercent) {
    }

    /**
     * Returns the best of the access points that have been better than the incumbent for the dwell time.
     *
     * @param policy has the times and thresholds
     * @param incumbent the access point in use
     * @param others the others
     * @param nowNanos the time
     * @return the best; empty if there is none
     */
    public Optional<Contender> bestAfterDwell(RoamingPolicy policy, Contender incumbent, List<Contender> others, long nowNanos) {
        Ranking ranking = new Ranking(policy);
        Set<ConfigurationId> better = new HashSet<>();
        List<Contender> ripe = new ArrayList<>();
        nextLook = Optional.empty();
        for (Contender other : others) {
            if (ranking.isBetter(other, incumbent)) {
                ConfigurationId id = other.configuration().id();
                better.add(id);
                long sinceNanos = betterSinceNanos.computeIfAbsent(id, key -> nowNanos);
                long restNanos = Math.max(policy.dwell().toNanos() - (nowNanos - sinceNanos), declines.restNanos(other.configuration(), nowNanos));
                if (restNanos <= 0) {
                    ripe.add(other);
                } else if (nextLook.isEmpty() || nextLook.get().toNanos() > restNanos) {
                    nextLook = Optional.of(Duration.ofNanos(restNanos));
                }
            }
        }
        betterSinceNanos.keySet().retainAll(better);
        return ranking.best(ripe);
    }

    /**
     * Returns after what time the answer of {@link #bestAfterDwell} may differ although nothing has changed.
     *
     * @return the time; empty if it will not
     */
    public Optional<Duration> nextLook() {
        return nextLook;
    }

    /**
     * Remembers that the session, or its application, did not want an access point, or that it failed.
     *
     * @param policy tells for how long it is left out
     * @param configuration the access point as it is now
     * @param nowNanos the time
     */
    public void decline(RoamingPolicy policy, NetworkConfiguration configuration, long nowNanos) {
        declines.add(policy, configuration, nowNanos);
    }

    /**
     * Returns whether an access point is left out because it was declined or failed.
     *
     * @param configuration the access point as it is now
     * @param nowNanos the time
     * @return true if so
     */
    public boolean isDeclined(NetworkConfiguration configuration, long nowNanos) {
        return declines.restNanos(configuration, nowNanos) > 0;
    }

    /**
     * Remembers how strong an access point was that the session leaves.
     *
     * @param used the access point as it was in use
     */
    public void leave(NetworkConfiguration used) {
        used.signalPercent().ifPresent(percent -> left.put(used.id(), new Left(percent, OptionalInt.empty())));
    }

    /**
     * Returns how strong an access point counts as. One that the session has left counts as no stronger than it was in use, until it looks
     * different from outside. Otherwise two equal ones would be exchanged for ever where the one in use always reads weaker.
     *
     * @param policy tells how different it must look
     * @param configuration the access point as it is now
     * @return the strength; empty if it is not measured
     */
    public OptionalInt signalPercent(RoamingPolicy policy, NetworkConfiguration configuration) {
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

    /**
     * Remembers that an access point was lost.
     *
     * @param id the access point
     * @param nanos when
     */
    public void lose(ConfigurationId id, long nanos) {
        lostAtNanos.put(id, nanos);
    }

    /**
     * Returns whether an access point was lost and has not been found again.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isLost(ConfigurationId id) {
        return lostAtNanos.containsKey(id);
    }

    /**
     * Returns whether an access point was lost and has not been seen since. Where the system does not tell when it saw it, the access point
     * is left out for as long as after a decline.
     *
     * @param policy tells how long a decline lasts
     * @param id the access point
     * @param isOperational whether it is up and its link is operational
     * @param sighting when the system saw it
     * @param nowNanos the time
     * @return true if so
     */
    public boolean isMissing(RoamingPolicy policy, ConfigurationId id, boolean isOperational, Sighting sighting, long nowNanos) {
        Long lostNanos = lostAtNanos.get(id);
        if (lostNanos == null) {
            return false;
        }
        boolean isBack = isOperational || sighting.isAfter(lostNanos)
            || !sighting.isDated() && nowNanos - lostNanos >= policy.patience().toNanos();
        if (isBack) {
            lostAtNanos.remove(id);
        }
        return !isBack;
    }

    /** Forgets since when candidates are better, because nobody compares them for a while. */
    public void forgetDwell() {
        betterSinceNanos.clear();
        nextLook = Optional.empty();
    }

    /** Forgets losses, because the session is over: the next one tries everything. */
    public void forgetLosses() {
        lostAtNanos.clear();
        left.clear();
    }

    /**
     * The session has settled on an access point. Its declines are forgotten only if it reaches the Internet, or two access points without
     * it would be exchanged for each other for ever.
     *
     * @param settled the access point as it is now
     */
    public void accept(NetworkConfiguration settled) {
        if (settled.connectivity() == Connectivity.INTERNET) {
            declines.forget(settled.id());
        }
        betterSinceNanos.clear();
    }
}
