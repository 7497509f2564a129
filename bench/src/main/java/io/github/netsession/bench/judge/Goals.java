package io.github.netsession.bench.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The goals, in the order of their file. */
final class Goals {

    private static final Set<String> UNITS = Set.of("x", "ms", "us", "B", "KiB", "n");
    private static final int COLUMNS = 5;
    /** All before the kept figure, with the row in it; the kept figure; the title. */
    private static final Pattern LINE = Pattern.compile("((\\S+)\\s+\\S+\\s+\\S+\\s+)(\\S+)\\s+(.*)");

    private final Map<String, Goal> byRow = new LinkedHashMap<>();

    /**
     * Reads the lines of {@code goals.txt}.
     *
     * @throws IllegalArgumentException if a line is not understood; the message has its number
     */
    Goals(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Goal goal = parse(line, i + 1);
                if (byRow.put(goal.row(), goal) != null) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": a second goal for " + goal.row());
                }
            }
        }
        if (byRow.isEmpty()) {
            throw new IllegalArgumentException("no goal");
        }
    }

    private static Goal parse(String line, int number) {
        String[] columns = line.split("\\s+", COLUMNS);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("line " + number + ": expected 'row unit goal kept title': " + line);
        }
        if (!UNITS.contains(columns[1])) {
            throw new IllegalArgumentException("line " + number + ": unknown unit '" + columns[1] + "'");
        }
        return new Goal(columns[0], columns[1], number(columns[2], number), number(columns[3], number), columns[4]);
    }

    private static OptionalDouble number(String text, int line) {
        if (text.equals("-")) {
            return OptionalDouble.empty();
        }
        if (!text.matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("line " + line + ": neither a number nor '-': " + text);
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }

    /**
     * Returns lines of {@code goals.txt} with new kept figures.
     *
     * @param lines the lines
     * @param figures the new figures by their rows; other lines stay as they are
     */
    static List<String> withKept(List<String> lines, Map<String, Double> figures) {
        return lines.stream().map(line -> {
            Matcher columns = LINE.matcher(line);
            Double figure = columns.matches() ? figures.get(columns.group(2)) : null;
            return figure == null ? line : String.format(Locale.ROOT, "%s%-8.2f%s", columns.group(1), figure, columns.group(4));
        }).toList();
    }

    List<Goal> all() {
        return List.copyOf(byRow.values());
    }

    boolean has(String row) {
        return byRow.containsKey(row);
    }
}
