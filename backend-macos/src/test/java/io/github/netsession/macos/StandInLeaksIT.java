package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NoBackendException;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever opens, uses and closes the backend again and again has nothing more than before; on stand-ins for Apple's libraries. */
@Tag("standin")
@Tag("every-jdk")
class StandInLeaksIT extends MachineStory {

    private static final int BACKENDS = 1_000;
    private static final int LIBRARIES = 150;
    private static final int SESSIONS = 12;
    private static final int STARTS = 200;
    private static final int FAILURES = 30;

    /** The first half may load classes and fill pools; what the second takes besides is a leak. */
    private static void halves(int times, Runnable once) {
        long began = System.nanoTime();
        for (int i = 0; i < times / 2; i++) {
            once.run();
        }
        Machine.nothingIsLeft();
        long direct = settled();
        long descriptors = Machine.descriptors();
        for (int i = 0; i < times / 2; i++) {
            once.run();
        }
        Machine.nothingIsLeft();
        assertTrue(Await.comesTrue(() -> Machine.directBytes() <= direct), () -> Machine.directBytes() + " bytes in direct buffers, before " + direct);
        assertTrue(Await.comesTrue(() -> Machine.descriptors() <= descriptors), () -> Machine.descriptors() + " descriptors, before " + descriptors);
        System.out.println(times + " times in " + (System.nanoTime() - began) / 1_000_000 + " ms, " + direct + " bytes in direct buffers, "
            + descriptors + " descriptors");
    }

    /** What a collection frees is given back by another thread, later. */
    private static long settled() {
        long[] least = {Long.MAX_VALUE};
        int[] same = {0};
        Await.comesTrue(() -> {
            long now = Machine.directBytes();
            same[0] = now < least[0] ? 0 : same[0] + 1;
            least[0] = Math.min(least[0], now);
            return same[0] == 5;
        });
        return least[0];
    }

    private static void useAll(Backend backend) {
        backend.read();
        backend.capabilities();
        backend.counters((index, received, written, in, out, badIn, badOut, lostIn, lostOut) -> { });
        backend.counters(4, (index, received, written, in, out, badIn, badOut, lostIn, lostOut) -> { });
        backend.read();
    }

    @Test
    void aThousandBackendsLeaveNothing() {
        halves(BACKENDS, () -> {
            try (Backend backend = Machine.open()) {
                useAll(backend);
            }
        });
    }

    @Test
    void backendsWithAServiceThatIsStartedAndStoppedLeaveNothing() {
        halves(STARTS, () -> {
            try (Backend backend = Machine.open()) {
                backend.read();
                backend.hold(Machine.TUNNEL, false);
                assertTrue(backend.start(Machine.TUNNEL, StartOptions.builder().build()).isOurs());
                backend.read();
                backend.giveBack(Machine.TUNNEL);
                backend.release(Machine.TUNNEL);
            }
            assertEquals(0, StandIn.number("references TUNNEL"));
            assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.DISCONNECTED), "it stays up");
        });
    }

    /** macOS withdraws what a process still holds with the object that it held it by. */
    @Test
    void backendsThatAreClosedInTheMidstOfAStartLeaveNothing() {
        halves(SESSIONS, () -> {
            try (Backend backend = Machine.open()) {
                backend.read();
                backend.start(Machine.TUNNEL, StartOptions.builder().build());
            }
            assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.DISCONNECTED), "it stays up");
        });
    }

    @Test
    void hundredsOfLibrariesLeaveNothing() {
        halves(LIBRARIES, () -> {
            try (Networks networks = Machine.networks()) {
                assertEquals(3, networks.configurations().size());
                assertTrue(networks.counters("en0").isPresent());
                networks.session(Machine.CABLE).open();
            }
        });
    }

    @Test
    void librariesWithASessionThatIsOpenedAndClosedLeaveNothing() {
        halves(SESSIONS, () -> {
            try (Networks networks = Machine.networks()) {
                NetworkSession session = networks.session(Machine.TUNNEL);
                awaitOpened(session);
                assertEquals(1, StandIn.number("references TUNNEL"));
                session.close();
            }
            assertTrue(Await.comesTrue(() -> StandIn.number("status TUNNEL") == ConnectionPort.DISCONNECTED), "it stays up");
        });
    }

    private static void awaitOpened(NetworkSession session) {
        try {
            session.open();
            assertTrue(session.awaitOpened(), () -> "it does not open: " + session.failure());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some of these are fatal, others are only reported; nothing may be left of either. */
    @ParameterizedTest
    @ValueSource(strings = {"store", "keys", "queue", "monitor", "connection", "copy", "interfaces", "ifaddrs", "ifmib", "iflist2"})
    void anOpeningThatFailsHalfWayLeavesNothing(String what) {
        StandIn.act("refuse " + what + " 1");
        halves(FAILURES, () -> {
            try (Backend backend = Machine.open()) {
                backend.read();
            } catch (BackendException refused) {
                assertTrue(List.of("store", "copy", "ifaddrs").contains(what), () -> what + ": " + refused.getMessage());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "copy", "ifaddrs"})
    void aLibraryThatCannotBeOpenedLeavesNothing(String what) {
        StandIn.act("refuse " + what + " 1");
        halves(FAILURES, () -> {
            Optional<String> opened = Optional.empty();
            try (Networks networks = Machine.networks()) {
                opened = Optional.of(networks.backend());
            } catch (NoBackendException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
            assertEquals(Optional.empty(), opened);
        });
    }

    /** Keeps macOS's thread from the moment when it is told to. */
    private static final class Keeper implements BackendSink {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean keeps;

        @Override
        public void changed() {
            if (keeps) {
                entered.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            changed();
        }
    }

    /** In a method of its own, after which nobody refers to the backend any more. */
    private static void closeWhileANoticeIsKept(Keeper keeper) throws InterruptedException {
        try (Backend backend = Machine.open(keeper)) {
            backend.read();
            Machine.settle();
            keeper.keeps = true;
            StandIn.act("path 1 1 0");
            keeper.entered.await();
        }
    }

    /** A notice is kept up until long after the close; whatever the monitor then still looks at must be there. */
    @Test
    void aMonitorThatEndsLongAfterTheCloseFindsItsBlocks() throws InterruptedException {
        Keeper keeper = new Keeper();
        closeWhileANoticeIsKept(keeper);
        assertTrue(Await.comesTrue(() -> !Machine.threads().contains(Configd.THREAD_NAME)), "configd's thread is left");
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Machine.directBytes();
            for (int j = 0; j < 1_000; j++) { // Of a block's size, so that they would take its place.
                others.add(ByteBuffer.allocateDirect(32).putLong(0, -1));
            }
        }
        keeper.released.countDown();
        Machine.nothingIsLeft();
        assertEquals(20_000, others.size());
    }
}
