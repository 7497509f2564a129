package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.windows.jna.JnaWindowsOs;
import io.github.netsession.windows.wifi.WifiPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks from many threads of Windows at once, while the library opens and closes on another. */
@Tag("wine")
class CallbackStormIT {

    private static final int CALLBACKS = 10_000;
    private static final int THREADS = 8;
    private static final int TIMES = 50;
    private static final int LEAST_ROUNDS = 20;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private WifiBed bed;

    @BeforeEach
    void makeTheBed() {
        bed = new WifiBed();
    }

    @AfterEach
    void clear() {
        bed.close();
    }

    /** How many callbacks each listener will get of it. */
    private long storm() {
        for (String guid : WifiBed.GUIDS) {
            bed.world.tell("storm " + THREADS + ' ' + TIMES + " 8 10 " + guid + " home");
        }
        return (long) WifiBed.GUIDS.size() * THREADS * TIMES;
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("netsession-")).count();
    }

    @Test
    @Timeout(180)
    void tenThousandCallbacksWhileTheLibraryOpensAndCloses() throws InterruptedException {
        AtomicLong callbacks = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong longestClose = new AtomicLong();
        AtomicLong rounds = new AtomicLong();
        AtomicReference<Throwable> defect = new AtomicReference<>();
        WifiPort witness = new JnaWindowsOs().wifi(callbacks::incrementAndGet);
        Thread opener = new Thread(() -> {
            while (!over.get() || rounds.get() < LEAST_ROUNDS) {
                Networks networks = Networks.builder().backend(bed.provider()).open();
                networks.configurations();
                long began = System.nanoTime();
                networks.close();
                longestClose.accumulateAndGet(System.nanoTime() - began, Math::max);
                rounds.incrementAndGet();
            }
        }, "opener");
        opener.setUncaughtExceptionHandler((thread, broken) -> defect.set(broken)); // It would end that thread only, and not the test.
        opener.start();
        while (callbacks.get() < CALLBACKS) {
            long told = callbacks.get() + storm();
            assertTrue(Linux.await(() -> callbacks.get() >= told), () -> "only " + callbacks + " of " + told);
        }
        over.set(true);
        opener.join(60_000);
        assertTrue(!opener.isAlive(), () -> "it hangs in " + List.of(opener.getStackTrace()));
        assertEquals(null, defect.get(), () -> String.valueOf(defect.get()));
        storm();
        witness.close(); // In the midst of it.
        long atClose = callbacks.get();
        AtomicLong others = new AtomicLong();
        WifiPort other = new JnaWindowsOs().wifi(others::incrementAndGet);
        long told = storm();
        assertTrue(Linux.await(() -> others.get() >= told), () -> "only " + others + " of " + told + " to one that is open");
        other.close();
        assertTrue(longestClose.get() < LONGEST_CLOSE.toNanos(), () -> "a close took " + Duration.ofNanos(longestClose.get()));
        assertTrue(Linux.await(() -> StandIns.registrations() + StandIns.handles() + StandIns.blocks() == 0),
            () -> StandIns.registrations() + " registrations, " + StandIns.handles() + " handles, " + StandIns.blocks() + " blocks left");
        assertTrue(Linux.await(() -> ownThreads() == 0), "a thread is left");
        assertEquals(atClose, callbacks.get(), "a callback came after the close");
        System.out.println(callbacks + " callbacks, opened and closed " + rounds + " times, longest close " + Duration.ofNanos(longestClose.get()));
    }
}
