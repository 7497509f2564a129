package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Support;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions open, close, roam and stop without a pause while NetworkManager is killed and stopped, and the bus with it. How long NetworkManager
 * stays stopped in the longer test is {@code -Dnetsession.storm.seconds}.
 */
@Tag("manager")
@Timeout(600)
class ManagerStormIT extends ManagerStory {

    private static final Duration STOPPED = Duration.ofSeconds(Integer.getInteger("netsession.storm.seconds", 5));
    /** An opening may take its 30 s, and a close may have to wait for what is under way. */
    private static final Duration BOUND = Duration.ofSeconds(45);
    private static final Duration LONGER_THAN_A_CALL = Duration.ofSeconds(3);
    private static final int WORKERS = 3;

    private final ConcurrentLinkedQueue<Throwable> defects = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private volatile boolean ending;

    /** Each trouble once, and each for longer than the two seconds that a call may take. */
    @Test
    void noCallHangsAndTheTruthComesBack() throws InterruptedException {
        survive(1, LONGER_THAN_A_CALL);
    }

    @Test
    @Tag("slow")
    void noCallHangsAndTheTruthComesBackAgainAndAgain() throws InterruptedException {
        survive(3, STOPPED);
    }

    private void survive(int rounds, Duration stopped) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            int seed = i;
            Thread worker = new Thread(() -> work(new Random(seed)), "worker-" + i);
            worker.setUncaughtExceptionHandler((thread, defect) -> defects.add(defect));
            workers.add(worker);
            worker.start();
        }
        storm(rounds, stopped);
        ending = true;
        for (Thread worker : workers) {
            worker.join(2 * BOUND.toMillis());
            assertTrue(!worker.isAlive(), () -> "a call hangs in " + List.of(worker.getStackTrace()));
        }
        assertEquals(List.of(), List.copyOf(defects));
        eventually(() -> networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.AVAILABLE, "it is back");
        eventually(() -> isActive(OFFICE_ID) == bed.isActive(OFFICE) && isActive(PHONE_ID) == bed.isActive(PHONE), "the truth");
        opened(OFFICE_ID);
        System.out.printf("storm: %d calls, the longest took %d ms; NetworkManager was stopped for %d s%n", calls.get(),
            TimeUnit.NANOSECONDS.toMillis(longestNanos.get()), stopped.toSeconds());
    }

    private boolean isActive(ConfigurationId id) {
        return networks.configuration(id).filter(NetworkConfiguration::isActive).isPresent();
    }

    private void storm(int rounds, Duration stopped) {
        for (int round = 0; round < rounds; round++) {
            pause(Duration.ofSeconds(1));
            bed.killManager();
            pause(Duration.ofMillis(300));
            bed.startManager();
            pause(Duration.ofSeconds(1));
            bed.signalManager("STOP");
            pause(round == 0 ? stopped : LONGER_THAN_A_CALL);
            bed.signalManager("CONT");
            pause(Duration.ofSeconds(1));
            bed.signalBus("STOP");
            pause(LONGER_THAN_A_CALL);
            bed.signalBus("CONT");
            pause(Duration.ofSeconds(1));
            bed.killBus();
            bed.killManager();
            bed.startBus();
            bed.startManager();
        }
    }

    /** The storm takes its time; nothing in particular is waited for. */
    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void work(Random random) {
        while (!ending) {
            ConfigurationId id = random.nextBoolean() ? OFFICE_ID : PHONE_ID;
            NetworkConfiguration configuration = networks.configuration(id).orElse(null);
            if (configuration == null) {
                LockSupport.parkNanos(10_000_000);
                continue;
            }
            boolean roams = random.nextInt(3) == 0;
            NetworkSession session = networks.session(roams ? networks.defineServiceNetwork("both", List.of(OFFICE_ID, PHONE_ID)) : configuration);
            timed(session.open());
            if (random.nextInt(4) == 0) {
                timed(session.stop());
            }
            session.close();
            if (random.nextInt(4) == 0) {
                timed(networks.update());
            }
        }
    }

    /** Whatever comes of it, it comes in time. */
    private void timed(CompletableFuture<?> future) {
        long begin = System.nanoTime();
        try {
            future.handle((result, failure) -> true).get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException hanging) {
            throw new AssertionError("no end within " + BOUND, hanging);
        }
        calls.incrementAndGet();
        longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    }
}
