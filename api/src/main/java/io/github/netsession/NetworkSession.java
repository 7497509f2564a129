package io.github.netsession;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The use of one network by one application. Several sessions can share an interface: it is started for the first session that opens and,
 * if a session started it, stopped when the last session closes.
 *
 * <p>{@link #state()} returns whether the interface is up, no matter which program brought it up. {@link #isOpen()} returns whether this
 * session holds the interface. A session can therefore watch an interface without being opened. Traffic may flow while the session is
 * CONNECTED and open. A closed session can be opened again.
 *
 * <pre>{@code
 * try (NetworkSession session = networks.session(id)) {
 *     session.open();
 *     if (session.awaitOpened()) {
 *         uploads.run();
 *     } else {
 *         session.failure().ifPresent(failure -> log.accept(failure.message()));
 *     }
 * }
 * }</pre>
 *
 * <p><b>Service networks.</b> A session on a service network uses one access point at a time. When the session opens, it uses the best access
 * point that is up. If none is up, it starts the best access point that can be started and, if that fails or makes no progress, the next one
 * ({@link #open()}). If the access point in use is lost, the session continues with another one. If a better access point has been available
 * for 10 s, the session moves to it; an access point that got the default route from the system is better at once. During a move the session
 * is ROAMING and still open; after the move it is CONNECTED. With a {@link RoamingHandler} the application decides about a move; without a
 * handler the session decides.
 *
 * <p><b>Better access points.</b> An access point whose signal is known and below 45 percent is never better. Otherwise the first of these
 * criteria that differs decides: the access point reaches the Internet, or its reach is not known; it is not metered; the order of the children.
 * An access point in use with a signal below 30 percent counts as about to be lost. These are the {@linkplain RoamingPolicy#defaults() defaults}; a
 * {@link RoamingPolicy} sets other times and thresholds, and {@link RoamingPolicy.Ranking#BEARER_AND_SIGNAL} replaces the order of definition by
 * the bearer and the signal strength.
 *
 * <p><b>Carrier gaps and losses.</b> A link that loses its carrier for a moment is not lost. If a network service manages the access point,
 * the service decides when the link is lost; otherwise the carrier may be absent for up to 3 s. Until then the session stays CONNECTED, and
 * {@link NetworksEvent.InterfaceChanged} reports the carrier at once. On a service network, if another access point can be started while the
 * current one stays up, a session leaves a cable without a carrier at once, and Wi-Fi after 3 s; it stays if the carrier returns first. If no
 * other access point is available after a loss, a session on a service network with Wi-Fi members is ROAMING for up to 20 s, because the
 * system scans during that time. A lost access point is a candidate again when the system has seen it after the loss.
 *
 * <p><b>Lost sessions.</b> Keep a reference to an open session, or it cannot be closed. A session that is dropped while it is open stays open and
 * holds its access point until its {@link Networks} is closed; one warning in the log names it, unless
 * {@link SessionProperty#AUTO_CLOSE_TIMEOUT} is set. A {@link Registration}, {@link #sockets()} and an offer do not keep the session; a
 * listener or handler that refers to the session keeps it, and so does an event that the application keeps. A listener that knows the session
 * only by {@link SessionEvent#session()} does not keep it.
 *
 * <p>Created by {@link Networks#session(NetworkConfiguration)}; not for implementation by applications. Safe for use from any thread. After
 * {@link Networks#close()}, getters return the last known values, {@link #close()} and the roaming answers do nothing, and all other calls
 * throw {@link IllegalStateException}.
 *
 * <p>A future completes after the listeners have been called for the same event. A listener that waited for a future would wait for itself, so
 * the wait fails with an {@link IllegalStateException}; {@link #awaitOpened()} works in a listener. The
 * <a href="package-summary.html#futures">package description</a> states the other rules for futures.
 *
 * <p><b>Errors.</b> A future fails with a {@link SessionException} whose {@link SessionException#failure()} states what failed, why, and what
 * to do. The listeners get the same failure, and {@link #failure()} returns it.
 */
public interface NetworkSession extends AutoCloseable {

    /**
     * Opens the session: takes a share in the interface, and starts the interface if it is down. Returns at once.
     *
     * <p>A DISCONNECTED session becomes CONNECTING, then CONNECTED and opened; if that fails, the failure is reported and the session leaves
     * CONNECTING. A CONNECTED session is opened without a change of state. If the session is open or opening already, the call changes
     * nothing, and the future follows the opening under way.
     *
     * <p>A session on a service network of which no child is up starts the children, best first, until one is up. If a start fails and no
     * other start is under way, the next child is started at once. If the starts under way show neither a carrier nor progress 5 s after
     * the last of them began, the next child is started beside them, unless it needs the same radio or a radio that other sessions use. If
     * there is no such child, the starts under way continue until their limit ({@link #setConnectTimeout}). A start that waits for a key, for
     * an agent or for an address shows progress. The first child that is up is used, and the others are released as by {@link #close()}.
     *
     * <p>The future fails with a {@link SessionException}. Its {@link SessionFailure#error() error} and {@link SessionFailure#reason() reason} are
     * <ul>
     * <li>INVALID_CONFIGURATION, GONE or NOT_READY: the configuration does not exist any more, is not usable now, or went down again during the start;
     * the state is that of the interface;
     * <li>INVALID_CONFIGURATION, NOT_READY or NOT_CHOSEN: there is nothing to choose from for a USER_CHOICE configuration, or the {@link UserChooser}
     * failed or selected an unknown configuration;
     * <li>OPERATION_NOT_SUPPORTED, DENIED or UNSUPPORTED: this process cannot start the interface; the message states why, the remedy what would help;
     * <li>SESSION_ABORTED, CLOSED: this session or the {@link Networks} was closed before the session was open;
     * <li>SESSION_ABORTED, STOPPED: another session stopped the interface during the start;
     * <li>SESSION_ABORTED, NOT_CHOSEN: the user cancelled the choice, or made none within five minutes;
     * <li>SESSION_ABORTED, GONE: the service network was removed;
     * <li>UNKNOWN, TIMED_OUT: the interface was not up within the connect timeout ({@link #setConnectTimeout});
     * <li>UNKNOWN, BUSY: another program has kept the lock on the sessions of all programs for more than two seconds; retryable;
     * <li>UNKNOWN, REFUSED, SECRETS or UNKNOWN: the system refused to start the interface, or a key is missing or wrong.
     * </ul>
     *
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes when the session is open; cancelling the future
     *     does not cancel the opening, {@link #close()} does
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    CompletableFuture<@Nullable Void> open();

    /**
     * Closes the session: releases its share in the interface. Returns at once. The interface then goes down if this was the last share in
     * all programs of this user ({@link Capability#SYSTEM_SESSION_SUPPORT}) and a session had started the interface. While the session is
     * CONNECTING, this call cancels the opening. On a closed session it does nothing.
     */
    @Override
    void close();

    /**
     * Closes the session as {@link #close()} does, and returns a future for the state of its interface afterwards. Returns at once. On a closed session
     * it changes nothing: the future follows the stop under way or, if there is none, tells at once how the interface is.
     *
     * <p>The future completes when a reading shows that the interface is down, or as soon as it is known to stay up; the value tells which. That
     * takes at most 30 s. If the session held several interfaces, the future waits for all of them. {@link Networks#close()} fails it if the
     * interface is not down within the time that it waits itself.
     *
     * <p>The session is closed in any case, but the future fails with a {@link SessionException} if the interface stays up against the rule.
     * Its {@link SessionFailure#error()} is one of
     * <ul>
     * <li>OPERATION_NOT_SUPPORTED: this process is not permitted to stop the interface;
     * <li>UNKNOWN: the interface is still up after 30 s ({@link SessionFailure.Reason#TIMED_OUT}), the system refused the stop, or another
     * program has been suspended while it had the lock on the sessions of all programs;
     * <li>SESSION_ABORTED: {@link Networks#close()} was called meanwhile.
     * </ul>
     *
     * @return a <a href="package-summary.html#futures">future of the library</a>; cancelling the future changes nothing else
     */
    CompletableFuture<InterfaceAfterClose> closeAsync();

    /**
     * Takes the interface down for all programs. This session is closed. Every other session on the interface, in any program of this user, is
     * aborted with the reason {@link SessionFailure.Reason#STOPPED}, which distinguishes the stop from a loss. Aborted sessions on a service
     * network do not continue with another access point. This session need not be open, unless it is on a service network: there, a closed
     * session uses no access point that it could stop. If the interface is down, the call does nothing.
     *
     * <p>The future fails with a {@link SessionException}. Its {@link SessionFailure#error() error} and {@link SessionFailure#reason() reason} are
     * <ul>
     * <li>OPERATION_NOT_SUPPORTED, DENIED or UNSUPPORTED: this process is not permitted to stop the interface, the system cannot stop it, or the
     * session is on a service network and not open; nothing has changed;
     * <li>UNKNOWN, TIMED_OUT: the interface is still up after 30 s;
     * <li>UNKNOWN, REFUSED: the interface is up again, or the system refused the stop;
     * <li>UNKNOWN, BUSY: another program has kept the lock on the sessions of all programs for more than two seconds; retryable;
     * <li>SESSION_ABORTED, CLOSED: {@link Networks#close()} was called meanwhile.
     * </ul>
     *
     * @implNote NetworkManager keeps the profile down until a user or a program starts it again, even if the profile connects automatically. If
     *     another program has configured the interface and NetworkManager only observes it, the stop fails as UNSUPPORTED.
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes when the interface is down; cancelling the future
     *     does not cancel the stop
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    CompletableFuture<@Nullable Void> stop();

    /**
     * Waits up to 30 s until the session is open.
     *
     * @return true if the session is open; false if opening failed, {@link #open()} was not called, or the time is up
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    default boolean awaitOpened() throws InterruptedException {
        return awaitOpened(Duration.ofSeconds(30));
    }

    /**
     * Waits until the session is open. This is the only method of a session that blocks. It returns at once if the session is open, or if no
     * opening is under way.
     *
     * @param limit how long to wait; negative for no limit (a start has the connect timeout, see {@link #setConnectTimeout}, and a stop that must
     *     finish first has at most 30 s)
     * @return true if the session is open; false if opening failed, {@link #open()} was not called, or the time is up
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    boolean awaitOpened(Duration limit) throws InterruptedException;

    /**
     * Sets how long this session waits for a start. The limit applies to each start that this session asks for from now on: of its access
     * point, of each child of a service network that it tries, of the candidate of a move, and of the old access point that it goes back to.
     * A start that the session waits for already keeps its limit. When the time is up, the start fails as described at {@link #open()}: with
     * the reason {@link SessionFailure.Reason#TIMED_OUT}, after which a session on a service network tries the next child unless it is starting
     * one already. A start that the system reports as failed always ends at once, and {@link #close()} and {@link #stop()} always end it.
     *
     * <p>If the limit is not set, {@link NetworkConfiguration#connectTimeout()} of the access point applies.
     *
     * <p>If several sessions wait for the same start, each one has its own limit, counted from its own opening, and the start continues until
     * the last limit. A session whose limit ends before fails alone; its state is then CONNECTING, because the interface is still being
     * started. The sessions of one {@link Networks} that have not set a limit share one, counted from the first of them.
     *
     * @param limit how long to wait, of any length; negative for no limit: the application must end the wait itself, with {@link #close()} or
     *     {@link #stop()}, if the system reports neither success nor failure
     * @throws IllegalArgumentException if the limit is zero
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    void setConnectTimeout(Duration limit);

    /**
     * Takes the limit back that {@link #setConnectTimeout} set: {@link NetworkConfiguration#connectTimeout()} of the access point applies again, to
     * each start that this session asks for from now on.
     *
     * @throws IllegalStateException after {@link Networks#close()}
     */
    void removeConnectTimeout();

    /**
     * Returns how long this session waits for a start.
     *
     * @return the limit that {@link #setConnectTimeout} set last, negative for no limit; empty if none was set, so that
     *     {@link NetworkConfiguration#connectTimeout()} of each access point applies
     */
    Optional<Duration> connectTimeout();

    /**
     * Returns the state of the interface, as last published; it does not block.
     *
     * @return the state; on a service network that of the access point in use or, while the session is closed, that of the service network
     */
    SessionState state();

    /**
     * Returns whether this session holds the interface.
     *
     * @return true from opened to closed
     */
    boolean isOpen();

    /**
     * Returns the configuration that the session was created for: its current value or, if it no longer exists, its last value.
     *
     * @return the configuration
     */
    NetworkConfiguration configuration();

    /**
     * Returns the access point in use. For a service network this is one of its children or, until the session has moved, one that was a child. A
     * closed session on a service network that is CONNECTED returns the child that {@link #open()} would use.
     *
     * @return the access point while the session is CONNECTED or ROAMING
     */
    Optional<NetworkConfiguration> activeConfiguration();

    /**
     * Returns the interface of {@link #activeConfiguration()}. Roaming may change it.
     *
     * @return the interface while the session is CONNECTED or ROAMING
     */
    Optional<Link> networkInterface();

    /**
     * Returns the factory of sockets that use the access point of this session. Only traffic through these sockets follows the session. The
     * factory works while {@link #activeConfiguration()} is present and up, even while the session is not open.
     *
     * @return always the same object
     */
    NetworkSockets sockets();

    /**
     * Returns the bytes that all programs received through the interfaces of this session, as the operating system counts them, also those from
     * before the session; see {@link InterfaceCounters}. Makes one call to the operating system for each of these interfaces.
     *
     * <p>The interfaces are
     * <ul>
     * <li>while the session is closed: the interface of its access point, if that is Active; on a service network those of all Active children,
     * as in Qt;
     * <li>while the session is open: every interface that it has used since it was opened. The value does not decrease when the session
     * moves: it increases by all that the next interface has counted. The interface of a candidate is included from
     * {@link RoamingHandler#activated} on, and remains included if the candidate is rejected. An interface that is renamed, or that leaves and
     * comes back, counts once.
     * </ul>
     * The value may therefore decrease when the session is opened or closed. {@link #traffic()} returns only the bytes since the session was
     * opened.
     *
     * <p>Qt adds up all Active children of a service network also while a session is open; for that sum, add {@link Networks#counters(String)} of
     * each child. As in Qt, the value is a plain number, so 0 also stands for "not known".
     *
     * @apiNote A program usually needs {@link #traffic()}: the bytes since the session was opened. That method and
     *     {@link Networks#counters(String)} also tell zero from "not known".
     * @return the bytes; 0 without an interface, or if they cannot be counted, see {@link Capability#DATA_STATISTICS}
     */
    long bytesReceived();

    /**
     * Returns the bytes that all programs sent through the interfaces of this session, which {@link #bytesReceived()} lists. Makes one call to
     * the operating system for each of them.
     *
     * @return the bytes; 0 without an interface, or if they cannot be counted, see {@link Capability#DATA_STATISTICS}
     */
    long bytesWritten();

    /**
     * Returns the traffic of the session's interfaces while the session was open, summed over all of them, since it was last opened. The
     * operating system counts per interface, so sessions that share an interface see the same bytes. An interface counts from the moment
     * when the session begins to use it; what it showed before is not included. The value never decreases during one opening. Makes one
     * call to the operating system while the session is open.
     *
     * <p>A session that used several interfaces, of which some could be counted and some could not, returns the sum of those that could: a lower
     * bound. If counting an interface begins to work later, its bytes count from its next change on.
     *
     * @return the bytes; zero before the first opening; the final sum after closing; empty if no byte of this session could be counted: the
     *     backend cannot count, see {@link Capability#DATA_STATISTICS}, its counters could not be read, or the interface is not known
     */
    Optional<Traffic> traffic();

    /**
     * Returns how long the session has been open, measured by a monotonic clock.
     *
     * @return the time since the session was last opened; the final time after closing; zero before the first opening
     */
    Duration activeTime();

    /**
     * Returns the last failure.
     *
     * @return the failure; empty if nothing has failed since the session was created or {@link #open()} was last called
     */
    Optional<SessionFailure> failure();

    /**
     * Returns the restrictions that the system puts on this session's network.
     *
     * @return the restrictions; empty if there are none
     */
    Set<UsagePolicy> usagePolicies();

    /**
     * Returns a property of the session.
     *
     * @param key the key of the property
     * @param <T> the type of the value
     * @return the value, if it is set
     */
    <T> Optional<T> property(SessionProperty<T> key);

    /**
     * Sets a property.
     *
     * @param key the key of the property
     * @param value the value
     * @param <T> the type of the value
     * @throws IllegalArgumentException if the property is read-only, or the value is out of the range that its key states
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    <T> void setProperty(SessionProperty<T> key, T value);

    /**
     * Removes a property, if it is set.
     *
     * @param key the key of the property
     * @throws IllegalArgumentException if the property is read-only
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    void removeProperty(SessionProperty<?> key);

    /**
     * Sets the handler that decides about roaming. Without a handler the session decides. A pending question is asked again, to the new handler.
     * The handler of a session on an access point is never called, because such a session cannot move.
     *
     * @param handler the handler; it replaces the previous one
     * @return the registration; closing it removes the handler, and the session decides again, including a pending question;
     *     closing it after another handler has replaced this one does nothing
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    Registration onRoaming(RoamingHandler handler);

    /**
     * Answers an offer: the session starts the candidate and stays ROAMING until the candidate is up. Then {@code activated} follows. If the
     * candidate cannot be started, the session reports the failure ROAMING and is CONNECTED on the old access point.
     *
     * <p>This method and the three below answer the offer with which the {@link RoamingHandler} was called last, never a later one.
     * {@link RoamingOffer#migrate()} and its like answer one offer without doubt.
     *
     * @apiNote Prefer the methods of {@link RoamingOffer}; these four are the counterparts of Qt's.
     * @return false if that offer is outdated: it was answered, was withdrawn, has expired, or another one has followed
     */
    boolean migrate();

    /**
     * Answers an offer: the session stays. The candidate is not offered again for a minute, and for twice as long after each further refusal,
     * up to an hour. It is offered earlier if the system reports that it reaches further or costs less. An application that always calls this
     * method therefore never moves. If the old access point is gone, the session is aborted.
     *
     * @return false if the offer is outdated, as for {@link #migrate()}
     */
    boolean ignore();

    /**
     * Answers the activation: the candidate works, and the session releases the old access point.
     *
     * @return false if the offer is outdated, as for {@link #migrate()}
     */
    boolean accept();

    /**
     * Answers the activation: the candidate does not work, and the session goes back. If both access points share one radio, the old access
     * point must be started again, and the session is ROAMING until that access point is up. If the old access point is gone, the session is
     * aborted. The candidate is not offered again for the same time as after {@link #ignore()}.
     *
     * @return false if the offer is outdated, as for {@link #migrate()}
     */
    boolean reject();

    /**
     * Reports that the access point in use is up but has no connectivity. Only the application can know that, because the library never probes the
     * network. The access point is left out for as long as after {@link #ignore()}, and the session moves to the best other one, if there is
     * one, by the usual events: a handler is asked with the reason UPGRADE. While there is no other one, the session stays, and moves when one
     * becomes usable. A repeated report about the same access point changes nothing during that time. Safe from any thread.
     *
     * @return true if the report is taken; false if the session is not open, or is on an access point and so cannot move
     * @throws IllegalStateException after {@link Networks#close()}
     */
    boolean reportUnusable();

    /**
     * Registers a listener: a lambda for all events, or a {@link SessionListener}, which has a method for each kind and states the order of the
     * events and the threads. The first event is the current state.
     *
     * @param listener takes the events
     * @return the registration; closing it removes the listener
     * @throws IllegalStateException if the {@link Networks} is closed
     */
    Registration listen(Consumer<? super SessionEvent> listener);
}
