package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;

/** What the application was asked and has not answered; each asking is one of its own. */
public final class Question {

    /** What can be asked. */
    public enum Kind {
        /** To be answered with migrate or ignore. */
        PREFERRED,
        /** To be answered with accept or reject. */
        ACTIVATED
    }

    private final Kind kind;
    private final RoamingOffer offer;

    /**
     * Creates a question that is not equal to any other.
     *
     * @param kind its kind
     * @param offer the offer that it is about
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
     * Returns the offer that it is about.
     *
     * @return the offer
     */
    public RoamingOffer offer() {
        return offer;
    }
}
