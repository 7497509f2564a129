package io.github.netsession.spi;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkProfile;
import java.io.Closeable;
import java.util.Optional;

/**
 * One platform, opened. The engine calls everything but the counters and {@link #close()} from one thread at a time; none of
 * the calls may wait for the network, and each must return within a bound.
 */
public interface Backend extends AutoCloseable {

    /**
     * What this backend can do now. Called after each reading; cheap. Capabilities that the engine provides (sessions across
     * processes, roaming) are reported as UNSUPPORTED by the backend and filled in by the engine.
     *
     * @return the report
     */
    CapabilityReport capabilities();

    /**
     * What this backend can do with one access point. Called from any thread; answers from what is known, without blocking.
     *
     * @param id an access point of the last snapshot
     * @return the report
     */
    default CapabilityReport capabilities(ConfigurationId id) {
        return capabilities();
    }

    /**
     * Reads everything.
     *
     * @return the complete present state, never a part of it
     * @throws BackendException if it cannot be read; the engine keeps the last snapshot and tries again later
     */
    Snapshot read();

    /**
     * Reads the counters of all links, with one call to the operating system where that exists. Called from any thread, by one
     * thread at a time.
     *
     * @param sink is given a row for each link
     * @throws BackendException if they cannot be read
     */
    void counters(CounterSink sink);

    /**
     * Reads the counters of one link. Called from any thread, by one thread at a time, never together with {@link #counters(CounterSink)}.
     *
     * @param linkIndex the link
     * @param sink is given its row; nothing if the link is gone
     * @throws BackendException if they cannot be read
     */
    void counters(int linkIndex, CounterSink sink);

    /**
     * Asks the operating system to bring an access point up, and returns once it has taken the request. Success is learned
     * from a later snapshot, failure from {@link BackendSink#failed} or not at all. Another access point that is up on the same
     * link gives way to it.
     *
     * @param id an access point of the last snapshot
     * @param options how
     * @return true if this request changes something that is ours to undo; false if the interface was up already and is only waiting, for
     *     instance for an address, or if the operating system would have brought it up by itself: then it is not ours to stop
     * @throws BackendException if it was refused
     */
    boolean start(ConfigurationId id, StartOptions options);

    /**
     * Asks the operating system to take an access point down, for everyone, and returns once it has taken the request. If it
     * is not up, nothing happens; least of all to another access point on the same link.
     *
     * @param id an access point of the last snapshot
     * @throws BackendException if it was refused
     */
    void stop(ConfigurationId id);

    /**
     * A session holds an access point from now on. For where the operating system itself counts who holds it: there this process is counted
     * too if a session, of whatever process, had started it; what was up before any session is not to depend on us. Called once for each
     * session, before {@link #start} if that is needed.
     *
     * @param id an access point that was there when the session was made
     * @param started whether a session had started it
     * @throws BackendException if it is not counted, which is logged
     */
    default void hold(ConfigurationId id, boolean started) {
        // Most systems do not count.
    }

    /**
     * A session holds an access point no longer. Called after {@link #giveBack}, once for each {@link #hold}.
     *
     * @param id the access point
     * @throws BackendException if it is still counted, which is logged
     */
    default void release(ConfigurationId id) {
        // Most systems do not count.
    }

    /**
     * Asks the operating system to take an access point down that a session had started and that none holds any more, in any process.
     * By default the same as {@link #stop}; where the operating system counts, it stays up for those whom only that knows.
     *
     * @param id an access point of the last snapshot
     * @return false if it stays up for somebody else; then nobody waits for it to go down
     * @throws BackendException if it was refused
     */
    default boolean giveBack(ConfigurationId id) {
        stop(id);
        return true;
    }

    /**
     * Takes a profile that the application brings: from the next snapshot on it is an access point like others, until this backend is closed.
     * Nothing that outlives this process is written, and what was started of it goes down with this process.
     *
     * @param profile how to get into the network
     * @return the id of its access point
     * @throws BackendException if it was refused; UNSUPPORTED, as by default, where profiles cannot be given
     */
    default ConfigurationId define(NetworkProfile profile) {
        throw new BackendException(BackendException.Kind.UNSUPPORTED, "define", "this backend takes no profiles");
    }

    /**
     * Asks for a scan for access points, and returns once it has begun; results arrive as hints.
     *
     * @throws BackendException if it was refused, UNSUPPORTED where there is nothing to scan
     */
    void scan();

    /**
     * Directs a socket of this process to a link for good: what it sends from now on leaves by that link, whatever the routing table says.
     * Called from any thread, by several at once; must not wait for the network.
     *
     * @param id the access point that the link serves
     * @param link the link, as in a snapshot; it may be gone by now, and its name or number another link's
     * @param socket a {@link java.nio.channels.SocketChannel}, {@link java.nio.channels.ServerSocketChannel},
     *     {@link java.nio.channels.DatagramChannel}, {@link java.net.Socket}, {@link java.net.ServerSocket} or {@link java.net.DatagramSocket} of
     *     the JDK, or a direct subclass of Socket of the engine's own; it was open and not connected when the call was made
     * @throws BackendException if it cannot be directed, and then it is as it was; NOT_READY if the link is gone, UNSUPPORTED, as by default,
     *     where sockets cannot be directed
     */
    default void direct(ConfigurationId id, Link link, Closeable socket) {
        throw new BackendException(BackendException.Kind.UNSUPPORTED, "direct", "this backend cannot direct a socket to one link");
    }

    /**
     * Whether the links are not this machine's. A real socket that is directed to one goes where the machine sends it, so loopback addresses stand
     * for whatever a test wants to reach.
     *
     * @return false by default
     */
    default boolean isSimulated() {
        return false;
    }

    /**
     * Which backends share interfaces: sessions are counted together over all backends of this process with equal scopes.
     *
     * @return a value with {@code equals}
     */
    Object scope();

    /**
     * The name of the scope for other processes. Backends of processes with equal names see the same interfaces, and sessions
     * are then counted over all processes of this user.
     *
     * @return the name, of which letters, digits, dots and dashes tell one from another; empty, as by default, if no other process
     *     can see these interfaces, or if the operating system itself counts
     */
    default Optional<String> sharedScope() {
        return Optional.empty();
    }

    /**
     * The clock that the engine runs by. A simulated backend brings its own; others do not override this.
     *
     * @return the clock; empty, as by default, for real time
     */
    default Optional<EngineClock> clock() {
        return Optional.empty();
    }

    /** Gives everything back; the engine makes no call after it, though one may still be under way on another thread. Ends the threads, frees the memory, closes the descriptors, within a second. Closing twice does nothing. */
    @Override
    void close();
}
