package io.github.netsession.engine;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.NetworksState;
import io.github.netsession.Registration;
import io.github.netsession.SessionException;
import io.github.netsession.SessionHolder;
import io.github.netsession.UpdateOption;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One open {@link Networks}: wiring, and the public calls. What happens on an event stands in {@link World}. */
public final class Engine implements Networks {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(100);
    /** Backends that were logged: once a process is enough. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final String backendName;
    private final Backend backend;
    private final TurnClock clock;
    private final EffectRunner effects;
    private final boolean callbacksAreForeign;
    private final HoldRegistry holds;
    private final World world;
    private final Meters meters;
    private final SessionDesk desk;
    private final Requests requests;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Futures whose results are not known. */
    private final Set<CallFuture<?>> unsettled = ConcurrentHashMap.newKeySet();
    private volatile boolean clockIsClosed;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Engine(EngineSettings settings, BackendChooser.Choice choice, HintRelay relay) {
        backendName = choice.name();
        backend = choice.backend();
        EngineClock given = backend.clock().orElseGet(SystemClock::new);
        callbacksAreForeign = settings.callbackExecutor().isPresent();
        effects = new EffectRunner(settings.callbackExecutor().orElseGet(given::callbacks), retry -> given.after(RETRY, retry));
        clock = new TurnClock(given, effects);
        holds = HoldRegistry.join(backend.scope(), backend.sharedScope(), settings);
        try {
            world = new World(this, choice.first(), settings.userChooser().isPresent());
            meters = new Meters(backend, world::published);
            desk = new SessionDesk(this, settings);
            requests = new Requests(this);
        } catch (RuntimeException | Error defect) {
            holds.leave();
            throw defect;
        }
        relay.connect(world.loop()::hint, (id, cause) -> turnIfOpen(() -> desk.failed(id, cause)));
        LOG.log(TOLD.add(backendName) ? System.Logger.Level.INFO : System.Logger.Level.DEBUG, "networks by the backend {0}", backendName);
    }

    /**
     * Finds a backend and opens.
     *
     * @param settings the settings
     * @return the open instance
     */
    public static Networks open(EngineSettings settings) {
        HintRelay relay = new HintRelay();
        BackendChooser chooser = BackendChooser.forThisSystem();
        BackendChooser.Choice choice;
        if (settings.provider().isPresent()) {
            choice = chooser.open(settings.provider().get(), relay);
        } else if (settings.backendName().isPresent()) {
            choice = chooser.open(settings.backendName().get(), relay);
        } else {
            choice = chooser.openBest(relay);
        }
        try {
            return new Engine(settings, choice, relay);
        } catch (RuntimeException | Error defect) {
            choice.backend().close();
            throw defect;
        }
    }

    @Override
    public String backend() {
        ensureOpen();
        return backendName;
    }

    @Override
    public CapabilityReport capabilities() {
        ensureOpen();
        return world.published().capabilities();
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        ensureOpen();
        Objects.requireNonNull(id, "id");
        return world.capabilities(id);
    }

    @Override
    public NetworksState state() {
        ensureOpen();
        return world.published().state();
    }

    @Override
    public Optional<NetworkConfiguration> defaultConfiguration() {
        return DefaultChoice.of(state());
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children) {
        ensureOpen();
        NetworkConfiguration defined = world.define(Objects.requireNonNull(name, "name"), Objects.requireNonNull(children, "children"));
        turnIfOpen(() -> desk.regroup());
        return defined;
    }

    @Override
    public Optional<InterfaceCounters> counters(String interfaceName) {
        ensureOpen();
        return meters.read(Objects.requireNonNull(interfaceName, "interfaceName"));
    }

    @Override
    public Map<String, InterfaceCounters> counters() {
        ensureOpen();
        return meters.readAll();
    }

    @Override
    public List<SessionHolder> holders() {
        ensureOpen();
        List<SessionHolder> rows = new ArrayList<>();
        desk.exclusively(() -> rows.addAll(holds.holders()));
        return List.copyOf(rows);
    }

    @Override
    public CompletableFuture<NetworksState> update(UpdateOption... options) {
        Objects.requireNonNull(options, "options");
        boolean scan = Arrays.stream(options).map(option -> Objects.requireNonNull(option, "option")).toList().contains(UpdateOption.SCAN);
        CallFuture<NetworksState> future = new CallFuture<>(this);
        turn(() -> requests.update(scan, future), future);
        return future;
    }

    @Override
    public CompletableFuture<NetworkConfiguration> defineAccessPoint(NetworkProfile profile) {
        Objects.requireNonNull(profile, "profile");
        CallFuture<NetworkConfiguration> future = new CallFuture<>(this);
        turn(() -> requests.define(profile, future), future);
        return future;
    }

    @Override
    public NetworkSession session(NetworkConfiguration configuration) {
        ensureOpen();
        Objects.requireNonNull(configuration, "configuration");
        return adopt(world.firstView(configuration));
    }

    @Override
    public NetworkSession session(ConfigurationId id) {
        ensureOpen();
        Objects.requireNonNull(id, "id");
        return adopt(world.firstView(world.known(id)));
    }

    private NetworkSession adopt(SessionView view) {
        EngineSession session = new EngineSession(this, view);
        turn(() -> desk.adopt(session));
        return session;
    }

    @Override
    public Registration listen(NetworksListener listener) {
        Objects.requireNonNull(listener, "listener");
        ListenerEntry<NetworksEvent> entry = new ListenerEntry<>(listener::event, effects);
        turn(() -> world.add(entry));
        return () -> {
            entry.end();
            turnIfOpen(() -> world.remove(entry));
        };
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            awaitOtherClose();
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= giveBackSessions();
        } finally {
            end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** True if interrupted meanwhile. */
    private boolean giveBackSessions() {
        boolean interrupted = false;
        CompletableFuture<Void> quiet = new CompletableFuture<>();
        desk.openNothingMore();
        if (clock.isTurn()) {
            desk.closeAll(quiet);
        } else {
            clock.execute(() -> desk.closeAll(quiet));
            interrupted = insist(() -> clock.await(quiet, CLOSE_LIMIT));
            if (!quiet.isDone()) {
                LOG.log(System.Logger.Level.WARNING, "closed while an interface was still being stopped after {0} s", CLOSE_LIMIT.toSeconds());
            }
        }
        interrupted |= insist(this::leave);
        if (!isOnOwnThread() && !effects.isRefused()) {
            interrupted |= insist(this::deliver);
        }
        return interrupted;
    }

    /** Whatever went wrong before, no thread, descriptor or waiting future may be left. */
    private void end() {
        effects.shut();
        world.loop().end();
        meters.close();
        try {
            backend.close();
        } catch (BackendException defect) {
            LOG.log(System.Logger.Level.ERROR, "the backend could not be closed", defect);
        } finally {
            clock.close();
            clockIsClosed = true;
            failUnsettled();
            ended.countDown();
        }
    }

    /** Another thread is closing: what close() promises holds when that one is done. */
    private void awaitOtherClose() {
        if (!isOnOwnThread()) {
            boolean interrupted = insist(() -> ended.await(CLOSE_LIMIT.plus(DELIVERY_LIMIT).toMillis(), TimeUnit.MILLISECONDS));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isOnOwnThread() {
        return clock.isTurn() || effects.isCallingOnThisThread();
    }

    /** Something bounded that must be waited for. */
    private interface Wait {
        void run() throws InterruptedException;
    }

    /** Giving back must happen even in a thread that is being interrupted: a first interrupt only starts the wait anew. True if there was one. */
    private static boolean insist(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                return interrupted;
            } catch (InterruptedException interrupt) {
                if (interrupted) {
                    return true;
                }
                interrupted = true;
            }
        }
    }

    /** On this thread, so that it happens even if the engine's is stuck in the operating system. */
    private void leave() throws InterruptedException {
        effects.gather();
        try {
            if (!desk.leave(Failures.networksClosed())) {
                LOG.log(System.Logger.Level.WARNING, "closed while the operating system kept the engine waiting; its sessions still count");
            }
        } finally {
            effects.handOut();
        }
    }

    /** Waits for the listeners to be told of their sessions' end. Somebody else's threads do not follow a simulated time. */
    private void deliver() throws InterruptedException {
        CountDownLatch delivered = new CountDownLatch(1);
        CompletableFuture<Void> reached = new CompletableFuture<>();
        effects.complete(() -> {
            delivered.countDown();
            reached.complete(null);
        });
        boolean inTime = callbacksAreForeign ? delivered.await(DELIVERY_LIMIT.toNanos(), TimeUnit.NANOSECONDS) : clock.await(reached, DELIVERY_LIMIT);
        if (!inTime) {
            LOG.log(System.Logger.Level.WARNING, "closed while a listener kept the others waiting for more than {0} s", DELIVERY_LIMIT.toSeconds());
        }
    }

    /** Asks for a turn. */
    void turn(Runnable work) {
        ensureOpen();
        clock.execute(work);
    }

    /** Asks for a turn that settles a future. If the turn is dropped, because of a close at the same moment, the future fails. */
    void turn(Runnable work, CallFuture<?> future) {
        ensureOpen();
        unsettled.add(future);
        future.settled().thenRun(() -> unsettled.remove(future));
        clock.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error defect) {
                future.fail(defect);
                throw defect;
            }
        });
        if (clockIsClosed) {
            failUnsettled();
        }
    }

    private void failUnsettled() {
        unsettled.forEach(future -> future.fail(new SessionException(Failures.networksClosed())));
    }

    /** Asks for a turn; after closing, does nothing. */
    void turnIfOpen(Runnable work) {
        if (!closed.get()) {
            clock.execute(work);
        }
    }

    Backend backendInUse() {
        return backend;
    }

    TurnClock clock() {
        return clock;
    }

    EffectRunner effects() {
        return effects;
    }

    Meters meters() {
        return meters;
    }

    HoldRegistry holds() {
        return holds;
    }

    SessionDesk desk() {
        return desk;
    }

    World world() {
        return world;
    }

    void ensureOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this Networks is closed");
        }
    }
}
