package io.github.netsession;

/**
 * The kind of a {@link SessionFailure}. The members are Qt's, in Qt's order. There is no member for "no error": an absent failure is an empty
 * Optional.
 *
 * <p>No constant will be added.
 */
public enum SessionError {
    /** Any other failure; see the message and the native code. */
    UNKNOWN,
    /** The session was ended by an event outside it: another session stopped the interface, or the link was lost. */
    SESSION_ABORTED,
    /** Moving to another access point failed. */
    ROAMING,
    /** The platform does not support the operation, or does not permit it. */
    OPERATION_NOT_SUPPORTED,
    /** The configuration does not exist or cannot be used now. */
    INVALID_CONFIGURATION
}
