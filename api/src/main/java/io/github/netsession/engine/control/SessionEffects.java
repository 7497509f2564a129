package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
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
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries out the effects that the steps of sessions ask for. Called in the critical section only. */
final class SessionEffects {

    /** Takes the results of effects. */
    interface Inputs {

        void apply(Session session, SessionInput input);

        void observe(AccessPointEntry entry);
    }

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final Duration MIN_READING_AGE = Duration.ofMillis(100);

    private final EngineClock clock;
    private final CriticalSection section;
    private final AccessPoints accessPoints;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final FollowUps followUps;
    private final Recovery recovery;
    private final Optional<UserChoices> choices;
    private final Inputs inputs;
    private OptionalLong lastReadNanos = OptionalLong.empty();

    SessionEffects(CriticalSection section, InterfaceControl interfaces, EngineView.Parts views, FollowUps followUps, Recovery recovery,
        Optional<UserChoices> choices, Inputs inputs) {
        this.clock = views.clock();
        this.section = section;
        this.accessPoints = views.accessPoints();
        this.holds = views.holds();
        this.interfaces = interfaces;
        this.followUps = followUps;
        this.recovery = recovery;
        this.choices = choices;
        this.inputs = inputs;
    }

    /** Carries out an effect; if that throws, the other effects follow, and the session does not wait for what did not begin. */
    void carryOutAlone(Session session, Effect effect, Phase before) {
        try {
            carryOut(session, effect, before);
        } catch (Throwable defect) {
            recovery.stepFailed();
            LOG.log(System.Logger.Level.ERROR, "a session could not do what it had decided", defect);
            answerFailed(session, effect, Failures.of(Trouble.unexpected("session", defect)));
        }
    }

    /** Answers for an effect that was not carried out. */
    private void answerFailed(Session session, Effect effect, SessionFailure failure) {
        if (effect instanceof Effect.Start start) {
            inputs.apply(session, new SessionInput.StartFailed(start.id(), failure, false));
        } else if (effect instanceof Effect.Stop stop) {
            inputs.apply(session, new SessionInput.StopRequested(stop.id(), Optional.of(failure)));
        } else if (effect instanceof Effect.GiveUp each) {
            Map<ConfigurationId, InterfaceAfter> left = new LinkedHashMap<>();
            each.inUse().forEach(id -> left.put(id, InterfaceAfter.LEFT));
            inputs.apply(session, new SessionInput.GivenUp(left, List.of(failure)));
        } else if (effect instanceof Effect.Ask ask) {
            inputs.apply(session, new SessionInput.Answered(ask.question(), false));
        } else if (effect instanceof Effect.AskUser) {
            inputs.apply(session, new SessionInput.Chosen(Optional.empty(), Optional.of(failure)));
        }
    }

    /** Carries out an effect of a step from a phase. */
    void carryOut(Session session, Effect effect, Phase before) {
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
            inputs.observe(entry);
        }
    }

    void release(Session session, AccessPointEntry entry) {
        if (holds.release(entry, session)) {
            followUps.addFollowersOf(entry);
        }
        followUps.addReleased(entry);
    }

    private void start(Session session, AccessPointEntry entry, boolean stopsLater) {
        if (entry.observation() != Observation.ACTIVE) {
            interfaces.start(entry, session.startRequest(stopsLater));
        }
        inputs.apply(session, new SessionInput.StartRequested(entry.id()));
    }

    private void stop(Session session, AccessPointEntry entry) {
        Optional<SessionFailure> refusal = interfaces.stop(entry);
        inputs.apply(session, new SessionInput.StopRequested(entry.id(), refusal));
        inputs.observe(entry);
    }

    private void giveUp(Session session, Effect.GiveUp giveUp, Phase before) {
        Map<ConfigurationId, InterfaceAfter> after = new LinkedHashMap<>();
        List<SessionFailure> refusals = new ArrayList<>();
        giveUp.held().forEach(id -> after.put(id, holds.stopOnClose(accessPoints.get(id), session, before, refusals::add)));
        List<ConfigurationId> changed = giveUp.held().stream().filter(id -> after.get(id) != InterfaceAfter.SHARED).toList();
        after.keySet().retainAll(giveUp.inUse());
        inputs.apply(session, new SessionInput.GivenUp(after, refusals));
        changed.stream().map(accessPoints::get).forEach(inputs::observe);
    }

    private void ask(Session session, Effect.Ask ask) {
        Dialogue dialogue = session.dialogue();
        AskedQuestion asked = new AskedQuestion(ask.question(), dialogue.offer());
        AtomicBoolean isOver = new AtomicBoolean();
        dialogue.ask(asked, clock.after(ask.limit(), () -> section.run(() -> {
            // The application may have answered, and the turn of the answer is still queued. This turn may be a repetition.
            if (isOver.get() || dialogue.question().claim(asked)) {
                isOver.set(true);
                inputs.apply(session, new SessionInput.Answered(asked.question(), false));
            }
        })));
    }

    private void chosen(Session session, UserChoices.Answer answer) {
        if (session.dialogue().isAwaiting(answer.token())) {
            inputs.apply(session, new SessionInput.Chosen(answer.choice().map(NetworkConfiguration::id), answer.failure()));
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
}
