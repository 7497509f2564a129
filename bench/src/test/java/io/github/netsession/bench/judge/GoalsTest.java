package io.github.netsession.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class GoalsTest {

    private static Goal one(String line) {
        return new Goals(List.of(line)).all().get(0);
    }

    @Test
    void aLineHasRowUnitGoalKeptFigureAndATitleOfSeveralWords() {
        assertEquals(new Goal("hear@101", "x", OptionalDouble.of(6), OptionalDouble.of(22.5), "change to listener, 101 links"),
            one("hear@101   x  6   22.5  change to listener, 101 links"));
    }

    @Test
    void aDashIsNoNumber() {
        Goal goal = one("start x - - cold start");
        assertEquals(OptionalDouble.empty(), goal.wanted());
        assertEquals(OptionalDouble.empty(), goal.kept());
    }

    @Test
    void commentsAndEmptyLinesAreLeftOutAndTheOrderStays() {
        Goals goals = new Goals(List.of("# row", "", "b x 1 1 second", "  ", "a x 1 1 first"));
        assertEquals(List.of("b", "a"), goals.all().stream().map(Goal::row).toList());
        assertTrue(goals.has("a"));
        assertFalse(goals.has("c"));
    }

    @ParameterizedTest
    @CsvSource({"a x 1 1, expected", "a s 1 1 title, unknown unit 's'", "a x one 1 title, neither", "a x 1 -2 title, neither", "a x 1 NaN title, neither"})
    void aLineThatIsNotUnderstoodIsRefusedWithItsNumber(String line, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> new Goals(List.of("# comment", line))).getMessage();
        assertTrue(message.startsWith("line 2: ") && message.contains(reason), message);
    }

    @Test
    void aRowHasOneGoal() {
        assertThrows(IllegalArgumentException.class, () -> new Goals(List.of("a x 1 1 title", "a x 2 2 title")));
    }

    @Test
    void aFileWithoutAGoalIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Goals(List.of("# nothing")));
    }

    @Test
    void whatIsKeptMayBeAQuarterWorse() {
        Goal goal = one("a x - 4 title");
        assertFalse(goal.isWorse(3));
        assertFalse(goal.isWorse(5));
        assertTrue(goal.isWorse(5.01));
    }

    @Test
    void aFractionOfAByteOrOfACountIsNone() {
        assertFalse(one("a B - 0 title").isWorse(0.4));
        assertTrue(one("a B - 0 title").isWorse(0.6));
        assertTrue(one("a n 0 0 title").isMet(0.4));
        assertTrue(one("a x - 0.1 title").isWorse(0.4));
    }

    @Test
    void onlyRowsOfAHundredLinksAndMoreAreLarge() {
        assertTrue(one("a@101 x - - title").isLarge());
        assertTrue(one("a@1001 x - - title").isLarge());
        assertFalse(one("a@5 x - - title").isLarge());
        assertFalse(one("a101 x - - title").isLarge());
    }

    @Test
    void newFiguresReplaceTheKeptOnesAndNothingElse() {
        List<String> lines = List.of("# row x 1 1 comment", "", "a  x  1.4  -  some title, 5 links", "b  x  1.4  2  other");
        assertEquals(List.of(lines.get(0), "", "a  x  1.4  1.33    some title, 5 links", lines.get(3)), Goals.withKept(lines, Map.of("a", 1.333)));
    }

    @Test
    void theGoalsOfTheProjectAreUnderstood() throws IOException {
        assertTrue(new Goals(Files.readAllLines(Path.of("goals.txt"))).all().size() >= 30);
    }
}
