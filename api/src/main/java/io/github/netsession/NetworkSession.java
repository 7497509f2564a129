package io.github.netsession;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One application's use of one network. Many sessions share an interface: it is started for the first that opens and, if a
 * session started it, stopped when the last one closes.
 *
 * <p>{@link #state()} follows the interface and {@link #isOpen()} follows this object, so a session can watch without ever
 * being opened. Traffic may flow while both say so: CONNECTED and open. A closed session can be opened again.
 *
 * <p><b>Service networks.</b> A session on one uses one of its access points at a time. It opens on the best that is up, or
 * starts the best that can be started and, if that fails, the next one. When the access point in use is lost it goes on with
 * another one, and when a better one has been there for 10 s it moves to that: it is ROAMING meanwhile, still open, and CONNECTED
 * when it has settled. One that the system has moved the default route to is better at once. A {@link RoamingHandler} makes the
 * application decide about that; without one the session decides by itself. Better is, read top-down and only if its signal is at least
 * 45 percent, where it is known: what reaches the Internet (or is not known not to), what is not metered, Ethernet before Wi-Fi before
 * cellular from new to old, a signal that is stronger by 15 percentage points, and, where no signal is known, the order of definition. A
 * Wi-Fi in use below 30 percent counts as about to be lost.
 *
 * <p><b>Gaps and losses.</b> A link that loses its carrier for a moment is not lost: where a network service manages the access point, the
 * service decides; elsewhere the carrier may be away for 3 s. The session stays CONNECTED meanwhile, and {@link NetworksEvent.InterfaceChanged}
 * reports the carrier at once. On a service network a session leaves a cable without a carrier at once, and Wi-Fi after 3 s, if another access
 * point can come up beside it; it stays if the carrier returns first. After a loss with nothing to go to, a session on a service network with
 * Wi-Fi members is ROAMING for up to 20 s, because the system scans then. What was lost is a candidate again when the system has seen it since.
 *
 * <p>Made by {@link Networks#session(NetworkConfiguration)}; not for implementation by applications. Safe from any thread.
 * Calls after {@link Networks#close()} throw {@link IllegalStateException}, except getters, which then answer from memory,
 * and {@link #close()} and the roaming answers, which do nothing.
 *
 * <p>A future completes behind the listeners that are told of the same thing. Waiting for one inside a listener would wait
 * for itself and is refused with an {@link IllegalStateException}; {@link #awaitOpened()} works there. What else holds for futures is said in
 * the <a href="package-summary.html#futures">package description</a>.
 *
 * <p><b>Errors.</b> A future fails with a {@link SessionException} whose {@link SessionException#failure()} says what, why and
 * what to do; the same failure goes to the listeners and stays in {@link #failure()}.
 */
public interface NetworkSession extends AutoCloseable {

    /**
     * Opens the session: takes a share in the interface and starts it if it is down. Returns at once.
     *
     * <p>On a DISCONNECTED session: CONNECTING, then CONNECTED and opened, or a failure and back. On a CONNECTED one: opened
     * only. On one that is open, or opening, already: nothing, and the future follows what is under way.
     *
     * <p>The future fails with a {@link SessionException}, whose {@link SessionFailure#reason()} tells more, and with the error
     * <ul>
     * <li>INVALID_CONFIGURATION: the configuration is gone or not usable now (the state stays);
     * <li>OPERATION_NOT_SUPPORTED: this interface cannot be started by this process; the message says why, the remedy what would help;
     * <li>SESSION_ABORTED: closed or stopped before it was open;
     * <li>UNKNOWN: not up within {@link NetworkConfiguration#connectTimeout()}, or refused by the system; or, retryable, another
     * program is suspended in the midst of starting or stopping an interface, for more than two seconds.
     * </ul>
     *
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes when the session is open; cancelling it does
     *     not cancel the opening, {@link #close()} does
     */
    CompletableFuture<Void> open();

    /**
     * Closes the session: gives the share back. Returns at once; the interface goes down behind it if this was the last share
     * in all programs of this user ({@link Capability#SYSTEM_SESSION_SUPPORT}) and a session had started it. While
     * CONNECTING it cancels. On a closed session it does nothing.
     */
    @Override
    void close();

    /**
     * Takes the interface down for everyone: this session is closed, every other session on it, in whichever program of this user,
     * is aborted, with the reason {@link SessionFailure.Reason#STOPPED} to tell it from a loss; those on a service network too: they do not go on
     * with another access point. It need not be open, unless it is on a service network, where a
     * session that is not open uses nothing that it could stop. On an interface that is down it does nothing. The future fails
     * with OPERATION_NOT_SUPPORTED if this process may not; then nothing has changed.
     *
     * <p>NetworkManager then leaves a profile down, also one that it would connect by itself, until somebody has started it again. What somebody
     * else has configured while NetworkManager only looks on cannot be stopped: OPERATION_NOT_SUPPORTED.
     *
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes when the interface is down; cancelling it does
     *     not cancel the stop
     */
    CompletableFuture<Void> stop();

    /**
     * Waits up to 30 s until the session is open.
     *
     * @return true if it is open; false if opening failed, nobody called {@link #open()}, or the time is up
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default boolean awaitOpened() throws InterruptedException {
        return awaitOpened(Duration.ofSeconds(30));
    }

    /**
     * Waits until the session is open: the one call of a session that blocks. Returns at once if it is open, or if no opening is under way.
     *
     * @param limit how long to wait; negative: as long as it takes (a start is bounded by the connect timeout, a stop that it
     *     has to wait for likewise)
     * @return true if it is open; false if opening failed, nobody called {@link #open()}, or the time is up
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean awaitOpened(Duration limit) throws InterruptedException;

    /**
     * The state of the interface.
     *
     * @return the state
     */
    SessionState state();

    /**
     * Whether this session holds the interface.
     *
     * @return true from opened to closed
     */
    boolean isOpen();

    /**
     * The configuration that the session was made for, as it is now or, if it is gone, as it was last.
     *
     * @return the configuration
     */
    NetworkConfiguration configuration();

    /**
     * The access point in use, which for a service network is one of its children.
     *
     * @return the access point while the session is CONNECTED or ROAMING
     */
    Optional<NetworkConfiguration> activeConfiguration();

    /**
     * The interface in use. May change by roaming.
     *
     * @return the interface while the session is CONNECTED or ROAMING
     */
    Optional<Link> networkInterface();

    /**
     * Returns what makes sockets that leave by the access point in use: the application's traffic follows the session only through these.
     * It works while {@link #activeConfiguration()} is present and up, also while the session is not open.
     *
     * @return always the same object
     */
    NetworkSockets sockets();

    /**
     * Bytes received through the interface in use, by everyone: see {@link InterfaceCounters}. While the session is open this is
     * the sum over every interface that it has used, so that it does not go back when it moves. Makes one call to the operating
     * system. For what this session used, see {@link #traffic()}.
     *
     * @return the bytes; 0 without an interface, or where {@link Capability#DATA_STATISTICS} is not there
     */
    long bytesReceived();

    /**
     * Bytes sent through the interface in use, by everyone, summed as {@link #bytesReceived()} is. Makes one call to the operating
     * system.
     *
     * @return the bytes; 0 without an interface, or where {@link Capability#DATA_STATISTICS} is not there
     */
    long bytesWritten();

    /**
     * What went through the session's interfaces while it was open, summed over all of them, since it last opened. The
     * operating system counts per interface, so sessions that share one see the same bytes. Never goes backwards. Makes one
     * call to the operating system while open.
     *
     * @return the bytes; zero before the first opening; the final sum after closing
     */
    Traffic traffic();

    /**
     * How long the session has been open, by a monotonic clock.
     *
     * @return the time since it last opened; the final time after closing; zero before the first opening
     */
    Duration activeTime();

    /**
     * The last failure.
     *
     * @return empty until something failed; emptied again when {@link #open()} is called
     */
    Optional<SessionFailure> failure();

    /**
     * Restrictions that the system puts on this network.
     *
     * @return the restrictions; empty for none
     */
    Set<UsagePolicy> usagePolicies();

    /**
     * A property of the session.
     *
     * @param key which one
     * @param <T> the type of its value
     * @return its value, if it is set
     */
    <T> Optional<T> property(SessionProperty<T> key);

    /**
     * Sets a property.
     *
     * @param key which one
     * @param value its value
     * @param <T> the type of its value
     * @throws IllegalArgumentException if the property is read-only, or the value is out of its range
     */
    <T> void setProperty(SessionProperty<T> key, T value);

    /**
     * Removes a property, if it is set.
     *
     * @param key which one
     * @throws IllegalArgumentException if the property is read-only
     */
    void removeProperty(SessionProperty<?> key);

    /**
     * Lets the application decide about roaming; without a handler the session decides by itself. What was asked and is not
     * answered yet is asked again of the new handler. On an access point, which has nowhere to move, it is never called.
     *
     * @param handler decides; takes the place of the one before it
     * @return ends the handler's say: the session decides by itself again, also what is still to be answered
     */
    Registration onRoaming(RoamingHandler handler);

    /**
     * Answers an offer: start the candidate. While it starts the session stays ROAMING; then comes {@code activated}, or, if it
     * cannot be started, the failure ROAMING and CONNECTED on the old access point.
     *
     * @return false if no offer was pending: none was made, it was answered, withdrawn, or its time is over
     */
    boolean migrate();

    /**
     * Answers an offer: stay. The candidate is not offered again for a minute, and for twice as long each further time, up to
     * an hour, unless it becomes known that it reaches further or costs less; so an application that always ignores never moves.
     * If the old access point is gone, the session is aborted.
     *
     * @return false if no offer was pending
     */
    boolean ignore();

    /**
     * Answers the activation: the candidate works; let the old access point go.
     *
     * @return false if no migration was pending
     */
    boolean accept();

    /**
     * Answers the activation: the candidate does not work; go back. On one radio the old access point has to be started again,
     * and the session is ROAMING until it is up. If the old one is gone, the session is aborted. The candidate is left out as
     * after {@link #ignore()}.
     *
     * @return false if no migration was pending
     */
    boolean reject();

    /**
     * Registers a listener. Its first event is the present state.
     *
     * @param listener the listener
     * @return ends the registration
     */
    Registration listen(SessionListener listener);
}
