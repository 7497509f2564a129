package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.session.Effect;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionMachine;
import io.github.netsession.engine.session.Step;
import io.github.netsession.spi.EngineClock;
import io.github.netsession.spi.GuardedLogger;
import io.github.netsession.spi.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes inputs to the session machine, and carries out the effects that it asks for. Called in the critical section only. */
final class SessionRunner {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** Each round tries at least one more access point, of which a radio sees some hundreds. */
    private static final int MAX_ROUNDS = 10_000;
    /** During a reading, others may stop the access point once more. */
    private static final int MAX_READINGS = 2;
    private static final Duration MIN_READING_AGE = Duration.ofMillis(100);

    private final EngineClock clock;
    private final CriticalSection section;
    private final AccessPoints accessPoints;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final EngineView.Parts views;
    private final FollowUps followUps;
    private final Offers offers;
    private final Recovery recovery;
    private final Optional<UserChoices> choices;
    /** Sessions that must outlive the application's references to them, see {@link Session#isNeeded}. */
    private final Set<Session> kept = new LinkedHashSet<>();
    private OptionalLong lastReadNanos = OptionalLong.empty();

    SessionRunner(EngineClock clock, CriticalSection section, InterfaceControl interfaces, EngineView.Parts views, FollowUps followUps,
        Offers offers, Recovery recovery, Optional<UserChoices> choices) {
        this.clock = clock;
        this.section = section;
        this.accessPoints = views.accessPoints();
        this.holds = views.holds();
        this.interfaces = interfaces;
        this.views = views;
        this.followUps = followUps;
        this.offers = offers;
        this.recovery = recovery;
        this.choices = choices;
    }

    // ---- inputs

    /** Applies an input; if that changes the session, it looks again at the end of the turn. */
    void apply(Session session, SessionInput input) {
        Phase before = session.phase();
        Step step = SessionMachine.step(session.model(), input, views.of(session));
        List<SessionEvent> events = events(session, step);
        if (step.next() == session.model() && step.effects().isEmpty()) {
            session.tell(events);
            session.settle(events);
            keepIfNeeded(session);
            return;
        }
        // Counted first: a thread that sees an open session must also see its hold.
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Hold) {
                carryOut(session, effect, before);
            }
        }
        session.take(step.next(), events);
        for (Effect effect : step.effects()) {
            if (!(effect instanceof Effect.Hold)) {
                carryOutAlone(session, effect, before);
            }
        }
        session.settle(events);
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
    void observe(AccessPointEntry entry) {
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
            release(session, entry);
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

    // ---- effects

    /** Returns the events of a step: other restrictions are reported where the session begins to use another access point. */
    private List<SessionEvent> events(Session session, Step step) {
        Optional<SessionEvent> restrictions = views.members().show(session, step.next());
        List<SessionEvent> events = new ArrayList<>(step.effects().size());
        int place = 0;
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Use) {
                place = events.size();
            }
            offers.event(session, effect).ifPresent(events::add);
        }
        if (restrictions.isPresent()) {
            events.add(place, restrictions.get());
        }
        return events;
    }

    /** Carries out an effect; if that throws, the other effects follow, and the session does not wait for what did not begin. */
    private void carryOutAlone(Session session, Effect effect, Phase before) {
        try {
            carryOut(session, effect, before);
        } catch (Throwable defect) {
            recovery.stepFailed();
            LOG.log(System.Logger.Level.ERROR, "a session could not do what it had decided", defect);
            giveUp(session, effect, Failures.of(Trouble.unexpected("session", defect)));
        }
    }

    private void giveUp(Session session, Effect effect, SessionFailure failure) {
        if (effect instanceof Effect.Start start) {
            apply(session, new SessionInput.StartFailed(start.id(), failure, false));
        } else if (effect instanceof Effect.Stop stop) {
            apply(session, new SessionInput.StopRequested(stop.id(), Optional.of(failure)));
        } else if (effect instanceof Effect.GiveUp each) {
            Map<ConfigurationId, InterfaceAfter> left = new LinkedHashMap<>();
            each.inUse().forEach(id -> left.put(id, InterfaceAfter.LEFT));
            apply(session, new SessionInput.GivenUp(left, List.of(failure)));
        } else if (effect instanceof Effect.Ask ask) {
            apply(session, new SessionInput.Answered(ask.question(), false));
        } else if (effect instanceof Effect.AskUser) {
            apply(session, new SessionInput.Chosen(Optional.empty(), Optional.of(failure)));
        }
    }

    /** Carries out an effect of a step from a phase. */
    private void carryOut(Session session, Effect effect, Phase before) {
        if (effect instanceof Effect.Hold hold) {
            holds.hold(accessPoints.get(hold.id()), session, session.peerGroup());
        } else if (effect instanceof Effect.Leave leave) {
            leave(session, leave, before);
        } else if (effect instanceof Effect.Release release) {
            release(session, accessPoints.get(release.id()));
        } else if (effect instanceof Effect.Start start) {
            start(session, accessPoints.get(start.id()), start.stopsLater());
        } else if (effect instanceof Effect.Stop stop) {
            stop(session, accessPoints.get(stop.id()));
        } else if (effect instanceof Effect.GiveUp giveUp) {
            giveUp(session, giveUp, before);
        } else if (effect instanceof Effect.Ask ask) {
            ask(session, ask);
        } else if (effect instanceof Effect.AskUser) {
            choices.orElseThrow().ask(session, answer -> section.run(() -> chosen(session, answer)));
        } else if (effect instanceof Effect.EndQuestion) {
            session.dialogue().end();
        } else if (effect instanceof Effect.LookAt look) {
            lookAt(session, look);
        }
    }

    private void leave(Session session, Effect.Leave leave, Phase before) {
        AccessPointEntry entry = accessPoints.get(leave.id());
        InterfaceAfter after = InterfaceAfter.DOWN;
        if (leave.isReplaced()) {
            holds.replaced(entry, session);
        } else {
            after = holds.stopOnLeave(entry, session, before);
        }
        release(session, entry);
        if (after != InterfaceAfter.SHARED) {
            observe(entry);
        }
    }

    private void release(Session session, AccessPointEntry entry) {
        if (holds.release(entry, session)) {
            followUps.addFollowersOf(entry);
        }
        followUps.addReleased(entry);
    }

    private void start(Session session, AccessPointEntry entry, boolean stopsLater) {
        if (entry.observation() != Observation.ACTIVE) {
            interfaces.start(entry, session.startRequest(stopsLater));
        }
        apply(session, new SessionInput.StartRequested(entry.id()));
    }

    private void stop(Session session, AccessPointEntry entry) {
        Optional<SessionFailure> refusal = interfaces.stop(entry);
        apply(session, new SessionInput.StopRequested(entry.id(), refusal));
        observe(entry);
    }

    private void giveUp(Session session, Effect.GiveUp giveUp, Phase before) {
        Map<ConfigurationId, InterfaceAfter> after = new LinkedHashMap<>();
        List<SessionFailure> refusals = new ArrayList<>();
        giveUp.held().forEach(id -> after.put(id, holds.stopOnClose(accessPoints.get(id), session, before, refusals::add)));
        List<ConfigurationId> changed = giveUp.held().stream().filter(id -> after.get(id) != InterfaceAfter.SHARED).toList();
        after.keySet().retainAll(giveUp.inUse());
        apply(session, new SessionInput.GivenUp(after, refusals));
        changed.stream().map(accessPoints::get).forEach(this::observe);
    }

    private void ask(Session session, Effect.Ask ask) {
        Dialogue dialogue = session.dialogue();
        AskedQuestion asked = new AskedQuestion(ask.question(), dialogue.offer());
        AtomicBoolean isOver = new AtomicBoolean();
        dialogue.ask(asked, clock.after(ask.limit(), () -> section.run(() -> {
            // The application may have answered, and the turn of the answer is still queued. This turn may be a repetition.
            if (isOver.get() || dialogue.question().claim(asked)) {
                isOver.set(true);
                apply(session, new SessionInput.Answered(asked.question(), false));
            }
        })));
    }

    private void chosen(Session session, UserChoices.Answer answer) {
        if (session.dialogue().isAwaiting(answer.token())) {
            apply(session, new SessionInput.Chosen(answer.choice().map(NetworkConfiguration::id), answer.failure()));
        }
    }

    private void lookAt(Session session, Effect.LookAt look) {
        if (look.atNanos().isEmpty()) {
            session.lookAgain(Optional.empty());
            return;
        }
        Duration delay = Duration.ofNanos(Math.max(0, look.atNanos().getAsLong() - clock.nanos()));
        session.lookAgain(Optional.of(clock.after(delay, () -> section.run(() -> {
            if (look.isAfterReading()) {
                readUnlessJustRead();
            }
            followUps.add(session);
        }))));
    }

    /** One reading serves all sessions that look at about the same time. */
    private void readUnlessJustRead() {
        long now = clock.nanos();
        if (lastReadNanos.isEmpty() || now - lastReadNanos.getAsLong() >= MIN_READING_AGE.toNanos()) {
            lastReadNanos = OptionalLong.of(now);
            interfaces.readNow();
        }
    }

    /** Releases the access points that a session holds, because the library closes. */
    void releaseAll(Session session) {
        session.model().held().forEach(id -> release(session, accessPoints.get(id)));
    }

    /** Keeps a session if it is needed; otherwise permits its garbage collection. */
    void keepIfNeeded(Session session) {
        if (session.isNeeded()) {
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
