package io.github.netsession;

/**
 * The state of a {@link NetworkSession}: it follows the interface, whoever moves it. Qt's members, in Qt's order.
 *
 * <p>No constant will be added.
 */
public enum SessionState {
    /** The configuration does not exist (any more). It may come back, and the session with it, closed. */
    INVALID,
    /** The configuration cannot be used now: Undefined or Defined. */
    NOT_AVAILABLE,
    /** The interface is being started. */
    CONNECTING,
    /** The interface is up with a usable address. Ready for this session's traffic if {@link NetworkSession#isOpen()} too. */
    CONNECTED,
    /** The interface is being stopped. */
    CLOSING,
    /** The interface is down and may be started: Discovered. */
    DISCONNECTED,
    /** The session is between two access points. */
    ROAMING
}
