package io.github.netsession;

import io.github.netsession.engine.Engine;
import io.github.netsession.engine.EngineSettings;
import io.github.netsession.spi.BackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The entry point: the networks of this machine, their changes, and sessions on them.
 *
 * <pre>{@code
 * try (Networks networks = Networks.open()) {
 *     networks.listen(event -> uploads.setPaused(!event.state().online() || event.state().metered().isMetered()));
 *     uploads.run();
 * }
 * }</pre>
 *
 * <p>Opening an instance reads the system once. After that, events of the backend update the state: an idle instance makes no system call
 * and wakes no thread of its own. An instance scans only when {@link #update} asks for it. It never probes the Internet and never starts a
 * program. Each instance has a fixed number of daemon threads, named {@code netsession-...}; most programs need one instance.
 *
 * <p>All getters return values of the latest state without blocking, with two exceptions: the counters make one call to the operating
 * system on the caller's thread, and {@link #holders()} reads the file system. After {@link #close()} every method except {@code close()}
 * throws {@link IllegalStateException}.
 *
 * <p>Not for implementation by applications; tests use the simulated backend.
 */
public interface Networks extends AutoCloseable {

    /**
     * Opens an instance with the best backend for this system. Reads the system once, on the calling thread.
     *
     * @apiNote One instance is enough for a program: open it when the program starts, close it when it ends.
     * @return the open instance
     * @throws NoBackendException if {@code -Dnetsession.backend} names a backend that cannot be used
     */
    static Networks open() {
        return builder().open();
    }

    /** {@return a builder for an instance with other settings} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return the name of the backend in use: {@code linux}, {@code windows}, {@code macos}, {@code sim}, or {@code jdk} for the fallback} */
    String backend();

    /**
     * Returns why only the fallback of the JDK is in use although the application did not ask for it. The fallback knows interfaces and their
     * addresses; it does not know the default interface, byte counters, cost or reach, and starts nothing.
     *
     * @return the reason against each backend that was tried, with the remedy where one is known, as text for people; empty if this is no fallback
     */
    default Optional<String> fallbackReason() {
        return Optional.empty();
    }

    /** {@return the capabilities of this system and this process, as last probed} */
    CapabilityReport capabilities();

    /**
     * Returns the capabilities of one configuration. They differ from {@link #capabilities()} if, for instance, a link must not be stopped.
     *
     * @param id the configuration
     * @return the report
     * @throws IllegalArgumentException if there is no such configuration now, also if it was removed
     */
    CapabilityReport capabilities(ConfigurationId id);

    /** {@return the latest state: all values of one moment, consistent with each other} */
    NetworksState state();

    /** {@return all configurations: access points first, then service networks, each in a stable order} */
    default List<NetworkConfiguration> configurations() {
        return state().configurations();
    }

    /**
     * Returns the configurations in the given state or in a more usable one.
     *
     * @param atLeast the least usable state to include
     * @return the configurations, in the order of {@link #configurations()}
     */
    default List<NetworkConfiguration> configurations(ConfigurationState atLeast) {
        Objects.requireNonNull(atLeast, "atLeast");
        return configurations().stream().filter(configuration -> configuration.state().isAtLeast(atLeast)).toList();
    }

    /**
     * Returns the configuration with an id.
     *
     * @param id the id
     * @return the configuration, if it exists now
     */
    default Optional<NetworkConfiguration> configuration(ConfigurationId id) {
        return state().configuration(id);
    }

    /**
     * Returns the configuration that a program without a preference should use. The order of preference is: the Active access point of the
     * default interface; an Active service network; a Discovered service network; an Active access point; a Discovered access point. Among those of
     * the same state, one that only reaches its link comes last; Ethernet comes before WLAN and WLAN before other bearers; then the first one.
     *
     * @return the configuration; empty if no access point and no service network is Active or Discovered
     */
    Optional<NetworkConfiguration> defaultConfiguration();

    /**
     * Defines a service network: access points that reach the same target, best first. A session on it can move between them, by
     * {@link RoamingPolicy#defaults()} or, if a service network of this name exists, by its policy, which stays. The service network has the state,
     * bearer, metered value, connectivity and signal strength of its most usable child.
     *
     * <p>Defining the same name again replaces the members. A session leaves an access point that is no longer a child when the dwell time has
     * ended and another child can be used; until then it stays. An offer of, or a move to, an access point that is no longer a child is withdrawn.
     *
     * @param name the name of the service network, not blank; its id is {@code group:<name>}
     * @param children the ids of the access points, best first; they need not exist yet
     * @return the current value of the service network
     * @throws IllegalArgumentException if there is no child, a child is listed twice, or a child is not an access point
     */
    NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children);

    /**
     * Defines a service network with a policy, otherwise like {@link #defineServiceNetwork(String, List)}. A new policy under the same name
     * applies to its sessions at once; a time that runs already is not changed.
     *
     * @param name the name of the service network
     * @param children the ids of the access points, best first
     * @param policy when a session on the service network moves, and to which access point
     * @return its current value
     * @throws IllegalArgumentException as for {@link #defineServiceNetwork(String, List)}
     */
    NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children, RoamingPolicy policy);

    /**
     * Defines a service network of all access points that match a predicate, now and later: an access point that appears, such as a phone that is
     * plugged in, is a child without another call. Otherwise like {@link #defineServiceNetwork(String, List, RoamingPolicy)}. The
     * <a href="package-summary.html#members">package description</a> states when the predicate is called, what it must not do, and what a session
     * does whose access point no longer matches.
     *
     * <pre>{@code
     * networks.defineServiceNetwork("free", network -> !network.metered().isMetered(), RoamingPolicy.defaults());
     * }</pre>
     *
     * @param name the name of the service network, not blank; its id is {@code group:<name>}
     * @param members returns whether an access point is a member
     * @param policy when a session on the service network moves, and to which access point; the order of its children is that of its
     *     {@linkplain RoamingPolicy#order() comparator} or else that of {@link #configurations()}
     * @return its current value
     * @throws IllegalArgumentException if the name is blank
     */
    NetworkConfiguration defineServiceNetwork(String name, Predicate<? super NetworkConfiguration> members, RoamingPolicy policy);

    /**
     * Removes a service network. Its sessions become INVALID; an open one is aborted with the reason GONE and releases its access point. A new
     * definition of the same name makes them valid again, and closed.
     *
     * @param id the id of the service network
     * @return false if there is no service network with this id
     */
    boolean removeServiceNetwork(ConfigurationId id);

    /**
     * Defines an access point from a profile that the application brings; the machine need not know the network. While this instance is open,
     * the access point is listed and sessions may be opened on it. Nothing is stored on the machine. When this program ends, normally or
     * not, the network service takes the network down. Requires NetworkManager 1.16 or later on Linux; elsewhere the future fails.
     *
     * <p>The future fails with a {@link SessionException}. Its {@link SessionFailure#error() error} and {@link SessionFailure#reason() reason} are
     * <ul>
     * <li>OPERATION_NOT_SUPPORTED, UNSUPPORTED or DENIED: no network service takes profiles, or this process may not define one;
     * <li>UNKNOWN, REFUSED: the network service does not accept the profile;
     * <li>UNKNOWN, BUSY: the network service went away meanwhile; retryable;
     * <li>UNKNOWN, with another reason: the system cannot be read.
     * </ul>
     *
     * @apiNote A profile is listed until this instance is closed; there is no way to remove it earlier.
     * @param profile the profile of the network
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes with the configuration after every listener has
     *     been called for it
     * @throws IllegalStateException if this instance is closed
     */
    CompletableFuture<NetworkConfiguration> defineAccessPoint(NetworkProfile profile);

    /** {@return all interfaces of this machine, by index, including interfaces that are not configurations} */
    default List<Link> interfaces() {
        return state().interfaces();
    }

    /** {@return the default interface, through which traffic to the Internet leaves; empty if there is none, or if it is not known} */
    default Optional<Link> defaultInterface() {
        return state().defaultInterface();
    }

    /** {@return whether the default interface is known; if not, {@link #defaultInterface()} is empty} */
    default boolean isDefaultInterfaceKnown() {
        return state().isDefaultInterfaceKnown();
    }

    /**
     * Returns the counters of one interface. Makes one call to the operating system, on the calling thread.
     *
     * @param interfaceName the name of the interface
     * @return the counters; empty if there is no such interface or its counters cannot be read
     */
    Optional<InterfaceCounters> counters(String interfaceName);

    /**
     * Returns the counters of every interface. Makes one call to the operating system, on the calling thread.
     *
     * @return the counters by interface name, in the order of {@link #interfaces()}; empty if they cannot be read
     */
    Map<String, InterfaceCounters> counters();

    /**
     * Delivers the counters of one interface to a sink, like {@link #counters(String)} and without an allocation. Makes one call to the operating
     * system, on the calling thread.
     *
     * @apiNote This form is for programs that read counters many times a second; otherwise {@link #counters(String)} is simpler.
     * @param interfaceName the name of the interface
     * @param sink receives the counters, once or not at all, on the calling thread and under no lock; if it throws, this call throws the same
     * @return whether the sink was called: false if there is no such interface or its counters cannot be read
     */
    boolean counters(String interfaceName, InterfaceCountersSink sink);

    /**
     * Delivers the counters of every interface to a sink, like {@link #counters()} and without an allocation. Makes one call to the operating
     * system, on the calling thread.
     *
     * @param sink receives the counters of each interface, in the order of {@link #interfaces()}, on the calling thread and under no lock; if it
     *     throws, this call throws the same, and delivers nothing more
     * @return the number of interfaces whose counters were delivered; 0 if they cannot be read
     */
    int counters(InterfaceCountersSink sink);

    /**
     * Returns whether at least one configuration is Active, which is Qt's meaning of online, and {@linkplain Link#reachesBeyondLink() reaches
     * beyond its link}; one for a direct cable to a camera does not. {@link #connectivity()} returns how far the network reaches.
     *
     * @return true if at least one does; also if nothing is known of its link
     */
    default boolean isOnline() {
        return state().online();
    }

    /** {@return how far the network reaches, as assessed by the operating system; UNKNOWN if it makes no assessment} */
    default Connectivity connectivity() {
        return state().connectivity();
    }

    /** {@return whether the network in use is metered, as assessed by the operating system; UNKNOWN if it makes no assessment} */
    default Metered metered() {
        return state().metered();
    }

    /** {@return the restrictions that the system puts on the network in use; empty if there are none} */
    default Set<UsagePolicy> usagePolicies() {
        return state().usagePolicies();
    }

    /**
     * Returns the processes of this user that hold access points through open sessions. Reads the file system on the calling thread, which
     * takes up to about two seconds if another process is suspended while it holds the lock.
     *
     * @apiNote Do not call this method in a listener: the other listeners would wait for it.
     * @return one row for each process and access point, by access point and then by time; only the rows of this process if sessions are
     *     not counted across processes
     */
    List<SessionHolder> holders();

    /**
     * Reads the system again.
     *
     * <p>The future fails with a {@link SessionException}. Its {@link SessionFailure#error() error} and {@link SessionFailure#reason() reason} are
     * <ul>
     * <li>OPERATION_NOT_SUPPORTED, UNSUPPORTED or DENIED: a scan was asked for and is not possible, or not permitted;
     * <li>UNKNOWN, BUSY: the system refuses a scan so soon after the previous one; retryable;
     * <li>UNKNOWN, with another reason: the system cannot be read; the latest state stays.
     * </ul>
     *
     * @apiNote As a rule this is not necessary, because events keep the state up to date.
     * @param options what to do in addition to reading
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes with the state that was read, without waiting
     *     for the scan, whose results are reported as they arrive
     * @throws IllegalStateException if this instance is closed
     */
    CompletableFuture<NetworksState> update(UpdateOption... options);

    /**
     * Creates a closed session for a configuration.
     *
     * @param configuration a configuration of this instance; if it no longer exists, the session is INVALID
     * @return the session
     * @throws IllegalArgumentException if this instance has never had that configuration
     * @throws IllegalStateException if this instance is closed
     */
    NetworkSession session(NetworkConfiguration configuration);

    /**
     * Creates a closed session for the configuration with an id. If that configuration no longer exists, the session is INVALID until the
     * configuration appears again.
     *
     * @param id the id of a configuration that this instance has or had
     * @return the session
     * @throws IllegalArgumentException if this instance has never had a configuration with that id
     * @throws IllegalStateException if this instance is closed
     */
    NetworkSession session(ConfigurationId id);

    /**
     * Registers a listener: a lambda for all events, or a {@link NetworksListener}, which has a method for each kind and states the order of the
     * events and the threads. The first event is the current state, and each event carries the state after the change. It comes on the callback
     * executor, as a rule after this method has returned.
     *
     * @param listener takes the events
     * @return the registration; closing it removes the listener
     * @throws IllegalStateException if this instance is closed
     */
    Registration listen(Consumer<? super NetworksEvent> listener);

    /**
     * Closes every session and releases all resources. Waits up to 5 s for the interfaces that are stopped, and then up to 2 s for the
     * listeners that are called. After this method has returned, no call to a listener starts. A listener may call it, and then receives no
     * further event. A second call waits for the first one and does nothing else. An interrupt neither shortens nor ends the close, and the
     * thread is still interrupted afterwards. Without a close, see <a href="package-summary.html#end">the end of the program</a>.
     *
     * <p>If this method is called outside a listener, on the only thread of the application's callback executor, the listeners cannot run
     * before it returns. It then waits the full 2 s, because the library cannot detect this case.
     */
    @Override
    void close();

    /** Builds a {@link Networks} with other settings than the defaults. Not safe for use by several threads at once. */
    final class Builder {

        private final EngineSettings settings = new EngineSettings();

        private Builder() {
        }

        /**
         * Uses the backend with this name, and no other. This setting overrides {@code -Dnetsession.backend}.
         *
         * @param name {@code linux}, {@code windows}, {@code macos}, {@code sim} or {@code jdk}
         * @return this
         */
        public Builder backend(String name) {
            settings.backendName(Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * Uses the backend of this provider, and no other: for authors of backends. A simulated world returns a builder of its own.
         *
         * @param provider the provider of the backend
         * @return this
         */
        public Builder backend(BackendProvider provider) {
            settings.provider(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /**
         * Sets the executor that calls the listeners; by default they are called on a thread of this instance. With any executor, calls are
         * made one at a time and in order.
         *
         * @param executor the executor; if it rejects a task, the events stay queued until the next task. If it runs tasks on the calling
         *     thread, listeners run on the engine's thread and must not wait for a session
         * @return this
         */
        public Builder callbackExecutor(Executor executor) {
            settings.callbackExecutor(Objects.requireNonNull(executor, "executor"));
            return this;
        }

        /**
         * Sets a chooser that lets the user select a configuration. With a chooser there is one more configuration,
         * {@link ConfigurationId#USER_CHOICE}. A session on it asks the chooser when it opens, and then uses the selected configuration.
         *
         * @param chooser the chooser
         * @return this
         */
        public Builder userChoice(UserChooser chooser) {
            settings.userChooser(Objects.requireNonNull(chooser, "chooser"));
            return this;
        }

        /**
         * Sets what happens to an interface when the last session on it closes; by default {@link LastClose#STOP_IF_STARTED}.
         *
         * @param rule the rule
         * @return this
         */
        public Builder onLastClose(LastClose rule) {
            settings.lastClose(Objects.requireNonNull(rule, "rule"));
            return this;
        }

        /**
         * Sets the directory that the processes of this user share to count their sessions. By default it is one in which no cleaner deletes
         * old files. Linux: {@code $XDG_RUNTIME_DIR/netsession} if that variable names an unusual directory of this user, else
         * {@code /run/netsession} for root, else {@code /run/user/UID/netsession}, else {@code ~/.local/state/netsession/holds-MACHINE}. macOS:
         * {@code ~/Library/Application Support/netsession/holds}. Windows: {@code %LOCALAPPDATA%\netsession\holds}. If none of them belongs to this
         * user: {@code netsession-UID} in {@code java.io.tmpdir}. The directory is created when the first session opens, with access for this
         * user only. All programs that count their sessions together, and all instances in one program, must use the same directory.
         *
         * <p>The directory is not used if it is a link, belongs to another user, is accessible to other users or cannot be written, or if the user
         * of this process is unknown. Sessions are then counted within the process, and {@link Capability#SYSTEM_SESSION_SUPPORT} is
         * DEGRADED, with the reason. The directory must be on a file system of this machine on which file locks work.
         *
         * @param directory the directory, absolute
         * @return this
         * @throws IllegalArgumentException if it is not absolute
         */
        public Builder holdsDirectory(Path directory) {
            Objects.requireNonNull(directory, "directory");
            if (!directory.isAbsolute()) {
                throw new IllegalArgumentException("the directory for holds must be absolute, so that all programs use the same directory: " + directory);
            }
            settings.holds(directory);
            return this;
        }

        /**
         * Opens an instance with these settings.
         *
         * @return the open instance, with its first state read
         * @throws NoBackendException if the requested backend cannot be used; lists every candidate with the reason against it
         */
        public Networks open() {
            return Engine.open(settings);
        }
    }
}
