package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Registration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.calls.ListenerList;
import io.github.netsession.engine.holds.StartRequest;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.session.SessionModel;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.engine.usage.SessionUsage;
import io.github.netsession.internal.EngineClock;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One session: the values that its getters return on any thread, and its listeners, futures and timers, which only turns use. */
public final class Session {

    /** The parts that all sessions of an engine share. */
    static final class Shared {

        private final StatePublisher publisher;
        private final EngineClock clock;
        private final Meters meters;
        private final Closer closer;
        private final Function<Session, NetworkSession> handles;

        Shared(StatePublisher publisher, EngineClock clock, Meters meters, Closer closer, Function<Session, NetworkSession> handles) {
            this.publisher = publisher;
            this.clock = clock;
            this.meters = meters;
            this.closer = closer;
            this.handles = handles;
        }
    }

    /** Closes a session when its auto-close timeout expires. */
    interface Closer {
        void close(Session session);
    }

    private final Shared shared;
    private final SessionProperties properties = new SessionProperties();
    private volatile SessionValues values;
    private volatile Optional<Duration> connectTimeout = Optional.empty();
    /** Created for the first offer: few sessions have one. */
    private volatile Optional<Dialogue> dialogue = Optional.empty();
    private Optional<ListenerList<SessionEvent>> listeners = Optional.empty();
    /** Created for the first future: most sessions have none. */
    private Optional<SessionFutures> futures = Optional.empty();
    /** Guarded by the lock of this session. */
    private Optional<Reference<NetworkSession>> lastHandle = Optional.empty();
    private boolean isLossReported;
    private Optional<Registration> autoClose = Optional.empty();
    private Optional<Registration> nextLook = Optional.empty();

    Session(Shared shared, SessionValues values) {
        this.shared = shared;
        this.values = values;
    }

    // ---- on any thread

    /** {@return the id of the session's configuration} */
    public ConfigurationId id() {
        return configuration().id();
    }

    /** {@return the phase} */
    public Phase phase() {
        return values.phase();
    }

    /**
     * Returns the configuration; its last value if it does not exist any more.
     *
     * @return the configuration
     */
    public NetworkConfiguration configuration() {
        return values.resolved().configuration();
    }

    /**
     * Returns the access point in use.
     *
     * @return the access point; empty while the session is not connected
     */
    public Optional<NetworkConfiguration> accessPointInUse() {
        SessionValues now = values;
        return now.phase().isConnected() ? now.resolved().accessPoint() : Optional.empty();
    }

    /**
     * Returns the link in use.
     *
     * @return the link; empty while the session is not connected
     */
    public Optional<Link> linkInUse() {
        SessionValues now = values;
        return now.phase().isConnected() ? now.resolved().link() : Optional.empty();
    }

    /**
     * Returns the traffic of all programs on the links of this session. The sum of an open session includes every link that it has
     * used, because otherwise it would decrease when the session moves. A closed session on a service network uses none, and has all that
     * are up.
     *
     * @return the sum
     */
    public Traffic totalTraffic() {
        SessionUsage usage = values.usage();
        if (usage.open()) {
            return usage.total(shared.meters);
        }
        Stream<Link> links = configuration().kind() == ConfigurationKind.SERVICE_NETWORK
            ? shared.publisher.current().linksInUse(id()).stream() : linkInUse().stream();
        return links.flatMap(link -> shared.meters.total(link).stream()).reduce(Traffic.NONE, Traffic::plus);
    }

    /**
     * Returns the traffic of all programs while this session was open.
     *
     * @return the session's share; empty if it is not known
     */
    public Optional<Traffic> traffic() {
        return values.usage().traffic(shared.meters);
    }

    /**
     * Returns how long the session is, or was, open.
     *
     * @return the time
     */
    public Duration activeTime() {
        return values.usage().activeTime(shared.clock.nanos());
    }

    /**
     * Returns the last failure.
     *
     * @return the failure; empty if nothing has failed since the session was last opened
     */
    public Optional<SessionFailure> failure() {
        return values.failure();
    }

    /** {@return the restrictions on the access point in use} */
    public Set<UsagePolicy> usagePolicies() {
        return values.resolved().policies();
    }

    /** {@return the properties that the application sets} */
    public SessionProperties properties() {
        return properties;
    }

    /** {@return how long this session waits for a start, negative for no limit; empty if the access point's limit counts} */
    public Optional<Duration> connectTimeout() {
        return connectTimeout;
    }

    /**
     * Sets how long this session waits for the starts that it asks for from now on.
     *
     * @param limit the time, negative for no limit; empty if the access point's limit counts
     */
    public void connectTimeout(Optional<Duration> limit) {
        connectTimeout = limit;
    }

    /**
     * Returns the configuration that the user chose for a USER_CHOICE session.
     *
     * @return the choice; empty if there is none
     */
    public Optional<ConfigurationId> userChoice() {
        return values.model().choice();
    }

    /**
     * Records that the application's handler is about to be called with a question. Called on the callback executor.
     *
     * @param asked the question
     */
    public void deliver(AskedQuestion asked) {
        dialogue.ifPresent(present -> present.question().deliver(asked));
    }

    /**
     * Takes the open question if it is of this kind and about the offer that was delivered last; the first answer wins.
     *
     * @param kind the kind
     * @return the question; empty if that offer is outdated
     */
    public Optional<Question> claim(Question.Kind kind) {
        return dialogue.flatMap(present -> present.question().claimDelivered(kind));
    }

    /** {@return the application's object for this session, as events carry it} */
    public NetworkSession handle() {
        return shared.handles.apply(this);
    }

    /** Returns the last handle, see {@link SessionHandles}, which calls this with the lock of this session. */
    Optional<Reference<NetworkSession>> lastHandle() {
        return lastHandle;
    }

    void lastHandle(Reference<NetworkSession> made) {
        lastHandle = Optional.of(made);
    }

    // ---- in turns

    /** Returns the model. */
    SessionModel model() {
        return values.model();
    }

    /** Returns the exchange with the application and the user about moves. */
    Dialogue dialogue() {
        if (dialogue.isEmpty()) {
            dialogue = Optional.of(new Dialogue());
        }
        return dialogue.get();
    }

    /** Returns true the first time. */
    boolean reportsLoss() {
        boolean isFirst = !isLossReported;
        isLossReported = true;
        return isFirst;
    }

    /** Delivers an answer to the question that was claimed; if that throws, the question is open again. */
    public void deliver(Runnable answer) {
        try {
            answer.run();
        } catch (Throwable notDelivered) {
            dialogue.ifPresent(present -> present.question().reopen());
            throw notDelivered;
        }
    }

    /** Returns whether the application has answered the open question, and the turn of that answer has not run yet. */
    boolean isAnswerQueued() {
        return dialogue.filter(present -> model().isAsking() && !present.question().isOpen()).isPresent();
    }

    /** Replaces the timer after which the session looks again. */
    void lookAgain(Optional<Registration> timer) {
        nextLook.ifPresent(Registration::close);
        nextLook = timer;
    }

    /** Returns the identity of this session's peer group: sessions of the same engine on the same configuration would make the same move. */
    Object peerGroup() {
        return configuration().kind() == ConfigurationKind.ACCESS_POINT ? id() : new PeerGroup(shared, userChoice().orElseGet(this::id));
    }

    private record PeerGroup(Shared engine, ConfigurationId follows) {
    }

    boolean connectsInBackground() {
        return properties.get(SessionProperty.CONNECT_IN_BACKGROUND).orElse(false);
    }

    /** Returns what this session asks for when it needs an access point; {@code stopsLater} as in {@link StartRequest}. */
    StartRequest startRequest(boolean stopsLater) {
        return new StartRequest(this, connectTimeout, connectsInBackground(), stopsLater);
    }

    /** Returns whether the engine must keep this session although the application may have dropped it. */
    boolean isNeeded() {
        return phase().holds() || listeners.filter(list -> !list.isEmpty()).isPresent() || futures.filter(SessionFutures::isStopping).isPresent();
    }

    void add(ListenerEntry<SessionEvent> listener) {
        if (listeners.isEmpty()) {
            listeners = Optional.of(new ListenerList<>());
        }
        listeners.get().add(listener);
    }

    void remove(ListenerEntry<SessionEvent> listener) {
        listeners.ifPresent(list -> list.remove(listener));
    }

    /** Settles a future when the opening is decided, or at once if none is under way. */
    void awaitOpened(CallFuture<Void> opened) {
        if (phase().isOpening()) {
            futures().awaitOpened(opened);
        } else {
            opened.decide();
        }
    }

    void beginOpening(CallFuture<Void> future) {
        futures().beginOpening(future);
        values = values.withFailure(Optional.empty());
    }

    void beginStopping(CallFuture<Void> future) {
        futures().beginStopping(future);
    }

    private SessionFutures futures() {
        if (futures.isEmpty()) {
            futures = Optional.of(new SessionFutures(id()));
        }
        return futures.get();
    }

    /**
     * Publishes the access point and the link of the configuration, and all links in use. Returns the restrictions if that changes them.
     */
    Optional<Set<UsagePolicy>> see(ResolvedConfiguration resolved, List<Link> links) {
        SessionValues before = values;
        SessionUsage usage = before.usage().on(links, shared.meters);
        if (usage == before.usage() && (resolved == before.resolved() || resolved.equals(before.resolved()))) {
            return Optional.empty();
        }
        values = new SessionValues(before.model(), resolved, before.failure(), usage);
        return resolved.policies().equals(before.resolved().policies()) ? Optional.empty() : Optional.of(resolved.policies());
    }

    /** Takes a step: publishes the next model, and notifies the listeners. {@link #settle} must follow. */
    void take(SessionModel next, List<SessionEvent> events) {
        values = new SessionValues(next, values.resolved(), failureIn(events).or(values::failure), usageAfter(next.phase()));
        if (next.phase().isOpen() != autoClose.isPresent()) {
            armAutoClose();
        }
        tell(events);
    }

    private static Optional<SessionFailure> failureIn(List<SessionEvent> events) {
        for (SessionEvent event : events) {
            if (event instanceof SessionEvent.Failed failed) {
                return Optional.of(failed.failure());
            }
        }
        return Optional.empty();
    }

    private SessionUsage usageAfter(Phase next) {
        SessionUsage usage = values.usage();
        if (next.isOpen() == usage.open()) {
            return usage;
        }
        List<Link> links = values.resolved().link().map(List::of).orElse(List.of());
        return next.isOpen() ? SessionUsage.opened(shared.clock.nanos(), links, shared.meters) : usage.closed(shared.clock.nanos(), shared.meters);
    }

    /** Settles the futures that a step, with these events, and its effects have decided. */
    void settle(List<SessionEvent> events) {
        futures.ifPresent(present -> present.settle(phase(), failureIn(events)));
    }

    /** Fails all pending futures, because the engine ends and later results will not be known. */
    void abandon(SessionFailure failure) {
        futures.ifPresent(present -> present.abandon(failure));
        autoClose.ifPresent(Registration::close);
        dialogue.ifPresent(Dialogue::end);
        lookAgain(Optional.empty());
        Phase last = values.usage().open() ? Phase.CONNECTED_WATCHED : phase();
        values = values.withUsage(usageAfter(last)).withModel(SessionModel.closed(last));
    }

    void tell(List<SessionEvent> events) {
        listeners.ifPresent(list -> events.forEach(list::tell));
    }

    /** Starts the timer of AUTO_CLOSE_TIMEOUT again if the session is open and the property is set; ends it otherwise. */
    void armAutoClose() {
        autoClose.ifPresent(Registration::close);
        autoClose = Optional.empty();
        if (phase().isOpen()) {
            autoClose = properties.get(SessionProperty.AUTO_CLOSE_TIMEOUT)
                .map(limit -> shared.clock.after(limit, () -> shared.closer.close(this)));
        }
    }
}
