package io.github.netsession.cli;

import io.github.netsession.CapabilityReport;
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
import io.github.netsession.UpdateOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Networks that stand still, but for the events that a test gives it. A listener gets them all at once, on the test's thread. */
final class FakeNetworks implements Networks {

    final FakeSession session = new FakeSession(Samples.ETH0);
    final List<NetworksEvent> events;
    volatile NetworksState state = Samples.STATE;
    List<SessionHolder> holders = Samples.HOLDERS;
    Optional<String> fallbackReason = Optional.empty();
    CapabilityReport report = Samples.report();
    boolean closed;
    Function<ConfigurationId, CapabilityReport> reports = id -> Samples.report();
    /** What happens at each reading of the counters. */
    Consumer<Consumer<? super NetworksEvent>> whenRead = told -> { };
    /** What happens after a listener has received the current state. */
    Consumer<Consumer<? super NetworksEvent>> whenListened = told -> { };
    private Consumer<? super NetworksEvent> listener = event -> { };

    FakeNetworks(NetworksEvent... events) {
        this.events = List.of(events);
    }

    @Override
    public String backend() {
        return "fake";
    }

    @Override
    public Optional<String> fallbackReason() {
        return fallbackReason;
    }

    @Override
    public CapabilityReport capabilities() {
        return report;
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        return reports.apply(id);
    }

    @Override
    public NetworksState state() {
        return state;
    }

    @Override
    public Optional<NetworkConfiguration> defaultConfiguration() {
        return state.configurations().stream().findFirst();
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, List<ConfigurationId> children, RoamingPolicy policy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NetworkConfiguration defineServiceNetwork(String name, Predicate<? super NetworkConfiguration> members, RoamingPolicy policy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean removeServiceNetwork(ConfigurationId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<NetworkConfiguration> defineAccessPoint(NetworkProfile profile) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<InterfaceCounters> counters(String interfaceName) {
        return Optional.ofNullable(counters().get(interfaceName));
    }

    @Override
    public Map<String, InterfaceCounters> counters() {
        whenRead.accept(listener);
        return Samples.COUNTERS;
    }

    @Override
    public boolean counters(String interfaceName, InterfaceCountersSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int counters(InterfaceCountersSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SessionHolder> holders() {
        return holders;
    }

    @Override
    public CompletableFuture<NetworksState> update(UpdateOption... options) {
        return CompletableFuture.completedFuture(state);
    }

    @Override
    public NetworkSession session(NetworkConfiguration configuration) {
        return session;
    }

    @Override
    public NetworkSession session(ConfigurationId id) {
        return session;
    }

    @Override
    public Registration listen(Consumer<? super NetworksEvent> told) {
        listener = told;
        listener.accept(new FakeEvents.Present(state));
        events.forEach(listener::accept);
        whenListened.accept(listener);
        return () -> { };
    }

    @Override
    public void close() {
        closed = true;
    }
}
