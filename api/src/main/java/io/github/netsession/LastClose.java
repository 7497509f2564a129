package io.github.netsession;

/**
 * What happens to an interface when the last session on it closes.
 *
 * <p>A session may open while the system is about to stop the interface for the last session of another process. Then the session waits
 * for that and starts the interface again; if the stop takes long, the session opens and is later aborted with
 * {@link SessionFailure.Reason#STOPPED}.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum LastClose {
    /** The interface is stopped if a session had started it; an interface that was up before any session stays up. */
    STOP_IF_STARTED,
    /** The interface is stopped in any case: Qt's literal rule. */
    STOP_ALWAYS
}
