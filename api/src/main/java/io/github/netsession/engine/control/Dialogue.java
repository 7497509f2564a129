package io.github.netsession.engine.control;

import io.github.netsession.Registration;
import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.calls.ListenerEntry;
import java.util.Optional;

/** The exchange of one session with its application and the user about moves. Called in turns, unless a method says otherwise. */
final class Dialogue {

    private final OpenQuestion question = new OpenQuestion();
    private Optional<ListenerEntry<AskedQuestion>> handler = Optional.empty();
    private Optional<RoamingOffer> offer = Optional.empty();
    /** The callback executor also reads this token. */
    private volatile Optional<Object> choosing = Optional.empty();
    private Optional<Registration> limit = Optional.empty();

    /** Returns the question that the application can answer now. Safe from any thread. */
    OpenQuestion question() {
        return question;
    }

    Optional<ListenerEntry<AskedQuestion>> handler() {
        return handler;
    }

    void handler(Optional<ListenerEntry<AskedQuestion>> present) {
        handler = present;
    }

    /** Returns the last offer. */
    RoamingOffer offer() {
        return offer.orElseThrow();
    }

    void offer(RoamingOffer present) {
        offer = Optional.of(present);
    }

    /** Opens a question to the application. */
    void ask(AskedQuestion asked, Registration timeLimit) {
        limit = Optional.of(timeLimit);
        question.open(asked);
        handler.ifPresent(present -> present.tell(asked));
    }

    /** Begins to wait for the user's choice; the token identifies the request. */
    void awaitChoice(Object token, Registration timeLimit) {
        choosing = Optional.of(token);
        limit = Optional.of(timeLimit);
    }

    /** Returns whether the session waits for the user's choice. Safe from any thread. */
    boolean isAwaiting(Object token) {
        return choosing.equals(Optional.of(token));
    }

    /** Ends the question to the application or the user. */
    void end() {
        limit.ifPresent(Registration::close);
        limit = Optional.empty();
        choosing = Optional.empty();
        question.close();
    }
}
