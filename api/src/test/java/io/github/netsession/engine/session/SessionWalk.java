package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.FakeView.Fact;
import io.github.netsession.engine.session.FakeView.Flag;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A session with random inputs and random changes of what it sees. The effects of each step are carried out, as far as the session sees them. */
final class SessionWalk {

    private static final int MAX_LOOKS = 50;
    private static final SessionFailure FAILURE = Story.FAILURE;
    private static final List<TableInput> INPUTS = TableInput.all();

    private final Random random;
    private final Situation.Scope scope;
    private final List<ConfigurationId> ids;
    private FakeView view;
    private SessionModel model = SessionModel.closed(Phase.DISCONNECTED);
    private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    private final Set<Class<?>> effects = new HashSet<>();

    SessionWalk(Situation.Scope scope, long seed) {
        this.scope = scope;
        this.random = new Random(seed);
        this.view = scope.view();
        this.ids = List.copyOf(view.accessPoints().keySet());
    }

    Set<Phase> phases() {
        return phases;
    }

    Set<Class<?>> effects() {
        return effects;
    }

    /** Lets something happen, and the session look until it comes to rest, as at the end of a turn. */
    void turn() {
        happen(random.nextInt(24));
        int looksLeft = MAX_LOOKS;
        while (apply(new SessionInput.Look())) {
            assertTrue(--looksLeft > 0, () -> "does not come to rest: " + model);
        }
        view = view.preferring(Optional.empty());
        assertTrue(waitsForSomething(), () -> "nothing will end this phase: " + model);
        tryAnything();
    }

    /** Returns whether a change, a time or an answer will end a phase that must end. */
    private boolean waitsForSomething() {
        return switch (model.phase()) {
            case CONNECTING_OWN -> model.isChoosing() || model.moves().attempts().stream().anyMatch(attempt -> observed(attempt.id()).isChanging());
            case REOPENING, CLOSING_OWN -> view.accessPoints().values().stream().anyMatch(each -> each.observation() == Observation.STOPPING);
            case ROAMING_SEARCHING -> model.moves().lookAtNanos().orElseThrow() > view.nowNanos();
            case ROAMING_OFFERED, ROAMING_TRIAL -> model.isAsking();
            case ROAMING_STARTING -> observed(model.candidate().orElseThrow()).isChanging()
                || view.accessPoint(model.candidate().orElseThrow()).gap().isPresent();
            case ROAMING_BACK -> observed(model.current().orElseThrow()).isChanging();
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CONNECTED_OPEN, CLOSING_WATCHED -> true;
        };
    }

    private Observation observed(ConfigurationId id) {
        return view.accessPoint(id).observation();
    }

    private void happen(int what) {
        switch (what) {
            case 0, 1, 2, 3, 4, 5 -> view = view.see(any(), any(Observation.values()));
            case 6, 7 -> view = view.later(Duration.ofSeconds(1 + random.nextInt(30)));
            case 8 -> view = view.see(any(), Observation.ACTIVE).change(any(), this::gap);
            case 9 -> view = view.change(any(), before -> before.progressing(random.nextBoolean()));
            case 10 -> view = view.change(any(), before -> before.seenAt(view.nowNanos()).reaching(any(Connectivity.values())));
            case 11 -> changeFact();
            case 12 -> changeFlag();
            case 13 -> view = view.preferring(view.accessPoint(any()).configuration().flatMap(configuration -> configuration.interfaceName()));
            case 14, 15, 16 -> apply(new SessionInput.Open());
            case 17 -> apply(random.nextBoolean() ? new SessionInput.Close() : new SessionInput.Stop());
            case 18, 19 -> apply(new SessionInput.HandlerChanged(random.nextInt(4) > 0, model.isAsking()));
            case 20, 21 -> answer();
            case 22 -> choose();
            default -> report();
        }
    }

    private FakeAccessPoint gap(FakeAccessPoint before) {
        return before.observation() == Observation.ACTIVE ? before.withGap(view.nowNanos(), random.nextBoolean()) : before;
    }

    private void changeFact() {
        Fact fact = any(Fact.values());
        // What the user chose decides which access points are members.
        if (scope == Situation.Scope.SEVERAL || fact != Fact.LEFT_OUT) {
            view = view.fact(fact, any(), random.nextInt(3) == 0);
        }
    }

    private void changeFlag() {
        Flag flag = any(Flag.values());
        if (flag == Flag.MAY_NOT_START || flag == Flag.SYSTEM_FINDS_WLAN) {
            view = view.flag(flag, random.nextBoolean());
        } else if (flag == Flag.NOT_DEFINED && scope != Situation.Scope.ONE) {
            view = view.flag(flag, random.nextInt(3) == 0);
        }
    }

    /** Answers the open question, perhaps a while after the answer was queued. */
    private void answer() {
        Optional<Question> question = model.moves().question();
        if (question.isPresent()) {
            if (random.nextBoolean()) {
                view = view.flag(Flag.ANSWER_QUEUED, true).see(any(), any(Observation.values()));
                apply(random.nextBoolean() ? new SessionInput.Look() : new SessionInput.HandlerChanged(false, false));
            }
            apply(new SessionInput.Answered(question.get(), random.nextInt(3) > 0));
            view = view.flag(Flag.ANSWER_QUEUED, false);
        }
    }

    private void choose() {
        boolean isMade = random.nextInt(4) > 0;
        apply(new SessionInput.Chosen(isMade ? Optional.of(any()) : Optional.empty(), isMade ? Optional.empty() : Optional.of(Failures.notChosen())));
    }

    private void report() {
        ConfigurationId id = any();
        switch (random.nextInt(4)) {
            case 0 -> {
                boolean continues = random.nextBoolean();
                view = view.see(id, continues ? Observation.STARTING : Observation.DISCOVERED);
                apply(new SessionInput.StartFailed(id, FAILURE, continues));
            }
            case 1 -> {
                view = view.see(id, Observation.ACTIVE);
                apply(new SessionInput.StopFailed(id, FAILURE));
            }
            case 2 -> {
                view = view.see(id, Observation.ACTIVE);
                apply(new SessionInput.Restarted(id, Failures.lost(id)));
            }
            default -> apply(new SessionInput.ReportedUnusable());
        }
    }

    /** Checks a step that the session does not take: any input may come to any session. */
    private void tryAnything() {
        Situation here = new Situation("", scope, model, view, any(), any());
        List<TableInput> possible = INPUTS.stream().filter(input -> input.isFor(here)).toList();
        TableInput input = possible.get(random.nextInt(possible.size()));
        SessionModel before = input.modelIn(here);
        FakeView seen = input.viewIn(here);
        StepRules.check(before, seen, SessionMachine.step(before, input.input().apply(here), seen));
    }

    // ---- steps

    /** Takes a step; returns whether that changes anything. */
    private boolean apply(SessionInput input) {
        Step step = SessionMachine.step(model, input, view);
        StepRules.check(model, view, step);
        assertEquals(step, SessionMachine.step(model, input, view), "equal arguments give equal steps");
        boolean changes = !step.next().equals(model) || !step.effects().isEmpty();
        model = step.next();
        phases.add(model.phase());
        if (view.isUserChoice()) {
            view = view.chosen(model.choice());
        }
        for (Effect effect : step.effects()) {
            effects.add(effect.getClass());
            carryOut(effect);
        }
        return changes;
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Start start) {
            start(start.id());
        } else if (effect instanceof Effect.Stop stop) {
            boolean isRefused = random.nextInt(5) == 0;
            view = isRefused ? view : view.see(stop.id(), Observation.STOPPING);
            apply(new SessionInput.StopRequested(stop.id(), isRefused ? Optional.of(FAILURE) : Optional.empty()));
        } else if (effect instanceof Effect.GiveUp giveUp) {
            giveUp(giveUp);
        } else if (effect instanceof Effect.Leave leave) {
            view = view.see(leave.id(), leave.isReplaced() ? Observation.DISCOVERED : view.accessPoint(leave.id()).observation());
        }
    }

    private void start(ConfigurationId id) {
        boolean isRefused = random.nextInt(5) == 0;
        view = view.see(id, isRefused ? Observation.DISCOVERED : Observation.STARTING).stoppedByOther(id, false);
        for (ConfigurationId other : ids) {
            if (!isRefused && !other.equals(id) && view.shareLink(id, other) && view.accessPoint(other).isUp()) {
                view = view.see(other, Observation.DISCOVERED).fact(Fact.REPLACED, other, true);
            }
        }
        if (isRefused) {
            apply(new SessionInput.StartFailed(id, FAILURE, false));
        }
        apply(new SessionInput.StartRequested(id));
    }

    private void giveUp(Effect.GiveUp giveUp) {
        Map<ConfigurationId, InterfaceAfter> after = new LinkedHashMap<>();
        for (ConfigurationId id : giveUp.held()) {
            after.put(id, any(InterfaceAfter.values()));
            view = after.get(id) == InterfaceAfter.STOPPED ? view.see(id, Observation.STOPPING) : view;
        }
        after.keySet().retainAll(giveUp.inUse());
        apply(new SessionInput.GivenUp(after, random.nextInt(5) == 0 ? List.of(FAILURE) : List.of()));
    }

    private ConfigurationId any() {
        return ids.get(random.nextInt(ids.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
