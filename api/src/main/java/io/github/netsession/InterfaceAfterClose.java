package io.github.netsession;

/**
 * What has become of an interface after a session on it was closed: the result of {@link NetworkSession#closeAsync()}. If the session held
 * several interfaces, because it was opening or moving, the last constant that is true of one of them counts.
 *
 * <p>No constant will be added.
 */
public enum InterfaceAfterClose {
    /** The interface is down, or does not exist any more. */
    DOWN,
    /**
     * The interface stays up, although no session holds it: no session had started it, the {@link LastClose} rule leaves it up, or a program that
     * does not use this library needs it or has started it again.
     */
    LEFT_UP,
    /** The interface stays up for another session, in any program of this user; {@link Networks#holders()} names the programs. */
    HELD
}
