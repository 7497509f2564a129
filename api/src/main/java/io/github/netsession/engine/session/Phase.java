package io.github.netsession.engine.session;

import io.github.netsession.SessionState;

/** Where a session stands: its public state, and what this session has to do with it. */
public enum Phase {
    INVALID(SessionState.INVALID, false),
    NOT_AVAILABLE(SessionState.NOT_AVAILABLE, false),
    DISCONNECTED(SessionState.DISCONNECTED, false),
    /** Somebody else is starting the interface. */
    CONNECTING_WATCHED(SessionState.CONNECTING, false),
    /** This session waits for the interface, whoever started it. */
    CONNECTING_OWN(SessionState.CONNECTING, true),
    CONNECTED_WATCHED(SessionState.CONNECTED, false),
    CONNECTED_OPEN(SessionState.CONNECTED, true),
    /** Somebody else is stopping the interface. */
    CLOSING_WATCHED(SessionState.CLOSING, false),
    /** This session has stopped the interface. */
    CLOSING_OWN(SessionState.CLOSING, false),
    /** The interface is being stopped, and this session wants it back when it is down. */
    REOPENING(SessionState.CLOSING, true),
    /** The access point in use is gone, there is no other one to be seen, and the system may find one. */
    ROAMING_SEARCHING(SessionState.ROAMING, true),
    /** Another access point is offered, and somebody has to say whether to move. */
    ROAMING_OFFERED(SessionState.ROAMING, true),
    /** The other access point is being started. */
    ROAMING_STARTING(SessionState.ROAMING, true),
    /** The other access point is up, and somebody has to say whether it works. */
    ROAMING_TRIAL(SessionState.ROAMING, true),
    /** The old access point, which had to give way, is being started again. */
    ROAMING_BACK(SessionState.ROAMING, true);

    private final SessionState state;
    private final boolean holds;

    Phase(SessionState state, boolean holds) {
        this.state = state;
        this.holds = holds;
    }

    /**
     * Returns the public state.
     *
     * @return the state
     */
    public SessionState state() {
        return state;
    }

    /** Whether the session counts as a holder of the interface. */
    public boolean holds() {
        return holds;
    }

    /**
     * Returns whether the session is open.
     *
     * @return true if so
     */
    public boolean isOpen() {
        return this == CONNECTED_OPEN || state == SessionState.ROAMING;
    }

    /** Whether an opening is under way, so that waiting for it makes sense. */
    public boolean isOpening() {
        return this == CONNECTING_OWN || this == REOPENING;
    }

    /**
     * Returns whether the interface is being stopped.
     *
     * @return true if so
     */
    public boolean isClosing() {
        return state == SessionState.CLOSING;
    }

    /**
     * Returns whether the interface is being started.
     *
     * @return true if so
     */
    public boolean isConnecting() {
        return state == SessionState.CONNECTING;
    }

    /** Whether the interface counts as in use by this state. */
    public boolean isConnected() {
        return state == SessionState.CONNECTED || state == SessionState.ROAMING;
    }
}
