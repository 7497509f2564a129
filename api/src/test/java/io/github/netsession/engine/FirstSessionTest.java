package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first session of an engine creates what sessions need, on any thread and at any moment. */
@Tag("unit")
@Tag("every-jdk")
class FirstSessionTest {

    private static final ConfigurationId NET0 = ConfigurationId.of("fake", "net0");

    private final FakeBackend backend = new FakeBackend("fake", 1);

    private Networks open(ConfigurationState state) {
        backend.snapshot = FakeBackend.withLink(state);
        return Networks.builder().backend(backend).userChoice(candidates -> Optional.of(candidates.get(0))).open();
    }

    private static void awaitState(NetworkSession session, SessionState state) {
        Await.until(() -> session.state() == state, () -> "the state is " + state + ", not " + session.state());
    }

    private void report(ConfigurationState state) {
        backend.snapshot = FakeBackend.withLink(state);
        backend.sink.changed();
    }

    @Test
    void isOneForAllThreadsThatWantItAtTheSameMoment() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (Networks networks = open(ConfigurationState.ACTIVE)) {
                CyclicBarrier start = new CyclicBarrier(8);
                List<CompletableFuture<NetworkSession>> created = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    CompletableFuture<NetworkSession> session = new CompletableFuture<>();
                    created.add(session);
                    Thread thread = new Thread(() -> complete(session, start, networks));
                    thread.setDaemon(true);
                    thread.start();
                }
                List<NetworkSession> sessions = new ArrayList<>();
                for (CompletableFuture<NetworkSession> each : created) {
                    sessions.add(each.get(60, TimeUnit.SECONDS));
                }
                for (NetworkSession session : sessions) {
                    session.open().get(60, TimeUnit.SECONDS);
                }
                report(ConfigurationState.DISCOVERED);
                sessions.forEach(session -> awaitState(session, SessionState.DISCONNECTED));
            }
        }
    }

    private static void complete(CompletableFuture<NetworkSession> session, CyclicBarrier start, Networks networks) {
        try {
            start.await(60, TimeUnit.SECONDS);
            session.complete(networks.session(NET0));
        } catch (Throwable thrown) {
            session.completeExceptionally(thrown);
        }
    }

    @Test
    void isCreatedWhileAReadingIsUnderWay() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Networks networks = open(ConfigurationState.DISCOVERED)) {
            backend.onRead = () -> {
                reading.countDown();
                Await.comesTrue(() -> goOn.getCount() == 0);
            };
            report(ConfigurationState.ACTIVE);
            assertTrue(reading.await(60, TimeUnit.SECONDS));
            NetworkSession session = networks.session(NET0);
            assertEquals(SessionState.DISCONNECTED, session.state());
            goOn.countDown();
            awaitState(session, SessionState.CONNECTED);
        }
    }

    @Test
    void seesWhatWasReadAndDefinedBeforeIt() throws Exception {
        try (Networks networks = open(ConfigurationState.DISCOVERED)) {
            NetworkConfiguration all = networks.defineServiceNetwork("all", List.of(NET0));
            report(ConfigurationState.ACTIVE);
            Await.until(() -> networks.configuration(NET0).orElseThrow().isActive());
            NetworkSession session = networks.session(all.id());
            session.open().get(60, TimeUnit.SECONDS);
            assertEquals(NET0, session.activeConfiguration().orElseThrow().id());
            NetworkSession ofTheUser = networks.session(ConfigurationId.USER_CHOICE);
            ofTheUser.open().get(60, TimeUnit.SECONDS);
            assertTrue(ofTheUser.isOpen());
        }
    }

    @Test
    void isNotNeededForTheHoldersTheCapabilitiesAndTheClose() {
        Networks networks = open(ConfigurationState.ACTIVE);
        assertEquals(List.of(), networks.holders());
        assertEquals(Support.UNSUPPORTED, networks.capabilities().of(Capability.SYSTEM_SESSION_SUPPORT).support());
        backend.sink.started(NET0, InterfaceIdentity.NONE);
        networks.close();
        networks.close();
        assertEquals(1, backend.closes.get());
        assertThrows(IllegalStateException.class, () -> networks.session(NET0));
        assertThrows(IllegalStateException.class, networks::holders);
    }

    /** Either it is refused like any call after the close, or it is closed. */
    @Test
    void atTheMomentOfACloseHoldsNothingOpen() throws Exception {
        for (int round = 0; round < 200; round++) {
            Networks networks = open(ConfigurationState.DISCOVERED);
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<NetworkSession> created = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                complete(created, start, networks);
                created.thenCompose(NetworkSession::open).handle((opened, closed) -> closed).join();
            });
            thread.start();
            start.await(60, TimeUnit.SECONDS);
            networks.close();
            thread.join(60_000);
            assertTrue(!thread.isAlive(), "an opening waits for ever");
            assertEquals(backend.starts.get(), backend.stops.get(), "what was started is stopped");
            if (created.isCompletedExceptionally()) {
                assertTrue(assertThrows(Exception.class, created::join).getCause() instanceof IllegalStateException);
            } else {
                assertTrue(!created.join().isOpen());
            }
        }
    }
}
