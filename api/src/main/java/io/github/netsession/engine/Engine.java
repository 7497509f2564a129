package io.github.netsession.engine;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import io.github.netsession.Registration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionHolder;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import io.github.netsession.engine.backend.BackendChooser;
import io.github.netsession.engine.backend.HintRelay;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.CallbackQueue;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.calls.SystemClock;
import io.github.netsession.engine.calls.TurnClock;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.control.Session;
import io.github.netsession.engine.control.SessionSockets;
import io.github.netsession.engine.control.Sessions;
import io.github.netsession.engine.control.SessionsFactory;
import io.github.netsession.engine.control.SessionsOnDemand;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.HoldRegistry;
import io.github.netsession.engine.holds.ReadingMark;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.state.Capabilities;
import io.github.netsession.engine.state.DefaultChoice;
import io.github.netsession.engine.state.ServiceNetwork;
import io.github.netsession.engine.state.ServiceNetworks;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An open {@link Networks}: creates the parts, and passes each public call to one of them. */
public final class Engine implements Networks {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final Duration RETRY = Duration.ofMillis(100);
    /** The backends that this process has logged: a repetition is only logged at DEBUG. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private final String backendName;
    private final Optional<String> fallbackReason;
    private final Backend backend;
    private final CallbackQueue callbacks;
    private final Turns turns;
    private final StatePublisher publisher;
    private final ReadLoop loop;
    private final Meters meters;
    private final CriticalSection section;
    private final SessionsOnDemand sessions;
    private final Requests requests;
    private final Closing closing;

    private Engine(EngineSettings settings, BackendChooser.Choice choice, ReadingMark mark, HintRelay relay) {
        backendName = choice.name();
        fallbackReason = choice.shortcoming();
        backend = choice.backend();
        Optional<EngineClock> own = backend instanceof ClockSource source ? source.clock() : Optional.empty();
        EngineClock given = own.isPresent() ? own.get() : new SystemClock();
        Optional<Executor> executor = settings.callbackExecutor();
        callbacks = new CallbackQueue(executor.isPresent() ? executor.get() : given.callbacks(), retry -> given.after(RETRY, retry));
        TurnClock clock = new TurnClock(given, callbacks);
        turns = new Turns(clock, Failures::networksClosed);
        HoldRegistry holds = HoldRegistry.join(backend, settings.holds());
        try {
            mark.follow(holds);
            publisher = new StatePublisher(choice.first(), new Capabilities(backend, holds::status, turns::isClosed), callbacks, settings.userChooser().isPresent());
            loop = new ReadLoop(clock, new Readings(backend, mark), this::read, publisher::keep);
            meters = new Meters(backend, publisher::current, clock::turn);
            section = new CriticalSection(holds, loop::hint, backend);
            sessions = new SessionsOnDemand(new SessionsFactory(backend, turns, publisher, loop, holds, section, mark, meters, settings.lastClose(),
                settings.userChooser()));
            requests = new Requests(backend, loop, publisher);
            closing = new Closing(new Closing.Parts(backend, clock, turns, callbacks, settings.callbackExecutor().isPresent(), sessions, relay, loop, meters));
            relay.connect(new Reports());
            logBackend(choice, settings.backendName().isPresent());
            // A simulated world ends with the process. Last: what follows an addition must not throw.
            if (!backend.isSimulated()) {
                EndOfProcess.add(closing);
            }
        } catch (Throwable defect) {
            relay.close();
            given.close();
            holds.leave(scopes -> Set.of());
            throw defect;
        }
    }

    /**
     * Without the backend for this system, an application has only a part of the functions, which must not go unnoticed. The backend that is
     * expected is logged at DEBUG: the JDK's logging needs as long for its first line as the backend for its first reading.
     */
    private static void logBackend(BackendChooser.Choice choice, boolean isNamed) {
        System.Logger.Level first = choice.shortcoming().isPresent() ? System.Logger.Level.WARNING
            : isNamed ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
        System.Logger.Level level = LOGGED.add(choice.name()) ? first : System.Logger.Level.DEBUG;
        if (LOG.isLoggable(level)) {
            LOG.log(level, "networks by the backend {0}{1}", choice.name(), choice.shortcoming().map(why -> " only: " + why).orElse(""));
        }
    }

    /**
     * The readings of the backend.
     *
     * @param backend reads
     * @param mark the mark before the latest reading
     */
    private record Readings(Backend backend, ReadingMark mark) implements ReadLoop.Source {

        @Override
        public Snapshot read() {
            return mark.read(backend);
        }

        @Override
        public Snapshot readChanged() {
            return mark.readChanged(backend);
        }
    }

    /** Passes what the backend reports to the loop and the sessions. */
    private final class Reports implements BackendSink {

        @Override
        public void changed() {
            loop.hint();
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            turns.turnIfOpen(() -> sessions.failed(id, cause));
        }

        @Override
        public void started(ConfigurationId id, InterfaceIdentity identity) {
            turns.turnIfOpen(() -> sessions.started(id, identity));
        }
    }

    private void read(Snapshot snapshot) {
        publisher.publish(snapshot, !section.isInside());
        sessions.observeAll();
        if (!publisher.current().hasAllMembers()) {
            turns.turnIfOpen(this::updateServiceNetworks);
        }
    }

    /** Runs in a turn of its own, because the application's rules and comparators must not be called while a lock is held. */
    private void updateServiceNetworks() {
        if (!publisher.current().hasAllMembers()) {
            publisher.completeMembers();
        }
        sessions.updateServiceNetworks();
        if (!publisher.current().hasAllMembers()) {
            turns.turnIfOpen(this::updateServiceNetworks);
        }
    }

    /**
     * Chooses a backend and opens an engine on it.
     *
     * @param settings the settings
     * @return the open instance
     */
    public static Networks open(EngineSettings settings) {
        HintRelay relay = new HintRelay();
        ReadingMark mark = new ReadingMark(settings.holds());
        BackendChooser chooser = BackendChooser.forThisSystem(mark::read);
        BackendChooser.Choice choice;
        if (settings.provider().isPresent()) {
            choice = chooser.open(settings.provider().get(), relay);
        } else if (settings.backendName().isPresent()) {
            choice = chooser.open(settings.backendName().get(), relay);
        } else {
            choice = chooser.openBest(relay);
        }
        try {
            return new Engine(settings, choice, mark, relay);
        } catch (Throwable defect) {
            choice.backend().close();
            throw defect;
        }
    }

    @Override
    public String backend() {
        turns.ensureOpen();
        return backendName;
    }

    @Override
    public Optional<String> fallbackReason() {
        turns.ensureOpen();
        return fallbackReason;
    }

    @Override
    public CapabilityReport capabilities() {
        turns.ensureOpen();
        CapabilityReport report = publisher.current().capabilities();
        // What prevents a reading also prevents that it is published.
        return loop.trouble().map(reason -> report.with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
            "no reading of the networks can be queued now: " + reason))).orElse(report);
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        turns.ensureOpen();
        Objects.requireNonNull(id, "id");
        return publisher.capabilities(id);
    }

    @Override
    public NetworksState state() {
        turns.ensureOpen();
        return publisher.current().state();
    }

    /** By the look-up, because the state searches its list. */
    @Override
    public Optional<NetworkConfiguration> configuration(ConfigurationId id) {
        turns.ensureOpen();
        return Optional.ofNullable(publisher.current().configurations().get(Objects.requireNonNull(id, "id")));
    }

    @Override
    public Optional<NetworkConfiguration> defaultConfiguration() {
        return DefaultChoice.of(state());
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children) {
        turns.ensureOpen();
        return define(ServiceNetworks.listed(Objects.requireNonNull(name, "name"), Objects.requireNonNull(children, "children")), Optional.empty());
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children, RoamingPolicy policy) {
        turns.ensureOpen();
        Objects.requireNonNull(policy, "policy");
        return define(ServiceNetworks.listed(Objects.requireNonNull(name, "name"), Objects.requireNonNull(children, "children")), Optional.of(policy));
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, Predicate<? super NetworkConfiguration> members, RoamingPolicy policy) {
        turns.ensureOpen();
        Objects.requireNonNull(policy, "policy");
        return define(ServiceNetworks.matching(Objects.requireNonNull(name, "name"), Objects.requireNonNull(members, "members")), Optional.of(policy));
    }

    private NetworkConfiguration define(ServiceNetwork given, Optional<RoamingPolicy> policy) {
        NetworkConfiguration defined = publisher.define(given, policy);
        turns.turnIfOpen(this::updateServiceNetworks);
        return defined;
    }

    @Override
    public boolean removeServiceNetwork(ConfigurationId id) {
        turns.ensureOpen();
        boolean isRemoved = publisher.undefine(Objects.requireNonNull(id, "id"));
        if (isRemoved) {
            turns.turnIfOpen(this::updateServiceNetworks);
        }
        return isRemoved;
    }

    @Override
    public Optional<InterfaceCounters> counters(String interfaceName) {
        turns.ensureOpen();
        return meters.read(Objects.requireNonNull(interfaceName, "interfaceName"));
    }

    @Override
    public Map<String, InterfaceCounters> counters() {
        turns.ensureOpen();
        return meters.readAll();
    }

    @Override
    public boolean counters(String interfaceName, InterfaceCountersSink sink) {
        turns.ensureOpen();
        return meters.read(Objects.requireNonNull(interfaceName, "interfaceName"), Objects.requireNonNull(sink, "sink"));
    }

    @Override
    public int counters(InterfaceCountersSink sink) {
        turns.ensureOpen();
        return meters.readAll(Objects.requireNonNull(sink, "sink"));
    }

    @Override
    public List<SessionHolder> holders() {
        turns.ensureOpen();
        return sessions.holders();
    }

    @Override
    public CompletableFuture<NetworksState> update(UpdateOption... options) {
        Objects.requireNonNull(options, "options");
        boolean scan = Arrays.stream(options).map(option -> Objects.requireNonNull(option, "option")).toList().contains(UpdateOption.SCAN);
        CallFuture<NetworksState> future = turns.future();
        turns.turn(() -> requests.update(scan, future), future);
        return future;
    }

    @Override
    public CompletableFuture<NetworkConfiguration> defineAccessPoint(NetworkProfile profile) {
        Objects.requireNonNull(profile, "profile");
        CallFuture<NetworkConfiguration> future = turns.future();
        turns.turn(() -> requests.define(profile, future), future);
        return future;
    }

    @Override
    public NetworkSession session(NetworkConfiguration configuration) {
        turns.ensureOpen();
        Objects.requireNonNull(configuration, "configuration");
        publisher.configuration(configuration.id());
        return newSession(configuration);
    }

    @Override
    public NetworkSession session(ConfigurationId id) {
        turns.ensureOpen();
        Objects.requireNonNull(id, "id");
        return newSession(publisher.configuration(id));
    }

    private NetworkSession newSession(NetworkConfiguration configuration) {
        Sessions all = sessions.get(this::handle);
        Session session = all.create(configuration);
        turns.turn(() -> all.adopt(session));
        return session.handle();
    }

    private NetworkSession handle(Session session) {
        return new EngineSession(session, sessions.get(this::handle), turns, new SessionSockets(backend, publisher, turns));
    }

    @Override
    public Registration listen(Consumer<? super NetworksEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        ListenerEntry<NetworksEvent> entry = new ListenerEntry<>(listener, callbacks);
        turns.turn(() -> publisher.add(entry));
        return () -> {
            entry.end();
            turns.turnIfOpen(() -> publisher.remove(entry));
        };
    }

    @Override
    public void close() {
        closing.close();
    }
}
