package io.github.netsession.engine.session;

/**
 * A question to the application.
 *
 * @param kind its kind
 * @param proposal the number of the proposal to decide on
 */
public record Question(Kind kind, long proposal) {

    /** The kind of a question. */
    public enum Kind {
        /** Whether to move to the candidate: the answer is migrate or ignore. */
        PREFERRED,
        /** Whether the candidate works: the answer is accept or reject. */
        ACTIVATED
    }
}
