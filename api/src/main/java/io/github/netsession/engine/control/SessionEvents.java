package io.github.netsession.engine.control;

import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.session.Effect;
import io.github.netsession.engine.session.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events of one step of one session, in order, each with the session's state at its place. The kinds of {@link SessionEvent} are records
 * that implement interfaces, so that a kind can gain an accessor without breaking a caller.
 */
final class SessionEvents {

    private final Session session;
    private final List<SessionEvent> events = new ArrayList<>();
    private SessionState state;
    private boolean isOpen;

    /** Begins with the state before the step, which is not yet published. */
    SessionEvents(Session session) {
        Phase before = session.phase();
        this.session = session;
        this.state = before.state();
        this.isOpen = before.isOpen();
    }

    /** Returns the first event of a listener. */
    static SessionEvent present(Session session) {
        Phase now = session.phase();
        return new Present(session.handle(), now.state(), now.isOpen());
    }

    /** Adds the event that an effect asks for, if it asks for one; {@code offer} is that of an effect that reports one. */
    void add(Effect effect, Optional<RoamingOffer> offer) {
        if (effect instanceof Effect.TellState tell) {
            state = tell.after();
            events.add(new StateChanged(session.handle(), state, isOpen, tell.before()));
        } else if (effect instanceof Effect.TellOpened) {
            isOpen = true;
            events.add(new Opened(session.handle(), state, isOpen));
        } else if (effect instanceof Effect.TellClosed) {
            isOpen = false;
            events.add(new Closed(session.handle(), state, isOpen));
        } else if (effect instanceof Effect.TellFailure tell) {
            events.add(new Failed(session.handle(), state, isOpen, tell.failure()));
        } else if (effect instanceof Effect.Offer) {
            events.add(new Preferred(session.handle(), state, isOpen, offer.orElseThrow()));
        } else if (effect instanceof Effect.Activate) {
            events.add(new Activated(session.handle(), state, isOpen, offer.orElseThrow()));
        }
    }

    /** Adds the event for changed restrictions. */
    void addRestrictions(Set<UsagePolicy> policies) {
        events.add(new UsagePoliciesChanged(session.handle(), state, isOpen, policies));
    }

    /** Returns the events. */
    List<SessionEvent> list() {
        return events;
    }

    record Present(NetworkSession session, SessionState state, boolean isOpen) implements SessionEvent.Present {
    }

    record StateChanged(NetworkSession session, SessionState state, boolean isOpen, SessionState before) implements SessionEvent.StateChanged {
    }

    record Opened(NetworkSession session, SessionState state, boolean isOpen) implements SessionEvent.Opened {
    }

    record Closed(NetworkSession session, SessionState state, boolean isOpen) implements SessionEvent.Closed {
    }

    record Failed(NetworkSession session, SessionState state, boolean isOpen, SessionFailure failure) implements SessionEvent.Failed {
    }

    record UsagePoliciesChanged(NetworkSession session, SessionState state, boolean isOpen, Set<UsagePolicy> policies)
        implements SessionEvent.UsagePoliciesChanged {

        UsagePoliciesChanged {
            policies = Set.copyOf(policies);
        }
    }

    record Preferred(NetworkSession session, SessionState state, boolean isOpen, RoamingOffer offer) implements SessionEvent.Preferred {
    }

    record Activated(NetworkSession session, SessionState state, boolean isOpen, RoamingOffer offer) implements SessionEvent.Activated {
    }
}
