package io.github.netsession.engine.control;

import io.github.netsession.NetworkSockets;
import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.session.Effect;
import io.github.netsession.engine.session.Proposal;
import io.github.netsession.engine.session.Question;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Creates the offers to sessions. */
final class Offers {

    private final SessionSockets socketsOfSessions;
    private AnswerTaker taker;

    /** Receives the answers of the application, on any thread. */
    interface AnswerTaker {
        void take(Session session, Question question, boolean yes);
    }

    Offers(SessionSockets socketsOfSessions) {
        this.socketsOfSessions = socketsOfSessions;
    }

    void onAnswer(AnswerTaker answerTaker) {
        taker = answerTaker;
    }

    /** Creates the offer that an effect reports, if it reports one. */
    Optional<RoamingOffer> of(Session session, Effect effect) {
        if (effect instanceof Effect.Offer offer) {
            NetworkSockets sockets = socketsOfSessions.onTrial(session, offer.proposal().candidate());
            return Optional.of(offer(session, offer.proposal(), sockets));
        } else if (effect instanceof Effect.Activate activate) {
            return Optional.of(offer(session, activate.proposal(), session.dialogue().offer().sockets()));
        } else {
            return Optional.empty();
        }
    }

    private RoamingOffer offer(Session session, Proposal proposal, NetworkSockets sockets) {
        // An application may keep offers longer than their session.
        WeakReference<Session> answered = new WeakReference<>(session);
        AtomicReference<RoamingOffer> own = new AtomicReference<>();
        own.set(RoamingOffer.builder(proposal.from(), proposal.to()).reason(proposal.reason()).isSeamless(proposal.isSeamless())
            .isMakeBeforeBreak(proposal.isMakeBeforeBreak()).sockets(sockets).answers(answer -> take(answered.get(), own.get(), answer)).build());
        session.dialogue().offer(own.get());
        return own.get();
    }

    private boolean take(Session session, RoamingOffer offer, RoamingOffer.Answer answer) {
        if (session == null) {
            return false;
        }
        Question.Kind kind = switch (answer) {
            case MIGRATE, IGNORE -> Question.Kind.PREFERRED;
            case ACCEPT, REJECT -> Question.Kind.ACTIVATED;
        };
        Optional<Question> question = session.dialogue().question().claim(kind, offer);
        question.ifPresent(open -> session.deliver(() ->
            taker.take(session, open, answer == RoamingOffer.Answer.MIGRATE || answer == RoamingOffer.Answer.ACCEPT)));
        return question.isPresent();
    }
}
