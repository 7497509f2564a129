package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks of all sorts at once, while the library opens and closes on other threads; on stand-ins for Apple's libraries. */
@Tag("standin")
@Tag("every-jdk")
class StandInStormIT extends MachineStory {

    private static final int CALLBACKS = 10_000;
    private static final int LEAST_ROUNDS = 100;
    private static final int RACES = 300;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final List<String> KINDS = List.of("store", "path", "connection");

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong rounds = new AtomicLong();
    private final AtomicLong longestClose = new AtomicLong();
    private final Queue<Machine.Hints> ended = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> defect = new AtomicReference<>();

    private static long callbacks(String kind) {
        return StandIn.number("callbacks " + kind);
    }

    private static long callbacks() {
        return KINDS.stream().mapToLong(StandInStormIT::callbacks).sum();
    }

    private Thread again(String name, Runnable round) {
        Thread thread = new Thread(() -> {
            try {
                while (!isOver.get() && defect.get() == null) {
                    round.run();
                    rounds.incrementAndGet();
                }
            } catch (Throwable broken) { // Whatever it is, it is the test's to tell.
                defect.set(broken);
            }
        }, name);
        thread.start();
        return thread;
    }

    private void close(AutoCloseable what) {
        long began = System.nanoTime();
        try {
            what.close();
        } catch (Exception e) { // What AutoCloseable declares; none of these throws one.
            throw new IllegalStateException(e);
        }
        longestClose.accumulateAndGet(System.nanoTime() - began, Math::max);
    }

    private void libraryRound() {
        Networks networks = Machine.networks();
        networks.session(Machine.TUNNEL).open();
        networks.counters();
        close(networks);
    }

    private void backendRound() {
        Machine.Hints hints = new Machine.Hints();
        Backend backend = Machine.open(hints);
        Machine.isConsistent(backend.read());
        close(backend);
        hints.isOver = true;
        ended.add(hints);
    }

    /** Changes the world in all ways that somebody is told of. */
    private static void gust(int number) {
        StandIn.act("spurious 5", "path " + (1 + number % 2) + ' ' + number / 2 % 2 + ' ' + number / 4 % 2);
        Machine.callIt(Machine.CABLE, "Cable " + number);
        StandIn.act((number % 2 == 0 ? "up" : "down") + " TUNNEL");
        if (number % 50 == 0) {
            StandIn.act("restart");
        }
    }

    @Test
    @Timeout(90)
    void tenThousandCallbacksWhileTheLibraryOpensAndCloses() throws InterruptedException {
        long before = callbacks();
        List<Long> each = KINDS.stream().map(StandInStormIT::callbacks).toList();
        List<Thread> threads = List.of(again("libraries", this::libraryRound), again("backends", this::backendRound),
            again("others", this::backendRound));
        int gusts = 0;
        while (defect.get() == null && (callbacks() - before < CALLBACKS || rounds.get() < LEAST_ROUNDS)) {
            long told = callbacks();
            gust(gusts++);
            // A storm, not a flood that no queue gets through.
            assertTrue(Await.comesTrue(() -> callbacks() > told || defect.get() != null), "nobody is told any more");
        }
        isOver.set(true);
        for (Thread thread : threads) {
            thread.join(60_000);
            assertTrue(!thread.isAlive(), () -> thread.getName() + " hangs in " + List.of(thread.getStackTrace()));
        }
        for (int i = 0; i < 50; i++) {
            gust(gusts++);
        }
        assertEquals(null, defect.get(), () -> String.valueOf(defect.get()));
        assertTrue(Await.comesTrue(() -> StandIn.number("threads") == 0), "a callback hangs");
        assertEquals(0, ended.stream().mapToLong(hints -> hints.late.get()).sum(), "hints after a close had returned");
        assertTrue(longestClose.get() < LONGEST_CLOSE.toNanos(), () -> "a close took " + Duration.ofNanos(longestClose.get()));
        List<Long> told = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            told.add(callbacks(KINDS.get(i)) - each.get(i));
        }
        assertTrue(told.stream().allMatch(count -> count > 100), () -> "hardly any of one sort: " + KINDS + ' ' + told);
        System.out.println(KINDS + " callbacks " + told + ", " + rounds + " openings, longest close " + Duration.ofNanos(longestClose.get()));
    }

    /** One call after the other until the backend says that it is closed, so that one is mostly just being made when that happens. */
    @Test
    @Timeout(90)
    void aCallThatMeetsACloseUsesNothingThatIsGivenBack() throws InterruptedException {
        AtomicLong calls = new AtomicLong();
        for (int i = 0; i < RACES && defect.get() == null; i++) {
            Backend backend = Machine.open();
            backend.read();
            long before = calls.get();
            Thread caller = new Thread(() -> {
                try {
                    while (true) {
                        backend.hold(Machine.TUNNEL, true); // Asks macOS how it is.
                        calls.incrementAndGet();
                    }
                } catch (BackendException refused) {
                    if (refused.kind() != BackendException.Kind.TEMPORARY) { // What is thrown here would end this thread only, not the test.
                        defect.set(refused);
                    }
                } catch (Throwable broken) { // Whatever it is, it is the test's to tell.
                    defect.set(broken);
                }
            }, "caller");
            caller.start();
            assertTrue(Await.comesTrue(() -> calls.get() > before || defect.get() != null), "no call is made");
            close(backend);
            caller.join(60_000);
            assertTrue(!caller.isAlive(), () -> "it hangs in " + List.of(caller.getStackTrace()));
        }
        assertEquals(null, defect.get(), () -> String.valueOf(defect.get()));
        System.out.println(RACES + " closes amid " + calls + " calls, the longest met one in " + Duration.ofNanos(longestClose.get()));
    }
}
