package io.github.netsession.bench.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of a run and its failures: a pure function of goals and figures. */
final class Verdicts {

    private final List<String> table = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Double> best = new LinkedHashMap<>();

    /**
     * Judges the best figure of each row.
     *
     * @param goals the goals
     * @param figures the figures of all passes
     * @param extent what should have been measured
     */
    Verdicts(Goals goals, List<Figure> figures, Extent extent) {
        table.add("| what | yardstick | netsession | figure | goal | kept | verdict | beside |");
        table.add("|---|---|---|---|---|---|---|---|");
        for (Goal goal : goals.all()) {
            Optional<Figure> figure = figures.stream().filter(each -> each.row().equals(goal.row())).min(Comparator.comparingDouble(Figure::value));
            if (figure.isPresent()) {
                judge(goal, figure.get(), extent);
            } else if (extent.needs(goal)) {
                failures.add(goal.row() + " was not measured");
            }
        }
        figures.stream().map(Figure::row).distinct().filter(row -> !goals.has(row)).forEach(row -> failures.add(row + " is not in the goals"));
    }

    private void judge(Goal goal, Figure figure, Extent extent) {
        boolean isWorse = extent.isCompared() && goal.isWorse(figure.value());
        best.put(goal.row(), figure.value());
        if (isWorse) {
            failures.add(String.format(Locale.ROOT, "%s: %s is more than 25 %% worse than the kept %s", goal.row(), text(goal, figure.value()),
                text(goal, goal.kept())));
        }
        String verdict = isWorse ? "WORSE" : goal.wanted().isEmpty() ? "-" : goal.isMet(figure.value()) ? "met" : "missed";
        table.add("| " + String.join(" | ", goal.title(), figure.yardstick(), figure.own(), text(goal, figure.value()), text(goal, goal.wanted()),
            text(goal, goal.kept()), verdict, figure.beside()) + " |");
    }

    private static String text(Goal goal, OptionalDouble figure) {
        return figure.isPresent() ? text(goal, figure.getAsDouble()) : "-";
    }

    private static String text(Goal goal, double figure) {
        return switch (goal.unit()) {
            case "x" -> String.format(Locale.ROOT, "%.2fx", figure);
            case "n" -> String.format(Locale.ROOT, "%.0f", figure);
            case "B" -> String.format(Locale.ROOT, "%.0f B", figure);
            default -> String.format(Locale.ROOT, "%.1f %s", figure, goal.unit());
        };
    }

    /** Returns the lines of the table, in Markdown. */
    List<String> table() {
        return table;
    }

    /** Returns what makes the run fail. A goal that is missed does not. */
    List<String> failures() {
        return failures;
    }

    /** Returns the best figure of each row that was measured. */
    Map<String, Double> best() {
        return best;
    }
}
