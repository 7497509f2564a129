package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Waits for what another thread does, within a bound. */
final class Patience {

    private static final int SECONDS = 30;

    private Patience() {
    }

    static void until(BooleanSupplier done, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, () -> "it never came to pass that " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The living threads of a name. */
    static Set<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name) && thread.isAlive()).collect(Collectors.toSet());
    }

    static long millisFor(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
