package io.github.netsession.engine;

import io.github.netsession.RoamingOffer;
import io.github.netsession.RoamingOffer.Reason;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * How an open session moves from one access point to another: offered, started, on trial, and then accepted, or back. Nothing
 * is decided here twice: what may change under way is looked at anew by the method for the situation it is in.
 */
final class Migration {

    private final Engine engine;
    private final SessionDesk desk;
    private final RoamingDesk roaming;
    private final Roster roster;
    private final HoldRegistry holds;

    Migration(Engine engine, SessionDesk desk, RoamingDesk roaming, Roster roster, HoldRegistry holds) {
        this.engine = engine;
        this.desk = desk;
        this.roaming = roaming;
        this.roster = roster;
        this.holds = holds;
    }

    void lookWhileConnected(EngineSession session) {
        Track carrier = carrier(session);
        if (!carrier.isUp()) {
            lost(session);
            return;
        }
        roster.show(session);
        if (carrier.gap().isPresent()) {
            lookWithoutCarrier(session, carrier);
            return;
        }
        session.roaming().tried().clear();
        boolean isSure = carrier.observation() == Observation.ACTIVE;
        Optional<Track> better = isSure ? roster.better(session) : Optional.empty();
        session.roaming().lookAgain(!isSure || better.isPresent() ? Optional.empty() : session.roaming().candidates().nextLook().map(delay ->
            engine.clock().after(delay, () -> desk.exclusively(() -> roaming.touch(session)))));
        better.ifPresent(candidate -> offer(session, candidate, Reason.UPGRADE));
    }

    /**
     * The link has no carrier. A cable that is out is out; a radio is often away for a moment, so that it gets its grace. The old access point
     * stays held meanwhile, and what would take its radio from it is no way out.
     */
    private void lookWithoutCarrier(EngineSession session, Track carrier) {
        session.roaming().lookAgain(Optional.empty());
        if (carrier.observation() == Observation.ACTIVE && (!isByRadio(carrier) || carrier.gap().orElseThrow().isLong())) {
            roster.bestBeside(session, carrier).ifPresent(next -> offer(session, next, Reason.REPLACEMENT));
        }
    }

    private static boolean isByRadio(Track track) {
        return track.sight().map(sight -> switch (sight.configuration().bearer()) {
            case WLAN, CELLULAR_2G, CDMA2000, WCDMA, HSPA, BLUETOOTH, WIMAX, EVDO, LTE, CELLULAR_3G, CELLULAR_4G, CELLULAR -> true;
            case UNKNOWN, ETHERNET, VPN, BRIDGE, VIRTUAL, LOOPBACK -> false;
        }).orElse(false);
    }

    /** Whether the move was only for a carrier that was away, and is back. */
    private boolean isNeedless(EngineSession session) {
        Track carrier = carrier(session);
        return session.roaming().offer().reason() == Reason.REPLACEMENT && carrier.observation() == Observation.ACTIVE && carrier.gap().isEmpty();
    }

    private void stay(EngineSession session) {
        dropCandidate(session, false);
        goOn(session, Optional.empty(), Failures.lost(carrier(session).id()));
    }

    private void lost(EngineSession session) {
        Track carrier = carrier(session);
        if (isStoppedByOther(carrier)) {
            abort(session, Failures.stoppedByOther(carrier.id(), holds.stopper(carrier.id())));
            return;
        }
        session.roaming().candidates().lost(carrier.id(), carrier.gap().map(Gap::sinceNanos).orElseGet(engine.clock()::nanos));
        // Whose radio was taken does not fight for it, and what led nowhere is not missed: both are left out for a while.
        if (roster.hasGivenWay(carrier) || !RoamingPolicy.reaches(session.roaming().lastCarrier())) {
            session.roaming().candidates().decline(session.roaming().lastCarrier(), engine.clock().nanos());
        }
        offerNext(session, roaming.lossOf(carrier));
    }

    private boolean isStoppedByOther(Track carrier) {
        return !carrier.isUp() && holds.stoppedSince(carrier.id(), carrier.stopMark());
    }

    /** The access point in use is gone: another one, or the end. */
    private void offerNext(EngineSession session, SessionFailure otherwise) {
        session.roaming().tried().add(carrier(session).id());
        roster.best(session).ifPresentOrElse(next -> offer(session, next, Reason.REPLACEMENT), () -> search(session, otherwise));
    }

    /** There is nothing to move to. The system may find something, for it scans when its radio is free. */
    private void search(EngineSession session, SessionFailure otherwise) {
        long now = engine.clock().nanos();
        long rest = session.roaming().search(now + roster.policy().searchTime().toNanos(), otherwise).endNanos() - now;
        if (rest <= 0 || !roster.mayFindAnother(session)) {
            abort(session, otherwise);
            return;
        }
        dropCandidate(session, false);
        desk.apply(session, new SessionInput.Search());
        session.roaming().lookAgain(Optional.of(engine.clock().after(Duration.ofNanos(rest), () -> desk.exclusively(() -> roaming.touch(session)))));
    }

    void lookWhileSearching(EngineSession session) {
        Track carrier = carrier(session);
        roster.show(session);
        if (isStoppedByOther(carrier)) {
            abort(session, Failures.stoppedByOther(carrier.id(), holds.stopper(carrier.id())));
            return;
        }
        roster.forgetTriedIfSeen(session);
        Optional<Track> next = roster.best(session);
        if (carrier.observation() == Observation.ACTIVE) {
            goOn(session, Optional.empty(), Failures.lost(carrier.id()));
        } else if (next.filter(found -> found == carrier).isPresent()) {
            desk.apply(session, new SessionInput.GoBack());
            roaming.start(session, carrier, true);
            roaming.touch(session);
        } else if (next.isPresent()) {
            offer(session, next.get(), Reason.REPLACEMENT);
        } else {
            search(session, session.roaming().search().orElseThrow().otherwise());
        }
    }

    void abort(EngineSession session, SessionFailure failure) {
        dropCandidate(session, false);
        desk.apply(session, new SessionInput.Observed(Observation.DISCOVERED, () -> failure));
        roaming.touch(session);
    }

    private void offer(EngineSession session, Track candidate, Reason reason) {
        session.roaming().candidate(Optional.of(candidate));
        RoamingOffer offer = roster.offer(session, candidate, reason);
        session.roaming().offer(offer);
        desk.apply(session, new SessionInput.Offered(offer));
        ask(session, Question.Kind.PREFERRED);
    }

    /** Asks the application if it wants to be asked; else the answer is yes. */
    private void ask(EngineSession session, Question.Kind kind) {
        Roaming way = session.roaming();
        if (way.handler().isEmpty()) {
            say(session, kind, isWorthIt(session, kind));
            return;
        }
        Question question = new Question(kind, way.offer());
        way.ask(question, engine.clock().after(roster.policy().decisionTime(), () -> desk.exclusively(() -> {
            // Not if an answer was taken that has not had its turn yet.
            if (way.asked().filter(asked -> asked == question).flatMap(asked -> way.claim(kind)).isPresent()) {
                answer(session, question, false);
            }
        })));
        way.handler().get().tell(question);
    }

    /** Nobody tests the new access point; but where it is seen at once that it leads nowhere, and the old one does, the session goes back. */
    private boolean isWorthIt(EngineSession session, Question.Kind kind) {
        boolean canReturn = carrier(session).isUp() || canTakeBack(session);
        return kind == Question.Kind.PREFERRED || !canReturn
            || RoamingPolicy.reaches(session.roaming().offer().candidate()) || !RoamingPolicy.reaches(session.roaming().offer().current());
    }

    /** An answer, or the end of the time for it. Late ones, to a question that does not stand any more, do nothing. */
    void answer(EngineSession session, Question question, boolean yes) {
        if (session.roaming().asked().filter(asked -> asked == question).isPresent()) {
            session.roaming().endQuestion();
            say(session, question.kind(), yes);
        }
    }

    private void say(EngineSession session, Question.Kind kind, boolean yes) {
        switch (kind) {
            case PREFERRED -> {
                if (yes && roster.takesFromOthers(session, candidate(session))) {
                    failed(session, Failures.radioInUse());
                } else if (yes) {
                    migrate(session);
                } else {
                    decline(session);
                }
            }
            case ACTIVATED -> {
                if (yes) {
                    accept(session);
                } else {
                    decline(session);
                }
            }
        }
        roaming.touch(session);
    }

    private void migrate(EngineSession session) {
        Track candidate = candidate(session);
        Track carrier = carrier(session);
        // Sessions like this one that moved before it took the radio for the same candidate, and would go back too.
        boolean follows = holds.isHeld(candidate.id()) && holds.isHeldOnlyByLikes(candidate.id(), roster.likeness(session));
        session.roaming().beginMigration(holds.isStarted(carrier.id()), (carrier.isUp() || follows) && roster.shareRadio(carrier, candidate));
        roaming.hold(session, candidate);
        desk.apply(session, new SessionInput.Migrate());
        roaming.start(session, candidate, true);
    }

    void lookWhileOffered(EngineSession session) {
        Track carrier = carrier(session);
        roster.show(session);
        if (isStoppedByOther(carrier)) {
            abort(session, Failures.stoppedByOther(carrier.id(), holds.stopper(carrier.id())));
        } else if (!roster.isUsable(candidate(session)) || !roster.isMember(session, candidate(session))) {
            session.roaming().endQuestion();
            goOn(session, Optional.empty(), Failures.lost(carrier.id()));
        } else if (isNeedless(session)) {
            stay(session);
        } else if (!carrier.isUp() && session.roaming().offer().reason() == Reason.UPGRADE) {
            offer(session, candidate(session), Reason.REPLACEMENT);
        }
    }

    void lookWhileStarting(EngineSession session) {
        Track candidate = candidate(session);
        roster.show(session);
        if (isStoppedByOther(carrier(session))) {
            abort(session, Failures.stoppedByOther(carrier(session).id(), holds.stopper(carrier(session).id())));
        } else if (isNeedless(session)) {
            stay(session);
        } else if (candidate.observation() == Observation.ACTIVE && candidate.gap().filter(gap -> !gap.isLong()).isPresent()) {
            return; // Perhaps it has a carrier in a moment.
        } else if (candidate.observation() == Observation.ACTIVE && candidate.gap().isEmpty()) {
            RoamingOffer before = session.roaming().offer();
            session.roaming().offer(roster.offer(session, candidate, before.reason(), before.sockets()));
            desk.apply(session, new SessionInput.Activated(session.roaming().offer()));
            roster.show(session);
            ask(session, Question.Kind.ACTIVATED);
        } else if (candidate.observation() != Observation.STARTING && candidate.observation() != Observation.STOPPING) {
            failed(session, session.roaming().takeStartFailure().orElseGet(() -> Failures.vanished(candidate)));
        }
    }

    void lookWhileOnTrial(EngineSession session) {
        roster.show(session);
        if (isStoppedByOther(carrier(session))) {
            abort(session, Failures.stoppedByOther(carrier(session).id(), holds.stopper(carrier(session).id())));
        } else if (!candidate(session).isUp()) {
            failed(session, Failures.lost(candidate(session).id()));
        }
    }

    private void accept(EngineSession session) {
        Roaming way = session.roaming();
        Track old = carrier(session);
        Track present = candidate(session);
        // Where the system does not go any more, the session does not hurry back to; nor to where nothing was reached.
        if (way.isFollowing() || !RoamingPolicy.reaches(way.offer().current())) {
            roster.decline(session, old);
        }
        way.candidates().leave(way.lastCarrier());
        boolean hasGivenWay = way.isDisplacing();
        if (!hasGivenWay && (!old.isUp() || old.gap().isPresent())) {
            way.candidates().lost(old.id(), old.gap().map(Gap::sinceNanos).orElseGet(engine.clock()::nanos));
        }
        present.sight().ifPresent(sight -> way.candidates().accept(sight.configuration()));
        way.carrier(Optional.of(present));
        way.settle();
        way.tried().clear();
        roster.show(session);
        desk.apply(session, new SessionInput.Settled(Optional.empty()));
        roaming.giveBack(session, old, hasGivenWay);
    }

    /** The application stays, or goes back. */
    private void decline(EngineSession session) {
        roster.decline(session, candidate(session));
        session.roaming().tried().add(candidate(session).id());
        goBackFrom(session, Optional.empty(), Optional.empty());
    }

    /** The migration did not succeed. */
    private void failed(EngineSession session, SessionFailure cause) {
        session.roaming().endQuestion();
        roster.decline(session, candidate(session));
        session.roaming().tried().add(candidate(session).id());
        SessionFailure failure = Failures.notMigrated(candidate(session).id(), cause);
        goBackFrom(session, Optional.of(failure), Optional.of(failure));
        roaming.touch(session);
    }

    private void goBackFrom(EngineSession session, Optional<SessionFailure> told, Optional<SessionFailure> tryOthersElse) {
        boolean wasHeld = session.situation() == Situation.ROAMING_STARTING || session.situation() == Situation.ROAMING_TRIAL;
        boolean mustReturn = wasHeld && !carrier(session).isUp() && canTakeBack(session);
        if (mustReturn) {
            told.ifPresent(failure -> desk.apply(session, new SessionInput.Refused(failure)));
            desk.apply(session, new SessionInput.GoBack());
            roaming.start(session, carrier(session), session.roaming().isCarrierStarted());
            // Only if that start was taken does the candidate give way; else it is to be stopped like any other.
            dropCandidate(session, roster.isComing(carrier(session)));
            return;
        }
        dropCandidate(session, false);
        if (carrier(session).isUp() || tryOthersElse.isPresent()) {
            goOn(session, told, tryOthersElse.orElseGet(() -> Failures.lost(carrier(session).id())));
        } else {
            abort(session, Failures.lost(carrier(session).id()));
        }
    }

    /** The old access point had to give way, and its radio has not been found useful by others meanwhile. */
    private boolean canTakeBack(EngineSession session) {
        Track carrier = carrier(session);
        return session.roaming().isDisplacing() && roster.isUsable(carrier) && !roster.takesFromOthers(session, carrier);
    }

    void lookWhileGoingBack(EngineSession session) {
        Track carrier = carrier(session);
        roster.show(session);
        if (carrier.observation() == Observation.ACTIVE) {
            goOn(session, Optional.empty(), Failures.lost(carrier.id()));
        } else if (isStoppedByOther(carrier)) {
            abort(session, Failures.stoppedByOther(carrier.id(), holds.stopper(carrier.id())));
        } else if (carrier.observation() != Observation.STARTING && carrier.observation() != Observation.STOPPING) {
            offerNext(session, Failures.notMigrated(carrier.id(), session.roaming().takeStartFailure().orElseGet(() -> Failures.vanished(carrier))));
        }
    }

    /** On the old access point if that is up, else on another one, else not at all. */
    private void goOn(EngineSession session, Optional<SessionFailure> told, SessionFailure otherwise) {
        if (carrier(session).isUp()) {
            session.roaming().settle();
            // What looked better has to do so for the whole dwell time again.
            session.roaming().candidates().forgetTimes();
            desk.apply(session, new SessionInput.Settled(told));
            roaming.touch(session);
        } else {
            offerNext(session, otherwise);
        }
    }

    private void dropCandidate(EngineSession session, boolean givesWay) {
        Roaming way = session.roaming();
        way.endQuestion();
        way.candidate().filter(way.held()::contains).ifPresent(candidate -> roaming.giveBack(session, candidate, givesWay));
        way.candidate(Optional.empty());
    }

    /** The application wants to decide, or does not any more: what is still to be answered is asked anew. */
    void decide(EngineSession session, Optional<ListenerEntry<Question>> handler) {
        session.roaming().handler(handler);
        session.roaming().asked().flatMap(question -> session.roaming().claim(question.kind())).ifPresent(question -> {
            session.roaming().endQuestion();
            ask(session, question.kind());
        });
    }

    private static Track carrier(EngineSession session) {
        return session.roaming().carrier().orElseThrow();
    }

    private static Track candidate(EngineSession session) {
        return session.roaming().candidate().orElseThrow();
    }
}
