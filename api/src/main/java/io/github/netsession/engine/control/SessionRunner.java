package io.github.netsession.engine.control;

import io.github.netsession.SessionEvent;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.session.Effect;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionMachine;
import io.github.netsession.engine.session.Step;
import io.github.netsession.internal.GuardedLogger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Passes inputs to the session machine, and lets sessions look. Called in the critical section only. */
final class SessionRunner implements SessionEffects.Inputs {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** Each round tries at least one more access point, of which a radio sees some hundreds. */
    private static final int MAX_ROUNDS = 10_000;
    /** During a reading, others may stop the access point once more. */
    private static final int MAX_READINGS = 2;

    private final AccessPoints accessPoints;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final EngineView.Parts views;
    private final FollowUps followUps;
    private final Offers offers;
    private final Recovery recovery;
    private final PendingCloses closes;
    private final SessionEffects effects;
    /** Sessions that must outlive the application's references to them, see {@link Session#isNeeded}. */
    private final Set<Session> kept = new LinkedHashSet<>();

    SessionRunner(CriticalSection section, InterfaceControl interfaces, EngineView.Parts views, FollowUps followUps,
        Offers offers, Recovery recovery, PendingCloses closes, Optional<UserChoices> choices) {
        this.accessPoints = views.accessPoints();
        this.holds = views.holds();
        this.interfaces = interfaces;
        this.views = views;
        this.followUps = followUps;
        this.offers = offers;
        this.recovery = recovery;
        this.closes = closes;
        this.effects = new SessionEffects(section, interfaces, views, followUps, recovery, choices, this);
    }

    /** Applies an input; if that changes the session, it looks again at the end of the turn. */
    @Override
    public void apply(Session session, SessionInput input) {
        Phase before = session.phase();
        EngineView view = views.of(session);
        Step step = SessionMachine.step(session.model(), input, view);
        List<SessionEvent> events = events(session, step, view);
        if (step.next() == session.model() && step.effects().isEmpty()) {
            session.tell(events);
            session.settle(events);
            keepIfNeeded(session);
            return;
        }
        // Counted first: a thread that sees an open session must also see its hold.
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Hold) {
                effects.carryOut(session, effect, before);
            }
        }
        session.take(step.next(), events);
        for (Effect effect : step.effects()) {
            if (!(effect instanceof Effect.Hold)) {
                effects.carryOutAlone(session, effect, before);
            }
        }
        session.settle(events);
        if (input instanceof SessionInput.GivenUp givenUp && !givenUp.refusals().isEmpty()) {
            closes.refused(session, givenUp.refusals().get(0));
        }
        keepIfNeeded(session);
        followUps.add(session);
    }

    /** Lets a session look. Reads again while another engine may have stopped, or is about to stop, what the session would use. */
    void lookBeforeOpening(Session session) {
        if (followUps.contains(session)) {
            apply(session, new SessionInput.Look());
        }
        for (int readings = 0; readings < MAX_READINGS && session.phase() == Phase.CONNECTED_WATCHED
            && (views.diagnosis().isReadingDoubtful() || stoppedBest(session).isPresent()); readings++) {
            interfaces.readNow();
            stoppedBest(session).map(interfaces::awaitLock).ifPresent(this::observe);
            apply(session, new SessionInput.Look());
        }
    }

    private Optional<AccessPointEntry> stoppedBest(Session session) {
        return SessionMachine.bestActive(session.model(), views.of(session)).map(accessPoints::get)
            .filter(best -> views.diagnosis().stoppedSinceUp(best).isPresent() || interfaces.isUndecided(best));
    }

    /** Remembers the state of an access point, and lets the sessions that follow it look if that has changed. */
    @Override
    public void observe(AccessPointEntry entry) {
        interfaces.followOtherStop(entry);
        Observation now = entry.observation();
        boolean wasDown = !entry.wasUp();
        entry.show(now);
        if (now == Observation.ACTIVE && (wasDown || views.diagnosis().stoppedSinceUp(entry).isEmpty())) {
            views.diagnosis().markUp(entry);
        }
        followUps.mayHaveChanged(entry);
    }

    /** Lets the sessions look whose access points may have changed. A look may cause others; a defect in that must not keep the lock forever. */
    void lookWhereNeeded() {
        try {
            for (int rounds = 0; !followUps.isEmpty(); rounds++) {
                if (rounds == MAX_ROUNDS) {
                    LOG.log(System.Logger.Level.ERROR, "sessions still move after " + MAX_ROUNDS + " rounds of one turn; this is a defect");
                    break;
                }
                FollowUps.Batch batch = followUps.take();
                batch.released().forEach(holds::stopIfUnheld);
                batch.sessions().forEach(this::lookAlone);
                batch.changed().forEach(holds::stopIfUnheld);
            }
        } finally {
            views.members().endOfTurn();
        }
    }

    /** Lets all sessions look, and corrects their holds, because a step has failed in the middle. */
    void lookAll(SessionGroups groups) {
        List<AccessPointEntry> entries = accessPoints.all();
        for (AccessPointEntry entry : entries) {
            for (Session session : groups.sessionsOn(entry)) {
                entries.forEach(each -> correctHold(session, each));
                followUps.add(session);
            }
            followUps.addReleased(entry);
        }
    }

    private void correctHold(Session session, AccessPointEntry entry) {
        if (session.model().held().contains(entry.id())) {
            holds.hold(entry, session, session.peerGroup());
        } else {
            effects.release(session, entry);
        }
    }

    /** Lets one session look; a defect in that must not prevent the look of the others. */
    private void lookAlone(Session session) {
        try {
            apply(session, new SessionInput.Look());
        } catch (Throwable defect) {
            recovery.stepFailed();
            LOG.log(System.Logger.Level.ERROR, "a session could not look", defect);
        }
    }

    /** Returns the events of a step: other restrictions are reported where the session begins to use another access point. */
    private List<SessionEvent> events(Session session, Step step, EngineView view) {
        Optional<Set<UsagePolicy>> restrictions = views.members().show(session, step.next(), view);
        SessionEvents events = new SessionEvents(session);
        int use = lastUse(step.effects());
        if (use < 0) {
            restrictions.ifPresent(events::addRestrictions);
        }
        for (int i = 0; i < step.effects().size(); i++) {
            if (i == use) {
                restrictions.ifPresent(events::addRestrictions);
            }
            events.add(step.effects().get(i), offers.of(session, step.effects().get(i)));
        }
        return events.list();
    }

    private static int lastUse(List<Effect> effects) {
        for (int i = effects.size() - 1; i >= 0; i--) {
            if (effects.get(i) instanceof Effect.Use) {
                return i;
            }
        }
        return -1;
    }

    /** Releases the access points that a session holds, because the library closes. */
    void releaseAll(Session session) {
        session.model().held().forEach(id -> effects.release(session, accessPoints.get(id)));
    }

    /** Keeps a session if it is needed; otherwise permits its garbage collection. */
    void keepIfNeeded(Session session) {
        if (session.isNeeded() || closes.isPending(session)) {
            kept.add(session);
        } else {
            kept.remove(session);
        }
    }

    /** Returns the sessions that are kept; a copy. */
    List<Session> kept() {
        return List.copyOf(kept);
    }
}
