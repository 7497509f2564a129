package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class BoundedCallsTest {

    private static final String THREAD = "netsession-test-bounded";
    /** What is answered at once is so within it, on a busy machine too. */
    private static final int LIMIT_MILLIS = 500;

    private final BoundedCalls calls = new BoundedCalls(THREAD, "the server", LIMIT_MILLIS);
    private final CountDownLatch answer = new CountDownLatch(1);
    private boolean isClosed;

    @AfterEach
    void noThreadIsLeft() {
        answer.countDown();
        if (!isClosed) {
            close();
        }
        Patience.until(() -> Patience.threads(THREAD).isEmpty(), "its thread ends");
    }

    private void close() {
        isClosed = true;
        calls.close("last", () -> { }, 30_000);
    }

    private boolean hang() throws InterruptedException {
        return answer.await(60, TimeUnit.SECONDS);
    }

    private BackendException refused(Callable<?> work) {
        return assertThrows(BackendException.class, () -> calls.call("call", work));
    }

    @Test
    void anAnswerIsGivenOnFromItsOneThread() {
        assertEquals(Set.of(), Patience.threads(THREAD));
        Thread first = calls.call("call", Thread::currentThread);
        assertEquals(THREAD, first.getName());
        assertTrue(first.isDaemon());
        assertSame(first, calls.call("call", Thread::currentThread));
    }

    @Test
    void whatItThrowsIsThrownHere() {
        BackendException thrown = new BackendException(Kind.DENIED, "native", "refused by the test");
        assertSame(thrown, refused(() -> {
            throw thrown;
        }));
        NoClassDefFoundError defect = new NoClassDefFoundError("thrown by the test");
        assertSame(defect, assertThrows(NoClassDefFoundError.class, () -> calls.call("call", () -> {
            throw defect;
        })));
        IOException checked = new IOException("thrown by the test");
        assertSame(checked, assertThrows(IllegalStateException.class, () -> calls.call("call", () -> {
            throw checked;
        })).getCause());
        assertEquals(1, calls.call("call", () -> 1), "none of it was the last call");
    }

    @Test
    void aCallThatHangsIsWaitedForUntilItsLimitAndFurtherOnesNotAtAll() {
        long millis = Patience.millisFor(() -> assertEquals(Kind.TIMEOUT, refused(this::hang).kind()));
        assertTrue(millis >= LIMIT_MILLIS && millis < 10_000, millis + " ms");
        AtomicInteger made = new AtomicInteger();
        long all = Patience.millisFor(() -> {
            for (int i = 0; i < 1_000; i++) {
                BackendException refused = refused(made::incrementAndGet);
                assertEquals(Kind.TIMEOUT, refused.kind());
                assertTrue(refused.reason().contains("the server"), refused.reason());
            }
        });
        assertTrue(all < 1_000 * LIMIT_MILLIS / 10, all + " ms for a thousand");
        answer.countDown();
        Patience.until(() -> answers(made), "it answers again");
        assertEquals(1, made.get(), "what was refused is not made up for");
    }

    private boolean answers(AtomicInteger made) {
        try {
            return calls.call("call", made::incrementAndGet) > 0;
        } catch (BackendException late) {
            return false;
        }
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();
        assertEquals(Kind.TEMPORARY, refused(this::hang).kind());
        assertTrue(Thread.interrupted());
        assertEquals(Kind.TIMEOUT, refused(() -> 1).kind(), "the call is still under way");
    }

    @Test
    void somethingIsDoneAgainAndAgainUntilItIsClosed() throws InterruptedException {
        CountDownLatch often = new CountDownLatch(5);
        calls.every(1, often::countDown);
        assertTrue(often.await(30, TimeUnit.SECONDS));
        close();
        Patience.until(() -> Patience.threads(THREAD).isEmpty(), "its thread ends");
    }

    @Test
    void whatIsDoneAgainAndAgainGoesOnWhateverItThrows() throws InterruptedException {
        CountDownLatch often = new CountDownLatch(5);
        calls.every(1, () -> {
            often.countDown();
            if (often.getCount() > 0) {
                throw new OutOfMemoryError("expected by the test");
            }
        });
        assertTrue(often.await(30, TimeUnit.SECONDS));
        Patience.until(() -> calls.trouble().isEmpty(), "the trouble ends");
    }

    @Test
    void whatIsDoneAgainAndAgainEndsWhenItIsCancelledAndCallsGoOn() throws InterruptedException {
        CountDownLatch once = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        Future<?> work = calls.every(1, () -> {
            times.incrementAndGet();
            once.countDown();
        });
        assertTrue(once.await(30, TimeUnit.SECONDS));
        work.cancel(false);
        int then = calls.call("call", times::get);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        assertEquals(then, calls.call("call", times::get));
    }

    @Test
    void closedItMakesNoCallAnyMore() {
        close();
        assertEquals(Kind.TEMPORARY, refused(() -> 1).kind());
    }

    @Test
    void closingIsBoundedAndTheLastCallIsMadeWhenTheLateOneIsDone() throws InterruptedException {
        refused(this::hang);
        CountDownLatch last = new CountDownLatch(1);
        isClosed = true;
        long millis = Patience.millisFor(() -> calls.close("last", last::countDown, 50));
        assertTrue(millis >= 50 && millis < 10_000, millis + " ms");
        assertEquals(1, last.getCount());
        answer.countDown();
        assertTrue(last.await(30, TimeUnit.SECONDS));
    }

    @Test
    void whatTheLastCallIsRefusedDoesNotKeepItFromClosing() {
        isClosed = true;
        try (LogLines log = new LogLines()) {
            calls.close("last", () -> {
                throw new BackendException(Kind.FAILED, "native", "refused by the test");
            }, 30_000);
            assertEquals(1, log.warnings("refused by the test"));
        }
        assertInstanceOf(BackendException.class, refused(() -> 1));
    }
}
