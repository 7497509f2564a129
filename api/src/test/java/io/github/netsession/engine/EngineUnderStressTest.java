package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.SessionError;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Backends that misbehave, applications that do, and both at the wrong moment: nothing hangs, nothing is lost, all is told. */
@Tag("unit")
@Tag("every-jdk")
class EngineUnderStressTest {

    private final FakeBackend backend = new FakeBackend("fake", 1);

    @BeforeEach
    void oneAccessPoint() {
        backend.snapshot = FakeBackend.withLink(ConfigurationState.DISCOVERED);
    }

    private Networks open() {
        return Networks.builder().backend(backend).open();
    }

    private static NetworkSession session(Networks networks) {
        return networks.session(networks.configurations().get(0));
    }

    private static SessionError errorOf(CompletableFuture<?> future) throws InterruptedException, java.util.concurrent.TimeoutException {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS));
        return assertInstanceOf(SessionException.class, thrown.getCause()).failure().error();
    }

    @Test
    void aBackendThatThrowsAnythingFailsTheCallAndNotTheEngine() throws Exception {
        try (Networks networks = open()) {
            NetworkSession session = session(networks);
            backend.onStart = () -> {
                throw new IllegalStateException("a defect of the backend");
            };
            assertEquals(SessionError.UNKNOWN, errorOf(session.open()));
            assertEquals(SessionState.DISCONNECTED, session.state());
            backend.onStart = () -> { };
            session.open().get(10, TimeUnit.SECONDS);
            backend.onRead = () -> {
                throw new IllegalArgumentException("another one");
            };
            assertEquals(SessionError.UNKNOWN, errorOf(networks.update()));
            backend.onRead = () -> { };
            assertTrue(networks.update().get(10, TimeUnit.SECONDS).online());
        }
    }

    @Test
    void aBackendThatCannotBeLinkedGivesWayToTheFallback() {
        FakeBackend broken = new FakeBackend("broken", 50) {
            @Override
            public io.github.netsession.spi.Backend open(io.github.netsession.spi.BackendSink given) {
                throw new UnsatisfiedLinkError("no such symbol");
            }
        };
        assertTrue(assertThrows(io.github.netsession.NoBackendException.class, () -> Networks.builder().backend(broken).open())
            .getMessage().contains("no such symbol"));
    }

    @Test
    void durationsOfAnyLengthAreTaken() throws Exception {
        try (Networks networks = open()) {
            NetworkSession session = session(networks);
            session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(Long.MAX_VALUE));
            session.open().get(10, TimeUnit.SECONDS);
            assertTrue(session.awaitOpened(Duration.ofSeconds(Long.MAX_VALUE)));
        }
    }

    @Test
    void openingWhileAnotherThreadClosesEitherOpensOrFailsAndLeavesNothingUp() throws Exception {
        for (int round = 0; round < 300; round++) {
            backend.snapshot = FakeBackend.withLink(ConfigurationState.DISCOVERED);
            Networks networks = open();
            NetworkSession session = session(networks);
            AtomicReference<CompletableFuture<Void>> opened = new AtomicReference<>();
            Thread opener = new Thread(() -> {
                try {
                    opened.set(session.open());
                } catch (IllegalStateException closed) {
                    opened.set(CompletableFuture.completedFuture(null));
                }
            });
            opener.start();
            networks.close();
            opener.join(10_000);
            opened.get().exceptionally(failure -> null).get(10, TimeUnit.SECONDS);
            assertFalse(session.isOpen());
            assertEquals(ConfigurationState.DISCOVERED, backend.snapshot.accessPoints().get(0).state(), "round " + round);
        }
    }

    @Test
    void closingFromAListenerOnADirectExecutorStopsWhatWasStarted() {
        Networks networks = Networks.builder().backend(backend).callbackExecutor(Runnable::run).open();
        NetworkSession session = session(networks);
        CountDownLatch closed = new CountDownLatch(1);
        session.listen(new SessionListener() {
            @Override
            public void opened(SessionEvent.Opened event) {
                networks.close();
                closed.countDown();
            }
        });
        session.open();
        assertDone(closed);
        assertEquals(1, backend.stops.get());
    }

    private static void awaitAtRest(String threadName) {
        Await.untilWithin(Duration.ofSeconds(10), () -> Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().equals(threadName))
            .allMatch(each -> each.getState() == Thread.State.WAITING || each.getState() == Thread.State.TIMED_WAITING), () -> threadName + " comes to rest");
    }

    private static void assertDone(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void waitingForAFutureInAListenerIsRefusedAndWaitingForTheSessionIsNot() {
        try (Networks networks = open()) {
            AtomicReference<Throwable> refused = new AtomicReference<>();
            AtomicBoolean opened = new AtomicBoolean();
            CountDownLatch done = new CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    NetworkSession session = session(networks);
                    try {
                        session.open().thenApply(nothing -> nothing).join();
                    } catch (IllegalStateException expected) {
                        refused.set(expected);
                    }
                    try {
                        opened.set(session.awaitOpened());
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    done.countDown();
                }
            });
            assertDone(done);
            assertTrue(refused.get().getMessage().contains("awaitOpened"));
            assertTrue(opened.get());
        }
    }

    @Test
    void anExecutorThatIsNotReadyYetGetsTheEventsLater() {
        AtomicBoolean ready = new AtomicBoolean();
        try (Networks networks = Networks.builder().backend(backend).callbackExecutor(task -> {
            if (!ready.getAndSet(true)) { // The first task is refused for certain, whichever thread is faster.
                throw new IllegalStateException("the toolkit is not running: expected by the test");
            }
            task.run();
        }).open()) {
            CountDownLatch present = new CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    present.countDown();
                }
            });
            assertDone(present);
        }
    }

    @Test
    void tenThousandSessionsOnOneAccessPointOpenAndCloseInOneGo() throws Exception {
        Networks networks = open();
        List<NetworkSession> sessions = new ArrayList<>();
        List<CompletableFuture<Void>> opened = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            sessions.add(session(networks));
            opened.add(sessions.get(i).open());
        }
        CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        networks.close();
        assertTrue(sessions.stream().noneMatch(NetworkSession::isOpen));
        assertEquals(List.of(1, 1), List.of(backend.starts.get(), backend.stops.get()));
    }

    @Test
    void aListenerSeesSessionsThatAreAsNewAsItsEvent() {
        try (Networks networks = open()) {
            NetworkSession session = session(networks);
            AtomicReference<SessionState> seen = new AtomicReference<>();
            CountDownLatch online = new CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void onlineChanged(NetworksEvent.OnlineChanged event) {
                    seen.set(session.state());
                    online.countDown();
                }
            });
            backend.snapshot = FakeBackend.withLink(ConfigurationState.ACTIVE);
            backend.sink.changed();
            assertDone(online);
            assertEquals(SessionState.CONNECTED, seen.get());
        }
    }

    @Test
    void countersThatCannotBeReadAtOpeningAreNotTheSessionsOwnLater() throws Exception {
        try (Networks networks = open()) {
            NetworkSession session = session(networks);
            backend.onCounters = () -> {
                throw new BackendException(BackendException.Kind.TEMPORARY, "counters", "busy");
            };
            session.open().get(10, TimeUnit.SECONDS);
            backend.onCounters = () -> { };
            assertEquals(Optional.empty(), session.traffic(), "not known, and not the whole count of the link");
            assertEquals(1_000_000_000, session.bytesReceived());
        }
    }

    @Test
    void afterClosingTheBackendIsNotAskedAnyMore() throws Exception {
        Networks networks = open();
        NetworkSession session = session(networks);
        session.open().get(10, TimeUnit.SECONDS);
        networks.close();
        backend.onCounters = () -> {
            throw new AssertionError("asked after close");
        };
        session.traffic().orElseThrow();
        session.bytesReceived();
        assertThrows(IllegalStateException.class, () -> session.setProperty(SessionProperty.CONNECT_IN_BACKGROUND, true));
        assertThrows(IllegalStateException.class, networks::update);
    }

    @Test
    void aListenerThatComesWhileTheSystemCannotBeReadIsToldSo() throws Exception {
        try (Networks networks = open()) {
            backend.readable = false;
            assertEquals(SessionError.UNKNOWN, errorOf(networks.update()));
            CountDownLatch degraded = new CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void degraded(NetworksEvent.Degraded event) {
                    degraded.countDown();
                }
            });
            assertDone(degraded);
        }
    }

    @Test
    void aBackendThatCannotBeClosedDoesNotKeepTheRestFromBeing() throws Exception {
        backend.onClose = () -> {
            throw new IllegalStateException("expected by the test");
        };
        Networks networks = open();
        networks.close();
        assertEquals(1, backend.closes.get());
        assertThrows(IllegalStateException.class, networks::state);
    }

    @Test
    void capabilitiesThatCannotBeProbedLeaveTheLastReport() throws Exception {
        try (Networks networks = open()) {
            backend.onCapabilities = () -> {
                throw new IllegalStateException("expected by the test");
            };
            backend.snapshot = FakeBackend.withLink(ConfigurationState.ACTIVE);
            assertTrue(networks.update().get(10, TimeUnit.SECONDS).online());
            assertEquals(io.github.netsession.Capability.values().length, networks.capabilities().statuses().size());
            backend.snapshot = FakeBackend.withLink(ConfigurationState.DEFINED);
            networks.update().get(10, TimeUnit.SECONDS);
            assertEquals(SessionError.INVALID_CONFIGURATION, errorOf(session(networks).open()));
        }
    }

    @Test
    void anErrorOfABackendFailsTheCallToo() throws Exception {
        try (Networks networks = open()) {
            backend.onStart = () -> {
                throw new AssertionError("expected by the test");
            };
            assertEquals(SessionError.UNKNOWN, errorOf(session(networks).open()));
        }
    }

    @Test
    void aTimedGetWithoutTimeLeftDoesNotWait() {
        try (Networks networks = open()) {
            CountDownLatch hold = new CountDownLatch(1);
            backend.onRead = () -> assertDone(hold);
            CompletableFuture<?> update = networks.update();
            assertThrows(java.util.concurrent.TimeoutException.class, () -> update.get(-1, TimeUnit.SECONDS));
            hold.countDown();
        }
    }

    @Test
    void aListenerOnADirectExecutorMayWaitForASessionWhenAServiceNetworkIsDefined() {
        try (Networks networks = Networks.builder().backend(backend).callbackExecutor(Runnable::run).open()) {
            NetworkSession session = session(networks);
            AtomicBoolean opened = new AtomicBoolean();
            CountDownLatch listening = new CountDownLatch(1);
            networks.listen(new NetworksListener() {
                @Override
                public void present(NetworksEvent.Present event) {
                    listening.countDown();
                }

                @Override
                public void configurationAdded(NetworksEvent.ConfigurationAdded event) {
                    session.open();
                    try {
                        opened.set(session.awaitOpened(Duration.ofSeconds(10)));
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            assertDone(listening);
            // Else the engine's thread, which is still telling, would tell this too, and there nobody may wait.
            awaitAtRest("netsession-engine-1");
            networks.defineServiceNetwork("office", List.of(session.configuration().id()));
            assertTrue(opened.get());
        }
    }

    @Test
    void whoeverClosesSecondFindsItClosed() throws Exception {
        for (int round = 0; round < 50; round++) {
            Networks networks = open();
            int before = backend.closes.get();
            Thread other = new Thread(networks::close);
            other.start();
            networks.close();
            assertEquals(before + 1, backend.closes.get(), "the backend is closed when close() returns");
            other.join(10_000);
        }
    }
}
