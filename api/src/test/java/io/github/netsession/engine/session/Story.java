package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A session that tests lead from one input to the next, with what it sees, and the effects so far. Carries out nothing. */
final class Story {

    static final SessionFailure FAILURE = SessionFailure.builder(SessionError.UNKNOWN, Reason.UNKNOWN, "failed").retryable(true).build();

    private FakeView view;
    private SessionModel model = SessionModel.closed(Phase.DISCONNECTED);
    private final List<Effect> effects = new ArrayList<>();

    Story(FakeView view) {
        this.view = view;
    }

    SessionModel model() {
        return model;
    }

    FakeView view() {
        return view;
    }

    /** Returns the effects since the last call. */
    List<Effect> effects() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    /** Changes what the session sees; it does not look yet. */
    Story given(UnaryOperator<FakeView> change) {
        view = change.apply(view);
        return this;
    }

    Story play(SessionInput input) {
        Step step = SessionMachine.step(model, input, view);
        StepRules.check(model, view, step);
        model = step.next();
        effects.addAll(step.effects());
        return this;
    }

    /** Looks at an access point in another state. */
    Story sees(ConfigurationId id, Observation observation) {
        return given(before -> before.see(id, observation)).looks();
    }

    Story looks() {
        return play(new SessionInput.Look());
    }

    Story looksAfter(Duration time) {
        return given(before -> before.later(time)).looks();
    }

    Story opens() {
        return play(new SessionInput.Open());
    }

    /** Opens on an access point that was up before. */
    Story opensOn(ConfigurationId id) {
        return sees(id, Observation.ACTIVE).opens();
    }

    /** The start of an access point has begun. */
    Story starts(ConfigurationId id) {
        return given(before -> before.see(id, Observation.STARTING)).play(new SessionInput.StartRequested(id));
    }

    Story handler(boolean isPresent) {
        return play(new SessionInput.HandlerChanged(isPresent, model.isAsking()));
    }

    /** Answers the open question. */
    Story answers(boolean yes) {
        return play(new SessionInput.Answered(model.moves().question().orElseThrow(), yes));
    }

    /** Stops the access point in use. */
    Story stops() {
        ConfigurationId id = model.current().orElseThrow();
        return play(new SessionInput.Stop()).given(before -> before.see(id, Observation.STOPPING))
            .play(new SessionInput.StopRequested(id, Optional.empty()));
    }

    static SessionInput givenUp(List<ConfigurationId> inUse, InterfaceAfter after) {
        Map<ConfigurationId, InterfaceAfter> all = new LinkedHashMap<>();
        inUse.forEach(id -> all.put(id, after));
        return new SessionInput.GivenUp(all, List.of());
    }
}
