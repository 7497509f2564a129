package io.github.netsession.bench.judge;

/** What a run was meant to measure, and so what the judge asks of it. */
enum Extent {

    /** Every row, to be compared. */
    WHOLE,
    /** The rows of some harnesses, to be compared. */
    SOME,
    /** Every row that needs no more than a few links, once and briefly: nothing is compared. */
    SHORT;

    boolean isCompared() {
        return this != SHORT;
    }

    boolean needs(Goal goal) {
        return this == WHOLE || this == SHORT && !goal.isLarge();
    }
}
