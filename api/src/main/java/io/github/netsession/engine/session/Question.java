package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;

/** A question to the application. Each request creates a question of its own. */
public final class Question {

    /** The kind of a question. */
    public enum Kind {
        /** Whether to move to the candidate: the answer is migrate or ignore. */
        PREFERRED,
        /** Whether the candidate works: the answer is accept or reject. */
        ACTIVATED
    }

    private final Kind kind;
    private final RoamingOffer offer;

    /**
     * Creates a question that is not equal to any other.
     *
     * @param kind its kind
     * @param offer the offer to decide on
     */
    public Question(Kind kind, RoamingOffer offer) {
        this.kind = kind;
        this.offer = offer;
    }

    /**
     * Returns its kind.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the offer to decide on.
     *
     * @return the offer
     */
    public RoamingOffer offer() {
        return offer;
    }
}
