package io.github.netsession;

/**
 * What kind of failure a {@link SessionFailure} is. Qt's members, in Qt's order; there is no "none", absence is an empty Optional.
 *
 * <p>No constant will be added.
 */
public enum SessionError {
    /** Anything that none of the others says; see the message and the native code. */
    UNKNOWN,
    /** The session was ended from outside: another session stopped the interface, or the link was lost. */
    SESSION_ABORTED,
    /** Moving to another access point failed. */
    ROAMING,
    /** The platform cannot do it, or does not permit it. */
    OPERATION_NOT_SUPPORTED,
    /** The configuration does not exist or cannot be used now. */
    INVALID_CONFIGURATION
}
