package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds for each step of each session. */
final class StepRules {

    private StepRules() {
    }

    static void check(SessionModel before, FakeView view, Step step) {
        checkModel(before, view, step.next());
        checkHolds(before, step);
        checkEvents(before, step);
        Optional<ConfigurationId> used = before.current();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Use use) {
                used = Optional.of(use.id());
            } else if (effect instanceof Effect.Start start) {
                assertTrue(step.next().held().contains(start.id()), "only an access point that is held is started");
                assertFalse(view.accessPoint(start.id()).observation() == Observation.ACTIVE, "what is up is not started");
            } else if (effect instanceof Effect.LookAt look && look.atNanos().isPresent()) {
                assertTrue(look.atNanos().getAsLong() - view.nowNanos() > 0, "the next look is in the future");
            }
        }
        assertTrue(step.next().current().isEmpty() || step.next().current().equals(used), "each new access point in use is shown");
    }

    private static void checkModel(SessionModel before, FakeView view, SessionModel next) {
        Phase phase = next.phase();
        boolean isBetween = phase == Phase.ROAMING_OFFERED || phase == Phase.ROAMING_STARTING || phase == Phase.ROAMING_TRIAL;
        if (!phase.holds()) {
            assertEquals(List.of(), next.held(), "a session that is not open holds nothing");
            assertEquals(Optional.empty(), next.candidate());
            assertEquals(Optional.empty(), next.choice());
            assertEquals(List.of(), next.moves().attempts());
            assertTrue(next.moves().lookAtNanos().isEmpty());
            assertFalse(next.isAsking() || next.isChoosing());
        }
        if (isBetween) {
            assertTrue(next.candidate().isPresent(), phase + " has a candidate");
        }
        if (phase == Phase.ROAMING_STARTING || phase == Phase.ROAMING_TRIAL) {
            assertTrue(next.held().contains(next.candidate().orElseThrow()), phase + " holds the candidate");
        }
        if (phase.isOpen()) {
            assertTrue(next.held().contains(next.current().orElseThrow()), phase + " holds the access point in use");
        }
        if (phase == Phase.CONNECTED_OPEN) {
            assertEquals(Optional.empty(), next.candidate(), "an open session that does not roam has no candidate");
            assertEquals(1, next.held().size(), "an open session that does not roam holds one access point");
        }
        if (phase == Phase.CONNECTING_OWN && !next.moves().attempts().isEmpty()) {
            assertEquals(next.held(), next.moves().attempts().stream().map(Moves.Attempt::id).toList(),
                "what is being started is held, and nothing else");
        }
        next.moves().question().ifPresent(question -> {
            boolean isUnderWay = view.isAnswerQueued() || !before.hasHandler() && before.moves().question().equals(next.moves().question());
            assertTrue(next.hasHandler() || isUnderWay, "only a handler is asked; an answer that is under way counts");
            assertEquals(next.moves().numberOfProposals(), question.proposal(), "the question is about the last proposal");
            assertEquals(question.kind() == Question.Kind.PREFERRED ? Phase.ROAMING_OFFERED : Phase.ROAMING_TRIAL, phase);
        });
        assertTrue(!next.isChoosing() || phase == Phase.CONNECTING_OWN, "the user is asked while the session opens");
    }

    /** The effects lead from the access points held before to those held after: each is left or released once, and held when it is new. */
    private static void checkHolds(SessionModel before, Step step) {
        List<ConfigurationId> held = new ArrayList<>(before.held());
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Hold hold && !held.contains(hold.id())) {
                held.add(hold.id());
            } else if (effect instanceof Effect.Leave leave) {
                assertTrue(held.remove(leave.id()), () -> "leaves what it does not hold: " + leave.id());
            } else if (effect instanceof Effect.Release release) {
                assertTrue(held.remove(release.id()), () -> "releases what it does not hold: " + release.id());
            } else if (effect instanceof Effect.GiveUp giveUp) {
                assertEquals(before.held(), giveUp.held());
            }
        }
        assertEquals(step.next().held(), held, "the effects tell what is held");
    }

    /** Each change of the state is reported, in order; opened and closed alternate, and no failure follows them. */
    private static void checkEvents(SessionModel before, Step step) {
        SessionState state = before.phase().state();
        boolean isOver = false;
        int opened = 0;
        int closed = 0;
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.TellState tell) {
                assertEquals(state, tell.before(), "no change is skipped");
                assertFalse(state == tell.after(), "only changes are reported");
                state = tell.after();
            } else if (effect instanceof Effect.TellFailure) {
                assertFalse(isOver, "a failure comes before opened or closed");
            } else if (effect instanceof Effect.TellOpened || effect instanceof Effect.TellClosed) {
                isOver = true;
                opened += effect instanceof Effect.TellOpened ? 1 : 0;
                closed += effect instanceof Effect.TellClosed ? 1 : 0;
            }
        }
        assertEquals(step.next().phase().state(), state, "the last change is the state");
        boolean wasOpen = before.phase().isOpen();
        boolean isOpen = step.next().phase().isOpen();
        assertEquals(isOpen && !wasOpen ? 1 : 0, opened, "opened is reported once");
        assertTrue(closed == (wasOpen && !isOpen ? 1 : 0) || closed == 1 && before.phase().isOpening(), "closed is reported once");
    }
}
