package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
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

/** One session's memory of the access points that it may move to: since when they are better, and which it declined, lost or left. */
public final class CandidateHistory {

    private final Declines declines = new Declines();
    private final Map<ConfigurationId, Long> betterSinceNanos = new HashMap<>();
    /** The time of each loss: the system may list a lost access point for minutes. */
    private final Map<ConfigurationId, Long> lostAtNanos = new HashMap<>();
    private final Map<ConfigurationId, Left> left = new HashMap<>();
    /** The cost of access points that the session left: some systems know it only while an access point is up. */
    private final Map<ConfigurationId, Metered> costs = new HashMap<>();
    private Optional<Duration> nextLook = Optional.empty();

    /** The strength of an access point in use when the session left it, and its first strength out of use: the two scales may differ. */
    private record Left(int inUsePercent, OptionalInt outsidePercent) {
    }

    /**
     * Returns the best of the access points that have been better than the incumbent for the dwell time.
     *
     * @param policy has the times and thresholds
     * @param incumbent the access point in use
     * @param others the other access points
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
     * Returns the time after which the result of {@link #bestAfterDwell} may differ without any change.
     *
     * @return the time; empty if it will not
     */
    public Optional<Duration> nextLook() {
        return nextLook;
    }

    /**
     * Sets {@link #nextLook} to the next end of a decline.
     *
     * @param configurations the access points whose declines count
     * @param nowNanos the time
     */
    public void lookWhenADeclineEnds(List<NetworkConfiguration> configurations, long nowNanos) {
        nextLook = configurations.stream().map(each -> declines.restNanos(each, nowNanos)).filter(rest -> rest > 0).min(Long::compare)
            .map(Duration::ofNanos);
    }

    /**
     * Remembers that the session or its application declined an access point, or that the access point failed.
     *
     * @param policy states for how long the access point is excluded
     * @param configuration the access point as it is now
     * @param nowNanos the time
     */
    public void decline(RoamingPolicy policy, NetworkConfiguration configuration, long nowNanos) {
        declines.add(policy, configuration, nowNanos);
    }

    /**
     * Returns whether an access point is excluded because it was declined or failed.
     *
     * @param configuration the access point as it is now
     * @param nowNanos the time
     * @return true if so
     */
    public boolean isDeclined(NetworkConfiguration configuration, long nowNanos) {
        return declines.restNanos(configuration, nowNanos) > 0;
    }

    /**
     * Remembers the strength of an access point that the session leaves.
     *
     * @param used the access point as it was in use
     */
    public void leave(NetworkConfiguration used) {
        used.signalPercent().ifPresent(percent -> left.put(used.id(), new Left(percent, OptionalInt.empty())));
        if (used.metered() != Metered.UNKNOWN) {
            costs.put(used.id(), used.metered());
        }
    }

    /**
     * Returns whether an access point counts as metered: by what is known now or, if that is nothing, by what was known when the session left
     * it. Otherwise two access points would be exchanged forever whose cost is known only while they are up.
     *
     * @param configuration the access point as it is now
     * @return true if so
     */
    public boolean isMetered(NetworkConfiguration configuration) {
        Metered now = configuration.metered();
        return (now == Metered.UNKNOWN ? costs.getOrDefault(configuration.id(), now) : now).isMetered();
    }

    /**
     * Returns the strength that comparisons use. An access point that the session has left counts as no stronger than it was in use, until
     * its strength out of use changes. Otherwise the session would move between two equal access points forever if the one in use always
     * measures weaker.
     *
     * @param policy states which difference of strength counts
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
     * Returns whether an access point was lost and has not been seen since. If the system does not report when it saw the access
     * point, the access point counts as missing for as long as a first decline lasts.
     *
     * @param policy states how long a decline lasts
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

    /** Forgets since when candidates are better, because they are not compared for a while. */
    public void forgetDwell() {
        betterSinceNanos.clear();
        nextLook = Optional.empty();
    }

    /** Forgets losses, because the session has closed: its next opening tries all access points. */
    public void forgetLosses() {
        lostAtNanos.clear();
        left.clear();
        costs.clear();
    }

    /**
     * Remembers that the session has settled on an access point. The declines of the access point are forgotten only if it reaches the
     * Internet; otherwise the session would move between two access points without Internet forever.
     *
     * @param settled the access point as it is now
     * @param isDoubted whether the application has reported it as unusable before, regardless of what the system reports
     */
    public void accept(NetworkConfiguration settled, boolean isDoubted) {
        if (settled.connectivity() == Connectivity.INTERNET && !isDoubted) {
            declines.forget(settled.id());
        }
        betterSinceNanos.clear();
    }
}
