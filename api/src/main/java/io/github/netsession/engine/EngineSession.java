package io.github.netsession.engine;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.control.AskedQuestion;
import io.github.netsession.engine.control.Session;
import io.github.netsession.engine.control.SessionSockets;
import io.github.netsession.engine.control.Sessions;
import io.github.netsession.engine.session.Question;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The application's handle of a session: getters return at once on any thread, calls become turns. */
final class EngineSession implements NetworkSession {

    private final Session session;
    private final Sessions sessions;
    private final Turns turns;
    private final SessionSockets socketsOfSessions;
    /** Created at the first use, because most sessions create no sockets. */
    private NetworkSockets sockets;

    EngineSession(Session session, Sessions sessions, Turns turns, SessionSockets socketsOfSessions) {
        this.session = session;
        this.sessions = sessions;
        this.turns = turns;
        this.socketsOfSessions = socketsOfSessions;
    }

    @Override
    public CompletableFuture<Void> open() {
        CallFuture<Void> future = turns.future();
        turns.turn(() -> {
            sessions.open(session, future);
            // The application may drop this object at once, but not before there is an open session to be reported as lost.
            Reference.reachabilityFence(this);
        }, future);
        return future;
    }

    @Override
    public void close() {
        turns.turnIfOpen(() -> sessions.close(session));
    }

    @Override
    public CompletableFuture<InterfaceAfterClose> closeAsync() {
        CallFuture<InterfaceAfterClose> future = turns.future();
        turns.turn(() -> {
            try {
                sessions.close(session, future);
            } catch (Throwable defect) {
                // That fails the future, and the session is closed all the same.
                close();
                throw defect;
            }
        }, future);
        return future;
    }

    @Override
    public CompletableFuture<Void> stop() {
        CallFuture<Void> future = turns.future();
        turns.turn(() -> sessions.stop(session, future), future);
        return future;
    }

    @Override
    public boolean awaitOpened(Duration limit) throws InterruptedException {
        Objects.requireNonNull(limit, "limit");
        CallFuture<Void> opened = turns.future();
        turns.turn(() -> sessions.awaitOpened(session, opened), opened);
        turns.clock().await(opened.settled(), limit);
        return isOpen();
    }

    @Override
    public SessionState state() {
        return session.phase().state();
    }

    @Override
    public boolean isOpen() {
        return session.phase().isOpen();
    }

    @Override
    public void setConnectTimeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero()) {
            throw new IllegalArgumentException("the connect timeout must be positive, or negative for no limit, not " + limit);
        }
        turns.ensureOpen();
        session.connectTimeout(Optional.of(limit));
    }

    @Override
    public void removeConnectTimeout() {
        turns.ensureOpen();
        session.connectTimeout(Optional.empty());
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return session.connectTimeout();
    }

    @Override
    public NetworkConfiguration configuration() {
        return session.configuration();
    }

    @Override
    public Optional<NetworkConfiguration> activeConfiguration() {
        return session.accessPointInUse();
    }

    @Override
    public Optional<Link> networkInterface() {
        return session.linkInUse();
    }

    @Override
    public NetworkSockets sockets() {
        // Not this object's lock: the application may hold that while its listener waits here.
        synchronized (session) {
            if (sockets == null) {
                sockets = socketsOfSessions.of(session);
            }
            return sockets;
        }
    }

    @Override
    public long bytesReceived() {
        return session.totalTraffic().bytesReceived();
    }

    @Override
    public long bytesWritten() {
        return session.totalTraffic().bytesWritten();
    }

    @Override
    public Optional<Traffic> traffic() {
        return session.traffic();
    }

    @Override
    public Duration activeTime() {
        return session.activeTime();
    }

    @Override
    public Optional<SessionFailure> failure() {
        return session.failure();
    }

    @Override
    public Set<UsagePolicy> usagePolicies() {
        return session.usagePolicies();
    }

    @Override
    public <T> Optional<T> property(SessionProperty<T> key) {
        Objects.requireNonNull(key, "key");
        if (key.equals(SessionProperty.ACTIVE_CONFIGURATION)) {
            return isOpen() ? activeConfiguration().map(NetworkConfiguration::id).map(key.type()::cast) : Optional.empty();
        } else if (key.equals(SessionProperty.USER_CHOICE_CONFIGURATION)) {
            return isOpen() ? session.userChoice().map(key.type()::cast) : Optional.empty();
        }
        return session.properties().get(key);
    }

    @Override
    public <T> void setProperty(SessionProperty<T> key, T value) {
        turns.ensureOpen();
        session.properties().set(key, value);
        applyIfTimer(key);
    }

    @Override
    public void removeProperty(SessionProperty<?> key) {
        turns.ensureOpen();
        session.properties().remove(key);
        applyIfTimer(key);
    }

    private void applyIfTimer(SessionProperty<?> key) {
        if (key.equals(SessionProperty.AUTO_CLOSE_TIMEOUT)) {
            turns.turnIfOpen(() -> sessions.armAutoClose(session));
        }
    }

    @Override
    public Registration onRoaming(RoamingHandler handler) {
        Objects.requireNonNull(handler, "handler");
        // The session keeps the handler. That must not keep this object, or the session would never be reported as lost.
        Session handled = session;
        Sessions all = sessions;
        ListenerEntry<AskedQuestion> entry = new ListenerEntry<>(asked -> {
            handled.deliver(asked);
            switch (asked.question().kind()) {
                case PREFERRED -> handler.preferred(asked.offer());
                case ACTIVATED -> handler.activated(asked.offer());
            }
        }, turns.clock().callbackQueue());
        turns.turn(() -> sessions.decide(handled, entry));
        return registration(entry::end, turns, () -> all.decideNoMore(handled, entry));
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
        Optional<Question> question = session.claim(kind);
        question.ifPresent(asked -> session.deliver(() -> turns.turnIfOpen(() -> sessions.answer(session, asked, yes))));
        return question.isPresent();
    }

    @Override
    public boolean reportUnusable() {
        turns.ensureOpen();
        boolean canMove = isOpen() && session.configuration().kind() != ConfigurationKind.ACCESS_POINT;
        if (canMove) {
            turns.turnIfOpen(() -> sessions.reportUnusable(session));
        }
        return canMove;
    }

    @Override
    public Registration listen(Consumer<? super SessionEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        ListenerEntry<SessionEvent> entry = new ListenerEntry<>(listener, turns.clock().callbackQueue());
        turns.turn(() -> sessions.add(session, entry));
        Session heard = session;
        Sessions all = sessions;
        return registration(entry::end, turns, () -> all.remove(heard, entry));
    }

    /** Stays the same while the session changes, because the events of the session contain it. */
    @Override
    public String toString() {
        return "NetworkSession[" + session.id() + ']';
    }

    /** Returns a registration that does not keep this object: an application that has only a registration has lost the session. */
    private static Registration registration(Runnable end, Turns turns, Runnable removal) {
        return () -> {
            end.run();
            turns.turnIfOpen(removal);
        };
    }
}
