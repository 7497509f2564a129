package io.github.netsession.engine.control;

import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.session.Question;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The question that the application of one session can answer now. Safe from any thread. It does not refer to the session, because offers
 * refer to it and an application may keep offers longer than their session.
 */
final class OpenQuestion {

    private final AtomicReference<Question> open = new AtomicReference<>();
    private volatile Optional<Question> delivered = Optional.empty();

    void open(Question question) {
        open.set(question);
    }

    void close() {
        open.set(null);
    }

    boolean isOpen() {
        return open.get() != null;
    }

    /** Takes the question if it is open, of this kind and about this offer; the first answer wins. */
    Optional<Question> claim(Question.Kind kind, RoamingOffer answered) {
        Question question = open.get();
        return question != null && question.kind() == kind && question.offer() == answered && open.compareAndSet(question, null)
            ? Optional.of(question) : Optional.empty();
    }

    /** The handler is about to be called with a question. */
    void deliver(Question question) {
        delivered = Optional.of(question);
    }

    /** Takes the question if it is open, of this kind and about the offer that was delivered last. */
    Optional<Question> claimDelivered(Question.Kind kind) {
        return delivered.filter(question -> question.kind() == kind).flatMap(question -> claim(kind, question.offer()));
    }

    /** Returns the offer whose candidate the application tests now. */
    Optional<RoamingOffer> onTrial() {
        return Optional.ofNullable(open.get()).filter(question -> question.kind() == Question.Kind.ACTIVATED).map(Question::offer);
    }
}
