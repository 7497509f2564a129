package io.github.netsession.engine.session;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.FakeView.Fact;
import io.github.netsession.engine.session.FakeView.Flag;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import io.github.netsession.engine.session.Situation.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An input of the table. Main and other are those of the situation.
 *
 * @param name its name
 * @param scopes the sessions to which it can come
 * @param view what the session sees with this input, instead of what it saw before
 * @param before the inputs that come before in the same turn
 * @param input the input itself
 */
record TableInput(String name, Set<Scope> scopes, BiFunction<Situation, FakeView, FakeView> view,
                  Function<Situation, List<SessionInput>> before, Function<Situation, SessionInput> input) {

    private static final SessionFailure FAILURE = Story.FAILURE;
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);
    private static final Set<Scope> SEVERAL = EnumSet.of(Scope.SEVERAL, Scope.CHOICE);

    boolean isFor(Situation situation) {
        return scopes.contains(situation.scope());
    }

    FakeView viewIn(Situation situation) {
        return view.apply(situation, situation.view());
    }

    /** Returns the session to which the input comes. */
    SessionModel modelIn(Situation situation) {
        SessionModel model = situation.model();
        for (SessionInput each : before.apply(situation)) {
            model = SessionMachine.step(model, each, situation.view()).next();
        }
        return model;
    }

    boolean isLook(Situation situation) {
        return input.apply(situation) instanceof SessionInput.Look;
    }

    // ---- all

    static List<TableInput> all() {
        List<TableInput> all = new ArrayList<>(looks());
        all.addAll(looksOfSeveral());
        all.addAll(looksAfterFailures());
        all.addAll(opening());
        all.addAll(closing());
        all.addAll(starting());
        all.addAll(moving());
        return List.copyOf(all);
    }

    private static TableInput look(String name, Set<Scope> scopes, BiFunction<Situation, FakeView, FakeView> view) {
        return new TableInput(name, scopes, view, situation -> List.of(), situation -> new SessionInput.Look());
    }

    private static TableInput input(String name, Function<Situation, SessionInput> input) {
        return new TableInput(name, ALL, (situation, view) -> view, situation -> List.of(), input);
    }

    private static TableInput inputOfSeveral(String name, Function<Situation, SessionInput> input) {
        return new TableInput(name, SEVERAL, (situation, view) -> view, situation -> List.of(), input);
    }

    private static FakeView defined(FakeView view) {
        return view.flag(Flag.NOT_DEFINED, false);
    }

    private static List<TableInput> looks() {
        List<TableInput> looks = new ArrayList<>();
        looks.add(look("looks", ALL, (situation, view) -> view));
        for (Observation seen : Observation.values()) {
            looks.add(look("sees " + seen, ALL, (situation, view) -> defined(view).see(situation.main(), seen)));
        }
        looks.add(look("sees a short gap", ALL, (situation, view) -> defined(view).change(situation.main(), main -> main.withGap(0, false))));
        looks.add(look("sees a long gap", ALL, (situation, view) -> defined(view).change(situation.main(), main -> main.withGap(0, true))));
        looks.add(look("sees a short gap of a cable", ALL,
            (situation, view) -> defined(view).change(situation.main(), main -> main.by(Bearer.ETHERNET).withGap(0, false))));
        looks.add(look("sees it again", ALL, (situation, view) -> defined(view).see(situation.main(), Observation.DISCOVERED)
            .change(situation.main(), main -> main.seenAt(view.nowNanos() + 1))));
        looks.add(look("sees that another session stopped it", ALL,
            (situation, view) -> defined(view).see(situation.main(), Observation.DISCOVERED).stoppedByOther(situation.main(), true)));
        looks.add(look("sees no configuration", ALL,
            (situation, view) -> view.isOne() ? view.see(view.id(), Observation.REMOVED) : view.flag(Flag.NOT_DEFINED, true)));
        looks.add(look("looks after 5 s", ALL, (situation, view) -> view.later(Duration.ofSeconds(5))));
        looks.add(look("looks after 30 s", ALL, (situation, view) -> view.later(Duration.ofSeconds(30))));
        looks.add(look("looks and the choice is removed", Set.of(Scope.CHOICE),
            (situation, view) -> view.withoutChoice(Optional.of(situation.main()))));
        return looks;
    }

    private static List<TableInput> looksOfSeveral() {
        List<TableInput> looks = new ArrayList<>();
        for (Observation seen : Observation.values()) {
            looks.add(look("sees the other " + seen, SEVERAL, (situation, view) -> defined(view).see(situation.other(), seen)));
        }
        looks.add(look("sees the other with a short gap", SEVERAL,
            (situation, view) -> view.change(situation.other(), other -> other.withGap(0, false))));
        looks.add(look("sees the other with a long gap", SEVERAL,
            (situation, view) -> view.change(situation.other(), other -> other.withGap(0, true))));
        looks.add(look("sees that another session stopped the other", SEVERAL,
            (situation, view) -> view.see(situation.other(), Observation.DISCOVERED).stoppedByOther(situation.other(), true)));
        looks.add(look("sees the other in its place", SEVERAL, (situation, view) -> view.see(situation.main(), Observation.DISCOVERED)
            .see(situation.other(), Observation.ACTIVE).fact(Fact.REPLACED, situation.main(), true)));
        looks.add(look("sees both DEFINED", SEVERAL, (situation, view) -> both(situation, view, Observation.DEFINED)));
        looks.add(look("sees both DEFINED and the system may find another", SEVERAL,
            (situation, view) -> both(situation, view, Observation.DEFINED).flag(Flag.SYSTEM_FINDS_WLAN, true)));
        looks.add(look("sees both DISCOVERED", SEVERAL, (situation, view) -> both(situation, view, Observation.DISCOVERED)));
        looks.add(look("sees both ACTIVE", SEVERAL, (situation, view) -> both(situation, view, Observation.ACTIVE)));
        looks.add(look("sees both ACTIVE and the system prefers the other", SEVERAL, (situation, view) -> both(situation, view, Observation.ACTIVE)
            .preferring(Optional.of(view.accessPoint(situation.other()).interfaceName()))));
        looks.add(look("sees a long gap and the other DEFINED", SEVERAL,
            (situation, view) -> view.see(situation.other(), Observation.DEFINED).change(situation.main(), main -> main.withGap(0, true))));
        looks.add(look("sees DISCOVERED and the answer is queued", SEVERAL,
            (situation, view) -> view.see(situation.main(), Observation.DISCOVERED).flag(Flag.ANSWER_QUEUED, true)));
        looks.add(look("sees DISCOVERED and the radio of the other in use", SEVERAL,
            (situation, view) -> view.see(situation.main(), Observation.DISCOVERED).fact(Fact.TAKES_FROM_OTHERS, situation.other(), true)));
        looks.add(look("sees DISCOVERED and may not start", SEVERAL,
            (situation, view) -> view.see(situation.main(), Observation.DISCOVERED).flag(Flag.MAY_NOT_START, true)));
        looks.add(look("sees the other leave the network", SEVERAL, (situation, view) -> view.fact(Fact.LEFT_OUT, situation.other(), true)));
        looks.add(look("sees it leave the network", SEVERAL, (situation, view) -> view.fact(Fact.LEFT_OUT, situation.main(), true)));
        return looks;
    }

    private static FakeView both(Situation situation, FakeView view, Observation seen) {
        return defined(view).see(situation.main(), seen).see(situation.other(), seen);
    }

    private static List<TableInput> looksAfterFailures() {
        return List.of(
            new TableInput("sees DISCOVERED after its start failed", ALL, (situation, view) -> view.see(situation.main(), Observation.DISCOVERED),
                situation -> List.of(new SessionInput.StartFailed(situation.main(), FAILURE, false)), situation -> new SessionInput.Look()),
            new TableInput("sees STARTING after its start failed for this session", ALL,
                (situation, view) -> view.see(situation.main(), Observation.STARTING),
                situation -> List.of(new SessionInput.StartFailed(situation.main(), FAILURE, true)), situation -> new SessionInput.Look()),
            new TableInput("sees the other DISCOVERED after its start failed", SEVERAL,
                (situation, view) -> view.see(situation.other(), Observation.DISCOVERED),
                situation -> List.of(new SessionInput.StartFailed(situation.other(), FAILURE, false)), situation -> new SessionInput.Look()),
            new TableInput("sees the other STARTING after its start failed for this session", SEVERAL,
                (situation, view) -> view.see(situation.other(), Observation.STARTING),
                situation -> List.of(new SessionInput.StartFailed(situation.other(), FAILURE, true)), situation -> new SessionInput.Look()));
    }

    private static List<TableInput> opening() {
        return List.of(
            input("open", situation -> new SessionInput.Open()),
            input("chosen", situation -> new SessionInput.Chosen(Optional.of(situation.main()), Optional.empty())),
            input("not chosen", situation -> new SessionInput.Chosen(Optional.empty(), Optional.of(Failures.notChosen()))));
    }

    private static List<TableInput> closing() {
        List<TableInput> closing = new ArrayList<>();
        closing.add(input("close", situation -> new SessionInput.Close()));
        for (InterfaceAfter after : InterfaceAfter.values()) {
            closing.add(input("given up " + after, situation -> Story.givenUp(inUse(situation), after)));
        }
        closing.add(inputOfSeveral("given up DOWN and the last one SHARED",
            situation -> givenUp(situation, InterfaceAfter.DOWN, InterfaceAfter.SHARED)));
        closing.add(inputOfSeveral("given up STOPPED and the last one SHARED",
            situation -> givenUp(situation, InterfaceAfter.STOPPED, InterfaceAfter.SHARED)));
        closing.add(inputOfSeveral("given up SHARED and the last one STOPPED",
            situation -> givenUp(situation, InterfaceAfter.SHARED, InterfaceAfter.STOPPED)));
        closing.add(input("given up LEFT after a refusal", situation -> new SessionInput.GivenUp(
            ((SessionInput.GivenUp) Story.givenUp(inUse(situation), InterfaceAfter.LEFT)).after(), List.of(FAILURE))));
        closing.add(input("stop", situation -> new SessionInput.Stop()));
        closing.add(input("stop requested", situation -> new SessionInput.StopRequested(situation.main(), Optional.empty())));
        closing.add(inputOfSeveral("stop of the other requested", situation -> new SessionInput.StopRequested(situation.other(), Optional.empty())));
        closing.add(input("stop refused", situation -> new SessionInput.StopRequested(situation.main(), Optional.of(FAILURE))));
        closing.add(input("stop failed", situation -> new SessionInput.StopFailed(situation.main(), FAILURE)));
        closing.add(inputOfSeveral("stop of the other failed", situation -> new SessionInput.StopFailed(situation.other(), FAILURE)));
        closing.add(input("restarted", situation -> new SessionInput.Restarted(situation.main(), Failures.lost(situation.main()))));
        closing.add(inputOfSeveral("the other restarted",
            situation -> new SessionInput.Restarted(situation.other(), Failures.lost(situation.other()))));
        return closing;
    }

    private static List<ConfigurationId> inUse(Situation situation) {
        return situation.model().held().stream()
            .filter(id -> situation.model().phase().isConnecting() || situation.view().accessPoint(id).isUp()).toList();
    }

    private static SessionInput givenUp(Situation situation, InterfaceAfter first, InterfaceAfter last) {
        Map<ConfigurationId, InterfaceAfter> all = new LinkedHashMap<>();
        List<ConfigurationId> inUse = inUse(situation);
        inUse.forEach(id -> all.put(id, first));
        inUse.stream().reduce((one, next) -> next).ifPresent(id -> all.put(id, last));
        return new SessionInput.GivenUp(all, List.of());
    }

    private static List<TableInput> starting() {
        return List.of(
            input("start requested", situation -> new SessionInput.StartRequested(situation.main())),
            input("start failed", situation -> new SessionInput.StartFailed(situation.main(), FAILURE, false)),
            input("start failed for this session", situation -> new SessionInput.StartFailed(situation.main(), FAILURE, true)),
            inputOfSeveral("start of the other failed", situation -> new SessionInput.StartFailed(situation.other(), FAILURE, false)));
    }

    private static List<TableInput> moving() {
        return List.of(
            input("answered yes", situation -> answer(situation, true, 0)),
            input("answered no", situation -> answer(situation, false, 0)),
            input("answered an older question", situation -> answer(situation, true, -1)),
            input("handler set", situation -> new SessionInput.HandlerChanged(true, situation.model().isAsking())),
            input("handler removed", situation -> new SessionInput.HandlerChanged(false, situation.model().isAsking())),
            new TableInput("handler removed and the answer is queued", ALL, (situation, view) -> view.flag(Flag.ANSWER_QUEUED, true),
                situation -> List.of(), situation -> new SessionInput.HandlerChanged(false, false)),
            new TableInput("answered yes and the radio of the other in use", SEVERAL,
                (situation, view) -> view.fact(Fact.TAKES_FROM_OTHERS, situation.other(), true), situation -> List.of(),
                situation -> answer(situation, true, 0)),
            new TableInput("answered no and it is DISCOVERED", ALL, (situation, view) -> view.see(situation.main(), Observation.DISCOVERED),
                situation -> List.of(), situation -> answer(situation, false, 0)),
            input("reported unusable", situation -> new SessionInput.ReportedUnusable()),
            new TableInput("looks after it was reported unusable", ALL, (situation, view) -> view,
                situation -> List.of(new SessionInput.ReportedUnusable()), situation -> new SessionInput.Look()));
    }

    private static SessionInput answer(Situation situation, boolean yes, int shift) {
        Question open = situation.model().moves().question().orElse(new Question(Question.Kind.PREFERRED, 1));
        return new SessionInput.Answered(new Question(open.kind(), open.proposal() + shift), yes);
    }
}
