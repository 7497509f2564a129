package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A session: getters answer from the published view on any thread, calls become turns, and what is marked "Turn" is called
 * in turns only.
 */
final class EngineSession implements NetworkSession {

    private final Engine engine;
    private final ConfigurationId id;
    private final SessionProperties properties = new SessionProperties();
    private final List<ListenerEntry<SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<CallFuture<Void>> opening = new ArrayList<>();
    private final List<CallFuture<Void>> stopping = new ArrayList<>();
    private final List<CallFuture<Void>> awaiting = new ArrayList<>();
    /** Only of a session over several access points. */
    private final Optional<Roaming> roaming;
    private Optional<Registration> autoClose = Optional.empty();
    private final NetworkSockets sockets;
    private volatile SessionView view;

    EngineSession(Engine engine, SessionView view) {
        this.engine = engine;
        this.id = view.configuration().id();
        this.view = view;
        this.roaming = view.configuration().kind() == ConfigurationKind.ACCESS_POINT ? Optional.empty()
            : Optional.of(new Roaming(RoamingPolicy.DEFAULT));
        this.sockets = SessionSockets.of(engine, () -> activeConfiguration().map(NetworkConfiguration::id), () -> Failures.notInUse(id));
    }

    @Override
    public CompletableFuture<Void> open() {
        CallFuture<Void> future = new CallFuture<>(engine);
        engine.turn(() -> engine.desk().open(this, future), future);
        return future;
    }

    @Override
    public void close() {
        engine.turnIfOpen(() -> engine.desk().close(this));
    }

    @Override
    public CompletableFuture<Void> stop() {
        CallFuture<Void> future = new CallFuture<>(engine);
        engine.turn(() -> engine.desk().stop(this, future), future);
        return future;
    }

    @Override
    public boolean awaitOpened(Duration limit) throws InterruptedException {
        Objects.requireNonNull(limit, "limit");
        CallFuture<Void> opened = new CallFuture<>(engine);
        engine.turn(() -> {
            if (view.situation().isOpening()) {
                awaiting.add(opened);
            } else {
                opened.decide();
            }
        }, opened);
        engine.clock().await(opened.settled(), limit);
        return isOpen();
    }

    @Override
    public SessionState state() {
        return view.situation().state();
    }

    @Override
    public boolean isOpen() {
        return view.situation().isOpen();
    }

    @Override
    public NetworkConfiguration configuration() {
        return view.configuration();
    }

    @Override
    public Optional<NetworkConfiguration> activeConfiguration() {
        SessionView now = view;
        return now.situation().isConnected() ? now.accessPoint() : Optional.empty();
    }

    @Override
    public Optional<Link> networkInterface() {
        SessionView now = view;
        return now.situation().isConnected() ? now.link() : Optional.empty();
    }

    @Override
    public NetworkSockets sockets() {
        return sockets;
    }

    @Override
    public long bytesReceived() {
        return inUse().bytesReceived();
    }

    @Override
    public long bytesWritten() {
        return inUse().bytesWritten();
    }

    /** An open session's sum must not go back when it moves, so it goes over every interface on its way. */
    private Traffic inUse() {
        SessionUsage usage = view.usage();
        return usage.open() ? usage.total(engine.meters()) : networkInterface().flatMap(link -> engine.meters().read(link.name()))
            .map(counters -> new Traffic(counters.bytesReceived(), counters.bytesWritten())).orElse(Traffic.NONE);
    }

    @Override
    public Traffic traffic() {
        return view.usage().traffic(engine.meters());
    }

    @Override
    public Duration activeTime() {
        return view.usage().activeTime(engine.clock().nanos());
    }

    @Override
    public Optional<SessionFailure> failure() {
        return view.failure();
    }

    @Override
    public Set<UsagePolicy> usagePolicies() {
        return view.policies();
    }

    @Override
    public <T> Optional<T> property(SessionProperty<T> key) {
        Objects.requireNonNull(key, "key");
        if (key.equals(SessionProperty.ACTIVE_CONFIGURATION)) {
            return isOpen() ? activeConfiguration().map(NetworkConfiguration::id).map(key.type()::cast) : Optional.empty();
        } else if (key.equals(SessionProperty.USER_CHOICE_CONFIGURATION)) {
            return isOpen() ? roaming.flatMap(Roaming::choice).map(key.type()::cast) : Optional.empty();
        }
        return properties.get(key);
    }

    @Override
    public <T> void setProperty(SessionProperty<T> key, T value) {
        engine.ensureOpen();
        properties.set(key, value);
        if (key.equals(SessionProperty.AUTO_CLOSE_TIMEOUT)) {
            engine.turnIfOpen(this::armAutoClose);
        }
    }

    @Override
    public void removeProperty(SessionProperty<?> key) {
        engine.ensureOpen();
        properties.remove(key);
        if (key.equals(SessionProperty.AUTO_CLOSE_TIMEOUT)) {
            engine.turnIfOpen(this::armAutoClose);
        }
    }

    @Override
    public Registration onRoaming(RoamingHandler handler) {
        Objects.requireNonNull(handler, "handler");
        ListenerEntry<Question> entry = new ListenerEntry<>(question -> {
            switch (question.kind()) {
                case PREFERRED -> handler.preferred(question.offer());
                case ACTIVATED -> handler.activated(question.offer());
            }
        }, engine.effects());
        engine.turn(() -> engine.desk().decide(this, entry));
        return () -> {
            entry.end();
            engine.turnIfOpen(() -> engine.desk().decideNoMore(this, entry));
        };
    }

    @Override
    public boolean migrate() {
        return answer(Question.Kind.PREFERRED, true);
    }

    @Override
    public boolean ignore() {
        return answer(Question.Kind.PREFERRED, false);
    }

    @Override
    public boolean accept() {
        return answer(Question.Kind.ACTIVATED, true);
    }

    @Override
    public boolean reject() {
        return answer(Question.Kind.ACTIVATED, false);
    }

    private boolean answer(Question.Kind kind, boolean yes) {
        Optional<Question> question = roaming.flatMap(way -> way.claim(kind));
        question.ifPresent(asked -> engine.turnIfOpen(() -> engine.desk().answer(this, asked, yes)));
        return question.isPresent();
    }

    @Override
    public Registration listen(SessionListener listener) {
        Objects.requireNonNull(listener, "listener");
        ListenerEntry<SessionEvent> entry = new ListenerEntry<>(listener::event, engine.effects());
        engine.turn(() -> {
            if (entry.isActive()) {
                listeners.add(entry);
                engine.desk().pin(this);
                entry.tell(new SessionEvents.Present(state(), isOpen()));
            }
        });
        return () -> {
            entry.end();
            engine.turnIfOpen(() -> {
                listeners.remove(entry);
                engine.desk().pin(this);
            });
        };
    }

    ConfigurationId id() {
        return id;
    }

    Situation situation() {
        return view.situation();
    }

    /** Whether it is over several access points. */
    boolean roams() {
        return roaming.isPresent();
    }

    /** Where it is on its way between them. */
    Roaming roaming() {
        return roaming.orElseThrow();
    }

    boolean connectsInBackground() {
        return properties.get(SessionProperty.CONNECT_IN_BACKGROUND).orElse(false);
    }

    /** Turn. Whether the engine must keep this session although the application may have dropped it. */
    boolean isNeeded() {
        return view.situation().holds() || !listeners.isEmpty() || !stopping.isEmpty();
    }

    /** Turn. */
    void beginOpening(CallFuture<Void> future) {
        opening.add(future);
        view = view.failing(Optional.empty());
    }

    /** Turn. */
    void beginStopping(CallFuture<Void> future) {
        stopping.add(future);
    }

    /** Turn. The configuration looks like this now. */
    void see(SessionView.Sight sight) {
        see(sight, sight.link().map(link -> Set.of(link.name())).orElse(Set.of()));
    }

    /** Turn. The configuration looks like this now, and these interfaces are in use. */
    void see(SessionView.Sight sight, Set<String> interfaceNames) {
        SessionView before = view;
        view = before.seeing(sight).using(before.usage().on(interfaceNames, engine.meters()));
        Set<UsagePolicy> policies = usagePolicies();
        if (!policies.equals(before.policies())) {
            tell(new SessionEvents.UsagePoliciesChanged(policies));
        }
    }

    /** Turn. Moves on, tells the listeners, and settles the futures that this decides. */
    void take(Step step) {
        if (step.next() == view.situation() && step.events().isEmpty()) {
            settle(Optional.empty());
            return;
        }
        Optional<SessionFailure> failure = step.events().stream().filter(SessionEvent.Failed.class::isInstance)
            .map(event -> ((SessionEvent.Failed) event).failure()).findFirst();
        SessionView next = view.at(step.next()).using(usageAfter(step.next()));
        view = failure.isPresent() ? next.failing(failure) : next;
        if (step.next().isOpen() != autoClose.isPresent()) {
            armAutoClose();
        }
        step.events().forEach(this::tell);
        settle(failure);
    }

    private SessionUsage usageAfter(Situation next) {
        SessionUsage usage = view.usage();
        if (next.isOpen() == usage.open()) {
            return usage;
        }
        return next.isOpen() ? SessionUsage.opened(engine.clock().nanos(), view.link().map(link -> Set.of(link.name())).orElse(Set.of()), engine.meters())
            : usage.closed(engine.clock().nanos(), engine.meters());
    }

    private void settle(Optional<SessionFailure> failure) {
        Situation now = view.situation();
        if (now.isOpen()) {
            complete(opening, Optional.empty());
        } else if (!now.isOpening()) {
            complete(opening, Optional.of(failure.orElseGet(() -> Failures.closedBeforeOpen(id))));
        }
        if (!now.isOpening()) {
            awaiting.forEach(CallFuture::decide);
            awaiting.clear();
        }
        if (!now.isClosing()) {
            boolean down = !now.isConnected() && !now.isConnecting();
            complete(stopping, down ? Optional.empty() : failure.or(() -> Optional.of(Failures.stopDidNotHold(id))));
        }
    }

    /** Turn. The engine ends: nothing that is under way will be heard of again. */
    void abandon(SessionFailure failure) {
        complete(opening, Optional.of(failure));
        complete(stopping, Optional.of(failure));
        awaiting.forEach(CallFuture::decide);
        awaiting.clear();
        autoClose.ifPresent(Registration::close);
        roaming.ifPresent(Roaming::end);
        if (view.usage().open()) {
            view = view.at(Situation.CONNECTED_WATCHED).using(usageAfter(Situation.CONNECTED_WATCHED));
        }
    }

    /** Turn. Only this call fails: what the session holds is still to be given back. */
    void refuse(CallFuture<Void> future, SessionFailure failure) {
        complete(new ArrayList<>(List.of(future)), Optional.of(failure));
    }

    private void complete(List<CallFuture<Void>> futures, Optional<SessionFailure> failure) {
        for (CallFuture<Void> future : futures) {
            failure.ifPresentOrElse(why -> future.fail(new SessionException(why)), () -> future.succeed(null));
        }
        futures.clear();
    }

    private void tell(SessionEvent event) {
        listeners.forEach(entry -> entry.tell(event));
    }

    /** Turn. Starts the timer anew if the session is open and the property set; ends it otherwise. */
    private void armAutoClose() {
        autoClose.ifPresent(Registration::close);
        autoClose = Optional.empty();
        if (isOpen()) {
            autoClose = properties.get(SessionProperty.AUTO_CLOSE_TIMEOUT)
                .map(limit -> engine.clock().after(limit, () -> engine.desk().close(this)));
        }
    }
}
