package io.github.netsession;

/**
 * The state of a {@link NetworkSession}. It follows the interface, no matter which program changes the interface. The members are Qt's, in Qt's
 * order.
 *
 * <table>
 * <caption>What a state means for a session</caption>
 * <tr><th>state</th><th>{@link NetworkSession#isOpen()}</th><th>traffic of this session</th></tr>
 * <tr><td>INVALID, NOT_AVAILABLE, DISCONNECTED</td><td>false</td><td>no</td></tr>
 * <tr><td>CONNECTING, CLOSING</td><td>false</td><td>not yet, or no longer</td></tr>
 * <tr><td>CONNECTED</td><td>true if this session holds the interface</td><td>if the session is open</td></tr>
 * <tr><td>ROAMING</td><td>true</td><td>over the old access point while that is up</td></tr>
 * </table>
 *
 * <p>No constant will be added.
 */
public enum SessionState {
    /** The configuration does not exist, or does not exist any more. If it appears again, the session becomes usable again, closed. */
    INVALID,
    /** The configuration cannot be used now: it is Undefined or Defined. */
    NOT_AVAILABLE,
    /** The interface is being started. */
    CONNECTING,
    /** The interface is up with a usable address. It is ready for the traffic of this session if {@link NetworkSession#isOpen()} is also true. */
    CONNECTED,
    /** The interface is being stopped. */
    CLOSING,
    /** The interface is down and can be started: the configuration is Discovered. */
    DISCONNECTED,
    /** The session is between two access points. */
    ROAMING
}
