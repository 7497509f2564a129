package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** NetworkManager and the system bus come, go, hang and come back, while sessions are open. */
@Tag("manager")
@Timeout(120)
class ManagerLifeIT extends ManagerStory {

    private static final ConfigurationId LINK_ID = ConfigurationId.of("link", "ap0");
    /** A call is given two seconds; the rest is for a machine with other things to do. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    private final List<String> told = new CopyOnWriteArrayList<>();

    private NetworkSession listenedTo(ConfigurationId id) {
        NetworkSession session = session(id);
        session.listen(new SessionListener() {
            @Override
            public void accept(SessionEvent event) {
                if (!(event instanceof SessionEvent.Present)) {
                    told.add(event.getClass().getSimpleName());
                }
            }
        });
        session.open();
        eventually(session::isOpen, id + " is open");
        return session;
    }

    private Support canStart() {
        return networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support();
    }

    private void within(Duration bound, Runnable call) {
        long begin = System.nanoTime();
        call.run();
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        assertTrue(millis < bound.toMillis(), () -> "it took " + millis + " ms");
    }

    @Test
    void aSessionOutlivesARestart() {
        NetworkSession session = listenedTo(OFFICE_ID);
        eventually(() -> told.contains("Opened"), "it has been told");
        bed.killManager();
        eventually(() -> canStart() == Support.DEGRADED, "it is seen to be gone");
        bed.startManager();
        eventually(() -> canStart() == Support.AVAILABLE, "it is seen to be back");
        assertTrue(session.isOpen());
        assertEquals(SessionState.CONNECTED, session.state());
        assertEquals("Opened", told.get(told.size() - 1), "nothing was told of the restart: " + told);
        session.close();
        eventually(() -> !bed.isActive(OFFICE), "and it is still the session's to stop");
    }

    @Test
    void withoutItTheLinksAreAccessPointsAndTheSessionEnds() {
        NetworkSession session = listenedTo(OFFICE_ID);
        bed.killManager();
        eventually(() -> session.state() == SessionState.INVALID, "the profile is gone after a while");
        assertFalse(session.isOpen());
        assertTrue(networks.configuration(LINK_ID).orElseThrow().isActive(), "the link is still up");
        assertTrue(networks.capabilities().of(Capability.METERED_DETECTION).support() == Support.MISSING);
        assertTrue(networks.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("NetworkManager is not running"));
        bed.startManager();
        eventually(() -> session.state() == SessionState.CONNECTED, "it revives");
        assertFalse(session.isOpen(), "closed");
        eventually(() -> networks.configuration(LINK_ID).isEmpty(), "the link is NetworkManager's again");
    }

    @Test
    void theBusMayDieAndComeBack() {
        NetworkSession session = listenedTo(OFFICE_ID);
        bed.killBus();
        eventually(() -> canStart() == Support.DEGRADED, "it is seen to be gone");
        within(BOUND, () -> assertTrue(failureOf(session(PHONE_ID).open()).isRetryable()));
        // NetworkManager does not connect again by itself.
        bed.killManager();
        bed.startBus();
        bed.startManager();
        eventually(() -> canStart() == Support.AVAILABLE, "both are back, without a word from us");
        assertTrue(session.isOpen() || session.failure().isPresent(), "it has survived, or ended by the contract");
        opened(PHONE_ID).close();
        eventually(() -> !bed.isActive(PHONE), "sessions are as they were");
    }

    @Test
    void theyMayComeLater() {
        networks.close();
        bed.close();
        bed = new ManagerBed();
        bed.cable(0);
        networks = Networks.open();
        assertTrue(networks.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("there is no system bus"));
        assertTrue(networks.configuration(LINK_ID).isPresent());
        bed.startBus();
        bed.cable(1);
        eventually(() -> networks.capabilities().of(Capability.CONNECTIVITY_LEVEL).reason().contains("is not running"), "the next change shows the bus");
        bed.profile(OFFICE, "office", "ap0", BY_HAND + address("ap0", 100));
        bed.startManager();
        eventually(() -> networks.configuration(OFFICE_ID).filter(each -> each.state() == ConfigurationState.DISCOVERED).isPresent(), "the profile is there");
        assertTrue(networks.configuration(LINK_ID).isEmpty());
        opened(OFFICE_ID);
    }

    @Test
    void nothingHangsWhileItIsStoppedAndTheTruthComesBack() {
        NetworkSession session = listenedTo(OFFICE_ID);
        bed.signalManager("STOP");
        within(BOUND, () -> networks.update().join());
        within(BOUND, () -> networks.update().join());
        CompletableFuture<Void> opening = session(PHONE_ID).open();
        within(BOUND, () -> {
            SessionFailure failure = failureOf(opening);
            assertTrue(failure.isRetryable(), failure::toString);
        });
        eventually(() -> canStart() == Support.DEGRADED, "it says so");
        // What the kernel knows is not held back.
        Netns.ip("link set net0 down");
        eventually(() -> !networks.configuration(OFFICE_ID).orElseThrow().isActive(), "the cable is seen to be out");
        eventually(() -> !session.isOpen(), "and the session ends");
        Netns.ip("link set net0 up");
        bed.signalManager("CONT");
        eventually(() -> canStart() == Support.AVAILABLE, "it answers again");
        eventually(() -> networks.configuration(OFFICE_ID).filter(NetworkConfiguration::isActive).isPresent() == bed.isActive(OFFICE), "the truth");
        assertFalse(bed.isActive(PHONE), "what was said to have failed does not come up later");
    }

    @Test
    void closingDoesNotWaitForIt() {
        listenedTo(OFFICE_ID);
        bed.signalManager("STOP");
        within(BOUND, networks::close);
        bed.signalManager("CONT");
    }

    @Test
    void aStoppedBusHangsNobody() {
        NetworkSession session = listenedTo(OFFICE_ID);
        bed.signalBus("STOP");
        within(BOUND, () -> networks.update().join());
        within(BOUND, () -> assertTrue(failureOf(session(PHONE_ID).open()).isRetryable()));
        within(BOUND, () -> {
            try (Networks other = Networks.open()) {
                assertTrue(other.isOnline(), "another instance opens, and has the links");
            }
        });
        bed.signalBus("CONT");
        eventually(() -> canStart() == Support.AVAILABLE, "it answers again");
        assertTrue(session.isOpen());
    }

    @Test
    @Tag("slow")
    void anIdleInstanceWakesNoThread() {
        listenedTo(OFFICE_ID);
        eventually(() -> told.contains("Opened"), "it has been told");
        quiet(Duration.ofSeconds(3));
        Map<String, Long> before = ThreadSwitches.ofOwnThreads();
        quiet(Duration.ofSeconds(20));
        assertEquals(before, ThreadSwitches.ofOwnThreads(), "voluntary context switches by thread");
    }

    /** Nothing is being waited for: the point is that nothing happens. */
    private static void quiet(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("netsession-")).count();
    }

    private static long descriptors() {
        try {
            return Leaks.descriptors();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left is counted exactly, from the fourth round on: four more, one of them with the bus, show a leak of any of them. */
    @Test
    void nothingIsLeftBehindByEightRestarts() {
        restart(8);
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void nothingIsLeftBehindByTwentyRestarts() {
        restart(20);
    }

    private void restart(int rounds) {
        NetworkSession session = session(OFFICE_ID);
        long threads = 0;
        Map<String, Long> before = Map.of();
        for (int round = 0; round < rounds; round++) {
            session.open();
            bed.killManager();
            if (round % 4 == 3) {
                bed.killBus();
                bed.startBus();
            }
            session.close();
            bed.startManager();
            eventually(() -> canStart() == Support.AVAILABLE, "it is back");
            if (round == 3) {
                threads = ownThreads();
                before = Leaks.settledDescriptorsByKind();
            }
        }
        long all = threads;
        long most = before.values().stream().mapToLong(Long::longValue).sum();
        boolean isNoneLeft = Await.comesTrue(() -> descriptors() <= most);
        assertTrue(isNoneLeft, "descriptors are left: " + Leaks.descriptorsByKind() + ", before " + before);
        eventually(() -> ownThreads() == all, "no thread is left: " + all);
    }
}
