package io.github.netsession;

import java.util.Objects;
import java.util.Set;

/** Something that happened to a {@link NetworkSession}. */
public sealed interface SessionEvent {

    /**
     * Hands this event to the method of the listener that takes its kind.
     *
     * @param listener the listener
     */
    void deliverTo(SessionListener listener);

    /**
     * The first event that a new listener gets: how the session is.
     *
     * @param state its state
     * @param isOpen whether it is open
     */
    record Present(SessionState state, boolean isOpen) implements SessionEvent {

        public Present {
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.present(this);
        }
    }

    /**
     * The state has changed.
     *
     * @param before the state as it was
     * @param state the state as it is
     */
    record StateChanged(SessionState before, SessionState state) implements SessionEvent {

        public StateChanged {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.stateChanged(this);
        }
    }

    /** The session is open: the interface is up and this session holds it. */
    record Opened() implements SessionEvent {
        @Override
        public void deliverTo(SessionListener listener) {
            listener.opened(this);
        }
    }

    /** The session is closed: it holds nothing any more. */
    record Closed() implements SessionEvent {
        @Override
        public void deliverTo(SessionListener listener) {
            listener.closed(this);
        }
    }

    /**
     * Something failed. Comes before the state change that follows from it.
     *
     * @param failure what failed
     */
    record Failed(SessionFailure failure) implements SessionEvent {

        public Failed {
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.failed(this);
        }
    }

    /**
     * The restrictions on this session's network have changed.
     *
     * @param policies the restrictions now in force
     */
    record UsagePoliciesChanged(Set<UsagePolicy> policies) implements SessionEvent {

        public UsagePoliciesChanged {
            policies = Set.copyOf(Objects.requireNonNull(policies, "policies"));
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.usagePoliciesChanged(this);
        }
    }

    /**
     * A better access point was found and the session is about to move to it, or the application is being asked.
     *
     * @param offer where to
     */
    record Preferred(RoamingOffer offer) implements SessionEvent {

        public Preferred {
            Objects.requireNonNull(offer, "offer");
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.preferred(this);
        }
    }

    /**
     * The access point that the session moves to is up.
     *
     * @param offer where to
     */
    record Activated(RoamingOffer offer) implements SessionEvent {

        public Activated {
            Objects.requireNonNull(offer, "offer");
        }

        @Override
        public void deliverTo(SessionListener listener) {
            listener.activated(this);
        }
    }
}
