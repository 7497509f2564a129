package io.github.netsession.macos;

import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Waits for what another thread does, within a bound. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Patience() {
    }

    static void until(BooleanSupplier done, String what) {
        Await.untilWithin(LIMIT, done, () -> what);
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
