package io.github.netsession;

/**
 * What happens to an interface when the last session on it closes.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum LastClose {
    /** The interface is stopped if a session had started it; an interface that was up before any session stays up. */
    STOP_IF_STARTED,
    /** The interface is stopped in any case: Qt's literal rule. */
    STOP_ALWAYS
}
