package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSockets;
import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.AccessPoint;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Creates the offers to sessions. */
final class Offers {

    private final StatePublisher publisher;
    private final Radios radios;
    private final SessionSockets sockets;
    private AnswerTaker taker;

    /** Receives the answers of the application, on any thread. */
    interface AnswerTaker {
        void take(Session session, Question question, boolean yes);
    }

    Offers(StatePublisher publisher, Radios radios, SessionSockets sockets) {
        this.publisher = publisher;
        this.radios = radios;
        this.sockets = sockets;
    }

    void onAnswer(AnswerTaker answerTaker) {
        taker = answerTaker;
    }

    /** Returns an offer of the candidate in its current state, with new sockets. */
    RoamingOffer offer(Session session, AccessPointEntry candidate, RoamingOffer.Reason reason) {
        return offer(session, candidate, reason, sockets.onTrial(session, candidate.id()));
    }

    /** Returns an offer of the candidate in its current state. */
    RoamingOffer offer(Session session, AccessPointEntry candidate, RoamingOffer.Reason reason, NetworkSockets ownSockets) {
        AccessPointEntry current = session.roaming().current().orElseThrow();
        NetworkConfiguration from = current.configuration().orElseGet(() -> session.roaming().currentWhenUp());
        Optional<String> domain = mobilityDomain(current.id());
        boolean isSeamless = domain.isPresent() && domain.equals(mobilityDomain(candidate.id()));
        // An application may keep offers longer than their session.
        WeakReference<Session> answered = new WeakReference<>(session);
        AtomicReference<RoamingOffer> own = new AtomicReference<>();
        own.set(RoamingOffer.builder(from, candidate.configuration().orElseThrow()).reason(reason).isSeamless(isSeamless)
            .isMakeBeforeBreak(!radios.shareLink(current, candidate)).sockets(ownSockets).answers(answer -> take(answered.get(), own.get(), answer)).build());
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
        Optional<Question> question = session.roaming().question().claim(kind, offer);
        question.ifPresent(open -> taker.take(session, open, answer == RoamingOffer.Answer.MIGRATE || answer == RoamingOffer.Answer.ACCEPT));
        return question.isPresent();
    }

    /** Returns the mobility domain: a device that moves within a mobility domain keeps its address. */
    private Optional<String> mobilityDomain(ConfigurationId id) {
        return publisher.accessPoint(id).flatMap(AccessPoint::mobilityDomain);
    }
}
