package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.OpenNetworks;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever does not answer holds up himself, and nobody else for longer than was promised; on stand-ins for Apple's libraries. */
@Tag("standin")
class StandInHangsIT extends MachineStory {

    /** Longer than a reading waits and a busy machine takes to see that, and to find the call still hanging. */
    private static final int HANG_MILLIS = 4_500;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(300);
    /** What a busy machine may take besides. */
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    @AfterEach
    void clearTheProperty() {
        System.clearProperty(Signals.PROPERTY);
    }

    private static Duration time(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void isWithin(Duration limit, Duration taken) {
        assertTrue(taken.compareTo(limit) <= 0, () -> "it took " + taken);
    }

    private static void timesOut(Runnable call) {
        BackendException late = assertThrows(BackendException.class, call::run);
        assertEquals(BackendException.Kind.TIMEOUT, late.kind(), late.getMessage());
        assertTrue(late.getMessage().contains("configd"), late.getMessage());
    }

    private static void hang(String what) {
        StandIn.act("delay " + what + ' ' + HANG_MILLIS);
    }

    /** The call that hangs goes on hanging; those after it do not. */
    private static void answerAgain(String what) {
        StandIn.act("delay " + what + " 0");
    }

    /** The call that hangs ends. */
    private static void answerAtLast() {
        StandIn.act("release");
    }

    private static Snapshot readWhenItAnswers(Backend backend) {
        answerAtLast();
        Snapshot[] read = new Snapshot[1];
        assertTrue(Await.comesTrue(() -> {
            try {
                read[0] = backend.read();
                return true;
            } catch (BackendException late) {
                return false;
            }
        }), "it does not recover");
        return read[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "copy"})
    void aReadingGivesUpAfterTwoSecondsAndTheNextAtOnce(String what) {
        hang(what);
        try (Backend backend = Machine.open()) {
            Duration first = time(() -> timesOut(backend::read));
            assertTrue(first.compareTo(LIMIT) >= 0, () -> "it gave up after " + first);
            isWithin(LIMIT.plus(MARGIN), first);
            isWithin(AT_ONCE, time(() -> timesOut(backend::read)));
            isWithin(AT_ONCE, time(() -> {
                backend.capabilities();
                backend.counters((index, received, written, in, out, badIn, badOut, lostIn, lostOut) -> { });
            }));
            answerAgain(what);
            Machine.callIt(Machine.CABLE, "Later");
            assertEquals("Later", Machine.point(readWhenItAnswers(backend), Machine.CABLE).name());
        }
    }

    @Test
    void theLibraryKeepsWhatItKnowsSaysSoAndGoesOnWhenConfigdAnswers() {
        try (OpenNetworks library = new OpenNetworks(Machine.networks())) {
            Machine.settle();
            library.networks.update().join(); // Nobody is just reading what is to come.
            hang("copy");
            Machine.callIt(Machine.CABLE, "Later");
            assertTrue(Await.comesTrue(() -> library.events().stream().anyMatch(NetworksEvent.Degraded.class::isInstance)), "nobody is told");
            answerAgain("copy");
            assertTrue(library.events().stream().anyMatch(event -> event instanceof NetworksEvent.Degraded degraded && degraded.reason().contains("configd")));
            isWithin(AT_ONCE, time(() -> {
                assertEquals("Cable", library.networks.configuration(Machine.CABLE).orElseThrow().name());
                assertEquals(3, library.networks.configurations().size());
                assertTrue(library.networks.isOnline());
                assertTrue(library.networks.counters("en0").isPresent());
                assertEquals(4, library.networks.counters().size());
                assertEquals(Support.AVAILABLE, library.networks.capabilities().of(Capability.DATA_STATISTICS).support());
            }));
            answerAtLast();
            assertTrue(Await.comesTrue(() -> library.networks.configuration(Machine.CABLE).orElseThrow().name().equals("Later")), "it is not read again");
            assertTrue(Await.comesTrue(() -> library.events().stream().anyMatch(NetworksEvent.Recovered.class::isInstance)), "nobody is told that it is over");
        }
    }

    /** Though nobody waits for it any more, macOS takes the start, and counts this process: then it must withdraw. */
    @Test
    void aServiceWhoseStartCameTooLateIsNotKeptUpForNobody() {
        hang("start");
        try (Networks networks = Machine.networks()) {
            NetworkSession session = networks.session(Machine.TUNNEL);
            Duration taken = time(() -> assertThrows(CompletionException.class, session.open()::join));
            isWithin(LIMIT.plus(MARGIN), taken);
            assertFalse(session.isOpen());
            assertTrue(session.failure().orElseThrow().message().contains("configd"), () -> session.failure().toString());
            answerAgain("start");
            answerAtLast();
            assertTrue(Await.comesTrue(() -> StandIn.number("linger TUNNEL") != -1), "the start never comes");
            assertTrue(Await.comesTrue(() -> StandIn.number("references TUNNEL") == 0), "it is held for nobody");
            assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.DISCONNECTED), "it stays up for nobody");
        }
    }

    /** The second of them finds it up, but started by a session. */
    private static Backend openWithTheTunnelHeld(boolean isFirst) {
        Backend backend = Machine.open();
        backend.read();
        backend.hold(Machine.TUNNEL, !isFirst);
        if (isFirst) {
            backend.start(Machine.TUNNEL, StartOptions.builder().build());
            assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.CONNECTED));
        }
        return backend;
    }

    /** Of two backends, one's session lets go while configd hangs; the other's second one begins to hold, and its first lets go later. */
    @Test
    void whatIsCountedWhileConfigdHangsIsMadeUpFor() {
        try (Backend letting = openWithTheTunnelHeld(true); Backend holding = openWithTheTunnelHeld(false)) {
            assertEquals(2, StandIn.number("references TUNNEL"));
            hang("copy");
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> timesOut(letting::read));
            timesOut(holding::read);
            other.join();
            answerAgain("copy");
            isWithin(AT_ONCE, time(() -> {
                timesOut(() -> letting.release(Machine.TUNNEL));
                timesOut(() -> holding.hold(Machine.TUNNEL, true));
            }));
            readWhenItAnswers(letting);
            readWhenItAnswers(holding);
            holding.release(Machine.TUNNEL);
            assertEquals(1, StandIn.number("references TUNNEL"), "the one that holds on");
            holding.release(Machine.TUNNEL);
            assertTrue(Await.comesTrue(() -> StandIn.number("references TUNNEL") == 0), "it is held for nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "connection"})
    void aCloseDuringAHangReturnsAndEverythingIsGivenBackLater(String what) {
        Machine.Hints hints = new Machine.Hints();
        Backend backend = Machine.open(hints);
        if (what.equals("copy")) {
            backend.read();
        }
        long before = StandIn.number("calls SCDynamicStoreCreate");
        hang(what);
        timesOut(backend::read);
        answerAgain(what);
        isWithin(CLOSE, time(backend::close));
        hints.isOver = true;
        Machine.callIt(Machine.CABLE, "Later");
        StandIn.act("spurious 10", "restart", "path 2 0 0", "up TUNNEL");
        BackendException closed = assertThrows(BackendException.class, backend::read);
        assertTrue(closed.kind() == BackendException.Kind.TEMPORARY || closed.kind() == BackendException.Kind.TIMEOUT, closed::getMessage);
        answerAtLast();
        Machine.nothingIsLeft();
        assertEquals(0, hints.late.get(), "hints after the close");
        assertTrue(StandIn.number("calls SCDynamicStoreCreate") - before <= 2, "another session was made after the close");
    }

    @Test
    void theLibraryClosesDuringAHangWithASessionOpen() {
        Networks networks = Machine.networks();
        NetworkSession session = networks.session(Machine.TUNNEL);
        session.open().join();
        hang("copy");
        Machine.callIt(Machine.CABLE, "Later");
        isWithin(Duration.ofSeconds(6), time(networks::close));
        answerAgain("copy");
        assertFalse(session.isOpen());
        assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.DISCONNECTED), "it stays up");
    }

    /** SCNetworkInterfaceCopyAll asks every driver. */
    @Test
    void askingForTheSortsOfTheInterfacesHoldsUpNothing() {
        StandIn.act("delay interfaces " + HANG_MILLIS);
        long asked = StandIn.number("calls SCNetworkInterfaceCopyAll");
        Machine.Hints hints = new Machine.Hints();
        Backend backend = Machine.open(hints);
        isWithin(Duration.ofSeconds(1), time(() -> {
            assertEquals(3, backend.read().accessPoints().size());
            backend.capabilities();
            assertTrue(Await.comesTrue(() -> StandIn.number("threads") == 0), "the path's first state is told");
            long before = hints.count.get();
            Machine.callIt(Machine.CABLE, "Later");
            assertTrue(Await.comesTrue(() -> hints.count.get() > before));
            assertEquals("Later", Machine.point(backend.read(), Machine.CABLE).name());
            backend.close();
        }));
        hints.isOver = true;
        assertEquals(asked, StandIn.number("calls SCNetworkInterfaceCopyAll"), "the call is counted at its end, and nobody has waited for that");
        answerAtLast();
        assertTrue(Await.comesTrue(() -> StandIn.number("live") == 0 && Machine.threads().isEmpty()), "something is left");
        assertEquals(0, hints.late.get(), "hints after the close");
    }

    @Test
    void aHungWifiServiceHoldsUpOnlyItself() {
        System.setProperty(Signals.PROPERTY, "true");
        try (Backend backend = Machine.open()) {
            assertEquals(OptionalInt.of(80), Machine.point(backend.read(), Machine.RADIO).signalPercent());
            assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.SIGNAL_STRENGTH).support());
            StandIn.act("delay wifi " + HANG_MILLIS);
            Snapshot[] read = new Snapshot[1];
            isWithin(Duration.ofSeconds(1).plus(MARGIN), time(() -> read[0] = backend.read()));
            assertEquals(OptionalInt.empty(), Machine.point(read[0], Machine.RADIO).signalPercent());
            StandIn.act("delay wifi 0");
            Machine.callIt(Machine.CABLE, "Later");
            isWithin(AT_ONCE, time(() -> read[0] = backend.read()));
            assertEquals("Later", Machine.point(read[0], Machine.CABLE).name());
            assertEquals(Support.MISSING, backend.capabilities().of(Capability.SIGNAL_STRENGTH).support());
            answerAtLast();
            assertTrue(Await.comesTrue(() -> Machine.point(backend.read(), Machine.RADIO).signalPercent().isPresent()), "it does not recover");
            assertEquals(Support.AVAILABLE, backend.capabilities().of(Capability.SIGNAL_STRENGTH).support());
        }
    }

    @Test
    void aCloseDuringAHangOfTheWifiServiceReturnsAndEverythingIsGivenBackLater() {
        System.setProperty(Signals.PROPERTY, "true");
        Backend backend = Machine.open();
        StandIn.act("delay wifi 300"); // For each of several messages.
        backend.read();
        StandIn.act("delay wifi 0");
        isWithin(CLOSE, time(backend::close));
    }
}
