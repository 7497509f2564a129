package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingOffer.Reason;
import io.github.netsession.SessionFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an open session moves from one access point to another: the candidate is offered, started, tested, and then accepted or left again. Each
 * decision uses the current view.
 */
final class Roaming {

    private Roaming() {
    }

    static void lookWhileConnected(Draft draft) {
        AccessPointView current = draft.currentView();
        if (!current.isUp()) {
            lost(draft);
            return;
        }
        if (current.gap().isPresent()) {
            lookWithoutCarrier(draft, current);
            return;
        }
        draft.moves.mayTryAllAgain();
        if (current.observation() != Observation.ACTIVE) {
            draft.lookAt(OptionalLong.empty());
            return;
        }
        Choice.Comparison better = Choice.better(draft);
        draft.lookAt(better.candidate().isPresent() || better.nextLook().isEmpty() ? OptionalLong.empty()
            : OptionalLong.of(draft.view.nowNanos() + better.nextLook().get().toNanos()));
        better.candidate().ifPresent(candidate -> offer(draft, candidate, Reason.UPGRADE, better.followsSystem()));
    }

    /**
     * Offers a replacement while the link has no carrier: at once for a cable, after the grace for a radio, which often has no carrier for a
     * moment. The session still holds its access point, so a candidate on the same radio is no replacement.
     */
    private static void lookWithoutCarrier(Draft draft, AccessPointView current) {
        draft.lookAt(OptionalLong.empty());
        if (current.observation() == Observation.ACTIVE && (!Choice.isByRadio(current) || current.gap().orElseThrow().isLong())) {
            Choice.bestBeside(draft, List.of(current.id())).ifPresent(next -> offer(draft, next, Reason.REPLACEMENT, false));
        }
    }

    /** Handles the loss of the access point in use. */
    private static void lost(Draft draft) {
        AccessPointView current = draft.currentView();
        if (abortIfStopped(draft)) {
            return;
        }
        draft.moves.history(draft.moves.history().lose(current.id(), current.gap().map(Gap::sinceNanos).orElseGet(draft.view::nowNanos)));
        // If another session took the radio, or the access point had no connectivity, the session does not return to it for a while.
        if (draft.view.isReplaced(current.id()) || !Ranking.reaches(draft.currentWhenUp())) {
            draft.decline(draft.currentWhenUp());
        }
        offerNext(draft, draft.view.lost(current.id()));
    }

    /** Ends the session if another session has stopped the access point; returns whether that is the case. */
    private static boolean abortIfStopped(Draft draft) {
        AccessPointView current = draft.currentView();
        Optional<SessionFailure> stopped = current.isUp() ? Optional.empty() : draft.view.stoppedSinceUp(current.id());
        stopped.ifPresent(failure -> draft.end(failure, Phase.DISCONNECTED));
        return stopped.isPresent();
    }

    /** Offers a replacement for an access point that was lost. */
    private static void offerNext(Draft draft, SessionFailure otherwise) {
        draft.moves.tried(draft.currentView().id());
        Choice.best(draft).ifPresentOrElse(next -> offer(draft, next, Reason.REPLACEMENT, false), () -> search(draft, otherwise));
    }

    /** Waits for the system to find another access point, because none is known: the system scans while its radio is free. */
    private static void search(Draft draft, SessionFailure otherwise) {
        long now = draft.view.nowNanos();
        long endNanos = draft.moves.search().map(Moves.Search::endNanos).orElseGet(() -> now + draft.view.policy().searchTime().toNanos());
        if (endNanos - now <= 0 || !Choice.mayFindAnother(draft)) {
            draft.end(otherwise, Phase.DISCONNECTED);
            return;
        }
        draft.moves.search(new Moves.Search(endNanos, otherwise));
        draft.leaveCandidate(false);
        draft.to(Phase.ROAMING_SEARCHING);
        draft.lookAt(OptionalLong.of(endNanos));
    }

    static void lookWhileSearching(Draft draft) {
        AccessPointView current = draft.currentView();
        if (abortIfStopped(draft)) {
            return;
        }
        Choice.tryAgainIfSeen(draft);
        Optional<ConfigurationId> next = Choice.best(draft);
        if (current.observation() == Observation.ACTIVE) {
            settle(draft, Optional.empty(), Failures.lost(current.id()));
        } else if (next.equals(draft.current())) {
            draft.to(Phase.ROAMING_BACK);
            draft.start(current.id(), true);
        } else if (next.isPresent()) {
            offer(draft, next.get(), Reason.REPLACEMENT, false);
        } else {
            search(draft, draft.moves.search().orElseThrow().otherwise());
        }
    }

    // ---- the offer

    private static void offer(Draft draft, ConfigurationId candidate, Reason reason, boolean followsSystem) {
        Proposal proposal = draft.propose(candidate, reason, followsSystem);
        draft.to(Phase.ROAMING_OFFERED);
        draft.offer(proposal);
        ask(draft, Question.Kind.PREFERRED);
    }

    /** Asks the application if it has a handler; otherwise accepts, unless the candidate is useless. */
    private static void ask(Draft draft, Question.Kind kind) {
        if (draft.hasHandler()) {
            draft.ask(new Question(kind, draft.proposal().number()));
        } else {
            answered(draft, kind, isUseful(draft, kind));
        }
    }

    /**
     * Answers without a handler: no, if the session can return to a usable access point and only the new one is known to have no connectivity. What
     * has had no carrier for long is not usable, even if a network service has not given it up yet.
     */
    private static boolean isUseful(Draft draft, Question.Kind kind) {
        AccessPointView current = draft.currentView();
        boolean canReturn = current.isUp() && current.gap().filter(Gap::isLong).isEmpty() || canTakeBack(draft);
        return kind == Question.Kind.PREFERRED || !canReturn
            || Ranking.reaches(draft.proposal().to()) || !Ranking.reaches(draft.proposal().from()) || draft.isCurrentUnusable();
    }

    /** Asks the open question again, because the handler has changed. */
    static void askAgain(Draft draft) {
        draft.moves.question().ifPresent(question -> {
            draft.endQuestion();
            ask(draft, question.kind());
        });
    }

    /** Handles an answer, or the end of the decision time. An answer to a question that is no longer open has no effect. */
    static void answer(Draft draft, Question question, boolean yes) {
        if (draft.moves.question().equals(Optional.of(question))) {
            draft.endQuestion();
            answered(draft, question.kind(), yes);
        }
    }

    private static void answered(Draft draft, Question.Kind kind, boolean yes) {
        if (!yes) {
            declined(draft);
        } else if (kind == Question.Kind.ACTIVATED) {
            accepted(draft);
        } else if (draft.view.takesFromOthers(draft.proposal().candidate())) {
            failed(draft, Failures.radioInUse());
        } else {
            migrate(draft);
        }
    }

    static void lookWhileOffered(Draft draft) {
        AccessPointView current = draft.currentView();
        if (abortIfStopped(draft)) {
            return;
        }
        ConfigurationId candidate = draft.proposal().candidate();
        if (!Choice.isMember(draft, candidate)) {
            withdraw(draft);
        } else if (!Choice.isUsable(draft, draft.candidateView())) {
            draft.endQuestion();
            settle(draft, Optional.empty(), Failures.lost(current.id()));
        } else if (isNeedless(draft)) {
            stay(draft);
        } else if (!current.isUp() && draft.proposal().reason() == Reason.UPGRADE && !draft.view.isAnswerQueued()) {
            offer(draft, candidate, Reason.REPLACEMENT, draft.proposal().followsSystem());
        }
    }

    /** Returns whether the replacement that was offered is not needed, because the current access point is operational again. */
    private static boolean isNeedless(Draft draft) {
        return draft.proposal().reason() == Reason.REPLACEMENT && draft.currentView().isOperational();
    }

    private static void stay(Draft draft) {
        draft.leaveCandidate(false);
        settle(draft, Optional.empty(), Failures.lost(draft.currentView().id()));
    }

    // ---- the migration

    private static void migrate(Draft draft) {
        ConfigurationId current = draft.currentView().id();
        ConfigurationId candidate = draft.proposal().candidate();
        // Peers of this session may already have displaced the current access point for the same candidate.
        boolean follows = draft.view.isHeldByPeers(candidate);
        draft.moves.begin(draft.view.isStarted(current),
            (draft.currentView().isUp() || follows) && draft.view.shareLink(current, candidate));
        draft.hold(candidate);
        draft.to(Phase.ROAMING_STARTING);
        draft.start(candidate, true);
    }

    static void lookWhileStarting(Draft draft) {
        AccessPointView candidate = draft.candidateView();
        if (abortIfStopped(draft)) {
            return;
        }
        if (!Choice.isMember(draft, candidate.id())) {
            withdraw(draft);
        } else if (isNeedless(draft)) {
            stay(draft);
        } else if (candidate.observation() == Observation.ACTIVE && candidate.gap().filter(gap -> !gap.isLong()).isPresent()) {
            return; // Its carrier may come in a moment.
        } else if (candidate.isOperational()) {
            Proposal before = draft.proposal();
            Proposal activated = draft.propose(candidate.id(), before.reason(), before.followsSystem());
            draft.to(Phase.ROAMING_TRIAL);
            draft.activate(activated);
            ask(draft, Question.Kind.ACTIVATED);
        } else if (!candidate.observation().isChanging() || draft.moves.hasGivenUp(candidate.id())) {
            SessionFailure failure = draft.moves.startFailure(candidate.id()).map(Moves.StartFailure::failure).orElseGet(() -> vanished(candidate));
            failed(draft, failure);
        }
    }

    static SessionFailure vanished(AccessPointView accessPoint) {
        return Failures.vanished(accessPoint.id(), accessPoint.configuration().isEmpty());
    }

    static void lookWhileOnTrial(Draft draft) {
        if (abortIfStopped(draft)) {
            return;
        }
        AccessPointView candidate = draft.candidateView();
        if (!Choice.isMember(draft, candidate.id())) {
            withdraw(draft);
        } else if (!candidate.isUp()) {
            failed(draft, Failures.lost(candidate.id()));
        }
    }

    /** Ends a move to an access point that is no member of the service network any more. */
    private static void withdraw(Draft draft) {
        goBack(draft, Optional.empty(), Optional.of(Failures.lost(draft.currentView().id())));
    }

    private static void accepted(Draft draft) {
        AccessPointView old = draft.currentView();
        Proposal accepted = draft.proposal();
        // If the system has moved its default route away, or the old access point had no connectivity, do not return to it for a while.
        if (accepted.followsSystem() || !Ranking.reaches(accepted.from())) {
            draft.decline(old.id());
        }
        CandidateHistory history = draft.moves.history().leave(draft.currentWhenUp());
        boolean isReplaced = draft.moves.isDisplacing();
        if (!isReplaced && (!old.isUp() || old.gap().isPresent())) {
            history = history.lose(old.id(), old.gap().map(Gap::sinceNanos).orElseGet(draft.view::nowNanos));
        }
        AccessPointView next = draft.candidateView();
        if (next.configuration().isPresent()) {
            history = history.accept(next.configuration().get(), draft.moves.wasReported(next.id()));
        }
        draft.moves.history(history);
        draft.current(Optional.of(next.id()));
        draft.endMove();
        draft.moves.mayTryAllAgain();
        draft.to(Phase.CONNECTED_OPEN);
        draft.leave(old.id(), isReplaced);
    }

    /** Stays on, or returns to, the current access point, because the application declined the move. */
    private static void declined(Draft draft) {
        draft.decline(draft.proposal().candidate());
        draft.moves.tried(draft.proposal().candidate());
        goBack(draft, Optional.empty(), Optional.empty());
    }

    /** Returns to the current access point, or moves to another one, because the migration failed. */
    private static void failed(Draft draft, SessionFailure cause) {
        ConfigurationId candidate = draft.proposal().candidate();
        draft.endQuestion();
        draft.decline(candidate);
        draft.moves.tried(candidate);
        Optional<SessionFailure> failure = Optional.of(Failures.notMigrated(candidate, cause));
        goBack(draft, failure, failure);
    }

    private static void goBack(Draft draft, Optional<SessionFailure> reported, Optional<SessionFailure> ifNoneIsLeft) {
        AccessPointView current = draft.currentView();
        boolean wasHeld = draft.phase() == Phase.ROAMING_STARTING || draft.phase() == Phase.ROAMING_TRIAL;
        draft.moves.forgetStartFailures();
        if (wasHeld && !current.isUp() && canTakeBack(draft)) {
            draft.endQuestion();
            reported.ifPresent(draft::failed);
            draft.to(Phase.ROAMING_BACK);
            // The candidate is left when the start has been requested.
            draft.start(current.id(), draft.moves.isCurrentStarted());
            return;
        }
        draft.leaveCandidate(false);
        SessionFailure lost = Failures.lost(current.id());
        if (current.isUp() || ifNoneIsLeft.isPresent()) {
            settle(draft, reported, ifNoneIsLeft.orElse(lost));
        } else {
            draft.end(lost, Phase.DISCONNECTED);
        }
    }

    /** Returns whether the current access point was displaced by the candidate, and no other session uses its radio now. */
    private static boolean canTakeBack(Draft draft) {
        AccessPointView current = draft.currentView();
        return draft.moves.isDisplacing() && Choice.isUsable(draft, current) && !draft.view.takesFromOthers(current.id());
    }

    /** Leaves the candidate: the start of the old access point replaces it on the radio, unless that start was refused. */
    static void leaveCandidateForOld(Draft draft) {
        draft.leaveCandidate(draft.currentView().observation().isComing());
    }

    static void lookWhileGoingBack(Draft draft) {
        AccessPointView current = draft.currentView();
        if (current.observation() == Observation.ACTIVE) {
            settle(draft, Optional.empty(), Failures.lost(current.id()));
        } else if (!abortIfStopped(draft) && (!current.observation().isChanging() || draft.moves.hasGivenUp(current.id()))) {
            SessionFailure failure = draft.moves.startFailure(current.id()).map(Moves.StartFailure::failure).orElseGet(() -> vanished(current));
            draft.moves.forgetStartFailures();
            offerNext(draft, Failures.notMigrated(current.id(), failure));
        }
    }

    /** Settles on the current access point if it is up, else offers the next one, else searches or aborts. */
    private static void settle(Draft draft, Optional<SessionFailure> reported, SessionFailure otherwise) {
        if (draft.currentView().isUp()) {
            draft.endMove();
            // A better candidate has to be better for the whole dwell time again.
            draft.moves.history(draft.moves.history().forgetDwell());
            reported.ifPresent(draft::failed);
            draft.to(Phase.CONNECTED_OPEN);
        } else {
            offerNext(draft, otherwise);
        }
    }

    static void reportUnusable(Draft draft) {
        if (draft.phase().isOpen() && !draft.isCurrentUnusable()) {
            draft.current().ifPresent(draft::reportUnusable);
        }
    }
}
