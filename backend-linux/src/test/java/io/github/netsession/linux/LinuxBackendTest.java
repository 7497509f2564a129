package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The backend as a whole, against a kernel that does not answer in time. */
@Tag("unit")
@Tag("every-jdk")
class LinuxBackendTest {

    private final FakeOs os = new FakeOs();
    private final ExecutorService callers = Executors.newFixedThreadPool(2);
    private final CountDownLatch stuck = new CountDownLatch(3);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean slow;

    LinuxBackendTest() {
        os.kernel = this::answer;
    }

    @AfterEach
    void letGo() {
        goOn.countDown();
        callers.shutdown();
    }

    @Test
    void closingTakesNoLongerThanASecondWhateverIsUnderWay() throws Exception {
        LinuxBackend backend = LinuxBackend.open(os, new Hints() {
            @Override
            public void changed() {
                hang();
            }
        });
        slow = true;
        CompletableFuture<Void> reading = CompletableFuture.runAsync(backend::read, callers);
        CompletableFuture<Void> counting = CompletableFuture.runAsync(() -> backend.counters((index, a, b, c, d, e, f, g, h) -> { }), callers);
        os.events.add(0, Captured.datagrams("notices"));
        stuck.await();
        long begun = System.nanoTime();
        backend.close();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "closing took " + took);
        assertFalse(reading.isDone() || counting.isDone());
        assertThrows(BackendException.class, backend::read);
    }

    @Test
    void whetherSocketsCanBeDirectedIsTriedOutAgainOnlyWhenThatMayHaveChanged() {
        FakeTables tables = new FakeTables();
        tables.add(1, "lo");
        int[] permission = {Errno.ENODEV};
        os.kernel = request -> switch (Captured.buffer(request).getShort(4)) {
            case Rtnetlink.RTM_GETSTATS -> Captured.datagrams("counters");
            case Rtnetlink.RTM_SETLINK -> List.of(FakeTables.error(permission[0]));
            default -> tables.answer(request);
        };
        LinuxBackend backend = LinuxBackend.open(os, new Hints());
        assertEquals(Support.AVAILABLE, directing(backend, 0));
        os.sockets.byIndex = Errno.EPERM;
        assertEquals(Support.AVAILABLE, directing(backend, 0), "a process does not lose one right alone");
        permission[0] = Errno.EPERM;
        assertEquals(Support.DENIED, directing(backend, 1));
        assertEquals(Support.DENIED, directing(backend, 1));
        os.sockets.byIndex = 0;
        assertEquals(Support.AVAILABLE, directing(backend, 1), "what is refused is tried out each time");
        os.sockets.noDescriptor = Optional.of("no field of that name");
        assertEquals(Support.MISSING, directing(backend, 0));
        backend.close();
    }

    /** What a reading shows that tries it out so often. */
    private Support directing(LinuxBackend backend, int trials) {
        os.sockets.trials = 0;
        backend.read();
        assertEquals(trials, os.sockets.trials);
        return backend.capabilities().of(Capability.DIRECT_CONNECTION_ROUTING).support();
    }

    private List<byte[]> answer(byte[] request) {
        if (slow) {
            hang();
        }
        return switch (Captured.buffer(request).getShort(4)) {
            case Rtnetlink.RTM_GETSTATS -> Captured.datagrams("counters");
            default -> Captured.datagrams("error-gone");
        };
    }

    private void hang() {
        stuck.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
