package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.FakeView.A;
import static io.github.netsession.engine.session.FakeView.B;
import static io.github.netsession.engine.session.FakeView.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.engine.session.FakeView.Fact;
import io.github.netsession.engine.session.FakeView.Flag;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a session over several access points opens when the first start gets nowhere. */
@Tag("unit")
class OpeningTest {

    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final SessionFailure OTHER_FAILURE = SessionFailure.builder(SessionError.UNKNOWN, Reason.BUSY, "failed later").build();

    private Story story = new Story(FakeView.ofSeveral());

    @BeforeEach
    void openTheSession() {
        story.looks().opens();
        assertEquals(List.of(A), starts(story.effects()));
        story.starts(A).effects();
    }

    private static List<ConfigurationId> starts(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.Start start ? Stream.of(start.id()) : Stream.empty()).toList();
    }

    private static List<ConfigurationId> left(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.Leave leave ? Stream.of(leave.id()) : Stream.empty()).toList();
    }

    private static List<ConfigurationId> released(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.Release release ? Stream.of(release.id()) : Stream.empty()).toList();
    }

    private static List<SessionFailure> failures(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.TellFailure tell
            ? Stream.of(tell.failure()) : Stream.empty()).toList();
    }

    private static Optional<Long> nextLookNanos(List<Effect> effects) {
        return effects.stream().flatMap(effect -> effect instanceof Effect.LookAt look && look.atNanos().isPresent()
            ? Stream.of(look.atNanos().getAsLong()) : Stream.empty()).findFirst();
    }

    private Story addsThirdRadio() {
        return story.given(view -> view.change(C, before -> FakeAccessPoint.of(C, "wlan2", Bearer.WLAN, Observation.DISCOVERED)));
    }

    @Nested
    class WhileTheFirstStartGetsNowhere {

        @Test
        void theSessionReadsAndLooksAgainAfterFiveSeconds() {
            Story fresh = new Story(FakeView.ofSeveral()).looks().opens();
            assertTrue(fresh.effects().contains(new Effect.LookAt(OptionalLong.of(FIVE.toNanos()), true)));
        }

        @Test
        void theNextAccessPointIsStartedBesideItAfterFiveSeconds() {
            story.looksAfter(FIVE);
            assertEquals(List.of(B), starts(story.effects()));
            assertEquals(List.of(A, B), story.model().held());
            assertEquals(Optional.of(A), story.model().current());
            assertEquals(Phase.CONNECTING_OWN, story.model().phase());
        }

        @Test
        void nothingElseIsStartedBeforeFiveSeconds() {
            story.looksAfter(FIVE.minusNanos(1));
            assertEquals(List.of(), story.effects());
        }

        @Test
        void aStartWithProgressIsWaitedFor() {
            story.given(view -> view.change(A, before -> before.progressing(true))).looksAfter(FIVE).looksAfter(FIVE);
            assertEquals(List.of(), story.effects());
        }

        @Test
        void theNextIsStartedAtOnceWhenTheProgressIsGone() {
            story.given(view -> view.change(A, before -> before.progressing(true))).looksAfter(FIVE.plus(FIVE));
            story.given(view -> view.change(A, before -> before.progressing(false))).looks();
            assertEquals(List.of(B), starts(story.effects()));
        }

        @Test
        void anAccessPointOnTheSameRadioIsNotStartedBesideIt() {
            story.given(view -> view.see(B, Observation.DEFINED).see(C, Observation.DISCOVERED)).looksAfter(FIVE);
            assertEquals(List.of(), starts(story.effects()));
            story.play(new SessionInput.StartFailed(A, Story.FAILURE, false)).sees(A, Observation.DISCOVERED);
            List<Effect> effects = story.effects();
            assertEquals(List.of(A), left(effects));
            assertEquals(List.of(C), starts(effects));
        }

        @Test
        void anAccessPointOnARadioThatOtherSessionsUseIsNotStartedBesideIt() {
            story.given(view -> view.fact(Fact.TAKES_FROM_OTHERS, B, true)).looksAfter(FIVE);
            assertEquals(List.of(), starts(story.effects()));
        }

        @Test
        void nothingIsStartedThatMayNotBeStarted() {
            story.given(view -> view.flag(Flag.MAY_NOT_START, true)).looksAfter(FIVE);
            assertEquals(List.of(), starts(story.effects()));
        }

        @Test
        void anAccessPointThatAppearsLaterIsStartedBesideIt() {
            story.given(view -> view.see(B, Observation.DEFINED)).looksAfter(FIVE).sees(B, Observation.DISCOVERED);
            assertEquals(List.of(B), starts(story.effects()));
        }
    }

    @Test
    void aSessionOnOneAccessPointDoesNotLookAgainByItself() {
        Story one = new Story(FakeView.ofOne()).looks().opens().starts(A);
        assertEquals(Optional.empty(), nextLookNanos(one.effects()));
        one.looksAfter(FIVE);
        assertEquals(List.of(), one.effects());
    }

    @Test
    void aRadioIsTakenFromOthersBeforeAnAccessPointThatLostItsCarrierIsStarted() {
        FakeView view = FakeView.ofSeveral().change(A, before -> before.downSince(0)).fact(Fact.TAKES_FROM_OTHERS, B, true);
        assertEquals(List.of(B), starts(new Story(view).looks().opens().effects()));
        view = view.see(B, Observation.DEFINED);
        assertEquals(List.of(A), starts(new Story(view).looks().opens().effects()), "if there is no other");
    }

    @Test
    void aStartThatFailsEarlyIsFollowedByTheNextAtOnce() {
        story.play(new SessionInput.StartFailed(A, Story.FAILURE, false)).sees(A, Observation.DISCOVERED);
        List<Effect> effects = story.effects();
        assertEquals(List.of(A), left(effects));
        assertEquals(List.of(B), starts(effects));
        assertEquals(Optional.of(B), story.model().current());
    }

    @Nested
    class WhileTwoAreBeingStarted {

        @BeforeEach
        void startTheSecond() {
            addsThirdRadio().looksAfter(FIVE);
            assertEquals(List.of(B), starts(story.effects()));
            story.starts(B).effects();
        }

        @Test
        void theFirstOneWinsIfItIsUpFirst() {
            story.sees(A, Observation.ACTIVE);
            assertEquals(List.of(B), left(story.effects()));
            assertOpenOn(A);
        }

        @Test
        void theSecondOneWinsIfItIsUpFirst() {
            story.sees(B, Observation.ACTIVE);
            assertEquals(List.of(A), left(story.effects()));
            assertOpenOn(B);
        }

        @Test
        void theFirstOneWinsIfBothAreUp() {
            story.given(view -> view.see(B, Observation.ACTIVE)).sees(A, Observation.ACTIVE);
            assertEquals(List.of(B), left(story.effects()));
            assertOpenOn(A);
        }

        @Test
        void anotherOneThatComesUpWins() {
            story.sees(C, Observation.ACTIVE);
            assertEquals(List.of(A, B), left(story.effects()));
            assertOpenOn(C);
        }

        private void assertOpenOn(ConfigurationId id) {
            assertEquals(Phase.CONNECTED_OPEN, story.model().phase());
            assertEquals(Optional.of(id), story.model().current());
            assertEquals(List.of(id), story.model().held());
        }

        @Test
        void aThirdFollowsFiveSecondsAfterTheSecond() {
            story.looksAfter(FIVE.minusNanos(1));
            assertEquals(List.of(), starts(story.effects()));
            story.looksAfter(Duration.ofNanos(1));
            assertEquals(List.of(C), starts(story.effects()));
            assertEquals(List.of(A, B, C), story.model().held());
        }

        @Test
        void theThirdWaitsWhileOneOfThemShowsProgress() {
            story.given(view -> view.change(A, before -> before.progressing(true))).looksAfter(FIVE);
            assertEquals(List.of(), starts(story.effects()));
        }

        @Test
        void aFailureOfTheFirstLeavesTheSecond() {
            story.play(new SessionInput.StartFailed(A, Story.FAILURE, false)).sees(A, Observation.DISCOVERED);
            List<Effect> effects = story.effects();
            assertEquals(List.of(A), left(effects));
            assertEquals(List.of(), failures(effects));
            assertEquals(List.of(B), story.model().held());
            assertEquals(Optional.of(B), story.model().current());
        }

        @Test
        void aFailureOfTheSecondLeavesTheFirst() {
            story.given(view -> view.see(C, Observation.DEFINED));
            story.play(new SessionInput.StartFailed(B, Story.FAILURE, false)).sees(B, Observation.DISCOVERED);
            List<Effect> effects = story.effects();
            assertEquals(List.of(B), left(effects));
            assertEquals(List.of(), failures(effects));
            assertEquals(List.of(A), story.model().held());
            assertEquals(Optional.of(A), story.model().current());
        }

        @Test
        void theThirdFollowsAtOnceWhenTheSecondHasFailedAndTheFirstGetsNowhere() {
            story.play(new SessionInput.StartFailed(B, Story.FAILURE, false)).sees(B, Observation.DISCOVERED);
            List<Effect> effects = story.effects();
            assertEquals(List.of(B), left(effects));
            assertEquals(List.of(C), starts(effects));
            assertEquals(List.of(A, C), story.model().held());
        }

        @Test
        void aStartThatContinuesOnlyForOthersIsGivenUp() {
            story.play(new SessionInput.StartFailed(A, Story.FAILURE, true)).looks();
            assertEquals(List.of(A), left(story.effects()));
            assertEquals(List.of(B), story.model().held());
        }

        @Test
        void theLastFailureIsReportedWhenAllHaveFailed() {
            story.given(view -> view.see(C, Observation.DEFINED));
            story.play(new SessionInput.StartFailed(B, Story.FAILURE, false)).sees(B, Observation.DISCOVERED);
            story.play(new SessionInput.StartFailed(A, OTHER_FAILURE, false)).sees(A, Observation.DISCOVERED);
            assertEquals(List.of(OTHER_FAILURE), failures(story.effects()));
            assertEquals(Phase.DISCONNECTED, story.model().phase());
            assertEquals(List.of(), story.model().held());
        }

        @Test
        void theOneThatIsLeftIsTriedWhenBothHaveFailedAtOnce() {
            story.play(new SessionInput.StartFailed(A, Story.FAILURE, false)).play(new SessionInput.StartFailed(B, OTHER_FAILURE, false));
            story.given(view -> view.see(A, Observation.DISCOVERED)).sees(B, Observation.DISCOVERED);
            List<Effect> effects = story.effects();
            assertEquals(List.of(A, B), left(effects));
            assertEquals(List.of(C), starts(effects));
        }

        @Test
        void closingLeavesBoth() {
            story.play(new SessionInput.Close());
            assertEquals(List.of(new Effect.GiveUp(List.of(A, B), List.of(A, B))), story.effects());
            story.play(Story.givenUp(story.model().held(), InterfaceAfter.STOPPED));
            assertEquals(List.of(A, B), released(story.effects()));
            assertEquals(Phase.DISCONNECTED, story.model().phase());
        }

        @Test
        void stoppingStopsTheFirstAndLeavesTheSecond() {
            story.play(new SessionInput.Stop());
            assertEquals(List.of(new Effect.Stop(A)), story.effects());
            story.given(view -> view.see(A, Observation.STOPPING)).play(new SessionInput.StopRequested(A, Optional.empty()));
            List<Effect> effects = story.effects();
            assertEquals(List.of(B), left(effects));
            assertEquals(List.of(A), released(effects));
            assertEquals(Phase.CLOSING_OWN, story.model().phase());
        }
    }
}
