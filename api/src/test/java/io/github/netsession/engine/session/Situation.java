package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.FakeView.A;
import static io.github.netsession.engine.session.FakeView.B;
import static io.github.netsession.engine.session.FakeView.C;

import io.github.netsession.ConfigurationId;
import io.github.netsession.engine.session.FakeView.Fact;
import io.github.netsession.engine.session.FakeView.Flag;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A situation of the table: a session that some inputs have led there, and what it sees.
 *
 * @param name the phase, the scope, and what else matters
 * @param scope what the session is on
 * @param model the session
 * @param view what it sees
 * @param main the access point in use, or the first one
 * @param other the candidate, or another access point
 */
record Situation(String name, Scope scope, SessionModel model, FakeView view, ConfigurationId main, ConfigurationId other) {

    /** What a session is on. */
    enum Scope {
        /** The access point a. */
        ONE,
        /** The access points a, b and c in this order; a and c share a radio. */
        SEVERAL,
        /** One of them, by the choice of the user. */
        CHOICE;

        FakeView view() {
            return switch (this) {
                case ONE -> FakeView.ofOne();
                case SEVERAL -> FakeView.ofSeveral();
                case CHOICE -> FakeView.ofUserChoice();
            };
        }
    }

    private static final Duration DWELL = FakeView.POLICY.dwell();

    private static Situation of(Scope scope, Phase phase, String what, ConfigurationId main, ConfigurationId other, Consumer<Story> inputs) {
        Story story = new Story(scope.view());
        inputs.accept(story);
        if (story.model().phase() != phase) {
            throw new IllegalStateException(phase + " " + scope + " is " + story.model().phase());
        }
        String name = phase + " " + scope.name().toLowerCase(Locale.ROOT) + (what.isEmpty() ? "" : " " + what);
        return new Situation(name, scope, story.model(), story.view(), main, other);
    }

    private static Situation of(Scope scope, Phase phase, Consumer<Story> inputs) {
        return of(scope, phase, "", A, B, inputs);
    }

    /** Returns all situations. */
    static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        for (Scope scope : List.of(Scope.ONE, Scope.SEVERAL)) {
            all.addAll(watching(scope));
            all.addAll(opening(scope));
            all.addAll(open(scope));
        }
        all.addAll(openingSeveral());
        all.addAll(roaming());
        all.addAll(choosing());
        return List.copyOf(all);
    }

    private static List<Situation> watching(Scope scope) {
        return List.of(
            of(scope, Phase.INVALID, story -> story.given(view -> view.see(A, Observation.REMOVED).flag(Flag.NOT_DEFINED, true)).looks()),
            of(scope, Phase.NOT_AVAILABLE, story -> story.given(view -> view.see(B, Observation.DEFINED)).sees(A, Observation.DEFINED)),
            of(scope, Phase.DISCONNECTED, story -> story.sees(A, Observation.DISCOVERED)),
            of(scope, Phase.CONNECTING_WATCHED, story -> story.sees(A, Observation.STARTING)),
            of(scope, Phase.CONNECTED_WATCHED, story -> story.sees(A, Observation.ACTIVE)),
            of(scope, Phase.CLOSING_WATCHED, story -> story.sees(A, Observation.ACTIVE).sees(A, Observation.STOPPING)));
    }

    private static List<Situation> opening(Scope scope) {
        return List.of(
            of(scope, Phase.CONNECTING_OWN, story -> story.looks().opens().starts(A)),
            of(scope, Phase.REOPENING, story -> story.opensOn(A).stops().opens()));
    }

    private static List<Situation> open(Scope scope) {
        return List.of(
            of(scope, Phase.CONNECTED_OPEN, story -> story.opensOn(A).looks()),
            of(scope, Phase.CLOSING_OWN, story -> story.opensOn(A).stops()));
    }

    private static List<Situation> openingSeveral() {
        return List.of(
            of(Scope.SEVERAL, Phase.CONNECTING_OWN, "with two starts", A, B,
                story -> story.looks().opens().starts(A).looksAfter(Opening.PROGRESS_LIMIT).starts(B)),
            of(Scope.SEVERAL, Phase.CONNECTED_OPEN, "on the second", B, A,
                story -> story.given(view -> view.see(A, Observation.DEFINED)).opensOn(B).looks()),
            of(Scope.SEVERAL, Phase.CONNECTED_OPEN, "being stopped", A, B,
                story -> story.opensOn(A).given(view -> view.see(A, Observation.STOPPING)).looks()),
            of(Scope.SEVERAL, Phase.REOPENING, "after it watched a stop", A, B,
                story -> story.sees(A, Observation.ACTIVE).sees(A, Observation.STOPPING).opens()),
            of(Scope.SEVERAL, Phase.CLOSING_OWN, "after it closed", A, B,
                story -> story.opensOn(A).play(new SessionInput.Close()).given(view -> view.see(A, Observation.STOPPING))
                    .play(Story.givenUp(story.model().held(), InterfaceAfter.STOPPED))));
    }

    private static List<Situation> roaming() {
        return List.of(
            of(Scope.SEVERAL, Phase.ROAMING_SEARCHING, "", A, B, Situation::searches),
            of(Scope.SEVERAL, Phase.ROAMING_OFFERED, "an upgrade", B, A, Situation::offersUpgrade),
            of(Scope.SEVERAL, Phase.ROAMING_OFFERED, "a replacement", A, B,
                story -> story.handler(true).opensOn(A).sees(A, Observation.DISCOVERED)),
            of(Scope.SEVERAL, Phase.ROAMING_STARTING, "beside the other", B, A,
                story -> offersUpgrade(story).answers(true).starts(A)),
            of(Scope.SEVERAL, Phase.ROAMING_STARTING, "in place of the other", C, A, Situation::displaces),
            of(Scope.SEVERAL, Phase.ROAMING_STARTING, "after a loss", A, B,
                story -> story.handler(true).opensOn(A).sees(A, Observation.DISCOVERED).answers(true).starts(B)),
            of(Scope.SEVERAL, Phase.ROAMING_TRIAL, "beside the other", B, A,
                story -> offersUpgrade(story).answers(true).starts(A).sees(A, Observation.ACTIVE)),
            of(Scope.SEVERAL, Phase.ROAMING_TRIAL, "in place of the other", C, A,
                story -> displaces(story).sees(A, Observation.ACTIVE)),
            of(Scope.SEVERAL, Phase.ROAMING_BACK, "", C, A,
                story -> displaces(story).sees(A, Observation.ACTIVE).answers(false).starts(C)));
    }

    private static Story searches(Story story) {
        return story.given(view -> view.see(B, Observation.DEFINED).flag(Flag.SYSTEM_FINDS_WLAN, true)).opensOn(A).sees(A, Observation.DEFINED);
    }

    private static Story offersUpgrade(Story story) {
        return story.given(view -> view.see(A, Observation.DEFINED)).handler(true).opensOn(B).sees(A, Observation.DISCOVERED).looksAfter(DWELL);
    }

    /** The session, which a session had started on c, moves to a on the same radio. */
    static Story displaces(Story story) {
        return story.given(view -> view.see(A, Observation.DEFINED).see(B, Observation.DEFINED).fact(Fact.STARTED, C, true)).handler(true).opensOn(C)
            .sees(A, Observation.DISCOVERED).looksAfter(DWELL).answers(true)
            .given(view -> view.see(C, Observation.DISCOVERED).fact(Fact.REPLACED, C, true)).starts(A);
    }

    private static List<Situation> choosing() {
        return List.of(
            of(Scope.CHOICE, Phase.DISCONNECTED, Story::looks),
            of(Scope.CHOICE, Phase.CONNECTING_OWN, "asked", A, B, story -> story.looks().opens()),
            of(Scope.CHOICE, Phase.CONNECTING_OWN, "chosen", A, B, Situation::chooses),
            of(Scope.CHOICE, Phase.CONNECTING_OWN, "started", A, B, story -> chooses(story).looks().starts(A)),
            of(Scope.CHOICE, Phase.CONNECTED_OPEN, story -> chooses(story).looks().starts(A).sees(A, Observation.ACTIVE).looks()),
            of(Scope.CHOICE, Phase.CLOSING_OWN, Situation::stopsChoice),
            of(Scope.CHOICE, Phase.REOPENING, story -> stopsChoice(story).opens()));
    }

    private static Story chooses(Story story) {
        return story.looks().opens().play(new SessionInput.Chosen(Optional.of(A), Optional.empty())).given(view -> view.chosen(Optional.of(A)));
    }

    private static Story stopsChoice(Story story) {
        return chooses(story).looks().starts(A).sees(A, Observation.ACTIVE).stops().given(view -> view.chosen(Optional.empty()));
    }
}
