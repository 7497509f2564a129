package io.github.netsession.engine.session;

import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.util.Set;

/** The kinds of {@link SessionEvent} as values: records that implement interfaces, so that a kind can gain an accessor without breaking a caller. */
public final class SessionEvents {

    private SessionEvents() {
    }

    /**
     * Returns the first event of a listener.
     *
     * @param state the state of the session
     * @param isOpen whether the session is open
     * @return the event
     */
    public static SessionEvent present(SessionState state, boolean isOpen) {
        return new Present(state, isOpen);
    }

    /**
     * Returns the event for changed restrictions.
     *
     * @param policies the restrictions now
     * @return the event
     */
    public static SessionEvent usagePoliciesChanged(Set<UsagePolicy> policies) {
        return new UsagePoliciesChanged(policies);
    }

    /**
     * Returns the event for an offer to move.
     *
     * @param offer the offer
     * @return the event
     */
    public static SessionEvent preferred(RoamingOffer offer) {
        return new Preferred(offer);
    }

    /**
     * Returns the event for a candidate that is up.
     *
     * @param offer the offer
     * @return the event
     */
    public static SessionEvent activated(RoamingOffer offer) {
        return new Activated(offer);
    }

    record Present(SessionState state, boolean isOpen) implements SessionEvent.Present {
    }

    record StateChanged(SessionState before, SessionState state) implements SessionEvent.StateChanged {
    }

    record Opened() implements SessionEvent.Opened {
    }

    record Closed() implements SessionEvent.Closed {
    }

    record Failed(SessionFailure failure) implements SessionEvent.Failed {
    }

    record UsagePoliciesChanged(Set<UsagePolicy> policies) implements SessionEvent.UsagePoliciesChanged {

        UsagePoliciesChanged {
            policies = Set.copyOf(policies);
        }
    }

    record Preferred(RoamingOffer offer) implements SessionEvent.Preferred {
    }

    record Activated(RoamingOffer offer) implements SessionEvent.Activated {
    }
}
