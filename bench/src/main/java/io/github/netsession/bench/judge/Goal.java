package io.github.netsession.bench.judge;

import java.util.OptionalDouble;

/**
 * A line of {@code goals.txt}: what one row of the table should be, and what it has been.
 *
 * @param row the name of the row; after an @, the number of links for which it is measured
 * @param unit of the figures: x (a ratio), ms, us, B, KiB or a plain count, in which case it is "n"
 * @param wanted the figure that is wanted, at most; empty if none is
 * @param kept the figure that was reached once and must stay; empty if none is kept yet
 * @param title what the row is, for readers
 */
record Goal(String row, String unit, OptionalDouble wanted, OptionalDouble kept, String title) {

    /** A figure may be so much worse than the kept one: the best of three medians varies by less on a busy machine. */
    static final double TOLERANCE = 1.25;

    /** Returns whether a figure is too much worse than what was reached before. */
    boolean isWorse(double figure) {
        return kept.isPresent() && rounded(figure) > kept.getAsDouble() * TOLERANCE;
    }

    /** Returns whether a figure is what is wanted; true if nothing is. */
    boolean isMet(double figure) {
        return wanted.isEmpty() || rounded(figure) <= wanted.getAsDouble();
    }

    /** A fraction of a byte, which the JVM's own threads allocate meanwhile, is no byte. */
    private double rounded(double figure) {
        return unit.equals("B") || unit.equals("n") ? Math.rint(figure) : figure;
    }

    /** Returns whether the row needs more links than a short round makes. */
    boolean isLarge() {
        return row.matches(".*@\\d{3,}");
    }
}
