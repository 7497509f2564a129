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

/**
 * The door: what networks this machine has, how they change, and sessions on them.
 *
 * <pre>{@code
 * try (Networks networks = Networks.open()) {
 *     networks.listen(new NetworksListener() {
 *         public void onlineChanged(NetworksEvent.OnlineChanged event) {
 *             System.out.println("online: " + event.state().online());
 *         }
 *     });
 *     ...
 * }
 * }</pre>
 *
 * <p>Opening reads the system once; from then on the backend's events keep the state, and an idle instance makes no system
 * call and wakes no thread of its own. It never scans, never probes the Internet and never starts a program. Each instance has a fixed
 * number of daemon threads, named {@code netsession-...}; most programs need one instance.
 *
 * <p>All getters answer from the latest state without blocking, except the counters, which make one call to the
 * operating system on the caller's thread, and {@link #holders()}, which asks the file system. After {@link #close()} every method
 * but {@code close()} throws {@link IllegalStateException}.
 *
 * <p>Not for implementation by applications; tests use the simulated backend.
 */
public interface Networks extends AutoCloseable {

    /**
     * Opens with the best backend for this system.
     *
     * @return the open instance
     * @throws NoBackendException if {@code -Dnetsession.backend} names one that cannot be used
     */
    static Networks open() {
        return builder().open();
    }

    /**
     * Begins with other settings.
     *
     * @return a builder
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * The backend in use.
     *
     * @return its name: {@code linux}, {@code windows}, {@code macos}, {@code sim}, or {@code jdk} for the fallback
     */
    String backend();

    /**
     * What can be done here.
     *
     * @return the report, as last probed
     */
    CapabilityReport capabilities();

    /**
     * What can be done with one configuration; it differs, for instance, where a link may not be stopped.
     *
     * @param id the configuration
     * @return the report
     * @throws IllegalArgumentException if there is no such configuration
     */
    CapabilityReport capabilities(ConfigurationId id);

    /**
     * Everything at once, consistent in itself.
     *
     * @return the latest state
     */
    NetworksState state();

    /**
     * All configurations.
     *
     * @return access points first, then service networks, each in a stable order
     */
    default List<NetworkConfiguration> configurations() {
        return state().configurations();
    }

    /**
     * The configurations that are at least so usable.
     *
     * @param atLeast the least state
     * @return those in that state or a more usable one, in the order of {@link #configurations()}
     */
    default List<NetworkConfiguration> configurations(ConfigurationState atLeast) {
        Objects.requireNonNull(atLeast, "atLeast");
        return configurations().stream().filter(configuration -> configuration.state().isAtLeast(atLeast)).toList();
    }

    /**
     * The configuration with an id.
     *
     * @param id the id
     * @return the configuration, if it is there now
     */
    default Optional<NetworkConfiguration> configuration(ConfigurationId id) {
        return state().configuration(id);
    }

    /**
     * The configuration that a program without a preference should use: the one of the default interface; else an Active, then
     * a Discovered service network; else the first Active, then Discovered access point, Ethernet before WLAN before others.
     *
     * @return the configuration; empty if none is Discovered
     */
    Optional<NetworkConfiguration> defaultConfiguration();

    /**
     * Defines a service network: access points that reach the same target, best first, so that a session on it can move between
     * them. It is what its most usable child is. Defining the same name again replaces it; a session that uses an access point
     * which is no child any more moves away.
     *
     * @param name its name, not empty; its id is {@code group:<name>}
     * @param children the ids of its access points; they need not exist yet
     * @return the service network as it is now
     * @throws IllegalArgumentException if there is no child, a child stands twice, or a child is itself a service network
     */
    NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children);

    /**
     * Brings a network along that the machine need not know: its access point is listed, and sessions may be opened on it, for as long as this
     * instance is open. Nothing is stored on the machine, and when this program ends, however it ends, the network service
     * takes the network down. Linux with NetworkManager 1.16 or later; elsewhere the future fails.
     *
     * @param profile how to get into the network
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes with the configuration, which every listener has been told of before; fails with a {@link SessionException}:
     *     OPERATION_NOT_SUPPORTED with the reason where there is nobody to give a profile to
     * @throws IllegalStateException if this instance is closed
     */
    CompletableFuture<NetworkConfiguration> defineAccessPoint(NetworkProfile profile);

    /**
     * All interfaces of this machine, also those that are not configurations.
     *
     * @return the interfaces, by index
     */
    default List<Link> interfaces() {
        return state().interfaces();
    }

    /**
     * The interface that traffic to the Internet would leave by.
     *
     * @return the interface, if there is one
     */
    default Optional<Link> defaultInterface() {
        return state().defaultInterface();
    }

    /**
     * What went through one interface. Makes one call to the operating system, on this thread.
     *
     * @param interfaceName the interface
     * @return its counters; empty if there is no such interface or its counters cannot be read
     */
    Optional<InterfaceCounters> counters(String interfaceName);

    /**
     * What went through every interface. Makes one call to the operating system, on this thread.
     *
     * @return the counters by interface name, in the order of {@link #interfaces()}; empty where they cannot be read
     */
    Map<String, InterfaceCounters> counters();

    /**
     * Whether some configuration is Active: Qt's meaning. How far that reaches, {@link #connectivity()} tells.
     *
     * @return true if so
     */
    default boolean isOnline() {
        return state().online();
    }

    /**
     * How far the network reaches.
     *
     * @return the system's judgement; UNKNOWN where it makes none
     */
    default Connectivity connectivity() {
        return state().connectivity();
    }

    /**
     * Whether the network in use costs.
     *
     * @return the system's judgement; UNKNOWN where it makes none
     */
    default Metered metered() {
        return state().metered();
    }

    /**
     * Restrictions that the system puts on the network in use.
     *
     * @return the restrictions; empty for none
     */
    default Set<UsagePolicy> usagePolicies() {
        return state().usagePolicies();
    }

    /**
     * Which processes of this user hold which access points by open sessions. Asks the file system, on the caller's thread; that
     * takes at most about two seconds, if another process is suspended in the midst of a step.
     *
     * @return a row for each process and access point, by access point and then by time; where sessions are not counted across
     *     processes, only this process's own
     */
    List<SessionHolder> holders();

    /**
     * Reads the system anew, though events should make that needless.
     *
     * @param options what it may do beyond reading; with {@link UpdateOption#SCAN} the future fails with
     *     OPERATION_NOT_SUPPORTED where scanning is not possible or not permitted, and with a retryable UNKNOWN where the system
     *     refuses one so soon after another
     * @return a <a href="package-summary.html#futures">future of the library</a>: completes with the state that was read, which does not wait for a scan: what that finds is told as
     *     it comes; fails with a {@link SessionException} if it could not be read
     */
    CompletableFuture<NetworksState> update(UpdateOption... options);

    /**
     * Makes a session, closed, that follows a configuration.
     *
     * @param configuration a configuration of this instance; one that has gone meanwhile gives an INVALID session
     * @return the session
     * @throws IllegalArgumentException if this instance has never had that configuration
     */
    NetworkSession session(NetworkConfiguration configuration);

    /**
     * Makes a session, closed, that follows the configuration with an id. If that configuration has vanished, the session is INVALID until
     * it comes back.
     *
     * @param id the id of a configuration that this instance has or had
     * @return the session
     * @throws IllegalArgumentException if this instance has never had a configuration with that id
     */
    NetworkSession session(ConfigurationId id);

    /**
     * Registers a listener. Its first event is the present state.
     *
     * @param listener the listener
     * @return ends the registration
     */
    Registration listen(NetworksListener listener);

    /**
     * Closes every session, waits up to 5 s for the interfaces that this stops and then up to 2 s for the listeners that are told
     * of it, and gives everything back. After it returned, no call to a listener starts. May be called from a listener, which
     * then gets no further event. A second call waits for the first and does nothing else.
     *
     * <p>Called on a thread of the application's callback executor outside a listener, it waits 2 s in vain for that thread to
     * tell the listeners, which cannot be detected.
     */
    @Override
    void close();

    /** Settings for {@link Networks#open()}. Not safe for use by several threads at once. */
    final class Builder {

        private final EngineSettings settings = new EngineSettings();

        private Builder() {
        }

        /**
         * Uses the backend with this name, and no other. Takes the place of {@code -Dnetsession.backend}.
         *
         * @param name {@code linux}, {@code windows}, {@code macos}, {@code sim} or {@code jdk}
         * @return this
         */
        public Builder backend(String name) {
            settings.backendName(Objects.requireNonNull(name, "name"));
            return this;
        }

        /**
         * Uses this backend, and no other; a simulated world is one.
         *
         * @param provider the backend
         * @return this
         */
        public Builder backend(BackendProvider provider) {
            settings.provider(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /**
         * Where listeners are called; by default on a thread of this instance. Calls are still made one at a time and in order.
         *
         * @param executor the executor; if it refuses a task, the events wait for the next one. One that runs its tasks in the
         *     calling thread makes listeners run on the engine's, where they must not wait for a session
         * @return this
         */
        public Builder callbackExecutor(Executor executor) {
            settings.callbackExecutor(Objects.requireNonNull(executor, "executor"));
            return this;
        }

        /**
         * Lets the user choose. With a chooser there is one more configuration, {@link ConfigurationId#USER_CHOICE}: opening a
         * session on it asks the chooser, and the session then uses what was chosen.
         *
         * @param chooser the chooser
         * @return this
         */
        public Builder userChoice(UserChooser chooser) {
            settings.userChooser(Objects.requireNonNull(chooser, "chooser"));
            return this;
        }

        /**
         * What happens to an interface when the last session on it closes; by default {@link LastClose#STOP_IF_STARTED}.
         *
         * @param rule the rule
         * @return this
         */
        public Builder onLastClose(LastClose rule) {
            settings.lastClose(Objects.requireNonNull(rule, "rule"));
            return this;
        }

        /**
         * The directory through which sessions are counted across the processes of this user. By default
         * {@code $XDG_RUNTIME_DIR/netsession}, else {@code /run/user/UID/netsession}, else, as usual on macOS, {@code netsession-UID} in the
         * directory for temporary files ({@code java.io.tmpdir}); on Windows {@code %LOCALAPPDATA%\netsession\holds}, else
         * {@code netsession} in the directory for temporary files. It is made when the first session opens, for this user
         * alone. All programs that are to count together, and all instances of one program, must name the same.
         *
         * <p>A directory that is a link, belongs to somebody else, lets others in or cannot be written is not used: sessions
         * are then counted within the process, and {@link Capability#SYSTEM_SESSION_SUPPORT} is DEGRADED, with the reason. It
         * must be on a file system of this machine whose locks work.
         *
         * @param directory the directory, absolute
         * @return this
         * @throws IllegalArgumentException if it is not absolute
         */
        public Builder holdsDirectory(Path directory) {
            Objects.requireNonNull(directory, "directory");
            if (!directory.isAbsolute()) {
                throw new IllegalArgumentException("the directory for holds must be absolute, so that all programs mean the same: " + directory);
            }
            settings.holds(directory);
            return this;
        }

        /**
         * Opens.
         *
         * @return the open instance, with its first state read
         * @throws NoBackendException if the backend that was asked for cannot be used; lists every candidate with its reason
         */
        public Networks open() {
            return Engine.open(settings);
        }
    }
}
