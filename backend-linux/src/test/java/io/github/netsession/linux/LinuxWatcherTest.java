package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.linux.HeardChanges.Heard;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.linux.bus.BusPort;
import io.github.netsession.linux.bus.FakeBus;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class LinuxWatcherTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(50);

    private final FakeOs os = new FakeOs();
    private final Hints hints = new Hints();
    private final byte[] notice = Captured.datagrams("notices").get(0);
    private LinuxWatcher watcher;

    @BeforeEach
    void open() {
        watcher = LinuxWatcher.open(os, hints);
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void aNoticeBecomesAHint() {
        os.events.add(0, List.of(notice));
        assertTrue(hints.awaitMoreThan(0, SOON));
    }

    /** Waits for nothing, and is run by the watcher alone. */
    private static BusClient client(CountDownLatch looked) {
        BusConnector nowhere = FakeBus.nowhere();
        return new BusClient(new BusConnector() {
            @Override
            public Optional<String> obstacle() {
                looked.countDown();
                return nowhere.obstacle();
            }

            @Override
            public Optional<String> socket() {
                return nowhere.socket();
            }

            @Override
            public BusPort connect(boolean waiting) {
                return nowhere.connect(waiting);
            }
        }, FakeBus.nobody());
    }

    @Test
    void aClientOfTheBusMayComeLaterAndEndsWithTheThread() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        BusClient client = client(looked);
        watcher.attend(client);
        assertTrue(looked.await(30, TimeUnit.SECONDS), "the sleeping thread runs it");
        watcher.close();
        assertEquals(Optional.of("the backend is closed"), client.obstacle());
    }

    @Test
    void aClientThatComesAfterTheEndIsEnded() {
        watcher.close();
        BusClient client = client(new CountDownLatch(1));
        watcher.attend(client);
        assertEquals(Optional.of("the backend is closed"), client.obstacle());
    }

    @Test
    void manyNoticesAtOnceBecomeFewHints() {
        os.events.add(0, Collections.nCopies(640, notice));
        assertTrue(hints.awaitMoreThan(9, SOON));
        assertEquals(0, os.events.left());
        assertEquals(10, hints.awaitQuiet(A_WHILE), "one for each 64");
    }

    @Test
    void aLossIsCountedAndHintedAfterTheQueueWasEmptied() {
        os.events.fail(Errno.ENOBUFS);
        assertTrue(hints.awaitMoreThan(0, SOON));
        assertEquals(1, watcher.losses());
        assertEquals(0, os.events.left());
    }

    @Test
    void aLossIsHintedOnceMoreWhenTheQueueIsEmptyHoweverLongThatTakes() {
        byte[] noop = HexFormat.of().parseHex("10000000010000000000000000000000");
        synchronized (os.events) { // All of it is there at once.
            os.events.fail(Errno.ENOBUFS);
            os.events.add(0, Collections.nCopies(2 * LinuxWatcher.DATAGRAMS_PER_HINT, noop));
        }
        assertTrue(hints.awaitMoreThan(2, SOON), "one for each 64, though no notice matters");
        assertEquals(3, hints.awaitQuiet(A_WHILE));
        os.events.add(0, List.of(noop));
        Await.until(() -> os.events.left() == 0);
        assertEquals(3, hints.awaitQuiet(A_WHILE), "and then the loss is over");
        os.events.add(0, List.of(notice));
        assertTrue(hints.awaitMoreThan(3, SOON));
        assertEquals(4, hints.awaitQuiet(A_WHILE), "the one before was none, also if it would have been late");
    }

    /** At first, after a notice that nobody knows, after a loss, and while a notice waits to be received, anything may have changed. */
    @Test
    void aReaderHearsWhatHasChangedSinceItsLastReading() {
        assertTrue(watcher.heard().isEverything());
        Await.until(() -> !watcher.heard().isEverything());
        assertEquals(Heard.NOTHING, watcher.heard());
        assertEquals(new Heard(false, false, Map.of(7, new LinkState(0, 0, -1, 0)), Set.of()), heardAfter(Rtnetlink.RTM_NEWLINK));
        assertEquals(Heard.NOTHING, watcher.heard());
        assertEquals(new Heard(false, false, Map.of(7, LinkState.GONE), Set.of()), heardAfter(Rtnetlink.RTM_DELLINK));
        for (int type : List.of(Rtnetlink.RTM_NEWADDR, Rtnetlink.RTM_DELADDR)) {
            assertEquals(new Heard(false, false, Map.of(), Set.of(7)), heardAfter(type), () -> "message " + type);
        }
        for (int type : List.of(Rtnetlink.RTM_NEWROUTE, Rtnetlink.RTM_DELROUTE, 32, 33, 80, 104, 105)) {
            assertEquals(new Heard(false, true, Map.of(), Set.of()), heardAfter(type), () -> "message " + type);
        }
        assertTrue(heardAfter(99).isEverything(), "a message that nobody knows");
        long before = hints.awaitQuiet(A_WHILE);
        os.events.fail(Errno.ENOBUFS);
        assertTrue(hints.awaitMoreThan(before, SOON));
        assertTrue(watcher.heard().isEverything());
        synchronized (os.events) { // The watcher cannot receive it.
            os.events.add(0, List.of(linkNotice(7)));
            assertTrue(watcher.heard().isEverything());
            assertEquals(Heard.NOTHING, watcher.heardSoFar(), "there will be another hint");
        }
        Await.until(() -> os.events.left() == 0);
        hints.awaitQuiet(A_WHILE);
        watcher.hearAgain();
        assertTrue(watcher.heardSoFar().isEverything(), "what was not read is not lost");
    }

    private Heard heardAfter(int type) {
        long before = hints.awaitQuiet(A_WHILE);
        byte[] notice = linkNotice(7);
        notice[4] = (byte) type;
        os.events.add(0, List.of(notice));
        assertTrue(hints.awaitMoreThan(before, SOON));
        return watcher.heardSoFar();
    }

    private static byte[] linkNotice(int index) {
        byte[] bytes = new byte[Netlink.NLMSG_HDRLEN + Rtnetlink.IFINFOMSG_BYTES];
        Captured.buffer(bytes).putInt(0, bytes.length).putShort(4, (short) Rtnetlink.RTM_NEWLINK).putInt(20, index);
        return bytes;
    }

    @Test
    void whatAnotherProcessSentIsPassedOver() {
        os.events.add(4711, List.of(notice, notice));
        Await.until(() -> watcher.foreign() == 2);
        assertFalse(hints.awaitMoreThan(0, A_WHILE));
        os.events.add(0, List.of(notice));
        assertTrue(hints.awaitMoreThan(0, SOON));
        assertEquals(1, hints.awaitQuiet(A_WHILE), "the one before was none, also if it would have been late");
    }

    @Test
    void aMalformedNoticeIsAHint() {
        os.events.add(0, List.of(HexFormat.of().parseHex("ffffff7f1000000000000000000000000000")));
        assertTrue(hints.awaitMoreThan(0, SOON));
    }

    @Test
    void aNoticeThatWasCutOffIsAHint() {
        os.events.add(0, List.of(new byte[100_000]));
        assertTrue(hints.awaitMoreThan(0, SOON));
    }

    @Test
    void anUnexpectedErrorIsAHintAndIsSurvived() {
        os.events.fail(5);
        assertTrue(hints.awaitMoreThan(0, SOON));
        os.events.add(0, List.of(notice));
        assertTrue(hints.awaitMoreThan(1, SOON));
    }

    @Test
    void anErrorThatPassesIsShownWhileItLastsAndSurvived() {
        for (Supplier<? extends Error> thrown : List.<Supplier<? extends Error>>of(() -> new OutOfMemoryError("expected by the test"),
            () -> new StackOverflowError("expected by the test"), () -> new NoClassDefFoundError("expected by the test"))) {
            long before = hints.count();
            os.events.failEach(Optional.of(thrown));
            assertTrue(hints.awaitMoreThan(before, SOON), "a hint shows the trouble at once");
            assertEquals(Optional.of(thrown.get().toString()), watcher.trouble());
            os.events.failEach(Optional.empty());
            Await.until(() -> watcher.trouble().isEmpty());
            long since = hints.awaitQuiet(A_WHILE);
            os.events.add(0, List.of(notice));
            assertTrue(hints.awaitMoreThan(since, SOON));
        }
    }

    @Test
    void aSinkThatThrowsIsToldAgain() {
        AtomicInteger told = new AtomicInteger();
        FakeOs other = new FakeOs();
        try (LinuxWatcher watching = LinuxWatcher.open(other, new Hints() {
            @Override
            public void changed() {
                if (told.incrementAndGet() <= 3) {
                    throw new OutOfMemoryError("expected by the test");
                }
                super.changed();
            }
        })) {
            other.events.add(0, List.of(notice));
            Await.until(() -> told.get() > 3 && watching.trouble().isEmpty());
        }
    }

    @Test
    void closingEndsTheThreadAndThenClosesTheSocket() {
        assertFalse(os.events.isClosed());
        watcher.close();
        // It waits for the thread, and on a busy machine the thread may be later than it waits.
        Await.until(os.events::isClosed);
        watcher.close();
    }

    @Test
    void withoutAThreadTheSocketIsClosed() {
        FakeOs poor = new FakeOs();
        assertThrows(OutOfMemoryError.class, () -> LinuxWatcher.open(poor, hints, task -> new Thread(task) {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        }));
        assertTrue(poor.events.isClosed());
    }

    @Test
    void whereTheKernelRefusesItPolls() {
        FakeOs sandbox = new FakeOs();
        sandbox.refusesEvents = true;
        try (LinuxWatcher polling = LinuxWatcher.open(sandbox, hints)) {
            assertTrue(polling.heard().isEverything());
            assertTrue(polling.heard().isEverything(), "nobody tells what has changed");
            assertTrue(polling.heardSoFar().isEverything(), "nobody tells what has changed");
            assertTrue(polling.polling().startsWith("polling every 10 s: multicast refused"), polling.polling());
        }
        assertEquals("", watcher.polling());
    }
}
