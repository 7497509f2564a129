package io.github.netsession;

/**
 * What happens to an interface when the last session on it closes.
 *
 * <p>A session may open while the system is about to stop the interface for the last session of another process. Then the session waits
 * for that, its state is {@link SessionState#CLOSING}, and it starts the interface again. If that process is suspended before the stop for more than
 * ten seconds, the session opens and may later be aborted with {@link SessionFailure.Reason#STOPPED}.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum LastClose {
    /**
     * The interface is stopped if a session had started it; an interface that was up before any session stays up. A profile that
     * NetworkManager starts by itself ({@code autoconnect}) stays up too, even if a session had started it, because NetworkManager would
     * have done so. Windows and macOS do not tell who would have started a profile, so this exception is NetworkManager's only.
     */
    STOP_IF_STARTED,
    /**
     * The interface is stopped in any case: Qt's literal rule. That includes what was up before any session, and profiles that the system
     * starts by itself. NetworkManager then leaves such a profile down until a user or a program starts it again.
     *
     * @apiNote This also takes down what a person has connected. Use it where only this program decides about the networks.
     */
    STOP_ALWAYS,
    /**
     * As {@link #STOP_IF_STARTED}, and a profile that NetworkManager starts by itself ({@code autoconnect}) is no exception: if it was down
     * and a session had started it, it is stopped. NetworkManager then leaves it down until a user or a program, for instance another
     * session, starts it again. If NetworkManager had begun to start the profile before the session opened, the profile stays up.
     *
     * <p>The rule of the session that starts the interface counts, not that of the session that closes last. On Windows and macOS this
     * rule is the same as {@code STOP_IF_STARTED}: a Wi-Fi profile that Windows connects automatically and a VPN with Connect On Demand are
     * stopped under both. macOS connects such a VPN again as soon as a program uses a name or address that it is for.
     */
    STOP_IF_STARTED_EVEN_AUTOCONNECT
}
