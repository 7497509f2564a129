package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class WindowsWatcherTest {

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final FakeChangePort port = os.changes;
    private final RecordingSink sink = new RecordingSink();
    private WindowsWatcher watcher;

    private void open() {
        watcher = WindowsWatcher.open(os, sink);
    }

    @AfterEach
    void close() {
        if (watcher != null) {
            port.release();
            watcher.close();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After a failure comes a wait for nothing, with a hint of what may have been missed, and then it waits as before. */
    private void recovers() {
        assertEquals(0, port.awaitWait());
        assertEquals(ChangePort.FOREVER, port.awaitWait());
        assertEquals(Optional.empty(), watcher.trouble());
        assertTrue(sink.hints() >= 2, "one shows the trouble, and one its end");
        while (sink.hints() > 0) {
            assertTrue(sink.awaitHint());
        }
        port.signal();
        assertTrue(sink.awaitHint());
    }

    @Test
    void aNoticeBecomesAHintAndNoneBecomesNone() {
        open();
        port.awaitWait();
        assertEquals(0, sink.hints());
        for (int i = 0; i < 100; i++) {
            port.signal();
            assertTrue(sink.awaitHint());
            assertEquals(ChangePort.FOREVER, port.awaitWait());
        }
        assertEquals(0, sink.hints());
    }

    @Test
    void noticesWhileAHintIsGivenBecomeOneMore() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        sink.onHint(() -> {
            entered.countDown();
            waitFor(leave);
        });
        open();
        port.signal();
        waitFor(entered);
        for (int i = 0; i < 10_000; i++) {
            port.signal();
        }
        leave.countDown();
        assertTrue(sink.awaitHint());
        assertTrue(sink.awaitHint());
        for (int i = 0; i < 3; i++) { // Before the first hint, after it, and after the second.
            port.awaitWait();
        }
        assertEquals(0, sink.hints());
    }

    @Test
    void aNoticeFromElsewhereIsAHintToo() {
        open();
        watcher.signalWifi();
        assertTrue(sink.awaitHint());
    }

    @Test
    void whereEveryNoticeArrivesItWaitsWithoutLimitAndReportsNothing() {
        open();
        assertEquals(ChangePort.FOREVER, port.awaitWait());
        assertEquals("", watcher.polling());
        assertEquals(List.of(), watcher.refused());
    }

    @Test
    void whereNoneArrivesItLooksEveryTenSeconds() {
        port.refusing(true, "NotifyIpInterfaceChange: access denied", "NotifyRouteChange2 has given no handle");
        open();
        assertEquals(10_000, port.awaitWait());
        port.signal(); // Stands for the limit: either ends the wait in the same way.
        assertTrue(sink.awaitHint());
        assertEquals(10_000, port.awaitWait());
        assertEquals("polling every 10 s: NotifyIpInterfaceChange: access denied; NotifyRouteChange2 has given no handle", watcher.polling());
    }

    @Test
    void whereSomeArriveItDoesNotPoll() {
        port.refusing(false, "NotifyRouteChange2: access denied");
        open();
        assertEquals(ChangePort.FOREVER, port.awaitWait());
        assertEquals("", watcher.polling());
        assertEquals(List.of("NotifyRouteChange2: access denied"), watcher.refused());
    }

    @Test
    void whileSomethingIsAwaitedWhoseReturnNobodyTellsItLooksEveryTenSeconds() {
        open();
        assertEquals(ChangePort.FOREVER, port.awaitWait());
        watcher.lookNowAndThen(true);
        assertTrue(sink.awaitHint(), "the wait without a limit is ended");
        assertEquals(10_000, port.awaitWait());
        int before = port.signals();
        watcher.lookNowAndThen(true);
        watcher.lookNowAndThen(false);
        assertEquals(before, port.signals(), "nothing new");
        assertEquals(0, sink.hints());
        port.signal();
        assertTrue(sink.awaitHint());
        assertEquals(ChangePort.FOREVER, port.awaitWait());
    }

    private void theThreadGoesOnAfterAHintThatThrew() {
        open();
        port.awaitWait();
        port.signal();
        assertTrue(sink.awaitHint());
        recovers();
    }

    @Test
    void evenAnErrorDoesNotEndTheThread() {
        sink.onHint(() -> {
            throw new NoClassDefFoundError("thrown by the test");
        });
        theThreadGoesOnAfterAHintThatThrew();
    }

    @Test
    void closingCancelsThenEndsTheThreadThenFrees() {
        open();
        port.awaitWait();
        watcher.close();
        assertEquals(List.of("cancel", "thread has ended", "close"), port.journal());
        assertFalse(port.waiter().isAlive());
        assertEquals(0, sink.hints(), "what ends the wait is no change");
    }

    @Test
    void closingTwiceDoesNothing() {
        open();
        watcher.close();
        List<String> once = port.journal();
        watcher.close();
        assertEquals(once, port.journal());
    }

    @Test
    void aSignalAfterTheEndDoesNothing() {
        open();
        watcher.close();
        watcher.signalWifi();
        assertEquals(0, sink.hints());
    }

    @Test
    void theThreadHasItsNameAndKeepsNoProgramAlive() {
        open();
        port.awaitWait();
        assertEquals(WindowsWatcher.THREAD_NAME, port.waiter().getName());
        assertTrue(port.waiter().isDaemon());
    }

    @Test
    void closingFromTheWatchingThreadDoesNotWaitForItself() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        open();
        sink.onHint(() -> {
            watcher.close();
            closed.countDown();
        });
        port.awaitWait();
        port.signal();
        waitFor(closed);
        port.waiter().join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(port.waiter().isAlive());
        assertEquals(List.of("cancel"), port.journal(), "what its own thread waits at is not freed under it");
    }

    @Test
    void closingFromAnInterruptedThreadStillEndsEverythingAndKeepsTheInterrupt() {
        open();
        port.awaitWait();
        Thread.currentThread().interrupt();
        watcher.close();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("cancel", "thread has ended", "close"), port.journal());
    }

    @Test
    void aThreadThatDoesNotEndInTimeKeepsItsPlaceAndClosingIsDoneWithinASecond() {
        open();
        port.awaitWait();
        port.stick();
        long begin = System.nanoTime();
        watcher.close();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertEquals(List.of("cancel"), port.journal());
        System.out.println("closing over a stuck thread took " + millis + " ms");
    }

    @Test
    void aWaitThatFailsIsSurvived() {
        port.failOnce(new BackendException(Kind.FAILED, "WaitForSingleObject", "refused by the test"));
        open();
        port.awaitWait();
        recovers();
    }

    @Test
    void anErrorOfAWaitIsShownAtOnceAndSurvived() {
        AtomicReference<Optional<String>> shown = new AtomicReference<>();
        CountDownLatch isOpen = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        sink.onHint(() -> {
            waitFor(isOpen);
            shown.set(watcher.trouble());
            told.countDown();
        });
        port.failOnce(new OutOfMemoryError("thrown by the test"));
        open();
        isOpen.countDown();
        waitFor(told);
        assertEquals(Optional.of("java.lang.OutOfMemoryError: thrown by the test"), shown.get());
        port.awaitWait();
        recovers();
    }

    @Test
    void aSinkThatThrowsIsSurvived() {
        sink.onHint(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        theThreadGoesOnAfterAHintThatThrew();
    }

    @Test
    void closingDoesNotWaitForAThreadThatSleepsOffAFailure() {
        port.failOnce(new BackendException(Kind.FAILED, "WaitForSingleObject", "refused by the test"));
        open();
        port.awaitWait();
        watcher.close();
        assertEquals(List.of("cancel", "thread has ended", "close"), port.journal());
    }

    @Test
    void whatCannotBeOpenedGivesItsNoticesBack() {
        port.failRefused(new BackendException(Kind.FAILED, "refused", "thrown by the test"));
        assertThrows(BackendException.class, this::open);
        assertEquals(List.of("cancel", "thread has ended", "close"), port.journal());
    }

    @Test
    void withoutAPlaceToWaitAtThereIsNoWatcher() {
        os.refuse("changes", Kind.TEMPORARY);
        assertThrows(BackendException.class, this::open);
        assertEquals(List.of(), port.journal());
    }
}
