package io.github.netsession.engine.holds.shared;

/** Reports that a directory cannot be used to count sessions across processes, with a remedy. */
public final class HoldsUnusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    HoldsUnusable(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    /**
     * Returns the remedy.
     *
     * @return the remedy, as text for people; empty if there is none
     */
    public String remedy() {
        return remedy;
    }
}
