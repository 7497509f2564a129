package io.github.netsession.engine.session;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chooses the access point that a session should use or move to. */
final class Choice {

    private Choice() {
    }

    /** Returns the best access point that is up; one without a carrier only if there is no other. */
    static Optional<ConfigurationId> bestActive(Draft draft) {
        return best(draft, AccessPointView::isOperational).or(() -> best(draft, member -> member.observation() == Observation.ACTIVE));
    }

    /** Returns the best access point that can be used, has not failed yet, and is not on a radio that other sessions use. */
    static Optional<ConfigurationId> best(Draft draft) {
        return best(draft, member -> isUntried(draft, member) && !draft.view.takesFromOthers(member.id()));
    }

    /** Returns the best access point that can be used, even if its radio has to be taken from other sessions or its carrier is missing. */
    static Optional<ConfigurationId> bestAsLastResort(Draft draft) {
        return best(draft).or(() -> best(draft, member -> isUntried(draft, member)))
            .or(() -> best(draft, member -> isUsable(draft, member) && !draft.moves.tried().contains(member.id())));
    }

    /** Returns the best access point that is still being stopped, although the session has seen it down. */
    static Optional<ConfigurationId> bestStopping(Draft draft) {
        return best(draft, member -> member.observation() == Observation.STOPPING && !draft.moves.tried().contains(member.id()));
    }

    /** Returns the best access point that can be used beside some others. */
    static Optional<ConfigurationId> bestBeside(Draft draft, List<ConfigurationId> others) {
        return best(draft, member -> isUntried(draft, member) && !draft.view.takesFromOthers(member.id())
            && others.stream().noneMatch(other -> other.equals(member.id()) || draft.view.shareLink(other, member.id())));
    }

    private static boolean isUntried(Draft draft, AccessPointView member) {
        return isUsable(draft, member) && member.gap().isEmpty() && !draft.moves.tried().contains(member.id()) && !isMissing(draft, member);
    }

    /** Returns whether an access point is up or can be started. While it is being stopped, it is not usable. */
    static boolean isUsable(Draft draft, AccessPointView member) {
        return switch (member.observation()) {
            case ACTIVE, STARTING -> true;
            case DISCOVERED -> draft.view.mayStart();
            case REMOVED, UNDEFINED, DEFINED, STOPPING -> false;
        };
    }

    static boolean isMember(Draft draft, ConfigurationId id) {
        return draft.view.members().stream().anyMatch(member -> member.id().equals(id));
    }

    private static boolean isMissing(Draft draft, AccessPointView member) {
        return draft.moves.history().isMissing(draft.view.policy(), member.id(), member.isOperational(), member.sighting(), draft.view.nowNanos());
    }

    private static Optional<ConfigurationId> best(Draft draft, Predicate<AccessPointView> wanted) {
        List<? extends AccessPointView> members = draft.view.members();
        if (members.size() == 1) {
            return Optional.of(members.get(0)).filter(wanted).map(AccessPointView::id);
        }
        return new Ranking(draft.view.policy()).best(contenders(draft, wanted)).map(best -> best.configuration().id());
    }

    private static List<Contender> contenders(Draft draft, Predicate<AccessPointView> wanted) {
        RoamingPolicy policy = draft.view.policy();
        List<Contender> contenders = new ArrayList<>();
        int place = 0;
        for (AccessPointView member : draft.view.members()) {
            if (wanted.test(member)) {
                NetworkConfiguration configuration = member.configuration().orElseThrow();
                contenders.add(new Contender(configuration, place, draft.moves.history().signalPercent(policy, configuration),
                    draft.moves.history().isMetered(configuration)));
            }
            place++;
        }
        return contenders;
    }

    /**
     * A comparison of the access point in use with the others.
     *
     * @param candidate the access point to which the session should move
     * @param followsSystem whether the move only follows the system's default route
     * @param nextLook after which time the result may differ without any change
     */
    record Comparison(Optional<ConfigurationId> candidate, boolean followsSystem, Optional<Duration> nextLook) {
    }

    private static final Comparison NONE = new Comparison(Optional.empty(), false, Optional.empty());

    /** Compares the current access point, which is up, with the others. */
    static Comparison better(Draft draft) {
        if (draft.view.own().isPresent()) {
            return NONE;
        }
        AccessPointView current = draft.currentView();
        long now = draft.view.nowNanos();
        List<Contender> others = contenders(draft, member -> !member.id().equals(current.id()) && isCandidate(draft, member));
        if (draft.isCurrentUnusable()) {
            CandidateHistory history = draft.moves.history();
            return new Comparison(best(draft, member -> !member.id().equals(current.id()) && isCandidate(draft, member)
                && !history.isDeclined(member.configuration().orElseThrow(), now)), false, history.nextEndOfDecline(
                    Stream.concat(others.stream().map(Contender::configuration), current.configuration().stream()).toList(), now));
        }
        Contender incumbent = new Contender(current.configuration().orElseThrow(), place(draft, current.id()));
        Optional<Contender> bySystem = others.stream().filter(other -> isPreferredBySystem(draft, other, incumbent)
            && !draft.moves.history().isDeclined(other.configuration(), now)).findFirst();
        if (bySystem.isPresent()) {
            return new Comparison(bySystem.map(best -> best.configuration().id()), true, Optional.empty());
        }
        CandidateHistory.Comparison compared = draft.moves.history().compare(draft.view.policy(), incumbent, others, now);
        draft.moves.history(compared.history());
        return new Comparison(compared.best().map(best -> best.configuration().id()), false, compared.nextLook());
    }

    private static int place(Draft draft, ConfigurationId id) {
        return draft.view.members().stream().map(AccessPointView::id).toList().indexOf(id);
    }

    private static boolean isCandidate(Draft draft, AccessPointView member) {
        return isUsable(draft, member) && member.gap().isEmpty() && !draft.view.takesFromOthers(member.id()) && !isMissing(draft, member);
    }

    /** Returns whether the system has just moved the default route to the other access point: new connections use that anyway. */
    private static boolean isPreferredBySystem(Draft draft, Contender other, Contender incumbent) {
        Optional<String> preferred = draft.view.preferredInterface();
        return preferred.isPresent() && other.configuration().isActive()
            && other.configuration().interfaceName().equals(preferred)
            && !incumbent.configuration().interfaceName().equals(preferred);
    }

    /** Updates the history with what is seen now: lost access points that are back, and changed signals of those that the session left. */
    static void refresh(Draft draft) {
        if (draft.moves.history() == CandidateHistory.EMPTY) {
            return;
        }
        for (AccessPointView member : draft.view.members()) {
            member.configuration().ifPresent(configuration ->
                draft.moves.history(draft.moves.history().withSignalOf(draft.view.policy(), configuration)));
            if (draft.moves.history().isLost(member.id()) && isUntried(draft, member)) {
                draft.moves.history(draft.moves.history().found(member.id()));
            }
        }
    }

    /** Allows a retry of access points that have been seen since they were lost. */
    static void tryAgainIfSeen(Draft draft) {
        for (AccessPointView member : draft.view.members()) {
            if (draft.moves.history().isLost(member.id()) && isUsable(draft, member) && !isMissing(draft, member)) {
                draft.moves.history(draft.moves.history().found(member.id()));
                draft.moves.mayTryAgain(member.id());
            }
        }
    }

    /** Returns whether the system may find another access point: it scans for Wi-Fi networks while its device is not connected. */
    static boolean mayFindAnother(Draft draft) {
        return draft.view.maySystemFindWlan() && draft.view.members().stream().anyMatch(member -> isWlan(member)
            && (!draft.moves.tried().contains(member.id()) || draft.moves.history().isLost(member.id())));
    }

    private static boolean isWlan(AccessPointView member) {
        return member.configuration().map(configuration -> configuration.bearer() == Bearer.WLAN).orElse(false);
    }

    /** Returns whether the access point is reached by radio, whose carrier is often away for a moment. */
    static boolean isByRadio(AccessPointView member) {
        return member.configuration().map(configuration -> switch (configuration.bearer()) {
            case WLAN, CELLULAR_2G, CDMA2000, WCDMA, HSPA, BLUETOOTH, WIMAX, EVDO, LTE, CELLULAR_3G, CELLULAR_4G, CELLULAR_5G, CELLULAR -> true;
            case UNKNOWN, ETHERNET, VPN, BRIDGE, VIRTUAL, LOOPBACK -> false;
        }).orElse(false);
    }
}
