package io.github.netsession.engine;

import io.github.netsession.RoamingOffer;

/** What the application was asked and has not answered; each asking is one of its own. */
final class Question {

    /** What can be asked. */
    enum Kind {
        /** To be answered with migrate or ignore. */
        PREFERRED,
        /** To be answered with accept or reject. */
        ACTIVATED
    }

    private final Kind kind;
    private final RoamingOffer offer;

    Question(Kind kind, RoamingOffer offer) {
        this.kind = kind;
        this.offer = offer;
    }

    Kind kind() {
        return kind;
    }

    RoamingOffer offer() {
        return offer;
    }
}
