package io.github.netsession.cli;

import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A session that does what a test sets: opens, refuses, never answers, or is lost as soon as somebody listens. */
final class FakeSession implements NetworkSession {

    private final NetworkConfiguration configuration;
    private final List<Consumer<? super SessionEvent>> listeners = new ArrayList<>();
    SessionFailure refusal;
    boolean neverOpens;
    SessionFailure loss;
    boolean open;
    int closings;
    Optional<Traffic> traffic = Optional.of(new Traffic(5_000_000_000L, 2048));
    private Optional<Duration> connectTimeout = Optional.empty();

    private record Present(NetworkSession session, SessionState state, boolean isOpen) implements SessionEvent.Present {
    }

    private record Failed(NetworkSession session, SessionState state, boolean isOpen, SessionFailure failure) implements SessionEvent.Failed {
    }

    private record Closed(NetworkSession session, SessionState state, boolean isOpen) implements SessionEvent.Closed {
    }

    FakeSession(NetworkConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public CompletableFuture<Void> open() {
        if (neverOpens) {
            return new CompletableFuture<>();
        }
        if (refusal != null) {
            return CompletableFuture.failedFuture(new SessionException(refusal));
        }
        open = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        boolean wasOpen = open;
        open = false;
        closings++;
        if (wasOpen) {
            List.copyOf(listeners).forEach(listener -> listener.accept(new Closed(this, state(), open)));
        }
    }

    @Override
    public CompletableFuture<InterfaceAfterClose> closeAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitOpened(Duration limit) {
        return open;
    }

    @Override
    public void setConnectTimeout(Duration limit) {
        connectTimeout = Optional.of(limit);
    }

    @Override
    public void removeConnectTimeout() {
        connectTimeout = Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return connectTimeout;
    }

    @Override
    public SessionState state() {
        return open ? SessionState.CONNECTED : SessionState.DISCONNECTED;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public NetworkConfiguration configuration() {
        return configuration;
    }

    @Override
    public Optional<NetworkConfiguration> activeConfiguration() {
        return Optional.empty();
    }

    @Override
    public Optional<Link> networkInterface() {
        return Optional.empty();
    }

    @Override
    public NetworkSockets sockets() {
        throw new UnsupportedOperationException("the command line makes no sockets");
    }

    @Override
    public long bytesReceived() {
        return 0;
    }

    @Override
    public long bytesWritten() {
        return 0;
    }

    @Override
    public Optional<Traffic> traffic() {
        return traffic;
    }

    @Override
    public Duration activeTime() {
        return Duration.ofMillis(1250);
    }

    @Override
    public Optional<SessionFailure> failure() {
        return Optional.ofNullable(loss);
    }

    @Override
    public Set<UsagePolicy> usagePolicies() {
        return Set.of();
    }

    @Override
    public <T> Optional<T> property(SessionProperty<T> key) {
        return Optional.empty();
    }

    @Override
    public <T> void setProperty(SessionProperty<T> key, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeProperty(SessionProperty<?> key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration onRoaming(RoamingHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean migrate() {
        return false;
    }

    @Override
    public boolean ignore() {
        return false;
    }

    @Override
    public boolean accept() {
        return false;
    }

    @Override
    public boolean reportUnusable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean reject() {
        return false;
    }

    @Override
    public Registration listen(Consumer<? super SessionEvent> listener) {
        listeners.add(listener);
        listener.accept(new Present(this, state(), open));
        if (loss != null) {
            open = false;
            listener.accept(new Failed(this, state(), open, loss));
            listener.accept(new Closed(this, state(), open));
        }
        return () -> { };
    }
}
