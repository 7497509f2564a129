package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * The step that a session takes on an input.
 *
 * @param next the next phase
 * @param events the events to report, in this order
 * @param start whether the interface must be started for the session
 */
public record Step(Phase next, List<SessionEvent> events, boolean start) {

    /** Begins a step from a phase. */
    static Builder from(Phase situation) {
        return new Builder(situation);
    }

    /** Collects the events of a step in the order of the calls. */
    static final class Builder {

        private final List<SessionEvent> events = new ArrayList<>(4);
        private Phase situation;
        private boolean start;

        private Builder(Phase situation) {
            this.situation = situation;
        }

        /** Changes the phase; adds an event if the public state differs. */
        Builder to(Phase next) {
            if (next.state() != situation.state()) {
                events.add(new SessionEvents.StateChanged(situation.state(), next.state()));
            }
            situation = next;
            return this;
        }

        Builder failed(SessionFailure failure) {
            events.add(new SessionEvents.Failed(failure));
            return this;
        }

        Builder opened() {
            events.add(new SessionEvents.Opened());
            return this;
        }

        Builder closed() {
            events.add(new SessionEvents.Closed());
            return this;
        }

        Builder preferred(RoamingOffer offer) {
            events.add(new SessionEvents.Preferred(offer));
            return this;
        }

        Builder activated(RoamingOffer offer) {
            events.add(new SessionEvents.Activated(offer));
            return this;
        }

        Builder start() {
            start = true;
            return this;
        }

        Step done() {
            return new Step(situation, List.copyOf(events), start);
        }
    }
}
