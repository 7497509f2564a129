package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a backend is told whose system itself counts who holds an access point, and what it may ask for. */
@Timeout(30)
@Tag("unit")
class SystemCountsTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean staysUpForOthers;
    private volatile boolean refusesToCount;

    /** Writes down what it is told, in order. */
    private final FakeBackend backend = new FakeBackend("counts", 1) {

        @Override
        public void hold(ConfigurationId id, boolean started) {
            calls.add(started ? "hold started" : "hold");
            if (refusesToCount) {
                throw new BackendException(BackendException.Kind.FAILED, "hold", "the test says no");
            }
        }

        @Override
        public void release(ConfigurationId id) {
            calls.add("release");
        }

        @Override
        public boolean giveBack(ConfigurationId id) {
            calls.add("giveBack");
            if (!staysUpForOthers) {
                super.stop(id);
            }
            return !staysUpForOthers;
        }

        @Override
        public StartResult start(ConfigurationId id, StartOptions options) {
            calls.add("start");
            return super.start(id, options);
        }

        @Override
        public void stop(ConfigurationId id) {
            calls.add("stop");
            super.stop(id);
        }
    };

    private Networks networks;

    @AfterEach
    void close() {
        networks.close();
    }

    private NetworkSession session(ConfigurationState state) {
        backend.snapshot = FakeBackend.withLink(state);
        networks = Networks.builder().backend(backend).open();
        return another();
    }

    private NetworkSession another() {
        return networks.session(networks.configurations().get(0));
    }

    private static void eventually(BooleanSupplier condition) {
        assertTrue(Await.comesTrueWithin(Duration.ofSeconds(10), condition));
    }

    @Test
    void eachSessionHoldsAndReleasesAndTheLastGivesBack() {
        NetworkSession first = session(ConfigurationState.DISCOVERED);
        first.open().join();
        NetworkSession second = another();
        second.open().join();
        assertEquals(List.of("hold", "start", "hold started"), calls);
        first.close();
        eventually(() -> !first.isOpen());
        second.close();
        eventually(() -> second.state() == SessionState.DISCONNECTED);
        assertEquals(List.of("hold", "start", "hold started", "release", "giveBack", "release"), calls);
    }

    @Test
    void whatWasUpBeforeIsNotGivenBack() {
        NetworkSession session = session(ConfigurationState.ACTIVE);
        session.open().join();
        session.close();
        eventually(() -> calls.contains("release"));
        assertEquals(List.of("hold", "release"), calls);
    }

    @Test
    void stoppingIsForEverybody() {
        NetworkSession session = session(ConfigurationState.DISCOVERED);
        session.open().join();
        session.stop().join();
        assertEquals(List.of("hold", "start", "stop", "release"), calls);
    }

    @Test
    void whatStaysUpForOthersIsLeftAndNobodyWaitsForIt() {
        NetworkSession session = session(ConfigurationState.DISCOVERED);
        staysUpForOthers = true;
        session.open().join();
        List<String> told = new CopyOnWriteArrayList<>();
        session.listen(new SessionListener() {
            @Override
            public void accept(SessionEvent event) {
                told.add(event.getClass().getSimpleName());
            }
        });
        session.close();
        eventually(() -> told.contains("Closed"));
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals(List.of("Present", "Closed"), told);
        assertEquals(List.of("hold", "start", "giveBack", "release"), calls);
        session.open().join();
        session.close();
        eventually(() -> calls.size() == 6);
        assertEquals(List.of("hold", "release"), calls.subList(4, 6), "it is not ours any more");
    }

    @Test
    void aServiceNetworkHoldsWhatItUsesOnce() {
        session(ConfigurationState.ACTIVE);
        NetworkSession session = networks.session(networks.defineServiceNetwork("one", List.of(networks.configurations().get(0).id())));
        session.open().join();
        session.close();
        eventually(() -> calls.contains("release"));
        assertEquals(List.of("hold", "release"), calls);
    }

    @Test
    void aSessionOpensAlsoIfItIsNotCounted() {
        NetworkSession session = session(ConfigurationState.DISCOVERED);
        refusesToCount = true;
        session.open().join();
        assertTrue(session.isOpen());
    }

    @Test
    void whatTheSystemAsksForConcernsTheNetworkThatItPrefers() {
        NetworkSession session = session(ConfigurationState.ACTIVE);
        assertEquals(Set.of(), networks.usagePolicies());
        asksForRestraint(Optional.of("net0"));
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), session.usagePolicies());
        assertFalse(networks.metered().isMetered(), "that is not to say that it costs");
        asksForRestraint(Optional.empty());
        assertEquals(Set.of(), session.usagePolicies(), "another is preferred");
    }

    private void asksForRestraint(Optional<String> preferred) {
        Snapshot.Builder now = FakeBackend.withLink(ConfigurationState.ACTIVE).toBuilder().metered(Metered.GUESSED_NO)
            .usagePolicies(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC));
        preferred.ifPresent(now::defaultInterface);
        backend.snapshot = now.build();
        networks.update().join();
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), networks.usagePolicies());
    }
}
