package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.netsession.engine.session.MachineTable.Row;
import io.github.netsession.engine.session.Situation.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole table, in session-machine.txt: what every situation makes of every input. A line reads: inputs: next phase, then the events and the
 * effects in their order. {@link Situation} states how each situation is reached, {@link TableInput} what each input is.
 */
@Tag("unit")
class SessionMachineTest {

    private static final List<Situation> SITUATIONS = Situation.all();
    private static final List<TableInput> INPUTS = TableInput.all();
    private static final List<Row> ROWS = MachineTable.read();

    /** A session on one access point ends with it. */
    private static final Set<Phase> ONLY_OF_SEVERAL = EnumSet.of(Phase.ROAMING_SEARCHING, Phase.ROAMING_OFFERED, Phase.ROAMING_STARTING,
        Phase.ROAMING_TRIAL, Phase.ROAMING_BACK);

    /** After the effects of a look are carried out, the session looks again until nothing changes. */
    private static final int MAX_LOOKS = 4;

    /** A situation with an input that can come there. */
    private record Pair(Situation situation, TableInput input) {

        String name() {
            return situation.name() + ": " + input.name();
        }

        Step step() {
            return SessionMachine.step(input.modelIn(situation), input.input().apply(situation), input.viewIn(situation));
        }
    }

    private static Stream<Pair> pairs() {
        return SITUATIONS.stream().flatMap(situation -> INPUTS.stream().filter(input -> input.isFor(situation))
            .map(input -> new Pair(situation, input)));
    }

    private static Map<String, Pair> pairsByName() {
        Map<String, Pair> byName = new LinkedHashMap<>();
        pairs().forEach(pair -> byName.put(pair.name(), pair));
        return byName;
    }

    // ---- the table

    @TestFactory
    Stream<DynamicTest> everySituationMakesOfEveryInputWhatTheTableSays() {
        Map<String, Pair> byName = pairsByName();
        return ROWS.stream().map(row -> dynamicTest(row.pair(), () -> {
            Pair pair = byName.get(row.pair());
            String outcome = MachineTable.outcome(pair.situation(), pair.input());
            assertEquals(row.outcome(), outcome, () -> "the situation is now\n" + String.join("\n", MachineTable.lines(pair.situation())) + "\n");
        }));
    }

    @Test
    void theTableLeavesOutNoPairAndNamesNoneTwice() {
        List<String> named = ROWS.stream().map(Row::pair).sorted().toList();
        assertEquals(pairs().map(Pair::name).sorted().toList(), named);
        assertEquals(new HashSet<>(named).size(), named.size());
    }

    @Test
    void everyKindOfInputStandsInTheTable() {
        Set<Class<?>> kinds = pairs().map(pair -> pair.input().input().apply(pair.situation()).getClass()).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(SessionInput.class.getPermittedSubclasses())), kinds);
    }

    @Test
    void everyKindOfEffectComesFromTheTable() {
        Set<Class<?>> kinds = pairs().flatMap(pair -> pair.step().effects().stream()).map(Object::getClass).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(Effect.class.getPermittedSubclasses())), kinds);
    }

    @Test
    void everyPhaseStandsInTheTable() {
        for (Scope scope : List.of(Scope.ONE, Scope.SEVERAL)) {
            Set<Phase> phases = SITUATIONS.stream().filter(situation -> situation.scope() == scope).map(situation -> situation.model().phase())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
            assertEquals(scope == Scope.ONE ? EnumSet.complementOf(EnumSet.copyOf(ONLY_OF_SEVERAL)) : EnumSet.allOf(Phase.class), phases);
        }
    }

    @Test
    void everyPhaseCanBeTheNextOne() {
        Set<Phase> next = pairs().map(pair -> pair.step().next().phase()).collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.class)));
        assertEquals(EnumSet.allOf(Phase.class), next);
    }

    @Test
    void aSessionOnOneAccessPointNeverRoams() {
        List<Pair> ofOne = pairs().filter(pair -> pair.situation().scope() == Scope.ONE).toList();
        assertFalse(ofOne.isEmpty());
        ofOne.forEach(pair -> assertFalse(ONLY_OF_SEVERAL.contains(pair.step().next().phase()), pair.name()));
    }

    // ---- the function

    @Test
    void aLookIsRepeatedInVainOnceItsEffectsAreCarriedOut() {
        List<Pair> looks = pairs().filter(pair -> pair.input().isLook(pair.situation())).toList();
        assertTrue(looks.size() > SITUATIONS.size(), "there are looks");
        for (Pair pair : looks) {
            SessionModel model = pair.input().modelIn(pair.situation());
            FakeView view = pair.input().viewIn(pair.situation());
            List<Effect> last;
            int looksLeft = MAX_LOOKS;
            do {
                Step step = SessionMachine.step(model, new SessionInput.Look(), view);
                last = step.effects();
                Carried carried = Carried.out(step, view);
                model = carried.model();
                view = carried.view();
            } while (!last.isEmpty() && --looksLeft > 0);
            Step quiet = SessionMachine.step(model, new SessionInput.Look(), view);
            assertEquals(List.of(), quiet.effects(), pair.name());
            assertEquals(quiet.next(), SessionMachine.step(quiet.next(), new SessionInput.Look(), view).next(), pair.name());
        }
    }

    /** What a session is and sees after the effects of a step: what it starts is starting. */
    private record Carried(SessionModel model, FakeView view) {

        static Carried out(Step step, FakeView before) {
            SessionModel model = step.next();
            FakeView view = before;
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Start start) {
                    view = view.see(start.id(), Observation.STARTING).stoppedByOther(start.id(), false);
                    model = SessionMachine.step(model, new SessionInput.StartRequested(start.id()), view).next();
                }
            }
            return new Carried(model, view);
        }
    }

    @Test
    void aStepChangesNeitherTheSessionNorWhatItSees() {
        List<Situation> fresh = Situation.all();
        Map<String, Situation> unused = fresh.stream().collect(Collectors.toMap(Situation::name, situation -> situation));
        pairs().forEach(pair -> {
            Situation situation = pair.situation();
            pair.step();
            assertEquals(unused.get(situation.name()), situation, pair.name());
        });
    }

    @Test
    void equalArgumentsGiveEqualSteps() {
        Map<String, Situation> again = Situation.all().stream().collect(Collectors.toMap(Situation::name, situation -> situation));
        pairs().forEach(pair -> assertEquals(pair.step(), new Pair(again.get(pair.situation().name()), pair.input()).step(), pair.name()));
    }
}
