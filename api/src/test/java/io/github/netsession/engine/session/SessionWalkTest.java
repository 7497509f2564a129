package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random walks through the session machine, the same ones in each run: every step keeps the {@link StepRules}, and no input fails. */
@Tag("unit")
class SessionWalkTest {

    private static final int WALKS = 1_400;
    private static final int WALKS_OF_ONE = 300;
    private static final int TURNS = 60;

    private static final Set<Phase> OF_ONE = EnumSet.complementOf(EnumSet.of(Phase.ROAMING_SEARCHING, Phase.ROAMING_OFFERED, Phase.ROAMING_STARTING,
        Phase.ROAMING_TRIAL, Phase.ROAMING_BACK));

    private final Set<Phase> phases = EnumSet.noneOf(Phase.class);
    private final Set<Class<?>> effects = new HashSet<>();

    private void walk(Situation.Scope scope, int walks) {
        for (int seed = 0; seed < walks; seed++) {
            SessionWalk walk = new SessionWalk(scope, seed);
            for (int turn = 0; turn < TURNS; turn++) {
                try {
                    walk.turn();
                } catch (AssertionError | RuntimeException broken) {
                    throw new AssertionError("walk " + seed + " of " + scope + ", turn " + turn, broken);
                }
            }
            phases.addAll(walk.phases());
            effects.addAll(walk.effects());
        }
    }

    @Test
    void aSessionOverSeveralAccessPointsKeepsTheRulesAndReachesEveryPhase() {
        walk(Situation.Scope.SEVERAL, WALKS);
        assertEquals(EnumSet.allOf(Phase.class), phases);
        Set<Class<?>> all = new HashSet<>(Arrays.asList(Effect.class.getPermittedSubclasses()));
        all.remove(Effect.AskUser.class);
        assertEquals(all, effects);
    }

    @Test
    void aSessionOnOneAccessPointKeepsTheRulesAndNeverRoams() {
        walk(Situation.Scope.ONE, WALKS_OF_ONE);
        assertEquals(OF_ONE, phases);
    }

    @Test
    void aSessionWhoseUserChoosesKeepsTheRules() {
        walk(Situation.Scope.CHOICE, WALKS_OF_ONE);
        Set<Phase> ofChoice = EnumSet.of(Phase.CONNECTING_OWN, Phase.CONNECTED_OPEN, Phase.CLOSING_OWN, Phase.REOPENING, Phase.ROAMING_SEARCHING);
        assertTrue(phases.containsAll(ofChoice), () -> "reached only " + phases);
    }
}
