package io.github.netsession.spi;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkProfile;
import java.io.Closeable;
import java.util.Optional;
import java.util.Set;

/**
 * An open connection to one platform. The engine calls a backend only through a wrapper that keeps these rules:
 *
 * <ul>
 * <li><b>Threads.</b> The engine calls from one thread at a time, which need not always be the same one, unless a method says "from any thread".
 * The methods that say so may be called during any other call. A backend may call its {@link BackendSink} from any thread, also during a call.
 * <li><b>Time.</b> No method waits for the network or for people, and each returns within a bounded time: one call to the operating system or
 * to a network service, with a time limit if that may hang. While {@link #read}, {@link #start} or {@link #stop} runs, no session of this
 * {@link io.github.netsession.Networks} changes its state.
 * <li><b>Exceptions.</b> A method throws a {@link BackendException} if the system refuses or fails, and the engine makes a failure for the
 * application of it. The wrapper takes anything else that is thrown, errors of the JVM included, for a defect: it becomes a BackendException with
 * this cause that is retryable, of the kind TEMPORARY for a {@link VirtualMachineError} and FAILED otherwise. Nothing that a backend throws ends the
 * engine.
 * <li><b>Results.</b> No method returns null. A null counts as such a defect. A result is complete and does not change afterwards.
 * <li><b>Arguments.</b> The engine passes no null, and only ids that were in a snapshot. By the time of the call, what they stand for may be
 * gone: GONE is then the answer.
 * <li><b>Closing.</b> After {@link #close()} no further call begins: the wrapper refuses it with FAILED.
 * </ul>
 *
 * <p>The effects of an exception: a reading keeps the last snapshot and is repeated after a pause of 100 ms to 10 s; capabilities keep the last
 * report; counters are not known; a start, stop, scan, profile or socket fails for the application; a hold or a release is logged. If
 * {@link #scope}, {@link #sharedScope} or {@link #boot} throws, {@code Networks.open()} fails.
 *
 * <p><b>Systems that count holders.</b> {@link #hold}, {@link #release} and {@link #giveBack(ConfigurationId)} are for systems that count the
 * holders of an access point themselves, as macOS does for some VPN services. A backend for another system overrides none of them: the engine
 * counts the sessions of all processes.
 */
public interface Backend extends AutoCloseable {

    /**
     * Returns what this backend can do now. The engine calls this method after each reading, so it must be cheap. A backend reports the
     * capabilities that the engine provides (sessions across processes, roaming) as UNSUPPORTED; the engine replaces these statuses.
     *
     * @return the report
     */
    CapabilityReport capabilities();

    /**
     * Returns what this backend can do with one access point. Called from any thread; uses known values only, without blocking.
     *
     * @implSpec This implementation returns {@link #capabilities()}.
     * @param id an access point of the last snapshot
     * @return the report
     */
    default CapabilityReport capabilities(ConfigurationId id) {
        return capabilities();
    }

    /**
     * Reads the whole state of the system.
     *
     * @return the complete current state, never a part of it
     * @throws BackendException if the state cannot be read; the engine keeps the last snapshot and retries later
     */
    Snapshot read();

    /**
     * Reads what has changed since the last reading, as far as the notices of the system named it, and carries over the rest. The result is the
     * same as that of {@link #read()} as soon as all notices have been taken. What has not changed should be represented by the same {@link Link} and
     * {@link AccessPoint} objects as before: then the engine need not compare them. In doubt (a notice was lost, or did not name what changed)
     * this method reads everything.
     *
     * @implSpec This implementation returns {@link #read()}.
     * @return the complete current state, never a part of it
     * @throws BackendException if the state cannot be read; the engine keeps the last snapshot and calls {@link #read()} later
     */
    default Snapshot readChanged() {
        return read();
    }

    /**
     * Reads the counters of all links, with one call to the operating system if the system has such a call. Called from any thread, by one
     * thread at a time.
     *
     * @param sink receives a row for each link
     * @throws BackendException if the counters cannot be read
     */
    void counters(CounterSink sink);

    /**
     * Reads the counters of one link. Called from any thread, by one thread at a time, never together with {@link #counters(CounterSink)}.
     *
     * @param linkIndex the index of the link
     * @param sink receives the row of the link, or no row if the link does not exist any more
     * @throws BackendException if the counters cannot be read
     */
    void counters(int linkIndex, CounterSink sink);

    /**
     * Asks the operating system to start an access point, and returns as soon as the system has accepted the request. The engine learns of
     * success from a later snapshot, and of failure from {@link BackendSink#failed} or not at all. If another access point is up on the same
     * link, the new one displaces it.
     *
     * @param id an access point of the last snapshot
     * @param options the options of the start
     * @return what the request has started
     * @throws BackendException if the system refused the request
     */
    StartResult start(ConfigurationId id, StartOptions options);

    /**
     * Asks the operating system to stop an access point for all programs, and returns as soon as the system has accepted the request. If the
     * access point is not up, nothing happens; in particular, another access point on the same link must stay up.
     *
     * @param id an access point of the last snapshot
     * @throws BackendException if the system refused the request
     */
    void stop(ConfigurationId id);

    /**
     * Reports that a session holds an access point from now on, for systems that count holders. Such a backend adds this process to the
     * system's count if a session, of any process, had started the access point. It adds nothing if the access point was up before any session,
     * because such an access point must not depend on this process. Called once for each session, before {@link #start} if a start is necessary.
     *
     * @implSpec This implementation does nothing, because most systems do not count holders.
     * @param id an access point that existed when the session was created
     * @param started whether a session had started the access point
     * @throws BackendException if the hold cannot be counted; the engine logs the exception
     */
    default void hold(ConfigurationId id, boolean started) {
        // Most systems do not count holders.
    }

    /**
     * Reports that a session does not hold an access point any more, for systems that count holders. Called after
     * {@link #giveBack(ConfigurationId)}, once for each {@link #hold}.
     *
     * @implSpec This implementation does nothing, because most systems do not count holders.
     * @param id the access point
     * @throws BackendException if the hold is still counted; the engine logs the exception
     */
    default void release(ConfigurationId id) {
        // Most systems do not count holders.
    }

    /**
     * Asks the operating system to stop an access point that no session of any process holds any more. On a system
     * that counts holders, the access point stays up while the system knows other holders.
     *
     * @implSpec This implementation calls {@link #stop} and returns true.
     * @param id an access point of the last snapshot
     * @return false if the access point stays up for another holder; the engine then does not wait for it to go down
     * @throws BackendException if the system refused the request
     */
    default boolean giveBack(ConfigurationId id) {
        stop(id);
        return true;
    }

    /**
     * Asks the operating system to stop what a session had started and no session of any process holds any more. For systems that identify what
     * they start: if something else is up now, the library may not stop it, and nothing happens. What the session had started may have another
     * id now, for instance because a link was renamed; then it is stopped under that id.
     *
     * @implSpec This implementation returns {@link #giveBack(ConfigurationId)}.
     * @param id an access point of the last snapshot
     * @param started what the session had started: from {@link StartResult#identity}, {@link BackendSink#started} or {@link AccessPoint#identity}
     * @return false if nothing is stopped: what was started is gone, or stays up for another holder
     * @throws BackendException if the system refused the request
     */
    default boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        return giveBack(id);
    }

    /**
     * Adds a profile of the application. From the next snapshot until this backend is closed, the profile is an access point like others. The
     * backend writes nothing that outlives this process, and an access point that was started from the profile goes down when this process
     * ends.
     *
     * @implSpec This implementation throws a {@link BackendException} of the kind UNSUPPORTED.
     * @param profile the profile of the network
     * @return the id of the new access point
     * @throws BackendException if the system refused the profile; UNSUPPORTED if the system takes no profiles
     */
    default ConfigurationId define(NetworkProfile profile) {
        throw new BackendException(BackendException.Kind.UNSUPPORTED, "define", "this backend takes no profiles");
    }

    /**
     * Requests a scan for access points, and returns as soon as the scan has begun. The results arrive as hints.
     *
     * @throws BackendException if the system refused the scan; UNSUPPORTED if there is nothing to scan
     */
    void scan();

    /**
     * Directs a socket of this process to a link, until the socket is closed: all packets that it sends leave through that link, regardless of
     * the routing table. Called from any thread, by several threads at once; must not wait for the network.
     *
     * @implSpec This implementation throws a {@link BackendException} of the kind UNSUPPORTED.
     * @param id the access point that uses the link
     * @param link the link, as in a snapshot; it may not exist any more, and its name or index may now belong to another link
     * @param socket a {@link java.nio.channels.SocketChannel}, {@link java.nio.channels.ServerSocketChannel},
     *     {@link java.nio.channels.DatagramChannel}, {@link java.net.Socket}, {@link java.net.ServerSocket} or {@link java.net.DatagramSocket} of
     *     the JDK, or the engine's own direct subclass of Socket; it was open and not connected when the call was made
     * @throws BackendException if the socket cannot be directed; the socket is then unchanged. NOT_READY if the link does not exist any more;
     *     UNSUPPORTED if the system cannot direct sockets
     */
    default void direct(ConfigurationId id, Link link, Closeable socket) {
        throw new BackendException(BackendException.Kind.UNSUPPORTED, "direct", "this backend cannot direct a socket to one link");
    }

    /**
     * Returns whether the links are simulated. A real socket that is directed to a simulated link takes the machine's normal route, so a test
     * uses loopback addresses as its targets.
     *
     * @implSpec This implementation returns false.
     * @return true in a simulated world
     */
    default boolean isSimulated() {
        return false;
    }

    /**
     * Returns the scope of this backend. Backends with equal scopes share interfaces: the engine counts the sessions of all such backends of
     * this process together.
     *
     * @return a value with {@code equals}
     */
    Object scope();

    /**
     * Returns the name of the scope for other processes. Backends with equal names, in different processes, share interfaces: the engine counts
     * the sessions of all processes of this user together.
     *
     * @implSpec This implementation returns an empty value.
     * @return the name, in which only letters, digits, dots and dashes are significant; empty if no other process can
     *     see these interfaces, or if the operating system itself counts holders
     */
    default Optional<String> sharedScope() {
        return Optional.empty();
    }

    /**
     * Returns which scopes, see {@link #sharedScope}, do not exist any more. Then the files about them are deleted. Called when the last engine of
     * this process that uses this scope closes.
     *
     * @implSpec This implementation returns an empty set.
     * @param scopes the names of the other scopes that have files: of this kind of backend or of others; not empty
     * @return those that do not exist any more
     */
    default Set<String> goneScopes(Set<String> scopes) {
        return Set.of();
    }

    /**
     * Identifies the current boot of the machine. Called once, when the engine opens the backend. What sessions have started is recorded
     * with it, because a record of an earlier boot says nothing about what is up now.
     *
     * @implSpec This implementation returns an empty value.
     * @return the id; empty if it is not known
     */
    default Optional<BootId> boot() {
        return Optional.empty();
    }

    /**
     * Releases all resources within a second: ends the threads, frees the memory, closes the descriptors. The engine makes no further call, but
     * a call may still be under way on another thread. Closing twice does nothing.
     */
    @Override
    void close();
}
