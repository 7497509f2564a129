package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.FakeView.A;
import static io.github.netsession.engine.session.FakeView.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.engine.session.FakeView.Fact;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a session returns to the access point that has given way to the candidate on the same radio. */
@Tag("unit")
class RoamingBackTest {

    private Story story;

    @BeforeEach
    void moveOnTrial() {
        story = Situation.displaces(new Story(FakeView.ofSeveral())).sees(A, Observation.ACTIVE);
        story.effects();
        assertEquals(Phase.ROAMING_TRIAL, story.model().phase());
    }

    @Test
    void theCandidateIsHeldUntilTheStartOfTheOldOneHasBeenRequested() {
        story.answers(false);
        assertEquals(Phase.ROAMING_BACK, story.model().phase());
        assertTrue(story.effects().contains(new Effect.Start(C, true)));
        assertEquals(List.of(C, A), story.model().held());
    }

    @Test
    void theCandidateIsNotStoppedIfTheOldOneTakesTheRadioFromIt() {
        story.answers(false).effects();
        story.starts(C);
        assertEquals(List.of(new Effect.Leave(A, true)), story.effects());
    }

    @Test
    void theCandidateIsStoppedIfTheStartOfTheOldOneWasRefused() {
        story.answers(false).effects();
        story.play(new SessionInput.StartFailed(C, Story.FAILURE, false)).play(new SessionInput.StartRequested(C));
        assertEquals(List.of(new Effect.Leave(A, false)), story.effects());
    }

    @Test
    void theOldOneIsNotStartedIfThatTookTheRadioFromOtherSessions() {
        story.given(view -> view.fact(Fact.TAKES_FROM_OTHERS, C, true)).answers(false);
        assertEquals(List.of(), story.effects().stream().filter(effect -> effect instanceof Effect.Start).toList());
        assertEquals(Phase.DISCONNECTED, story.model().phase());
    }
}
