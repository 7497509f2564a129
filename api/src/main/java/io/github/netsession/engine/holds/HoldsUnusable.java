package io.github.netsession.engine.holds;

/** Sessions cannot be counted across processes by a directory, and what would change that. */
public final class HoldsUnusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    HoldsUnusable(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /**
     * What would help.
     *
     * @return the hint, for a person
     */
    public String remedy() {
        return remedy;
    }
}
