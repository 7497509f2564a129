package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.calls.ListenerList;
import io.github.netsession.engine.holds.StartRequest;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.session.SessionEvents;
import io.github.netsession.engine.session.Step;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.engine.usage.SessionUsage;
import io.github.netsession.spi.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One session: the values that its getters return on any thread, and its listeners, futures and timers, which only turns use. */
public final class Session {

    /** The parts that all sessions of an engine share. */
    static final class Shared {

        private final EngineClock clock;
        private final Meters meters;
        private final Closer closer;

        Shared(EngineClock clock, Meters meters, Closer closer) {
            this.clock = clock;
            this.meters = meters;
            this.closer = closer;
        }
    }

    /** Closes a session when its auto-close timeout expires. */
    interface Closer {
        void close(Session session);
    }

    private final Shared shared;
    private final SessionProperties properties = new SessionProperties();
    /** Only of a session over several access points. */
    private final Optional<RoamingProgress> roaming;
    private volatile SessionValues values;
    private volatile Optional<Duration> connectTimeout = Optional.empty();
    private Optional<ListenerList<SessionEvent>> listeners = Optional.empty();
    /** These lists are the empty one until they are needed: most sessions need none. */
    private List<CallFuture<Void>> opening = List.of();
    private List<CallFuture<Void>> stopping = List.of();
    private List<CallFuture<Void>> awaiting = List.of();
    private Optional<Registration> autoClose = Optional.empty();

    Session(Shared shared, SessionValues values) {
        this.shared = shared;
        this.values = values;
        this.roaming = configuration().kind() == ConfigurationKind.ACCESS_POINT ? Optional.empty() : Optional.of(new RoamingProgress());
    }

    // ---- on any thread

    /**
     * Returns the id of the session's configuration.
     *
     * @return the id
     */
    public ConfigurationId id() {
        return configuration().id();
    }

    /**
     * Returns the phase.
     *
     * @return the phase
     */
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
     * used, because otherwise it would decrease when the session moves.
     *
     * @return the sum
     */
    public Traffic totalTraffic() {
        SessionUsage usage = values.usage();
        return usage.open() ? usage.total(shared.meters) : linkInUse().flatMap(link -> shared.meters.read(link.name()))
            .map(counters -> new Traffic(counters.bytesReceived(), counters.bytesWritten())).orElse(Traffic.NONE);
    }

    /**
     * Returns the traffic of all programs while this session was open.
     *
     * @return the session's share
     */
    public Traffic traffic() {
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

    /**
     * Returns the restrictions on the access point in use.
     *
     * @return the restrictions
     */
    public Set<UsagePolicy> usagePolicies() {
        return values.resolved().policies();
    }

    /**
     * Returns the properties that the application sets.
     *
     * @return the properties
     */
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
     * @param limit the time, negative for no limit
     */
    public void connectTimeout(Duration limit) {
        connectTimeout = Optional.of(limit);
    }

    /**
     * Returns the configuration that the user chose for a USER_CHOICE session.
     *
     * @return the choice; empty if there is none
     */
    public Optional<ConfigurationId> userChoice() {
        return roaming.flatMap(RoamingProgress::choice);
    }

    /**
     * Records that the application's handler is about to be called with a question. Called on the callback executor.
     *
     * @param question the question
     */
    public void deliver(Question question) {
        roaming().question().deliver(question);
    }

    /**
     * Takes the open question if it is of this kind and about the offer that was delivered last; the first answer wins.
     *
     * @param kind the kind
     * @return the question; empty if that offer is outdated
     */
    public Optional<Question> claim(Question.Kind kind) {
        return roaming.flatMap(progress -> progress.question().claimDelivered(kind));
    }

    // ---- in turns

    /** Returns whether this session can use several access points. */
    boolean roams() {
        return roaming.isPresent();
    }

    /** Returns the progress of moves of a session over several access points. */
    RoamingProgress roaming() {
        return roaming.orElseThrow();
    }

    /** Returns the identity of this session's peer group: sessions of the same engine on the same configuration would make the same move. */
    Object peerGroup() {
        return roaming.<Object>map(progress -> new PeerGroup(shared, progress.choice().orElseGet(this::id))).orElseGet(this::id);
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
        return phase().holds() || listeners.filter(list -> !list.isEmpty()).isPresent() || !stopping.isEmpty();
    }

    void add(ListenerEntry<SessionEvent> listener) {
        if (listeners.isEmpty()) {
            listeners = Optional.of(new ListenerList<>());
        }
        listeners.get().add(listener);
        listener.tell(SessionEvents.present(phase().state(), phase().isOpen()));
    }

    void remove(ListenerEntry<SessionEvent> listener) {
        listeners.ifPresent(list -> list.remove(listener));
    }

    /** Settles a future when the opening is decided, or at once if none is under way. */
    void awaitOpened(CallFuture<Void> opened) {
        if (phase().isOpening()) {
            awaiting = with(awaiting, opened);
        } else {
            opened.decide();
        }
    }

    void beginOpening(CallFuture<Void> future) {
        opening = with(opening, future);
        values = values.withFailure(Optional.empty());
    }

    void beginStopping(CallFuture<Void> future) {
        stopping = with(stopping, future);
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> present = list.isEmpty() ? new ArrayList<>(1) : list;
        present.add(element);
        return present;
    }

    /** Publishes the access point and the link of the configuration. */
    void see(ResolvedConfiguration resolved) {
        see(resolved, resolved.link().map(link -> Set.of(link.name())).orElse(Set.of()));
    }

    /** Publishes the access point and the link of the configuration, and the names of all links in use. */
    void see(ResolvedConfiguration resolved, Set<String> interfaceNames) {
        SessionValues before = values;
        values = before.withResolved(resolved).withUsage(before.usage().on(interfaceNames, shared.meters));
        if (!resolved.policies().equals(before.resolved().policies())) {
            tell(SessionEvents.usagePoliciesChanged(resolved.policies()));
        }
    }

    /** Takes a step: publishes the next phase, notifies the listeners, and settles the futures that this decides. */
    void take(Step step) {
        if (step.next() == phase() && step.events().isEmpty()) {
            settle(Optional.empty());
            return;
        }
        Optional<SessionFailure> failure = step.events().stream().filter(SessionEvent.Failed.class::isInstance)
            .map(event -> ((SessionEvent.Failed) event).failure()).findFirst();
        SessionValues next = values.withPhase(step.next()).withUsage(usageAfter(step.next()));
        values = failure.isPresent() ? next.withFailure(failure) : next;
        if (step.next().isOpen() != autoClose.isPresent()) {
            armAutoClose();
        }
        step.events().forEach(this::tell);
        settle(failure);
    }

    private SessionUsage usageAfter(Phase next) {
        SessionUsage usage = values.usage();
        if (next.isOpen() == usage.open()) {
            return usage;
        }
        Set<String> links = values.resolved().link().map(link -> Set.of(link.name())).orElse(Set.of());
        return next.isOpen() ? SessionUsage.opened(shared.clock.nanos(), links, shared.meters) : usage.closed(shared.clock.nanos(), shared.meters);
    }

    private void settle(Optional<SessionFailure> failure) {
        Phase now = phase();
        if (now.isOpen()) {
            settleOpening(Optional.empty());
        } else if (!now.isOpening()) {
            settleOpening(Optional.of(failure.orElseGet(() -> Failures.closedBeforeOpen(id()))));
        }
        if (!now.isOpening()) {
            settleAwaiting();
        }
        if (!now.isClosing()) {
            boolean down = !now.isConnected() && !now.isConnecting();
            settleStopping(down ? Optional.empty() : failure.or(() -> Optional.of(Failures.stopDidNotHold(id()))));
        }
    }

    private void settleOpening(Optional<SessionFailure> failure) {
        opening.forEach(future -> complete(future, failure));
        opening = List.of();
    }

    private void settleStopping(Optional<SessionFailure> failure) {
        stopping.forEach(future -> complete(future, failure));
        stopping = List.of();
    }

    private void settleAwaiting() {
        awaiting.forEach(CallFuture::decide);
        awaiting = List.of();
    }

    /** Fails one call, not the session, which must still release its holds. */
    static void refuse(CallFuture<Void> future, SessionFailure failure) {
        complete(future, Optional.of(failure));
    }

    private static void complete(CallFuture<Void> future, Optional<SessionFailure> failure) {
        failure.ifPresentOrElse(why -> future.fail(new SessionException(why)), () -> future.succeed(null));
    }

    /** Fails all pending futures, because the engine ends and later results will not be known. */
    void abandon(SessionFailure failure) {
        settleOpening(Optional.of(failure));
        settleStopping(Optional.of(failure));
        settleAwaiting();
        autoClose.ifPresent(Registration::close);
        roaming.ifPresent(RoamingProgress::end);
        if (values.usage().open()) {
            values = values.withPhase(Phase.CONNECTED_WATCHED).withUsage(usageAfter(Phase.CONNECTED_WATCHED));
        }
    }

    private void tell(SessionEvent event) {
        listeners.ifPresent(list -> list.tell(event));
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
