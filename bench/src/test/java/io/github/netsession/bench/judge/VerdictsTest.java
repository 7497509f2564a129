package io.github.netsession.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class VerdictsTest {

    private static final Goals GOALS = new Goals(List.of("open ms 12 20 opening", "hear@101 x 6 4 hearing", "idle n 0 0 idle"));

    private final List<Figure> figures = new ArrayList<>();

    private void pass(double open, double hear, double idle) {
        figures.add(new Figure("open", open, "-", open + " ms", "-"));
        figures.add(new Figure("hear@101", hear, "C 1 us", "us", "OSHI none"));
        figures.add(new Figure("idle", idle, "-", "-", "-"));
    }

    private Verdicts whole() {
        return new Verdicts(GOALS, figures, Extent.WHOLE);
    }

    private List<String> verdicts() {
        return whole().table().stream().skip(2).map(line -> line.split(" \\| ")[6]).toList();
    }

    @Test
    void whatIsAsGoodAsKeptPasses() {
        pass(20, 4, 0);
        assertEquals(List.of(), whole().failures());
        assertEquals(Map.of("open", 20.0, "hear@101", 4.0, "idle", 0.0), whole().best());
    }

    @Test
    void whatIsBetterPasses() {
        pass(5, 2, 0);
        assertEquals(List.of(), whole().failures());
        assertEquals(List.of("met", "met", "met"), verdicts());
    }

    @Test
    void whatIsMoreThanAQuarterWorseFails() {
        pass(20, 5.1, 0);
        assertEquals(List.of("hear@101: 5.10x is more than 25 % worse than the kept 4.00x"), whole().failures());
        assertEquals(List.of("missed", "WORSE", "met"), verdicts());
    }

    @Test
    void aWakeUpWhereNoneIsKeptFails() {
        pass(5, 2, 1);
        assertEquals(List.of("idle: 1 is more than 25 % worse than the kept 0"), whole().failures());
    }

    @Test
    void aGoalThatIsMissedIsSaidAndDoesNotFail() {
        pass(24, 4, 0);
        assertEquals(List.of(), whole().failures());
        assertEquals(List.of("missed", "met", "met"), verdicts());
    }

    @Test
    void theBestPassCounts() {
        pass(80, 4, 3);
        pass(10, 9, 0);
        pass(90, 9, 2);
        assertEquals(List.of(), whole().failures());
        assertTrue(whole().table().get(2).contains("| 10.0 ms | 12.0 ms | 20.0 ms | met |"), whole().table().get(2));
    }

    @Test
    void aRowThatWasNotMeasuredFails() {
        pass(5, 2, 0);
        figures.remove(1);
        assertEquals(List.of("hear@101 was not measured"), whole().failures());
    }

    @Test
    void aFigureWithoutAGoalFailsOnce() {
        pass(5, 2, 0);
        pass(5, 2, 0);
        figures.add(new Figure("open-fast", 1, "-", "-", "-"));
        figures.add(new Figure("open-fast", 1, "-", "-", "-"));
        assertEquals(List.of("open-fast is not in the goals"), whole().failures());
    }

    @Test
    void aShortRoundComparesNothingAndNeedsNoRowOfManyLinks() {
        pass(9_000, 9_000, 5);
        figures.remove(1);
        assertEquals(List.of(), new Verdicts(GOALS, figures, Extent.SHORT).failures());
        figures.remove(0);
        assertEquals(List.of("open was not measured"), new Verdicts(GOALS, figures, Extent.SHORT).failures());
    }

    @Test
    void aRunOfSomeHarnessesComparesAndNeedsNoOtherRow() {
        pass(9_000, 4, 0);
        figures.remove(1);
        assertEquals(List.of("open: 9000.0 ms is more than 25 % worse than the kept 20.0 ms"), new Verdicts(GOALS, figures, Extent.SOME).failures());
    }

    @Test
    void aFigureIsReadAsItWasWritten() {
        assertEquals(new Figure("hear@101", 4.25, "C 1 us", "4 us", "-"), Figure.parse("hear@101\t4.25\tC 1 us\t4 us\t-"));
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Figure("a", Double.NaN, "-", "-", "-"));
        assertThrows(IllegalArgumentException.class, () -> new Figure("a", Double.POSITIVE_INFINITY, "-", "-", "-"));
        assertThrows(IllegalArgumentException.class, () -> new Figure("a", -1, "-", "-", "-"));
        assertThrows(IllegalArgumentException.class, () -> new Figure("a", 1, "tab\there", "-", "-"));
        assertThrows(IllegalArgumentException.class, () -> Figure.parse("a\t1\t-"));
    }
}
