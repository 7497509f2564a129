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

    private final AtomicReference<AskedQuestion> open = new AtomicReference<>();
    private volatile Optional<AskedQuestion> claimed = Optional.empty();
    private volatile Optional<AskedQuestion> delivered = Optional.empty();

    void open(AskedQuestion asked) {
        claimed = Optional.empty();
        open.set(asked);
    }

    void close() {
        claimed = Optional.empty();
        open.set(null);
    }

    /** Opens the question again that was claimed last, because the answer did not reach the session. */
    void reopen() {
        claimed.ifPresent(asked -> open.compareAndSet(null, asked));
    }

    boolean isOpen() {
        return open.get() != null;
    }

    /** Takes the question if it is open, of this kind and about this offer; the first answer wins. */
    Optional<Question> claim(Question.Kind kind, RoamingOffer answered) {
        AskedQuestion asked = open.get();
        if (asked == null || asked.question().kind() != kind || asked.offer() != answered || !open.compareAndSet(asked, null)) {
            return Optional.empty();
        }
        claimed = Optional.of(asked);
        return Optional.of(asked.question());
    }

    /** Takes the question, if one is open. */
    boolean claimAny() {
        return open.getAndSet(null) != null;
    }

    /** Takes this question if it is still open. */
    boolean claim(AskedQuestion asked) {
        return open.compareAndSet(asked, null);
    }

    /** The handler is about to be called with a question. */
    void deliver(AskedQuestion asked) {
        delivered = Optional.of(asked);
    }

    /** Takes the question if it is open, of this kind and about the offer that was delivered last. */
    Optional<Question> claimDelivered(Question.Kind kind) {
        return delivered.flatMap(asked -> claim(kind, asked.offer()));
    }

    /** Returns the offer whose candidate the application tests now. */
    Optional<RoamingOffer> onTrial() {
        return Optional.ofNullable(open.get()).filter(asked -> asked.question().kind() == Question.Kind.ACTIVATED).map(AskedQuestion::offer);
    }
}
