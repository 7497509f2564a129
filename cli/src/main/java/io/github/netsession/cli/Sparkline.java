package io.github.netsession.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last values of something as a row of bars, the newest at the right, scaled to the highest one in sight. */
final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String ASCII_BARS = "_.-:=+*#";

    private final Deque<Double> values = new ArrayDeque<>();
    private int width;

    /**
     * A row without values.
     *
     * @param width how many values are shown
     */
    Sparkline(int width) {
        this.width = width;
    }

    /** Shows another number of values from now on. */
    void resize(int columns) {
        while (values.size() > columns) {
            values.removeFirst();
        }
        width = columns;
    }

    /** Adds a value; the oldest makes room. */
    void add(double value) {
        if (values.size() == width) {
            values.removeFirst();
        }
        values.addLast(Math.max(0, value));
    }

    /** Whether any value in sight is above zero. */
    boolean isAlive() {
        return values.stream().anyMatch(value -> value > 0);
    }

    /** The row, always as wide as asked for. Nothing is the lowest bar, and anything above nothing at least the second. */
    String draw(boolean isUnicode) {
        String bars = isUnicode ? BARS : ASCII_BARS;
        double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder row = new StringBuilder(" ".repeat(width - values.size()));
        for (double value : values) {
            int level = value > 0 ? (int) Math.max(1, Math.round(value / highest * (bars.length() - 1))) : 0;
            row.append(bars.charAt(level));
        }
        return row.toString();
    }
}
