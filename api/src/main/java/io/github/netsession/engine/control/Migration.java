package io.github.netsession.engine.control;

import io.github.netsession.RoamingOffer;
import io.github.netsession.RoamingOffer.Reason;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.Diagnosis;
import io.github.netsession.engine.session.CandidateHistory;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Gap;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.session.Ranking;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.Optional;

/**
 * Moves an open session from one access point to another: the candidate is offered, started, tested, and then accepted or left again.
 * Each decision uses the current observations. Called in the critical section only.
 */
final class Migration {

    private final EngineClock clock;
    private final CriticalSection section;
    private final SessionSteps steps;
    private final SessionMoves moves;
    private final Members members;
    private final CandidateChoice choice;
    private final Radios radios;
    private final Offers offers;
    private final FollowUps followUps;
    private final Diagnosis diagnosis;

    Migration(EngineClock clock, CriticalSection section, SessionSteps steps, SessionMoves moves, Members members, CandidateChoice choice,
        Radios radios, Offers offers, FollowUps followUps, Diagnosis diagnosis) {
        this.clock = clock;
        this.section = section;
        this.steps = steps;
        this.moves = moves;
        this.members = members;
        this.choice = choice;
        this.radios = radios;
        this.offers = offers;
        this.followUps = followUps;
        this.diagnosis = diagnosis;
    }

    void lookWhileConnected(Session session) {
        AccessPointEntry current = current(session);
        if (!current.isUp()) {
            lost(session);
            return;
        }
        members.show(session);
        if (current.gap().isPresent()) {
            lookWithoutCarrier(session, current);
            return;
        }
        session.roaming().tried().clear();
        boolean isSure = current.observation() == Observation.ACTIVE;
        Optional<CandidateChoice.Look> look = isSure ? Optional.of(choice.better(session)) : Optional.empty();
        Optional<AccessPointEntry> better = look.flatMap(CandidateChoice.Look::better);
        session.roaming().lookAgain(better.isPresent() ? Optional.empty() : look.flatMap(CandidateChoice.Look::nextLook).map(delay ->
            clock.after(delay, () -> section.run(() -> followUps.add(session)))));
        better.ifPresent(candidate -> offer(session, candidate, Reason.UPGRADE));
    }

    /**
     * Offers a replacement while the link has no carrier: at once for a cable, after the grace for a radio, which often has no carrier for a
     * moment. The session still holds its access point, so a candidate on the same radio is no replacement.
     */
    private void lookWithoutCarrier(Session session, AccessPointEntry current) {
        session.roaming().lookAgain(Optional.empty());
        if (current.observation() == Observation.ACTIVE && (!Radios.isByRadio(current) || current.gap().orElseThrow().isLong())) {
            choice.bestBeside(session, current).ifPresent(next -> offer(session, next, Reason.REPLACEMENT));
        }
    }

    /** Returns whether the replacement that was offered is not needed, because the current access point is operational again. */
    private boolean isNeedless(Session session) {
        AccessPointEntry current = current(session);
        return session.roaming().offer().reason() == Reason.REPLACEMENT && current.isOperational();
    }

    private void stay(Session session) {
        moves.leaveCandidate(session, false);
        settle(session, Optional.empty(), Failures.lost(current(session).id()));
    }

    private void lost(Session session) {
        AccessPointEntry current = current(session);
        if (abortIfStopped(session)) {
            return;
        }
        session.roaming().updateCandidates(history -> history.lose(current.id(), current.gap().map(Gap::sinceNanos).orElseGet(clock::nanos)));
        // If another session took the radio, or the access point had no connectivity, the session does not return to it for a while.
        if (radios.isReplaced(current) || !Ranking.reaches(session.roaming().currentWhenUp())) {
            session.roaming().updateCandidates(history ->
                history.decline(members.policy(session), session.roaming().currentWhenUp(), clock.nanos()));
        }
        offerNext(session, diagnosis.lost(current));
    }

    /** Ends the session if another session has stopped the access point; returns whether that is the case. */
    private boolean abortIfStopped(Session session) {
        Optional<SessionFailure> stopped = current(session).isUp() ? Optional.empty() : diagnosis.stoppedSinceUp(current(session));
        stopped.ifPresent(failure -> abort(session, failure));
        return stopped.isPresent();
    }

    /** Offers a replacement for an access point that was lost. */
    private void offerNext(Session session, SessionFailure otherwise) {
        session.roaming().tried().add(current(session).id());
        choice.best(session).ifPresentOrElse(next -> offer(session, next, Reason.REPLACEMENT), () -> search(session, otherwise));
    }

    /** Waits for the system to find another access point, because none is known: the system scans while its radio is free. */
    private void search(Session session, SessionFailure otherwise) {
        long now = clock.nanos();
        long rest = session.roaming().search(now + members.policy(session).searchTime().toNanos(), otherwise).endNanos() - now;
        if (rest <= 0 || !choice.mayFindAnother(session)) {
            abort(session, otherwise);
            return;
        }
        moves.leaveCandidate(session, false);
        steps.apply(session, new SessionInput.Search());
        session.roaming().lookAgain(Optional.of(clock.after(Duration.ofNanos(rest), () -> section.run(() -> followUps.add(session)))));
    }

    void lookWhileSearching(Session session) {
        AccessPointEntry current = current(session);
        members.show(session);
        if (abortIfStopped(session)) {
            return;
        }
        choice.forgetTriedIfSeen(session);
        Optional<AccessPointEntry> next = choice.best(session);
        if (current.observation() == Observation.ACTIVE) {
            settle(session, Optional.empty(), Failures.lost(current.id()));
        } else if (next.filter(found -> found == current).isPresent()) {
            steps.apply(session, new SessionInput.GoBack());
            moves.start(session, current, true);
            followUps.add(session);
        } else if (next.isPresent()) {
            offer(session, next.get(), Reason.REPLACEMENT);
        } else {
            search(session, session.roaming().search().orElseThrow().otherwise());
        }
    }

    void abort(Session session, SessionFailure failure) {
        moves.leaveCandidate(session, false);
        steps.apply(session, new SessionInput.Observed(Observation.DISCOVERED, () -> failure));
        followUps.add(session);
    }

    private void offer(Session session, AccessPointEntry candidate, Reason reason) {
        session.roaming().candidate(Optional.of(candidate));
        RoamingOffer offer = offers.offer(session, candidate, reason);
        session.roaming().offer(offer);
        steps.apply(session, new SessionInput.Offered(offer));
        ask(session, Question.Kind.PREFERRED);
    }

    /** Asks the application if it has a handler; otherwise accepts, unless the candidate is useless. */
    private void ask(Session session, Question.Kind kind) {
        RoamingProgress progress = session.roaming();
        if (progress.handler().isEmpty()) {
            answered(session, kind, isUseful(session, kind));
            return;
        }
        Question question = new Question(kind, progress.offer());
        progress.ask(question, clock.after(members.policy(session).decisionTime(), () -> section.run(() -> {
            // The application may have answered, and the turn of the answer is still queued.
            if (progress.asked().filter(asked -> asked == question).flatMap(asked -> progress.question().claim(kind, question.offer())).isPresent()) {
                answer(session, question, false);
            }
        })));
        progress.handler().get().tell(question);
    }

    /** Answers without a handler: no, if the session can return to a usable access point and only the new one is known to have no connectivity. */
    private boolean isUseful(Session session, Question.Kind kind) {
        boolean canReturn = current(session).isUp() || canTakeBack(session);
        return kind == Question.Kind.PREFERRED || !canReturn
            || Ranking.reaches(session.roaming().offer().candidate()) || !Ranking.reaches(session.roaming().offer().current())
            || choice.isUnusable(session);
    }

    /** Handles an answer, or the end of the decision time. An answer to a question that is no longer open has no effect. */
    void answer(Session session, Question question, boolean yes) {
        if (session.roaming().asked().filter(asked -> asked == question).isPresent()) {
            session.roaming().endQuestion();
            answered(session, question.kind(), yes);
        }
    }

    private void answered(Session session, Question.Kind kind, boolean yes) {
        if (!yes) {
            decline(session);
        } else if (kind == Question.Kind.ACTIVATED) {
            accept(session);
        } else if (radios.takesFromOthers(session, candidate(session))) {
            failed(session, Failures.radioInUse());
        } else {
            migrate(session);
        }
        followUps.add(session);
    }

    private void migrate(Session session) {
        AccessPointEntry candidate = candidate(session);
        AccessPointEntry current = current(session);
        // Peers of this session may already have displaced the current access point for the same candidate.
        boolean follows = radios.isHeldByPeers(session, candidate);
        session.roaming().beginMigration(moves.isStarted(current), (current.isUp() || follows) && radios.shareLink(current, candidate));
        moves.hold(session, candidate);
        steps.apply(session, new SessionInput.Migrate());
        moves.start(session, candidate, true);
    }

    void lookWhileOffered(Session session) {
        AccessPointEntry current = current(session);
        members.show(session);
        if (abortIfStopped(session)) {
            return;
        }
        if (!members.contains(session, candidate(session))) {
            withdraw(session);
        } else if (!members.isUsable(candidate(session))) {
            session.roaming().endQuestion();
            settle(session, Optional.empty(), Failures.lost(current.id()));
        } else if (isNeedless(session)) {
            stay(session);
        } else if (!current.isUp() && session.roaming().offer().reason() == Reason.UPGRADE && !session.roaming().isAnswerQueued()) {
            offer(session, candidate(session), Reason.REPLACEMENT);
        }
    }

    void lookWhileStarting(Session session) {
        AccessPointEntry candidate = candidate(session);
        members.show(session);
        if (abortIfStopped(session)) {
            return;
        }
        if (!members.contains(session, candidate)) {
            withdraw(session);
        } else if (isNeedless(session)) {
            stay(session);
        } else if (candidate.observation() == Observation.ACTIVE && candidate.gap().filter(gap -> !gap.isLong()).isPresent()) {
            return; // Its carrier may come in a moment.
        } else if (candidate.isOperational()) {
            RoamingOffer before = session.roaming().offer();
            session.roaming().offer(offers.offer(session, candidate, before.reason(), before.sockets()));
            steps.apply(session, new SessionInput.Activated(session.roaming().offer()));
            members.show(session);
            ask(session, Question.Kind.ACTIVATED);
        } else if (!candidate.observation().isChanging() || session.roaming().hasGivenUp()) {
            failed(session, session.roaming().takeStartFailure().orElseGet(() -> diagnosis.vanished(candidate)));
        }
    }

    void lookWhileOnTrial(Session session) {
        members.show(session);
        if (abortIfStopped(session)) {
            return;
        }
        if (!members.contains(session, candidate(session))) {
            withdraw(session);
        } else if (!candidate(session).isUp()) {
            failed(session, Failures.lost(candidate(session).id()));
        }
    }

    /** Ends a move to an access point that is no member of the service network any more. */
    private void withdraw(Session session) {
        goBackFrom(session, Optional.empty(), Optional.of(Failures.lost(current(session).id())));
        followUps.add(session);
    }

    /** Ends a session whose service network was removed. */
    void removed(Session session) {
        moves.leaveCandidate(session, false);
        steps.apply(session, new SessionInput.Observed(Observation.REMOVED, () -> Failures.removed(session.id())));
        followUps.add(session);
    }

    private void accept(Session session) {
        RoamingProgress progress = session.roaming();
        AccessPointEntry old = current(session);
        AccessPointEntry next = candidate(session);
        // If the system has moved its default route away, or the old access point had no connectivity, do not return to it for a while.
        if (progress.isFollowing() || !Ranking.reaches(progress.offer().current())) {
            choice.decline(session, old);
        }
        progress.updateCandidates(history -> history.leave(progress.currentWhenUp()));
        boolean isReplaced = progress.isDisplacing();
        if (!isReplaced && (!old.isUp() || old.gap().isPresent())) {
            progress.updateCandidates(history -> history.lose(old.id(), old.gap().map(Gap::sinceNanos).orElseGet(clock::nanos)));
        }
        next.configuration().ifPresent(settled ->
            progress.updateCandidates(history -> history.accept(settled, progress.wasReported(settled.id()))));
        progress.current(Optional.of(next));
        progress.settle();
        progress.tried().clear();
        members.show(session);
        steps.apply(session, new SessionInput.Settled(Optional.empty()));
        moves.leave(session, old, isReplaced);
    }

    /** Stays on, or returns to, the current access point, because the application declined the move. */
    private void decline(Session session) {
        choice.decline(session, candidate(session));
        session.roaming().tried().add(candidate(session).id());
        goBackFrom(session, Optional.empty(), Optional.empty());
    }

    /** Returns to the current access point, or moves to another one, because the migration failed. */
    private void failed(Session session, SessionFailure cause) {
        session.roaming().endQuestion();
        choice.decline(session, candidate(session));
        session.roaming().tried().add(candidate(session).id());
        SessionFailure failure = Failures.notMigrated(candidate(session).id(), cause);
        goBackFrom(session, Optional.of(failure), Optional.of(failure));
        followUps.add(session);
    }

    private void goBackFrom(Session session, Optional<SessionFailure> reported, Optional<SessionFailure> ifNoneIsLeft) {
        boolean wasHeld = session.phase() == Phase.ROAMING_STARTING || session.phase() == Phase.ROAMING_TRIAL;
        boolean mustReturn = wasHeld && !current(session).isUp() && canTakeBack(session);
        if (mustReturn) {
            reported.ifPresent(failure -> steps.apply(session, new SessionInput.Refused(failure)));
            steps.apply(session, new SessionInput.GoBack());
            moves.start(session, current(session), session.roaming().isCurrentStarted());
            // The start replaces the candidate on the radio. If the start was refused, the candidate is stopped like any other.
            moves.leaveCandidate(session, current(session).observation().isComing());
            return;
        }
        moves.leaveCandidate(session, false);
        if (current(session).isUp() || ifNoneIsLeft.isPresent()) {
            settle(session, reported, ifNoneIsLeft.orElseGet(() -> Failures.lost(current(session).id())));
        } else {
            abort(session, Failures.lost(current(session).id()));
        }
    }

    /** Returns whether the current access point was displaced by the candidate, and no other session uses its radio now. */
    private boolean canTakeBack(Session session) {
        AccessPointEntry current = current(session);
        return session.roaming().isDisplacing() && members.isUsable(current) && !radios.takesFromOthers(session, current);
    }

    void lookWhileGoingBack(Session session) {
        AccessPointEntry current = current(session);
        members.show(session);
        if (current.observation() == Observation.ACTIVE) {
            settle(session, Optional.empty(), Failures.lost(current.id()));
        } else if (!abortIfStopped(session) && (!current.observation().isChanging() || session.roaming().hasGivenUp())) {
            offerNext(session, Failures.notMigrated(current.id(), session.roaming().takeStartFailure().orElseGet(() -> diagnosis.vanished(current))));
        }
    }

    /** Settles on the current access point if it is up, else offers the next one, else searches or aborts. */
    private void settle(Session session, Optional<SessionFailure> reported, SessionFailure otherwise) {
        if (current(session).isUp()) {
            session.roaming().settle();
            // A better candidate has to be better for the whole dwell time again.
            session.roaming().updateCandidates(CandidateHistory::forgetDwell);
            steps.apply(session, new SessionInput.Settled(reported));
            followUps.add(session);
        } else {
            offerNext(session, otherwise);
        }
    }

    /** Sets or removes the handler, and asks the open question again. */
    void decide(Session session, Optional<ListenerEntry<Question>> handler) {
        session.roaming().handler(handler);
        session.roaming().asked().flatMap(question -> session.roaming().question().claim(question.kind(), question.offer())).ifPresent(question -> {
            session.roaming().endQuestion();
            ask(session, question.kind());
        });
    }

    private static AccessPointEntry current(Session session) {
        return session.roaming().current().orElseThrow();
    }

    private static AccessPointEntry candidate(Session session) {
        return session.roaming().candidate().orElseThrow();
    }
}
