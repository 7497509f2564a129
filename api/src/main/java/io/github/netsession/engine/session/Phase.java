package io.github.netsession.engine.session;

import io.github.netsession.SessionState;

/** The phase of a session: its public state, and the part of this session in that state. */
public enum Phase {
    INVALID(SessionState.INVALID, false),
    NOT_AVAILABLE(SessionState.NOT_AVAILABLE, false),
    DISCONNECTED(SessionState.DISCONNECTED, false),
    /** Another session or program is starting the interface. */
    CONNECTING_WATCHED(SessionState.CONNECTING, false),
    /** This session waits for the interface, no matter which program started it. */
    CONNECTING_OWN(SessionState.CONNECTING, true),
    CONNECTED_WATCHED(SessionState.CONNECTED, false),
    CONNECTED_OPEN(SessionState.CONNECTED, true),
    /** Another session or program is stopping the interface. */
    CLOSING_WATCHED(SessionState.CLOSING, false),
    /** This session has stopped the interface. */
    CLOSING_OWN(SessionState.CLOSING, false),
    /** The interface is being stopped, and this session starts it again when it is down. */
    REOPENING(SessionState.CLOSING, true),
    /** The access point in use was lost, no other one can be used, and the system may find one. */
    ROAMING_SEARCHING(SessionState.ROAMING, true),
    /** Another access point is offered, and the session waits for the decision whether to move. */
    ROAMING_OFFERED(SessionState.ROAMING, true),
    /** The other access point is being started. */
    ROAMING_STARTING(SessionState.ROAMING, true),
    /** The other access point is up, and the session waits for the decision whether it works. */
    ROAMING_TRIAL(SessionState.ROAMING, true),
    /** The old access point is being started again. */
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

    /** Returns whether the session counts as a holder of the interface. */
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

    /** Returns whether an opening is under way, for which a caller can wait. */
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

    /** Returns whether the interface counts as in use in this phase. */
    public boolean isConnected() {
        return state == SessionState.CONNECTED || state == SessionState.ROAMING;
    }
}
