package io.github.netsession.engine.control;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.session.CandidateHistory;
import io.github.netsession.engine.session.Contender;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Ranking;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chooses the access point that a session over several access points should use or move to. */
final class CandidateChoice {

    private final StatePublisher publisher;
    private final AccessPoints accessPoints;
    private final EngineClock clock;
    private final Members members;
    private final Radios radios;

    CandidateChoice(StatePublisher publisher, AccessPoints accessPoints, EngineClock clock, Members members, Radios radios) {
        this.publisher = publisher;
        this.accessPoints = accessPoints;
        this.clock = clock;
        this.members = members;
        this.radios = radios;
    }

    /** Returns the best access point that is up; an access point without a carrier only if there is no other. */
    Optional<AccessPointEntry> bestActive(Session session) {
        return best(session, AccessPointEntry::isOperational).or(() -> best(session, entry -> entry.observation() == Observation.ACTIVE));
    }

    /** Returns the best access point that can be used, has not failed yet, and is not on a radio that other sessions use. */
    Optional<AccessPointEntry> best(Session session) {
        return best(session, entry -> isUntried(session, entry) && !radios.takesFromOthers(session, entry));
    }

    /** Returns the best access point, even if its radio has to be taken from other sessions. */
    Optional<AccessPointEntry> bestAtAnyCost(Session session) {
        return best(session, entry -> isUntried(session, entry));
    }

    /** Returns the best access point that can come up beside the current one, whose carrier is missing. */
    Optional<AccessPointEntry> bestBeside(Session session, AccessPointEntry current) {
        return best(session, entry -> isUntried(session, entry) && !radios.takesFromOthers(session, entry) && !radios.shareLink(current, entry));
    }

    private boolean isUntried(Session session, AccessPointEntry entry) {
        return members.isUsable(entry) && entry.gap().isEmpty() && !session.roaming().tried().contains(entry.id()) && !isMissing(session, entry);
    }

    private boolean isMissing(Session session, AccessPointEntry entry) {
        RoamingProgress progress = session.roaming();
        boolean isMissing = progress.candidates().isMissing(members.policy(session), entry.id(), entry.isOperational(), entry.sighting(),
            clock.nanos());
        if (!isMissing) {
            progress.updateCandidates(history -> history.found(entry.id()));
        }
        return isMissing;
    }

    private Optional<AccessPointEntry> best(Session session, Predicate<AccessPointEntry> wanted) {
        return new Ranking(members.policy(session)).best(contenders(session, wanted)).map(best -> accessPoints.get(best.configuration().id()));
    }

    private List<Contender> contenders(Session session, Predicate<AccessPointEntry> wanted) {
        RoamingPolicy policy = members.policy(session);
        List<Contender> contenders = new ArrayList<>();
        int place = 0;
        for (AccessPointEntry member : members.of(session)) {
            if (wanted.test(member)) {
                NetworkConfiguration configuration = member.configuration().orElseThrow();
                session.roaming().updateCandidates(known -> known.withSignalOf(policy, configuration));
                CandidateHistory history = session.roaming().candidates();
                contenders.add(new Contender(configuration, place, history.signalPercent(policy, configuration), history.isMetered(configuration)));
            }
            place++;
        }
        return contenders;
    }

    /**
     * The result of {@link #better}.
     *
     * @param better the access point to which the session should move
     * @param nextLook if there is none, the time after which there may be one without any change
     */
    record Look(Optional<AccessPointEntry> better, Optional<Duration> nextLook) {
    }

    /** Looks for an access point to which a session should move from its current one, which is up. */
    Look better(Session session) {
        AccessPointEntry current = session.roaming().current().orElseThrow();
        long now = clock.nanos();
        List<Contender> others = contenders(session, entry -> entry != current && isCandidate(session, entry));
        CandidateHistory candidates = session.roaming().candidates();
        if (isUnusable(session)) {
            session.roaming().following(false);
            Optional<AccessPointEntry> best = best(session, entry -> entry != current && isCandidate(session, entry)
                && !candidates.isDeclined(entry.configuration().orElseThrow(), now));
            return new Look(best, candidates.nextEndOfDecline(
                Stream.concat(others.stream().map(Contender::configuration), current.configuration().stream()).toList(), now));
        }
        Contender incumbent = new Contender(current.configuration().orElseThrow(), members.of(session).indexOf(current));
        Optional<Contender> bySystem = others.stream().filter(other -> isPreferredBySystem(other, incumbent)
            && !candidates.isDeclined(other.configuration(), now)).findFirst();
        session.roaming().following(bySystem.isPresent());
        if (bySystem.isPresent()) {
            return new Look(entry(bySystem), Optional.empty());
        }
        CandidateHistory.Comparison comparison = candidates.compare(members.policy(session), incumbent, others, now);
        session.roaming().updateCandidates(before -> comparison.history());
        return new Look(entry(comparison.best()), comparison.nextLook());
    }

    private Optional<AccessPointEntry> entry(Optional<Contender> best) {
        return best.map(one -> accessPoints.get(one.configuration().id()));
    }

    private boolean isCandidate(Session session, AccessPointEntry entry) {
        return members.isUsable(entry) && entry.gap().isEmpty() && !radios.takesFromOthers(session, entry) && !isMissing(session, entry);
    }

    /** Handles the application's report that the current access point is unusable. */
    void reportUnusable(Session session) {
        RoamingProgress progress = session.roaming();
        progress.current().filter(current -> !isUnusable(session)).ifPresent(current -> {
            progress.unusable(current.id());
            decline(session, current);
        });
    }

    /** Returns whether the application has reported the current access point as unusable, and that still excludes the access point. */
    boolean isUnusable(Session session) {
        RoamingProgress progress = session.roaming();
        return progress.isCurrentUnusable() && progress.current().flatMap(AccessPointEntry::configuration)
            .filter(current -> progress.candidates().isDeclined(current, clock.nanos())).isPresent();
    }

    /** Returns whether the system has just moved the default route to the other access point: new connections use that anyway. */
    private boolean isPreferredBySystem(Contender other, Contender incumbent) {
        Optional<String> preferred = members.preferredInterface();
        return preferred.isPresent() && other.configuration().isActive()
            && other.configuration().interfaceName().equals(preferred)
            && !incumbent.configuration().interfaceName().equals(preferred);
    }

    /** Excludes an access point for a while. */
    void decline(Session session, AccessPointEntry entry) {
        entry.configuration().ifPresent(configuration ->
            session.roaming().updateCandidates(history -> history.decline(members.policy(session), configuration, clock.nanos())));
    }

    /** Allows a retry of access points that have been seen since they were lost. */
    void forgetTriedIfSeen(Session session) {
        members.of(session).stream().filter(entry -> session.roaming().candidates().isLost(entry.id()) && members.isUsable(entry) && !isMissing(session, entry))
            .forEach(entry -> session.roaming().tried().remove(entry.id()));
    }

    /** Returns whether the system may find another access point: if there is a Wi-Fi device, the system scans while that is not connected. */
    boolean mayFindAnother(Session session) {
        return members.couldStart() && members.of(session).stream().anyMatch(member -> isWlan(member) && mayBeTried(session, member))
            && publisher.current().state().interfaces().stream().anyMatch(link -> link.bearer() == Bearer.WLAN);
    }

    private static boolean isWlan(AccessPointEntry entry) {
        return entry.configuration().map(configuration -> configuration.bearer() == Bearer.WLAN).orElse(false);
    }

    /** Returns whether an access point may be tried: not if it failed or was declined, but again if it was lost and is seen again. */
    private static boolean mayBeTried(Session session, AccessPointEntry entry) {
        return !session.roaming().tried().contains(entry.id()) || session.roaming().candidates().isLost(entry.id());
    }

    /** Returns the configurations that the user can choose from, best first: service networks, then access points. */
    List<NetworkConfiguration> choosable() {
        List<NetworkConfiguration> usable = publisher.current().state().configurations().stream()
            .filter(configuration -> configuration.state().isAtLeast(ConfigurationState.DISCOVERED)).toList();
        List<NetworkConfiguration> choosable = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.SERVICE_NETWORK).forEach(choosable::add);
        List<Contender> contenders = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT)
            .forEach(configuration -> contenders.add(new Contender(configuration, contenders.size())));
        contenders.stream().sorted(new Ranking(Members.OF_THE_SYSTEM)::order).map(Contender::configuration).forEach(choosable::add);
        return choosable;
    }
}
