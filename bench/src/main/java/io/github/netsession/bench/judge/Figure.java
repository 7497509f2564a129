package io.github.netsession.bench.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * What one pass of a harness has measured for one row.
 *
 * @param row the name of the row, as in {@code goals.txt}
 * @param value what is judged: the smaller, the better
 * @param yardstick what the yardstick took, with its unit; "-" if there is none
 * @param own what this library took, with its unit
 * @param beside what else was measured in the same run, for readers; "-" if nothing
 */
public record Figure(String row, double value, String yardstick, String own, String beside) {

    private static final int COLUMNS = 5;

    /** Checks that the value is a number, and that no text breaks the line. */
    public Figure {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(row + ": no figure: " + value);
        }
        if ((row + yardstick + own + beside).matches("(?s).*[\t\n].*")) {
            throw new IllegalArgumentException("a tab or a line break in " + row);
        }
    }

    /**
     * Reads a line that {@link #appendTo} has written.
     *
     * @param line the line
     * @return the figure
     * @throws IllegalArgumentException if the line is not understood
     */
    public static Figure parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("a figure has " + COLUMNS + " columns: " + line);
        }
        return new Figure(columns[0], Double.parseDouble(columns[1]), columns[2], columns[3], columns[4]);
    }

    /**
     * Writes the figure as a line at the end of a file, and prints it.
     *
     * @param file the file; created if it is missing
     * @throws IOException if it cannot be written
     */
    public void appendTo(Path file) throws IOException {
        String line = String.join("\t", row, Double.toString(value), yardstick, own, beside);
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.printf(Locale.ROOT, "  %-24s %8.2f  yardstick %s, netsession %s; beside: %s%n", row, value, yardstick, own, beside);
    }
}
