package io.github.netsession.engine;

import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.util.Set;

/** The kinds of {@link SessionEvent} as values. Records here and interfaces there, so that a kind can gain an accessor without breaking a caller. */
final class SessionEvents {

    private SessionEvents() {
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
