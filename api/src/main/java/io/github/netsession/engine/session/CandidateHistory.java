package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One session's memory of the access points that it may move to: since when they are better, and which it declined, lost or left.
 * Immutable: a method that remembers or forgets returns the next history, or this one if nothing changes. All times are by the engine's
 * clock and are compared by their difference.
 */
final class CandidateHistory {

    /** The history of a session that has used no access point yet. */
    static final CandidateHistory EMPTY = new CandidateHistory(Declines.NONE, new PerAccessPoint<>(Map.of()),
        new PerAccessPoint<>(Map.of()), new PerAccessPoint<>(Map.of()), new PerAccessPoint<>(Map.of()));

    private final Declines declines;
    private final PerAccessPoint<Long> betterSinceNanos;
    /** The time of each loss: the system may list a lost access point for minutes. */
    private final PerAccessPoint<Long> lostAtNanos;
    private final PerAccessPoint<Left> left;
    /** The cost of access points that the session left: some systems know it only while an access point is up. */
    private final PerAccessPoint<Metered> costs;

    /** The strength of an access point in use when the session left it, and its first strength out of use: the two scales may differ. */
    private record Left(int inUsePercent, OptionalInt outsidePercent) {

        boolean hasChanged(RoamingPolicy policy, int nowPercent) {
            return outsidePercent.isPresent() && Math.abs(nowPercent - outsidePercent.getAsInt()) >= policy.noisePercent();
        }
    }

    /**
     * The result of {@link #compare}.
     *
     * @param best the best of the access points that have been better for the dwell time; empty if there is none
     * @param history the next history: it remembers since when candidates are better
     * @param nextLook the time after which the result may differ without any change; empty if it will not
     */
    record Comparison(Optional<Contender> best, CandidateHistory history, Optional<Duration> nextLook) {
    }

    private CandidateHistory(Declines declines, PerAccessPoint<Long> betterSinceNanos, PerAccessPoint<Long> lostAtNanos,
        PerAccessPoint<Left> left, PerAccessPoint<Metered> costs) {
        this.declines = declines;
        this.betterSinceNanos = betterSinceNanos;
        this.lostAtNanos = lostAtNanos;
        this.left = left;
        this.costs = costs;
    }

    private CandidateHistory next(Declines nextDeclines, PerAccessPoint<Long> nextBetter, PerAccessPoint<Long> nextLost,
        PerAccessPoint<Left> nextLeft, PerAccessPoint<Metered> nextCosts) {
        boolean isSame = nextDeclines == declines && nextBetter == betterSinceNanos && nextLost == lostAtNanos && nextLeft == left
            && nextCosts == costs;
        return isSame ? this : new CandidateHistory(nextDeclines, nextBetter, nextLost, nextLeft, nextCosts);
    }

    /**
     * Finds the best of the access points that have been better than the incumbent for the dwell time and are not declined.
     *
     * @param policy has the times and thresholds
     * @param incumbent the access point in use
     * @param others the other access points
     * @param nowNanos the time
     * @return the best, the next history, and when to compare again
     */
    Comparison compare(RoamingPolicy policy, Contender incumbent, List<Contender> others, long nowNanos) {
        Ranking ranking = new Ranking(policy);
        List<Contender> better = new ArrayList<>();
        Set<ConfigurationId> betterIds = new HashSet<>();
        for (Contender other : others) {
            if (ranking.isBetter(other, incumbent)) {
                better.add(other);
                betterIds.add(other.configuration().id());
            }
        }
        PerAccessPoint<Long> sinceNanos = betterSinceNanos.covering(betterIds, nowNanos);
        List<Contender> ripe = new ArrayList<>();
        OptionalLong leastRestNanos = OptionalLong.empty();
        for (Contender other : better) {
            long dwellNanos = nowNanos - sinceNanos.get(other.configuration().id()).orElseThrow();
            long restNanos = Math.max(policy.dwell().toNanos() - dwellNanos, declines.restNanos(other.configuration(), nowNanos));
            if (restNanos <= 0) {
                ripe.add(other);
            } else {
                leastRestNanos = OptionalLong.of(Math.min(restNanos, leastRestNanos.orElse(restNanos)));
            }
        }
        Optional<Duration> nextLook = leastRestNanos.isPresent() ? Optional.of(Duration.ofNanos(leastRestNanos.getAsLong())) : Optional.empty();
        return new Comparison(ranking.best(ripe), next(declines, sinceNanos, lostAtNanos, left, costs), nextLook);
    }

    /**
     * Returns the time until the next end of a decline.
     *
     * @param configurations the access points whose declines count
     * @param nowNanos the time
     * @return the time; empty if none of them is excluded
     */
    Optional<Duration> nextEndOfDecline(List<NetworkConfiguration> configurations, long nowNanos) {
        return configurations.stream().map(each -> declines.restNanos(each, nowNanos)).filter(rest -> rest > 0).min(Long::compare)
            .map(Duration::ofNanos);
    }

    /**
     * Remembers that the session or its application declined an access point, or that the access point failed.
     *
     * @param policy states for how long the access point is excluded
     * @param configuration the access point as it is now
     * @param nowNanos the time
     * @return the next history
     */
    CandidateHistory decline(RoamingPolicy policy, NetworkConfiguration configuration, long nowNanos) {
        return next(declines.with(policy, configuration, nowNanos), betterSinceNanos, lostAtNanos, left, costs);
    }

    /**
     * Returns whether an access point is excluded because it was declined or failed.
     *
     * @param configuration the access point as it is now
     * @param nowNanos the time
     * @return true if so
     */
    boolean isDeclined(NetworkConfiguration configuration, long nowNanos) {
        return restOfDeclineNanos(configuration, nowNanos) > 0;
    }

    /**
     * Returns for how much longer an access point is excluded because it was declined or failed.
     *
     * @param configuration the access point as it is now
     * @param nowNanos the time
     * @return the rest in nanoseconds; 0 if it is not excluded
     */
    long restOfDeclineNanos(NetworkConfiguration configuration, long nowNanos) {
        return declines.restNanos(configuration, nowNanos);
    }

    /**
     * Remembers the strength and the cost of an access point that the session leaves.
     *
     * @param used the access point as it was in use
     * @return the next history
     */
    CandidateHistory leave(NetworkConfiguration used) {
        PerAccessPoint<Left> nextLeft = used.signalPercent().isPresent()
            ? left.with(used.id(), new Left(used.signalPercent().getAsInt(), OptionalInt.empty())) : left;
        PerAccessPoint<Metered> nextCosts = used.metered() == Metered.UNKNOWN ? costs : costs.with(used.id(), used.metered());
        return next(declines, betterSinceNanos, lostAtNanos, nextLeft, nextCosts);
    }

    /**
     * Returns whether an access point counts as metered: by what is known now or, if that is nothing, by what was known when the session left
     * it. Otherwise two access points would be exchanged forever whose cost is known only while they are up.
     *
     * @param configuration the access point as it is now
     * @return true if so
     */
    boolean isMetered(NetworkConfiguration configuration) {
        Metered now = configuration.metered();
        return (now == Metered.UNKNOWN ? costs.get(configuration.id()).orElse(now) : now).isMetered();
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
    OptionalInt signalPercent(RoamingPolicy policy, NetworkConfiguration configuration) {
        OptionalInt now = configuration.signalPercent();
        Optional<Left> before = leftFor(configuration);
        return before.isEmpty() || before.get().hasChanged(policy, now.getAsInt()) ? now
            : OptionalInt.of(Math.min(now.getAsInt(), before.get().inUsePercent()));
    }

    /**
     * Remembers the first strength out of use of an access point that the session has left, or forgets its strength in use because the
     * strength out of use has changed since. Does not change what {@link #signalPercent} returns for this configuration.
     *
     * @param policy states which difference of strength counts
     * @param configuration the access point as it is now
     * @return the next history
     */
    CandidateHistory withSignalOf(RoamingPolicy policy, NetworkConfiguration configuration) {
        Optional<Left> before = leftFor(configuration);
        PerAccessPoint<Left> nextLeft = left;
        if (before.isPresent() && before.get().outsidePercent().isEmpty()) {
            nextLeft = left.with(configuration.id(), new Left(before.get().inUsePercent(), configuration.signalPercent()));
        } else if (before.isPresent() && before.get().hasChanged(policy, configuration.signalPercent().getAsInt())) {
            nextLeft = left.without(configuration.id());
        }
        return next(declines, betterSinceNanos, lostAtNanos, nextLeft, costs);
    }

    /** Returns what limits the strength of an access point; empty if nothing does, as while it is up or not measured. */
    private Optional<Left> leftFor(NetworkConfiguration configuration) {
        return configuration.signalPercent().isEmpty() || configuration.isActive() ? Optional.empty() : left.get(configuration.id());
    }

    /**
     * Remembers that an access point was lost.
     *
     * @param id the access point
     * @param nanos when
     * @return the next history
     */
    CandidateHistory lose(ConfigurationId id, long nanos) {
        return next(declines, betterSinceNanos, lostAtNanos.with(id, nanos), left, costs);
    }

    /**
     * Forgets the loss of an access point, because it is back.
     *
     * @param id the access point
     * @return the next history
     */
    CandidateHistory found(ConfigurationId id) {
        return next(declines, betterSinceNanos, lostAtNanos.without(id), left, costs);
    }

    /**
     * Returns whether an access point was lost and has not been found again.
     *
     * @param id the access point
     * @return true if so
     */
    boolean isLost(ConfigurationId id) {
        return lostAtNanos.has(id);
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
    boolean isMissing(RoamingPolicy policy, ConfigurationId id, boolean isOperational, Sighting sighting, long nowNanos) {
        Optional<Long> lostNanos = lostAtNanos.get(id);
        return lostNanos.isPresent() && !isOperational && !sighting.isAfter(lostNanos.get())
            && (sighting.isDated() || nowNanos - lostNanos.get() < policy.patience().toNanos());
    }

    /**
     * Forgets since when candidates are better, because they are not compared for a while.
     *
     * @return the next history
     */
    CandidateHistory forgetDwell() {
        return next(declines, betterSinceNanos.cleared(), lostAtNanos, left, costs);
    }

    /**
     * Forgets losses, and what access points were like when the session left them, because the session has closed: its next opening tries
     * all access points.
     *
     * @return the next history
     */
    CandidateHistory forgetLosses() {
        return next(declines, betterSinceNanos, lostAtNanos.cleared(), left.cleared(), costs.cleared());
    }

    /**
     * Remembers that the session has settled on an access point. The declines of the access point are forgotten only if it reaches the
     * Internet; otherwise the session would move between two access points without Internet forever.
     *
     * @param settled the access point as it is now
     * @param isDoubted whether the application has reported it as unusable before, regardless of what the system reports
     * @return the next history
     */
    CandidateHistory accept(NetworkConfiguration settled, boolean isDoubted) {
        boolean isTrusted = settled.connectivity() == Connectivity.INTERNET && !isDoubted;
        return next(isTrusted ? declines.without(settled.id()) : declines, betterSinceNanos.cleared(), lostAtNanos, left, costs);
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof CandidateHistory other && declines.equals(other.declines)
            && betterSinceNanos.equals(other.betterSinceNanos) && lostAtNanos.equals(other.lostAtNanos) && left.equals(other.left)
            && costs.equals(other.costs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(declines, betterSinceNanos, lostAtNanos, left, costs);
    }

    @Override
    public String toString() {
        return "CandidateHistory[declines=" + declines + ", betterSinceNanos=" + betterSinceNanos + ", lostAtNanos=" + lostAtNanos
            + ", left=" + left + ", costs=" + costs + "]";
    }
}
