package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A provider that remembers the latest reading of its backend. The state that an instance has published after many partial readings must equal
 * the state of a new instance that reads the same as its first and only reading.
 */
final class WatchedReadings implements BackendProvider {

    private final BackendProvider provider;
    private Optional<Snapshot> latest = Optional.empty();
    private Optional<Snapshot> compared = Optional.empty();
    private final Set<ConfigurationId> seen = new TreeSet<>();
    private long partial;

    WatchedReadings(BackendProvider provider) {
        this.provider = provider;
    }

    /** Returns how many readings were partial. */
    long partialReadings() {
        return partial;
    }

    /** Returns what differs between an instance and a new one with the same reading and the same service networks; empty if nothing does. */
    Optional<String> difference(Networks networks) {
        Snapshot reading = latest.orElseThrow();
        if (compared.filter(before -> before == reading).isPresent()) {
            return Optional.empty();
        }
        compared = latest;
        SimWorld still = new SimWorld();
        try (Networks fresh = Networks.builder().backend(new Fixed(still.provider(), reading)).userChoice(choices -> Optional.empty()).open()) {
            for (NetworkConfiguration defined : networks.configurations()) {
                if (defined.name().equals(RandomHistory.FREE)) {
                    RandomHistory.defineFree(fresh);
                } else if (!defined.children().isEmpty()) {
                    fresh.defineServiceNetwork(defined.name(), defined.children());
                }
            }
            NetworksState expected = fresh.state().toBuilder().generation(networks.state().generation()).build();
            if (!expected.equals(networks.state())) {
                return Optional.of("published " + networks.state() + "\nbut a whole reading gives " + expected);
            }
            networks.configurations().forEach(configuration -> seen.add(configuration.id()));
            return seen.stream().filter(id -> !lookUps(networks, id).equals(lookUps(fresh, id))).findFirst()
                .map(id -> id + " is found as " + lookUps(networks, id) + " and not as " + lookUps(fresh, id));
        }
    }

    private static List<Object> lookUps(Networks networks, ConfigurationId id) {
        Optional<NetworkConfiguration> found = networks.configuration(id);
        return List.of(found, networks.state().configuration(id), networks.defaultConfiguration(),
            found.flatMap(NetworkConfiguration::interfaceName).flatMap(networks.state()::networkInterface));
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public int priority() {
        return provider.priority();
    }

    @Override
    public Probe probe() {
        return provider.probe();
    }

    @Override
    public Backend open(BackendSink sink) {
        Backend backend = provider.open(sink);
        return proxy(backend, (self, method, arguments) -> {
            Object answer = call(backend, method, arguments);
            if (method.getName().equals("readChanged")) {
                // The machine stands still meanwhile.
                if (!answer.equals(backend.read())) {
                    throw new AssertionError("a partial reading gave " + answer);
                }
                partial++;
            }
            if (answer instanceof Snapshot read) {
                latest = Optional.of(read);
            }
            return answer;
        });
    }

    private static Backend proxy(Backend backend, java.lang.reflect.InvocationHandler handler) {
        return (Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class, ClockSource.class}, handler);
    }

    private static Object call(Backend backend, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(backend, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** A world that stands still. */
    private record Fixed(BackendProvider provider, Snapshot reading) implements BackendProvider {

        Fixed {
            Objects.requireNonNull(reading);
        }

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public int priority() {
            return provider.priority();
        }

        @Override
        public Probe probe() {
            return provider.probe();
        }

        @Override
        public Backend open(BackendSink sink) {
            Backend backend = provider.open(sink);
            return proxy(backend, (self, method, arguments) ->
                method.getReturnType() == Snapshot.class ? reading : call(backend, method, arguments));
        }
    }
}
