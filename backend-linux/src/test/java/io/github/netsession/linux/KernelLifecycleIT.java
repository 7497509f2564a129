package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@Tag("every-jdk")
class KernelLifecycleIT {

    private static final CounterSink NOWHERE = (index, a, b, c, d, e, f, g, h) -> { };

    private final LinuxBackendProvider provider = new LinuxBackendProvider();

    @BeforeEach
    @AfterEach
    void clean() {
        Netns.clean();
    }

    @Test
    void theProbeSaysThatItWorksHere() {
        Probe probe = provider.probe();
        assertTrue(probe.usable(), probe.reason());
        assertTrue(probe.reason().contains(Netns.namespace("self")), probe.reason());
    }

    @Test
    void backendsOfOneNamespaceHaveEqualScopes() {
        try (Backend one = provider.open(new Hints()); Backend other = provider.open(new Hints())) {
            assertEquals(one.scope(), other.scope());
            assertTrue(one.scope().toString().contains(Netns.namespace("self")));
        }
    }

    @Test
    void aThousandOpensAndClosesLeaveNothingBehind() throws IOException {
        cycle(10); // What is loaded once is loaded now.
        // Whoever is closed has told its thread to end, which closes the last descriptor; on a busy machine it may be late.
        Await.until(() -> watchersNow() == 0);
        Map<String, Long> descriptors = Leaks.descriptorsByKind();
        cycle(1000);
        Await.until(() -> watchersNow() == 0);
        Leaks.assertDescriptors(descriptors);
    }

    @Test
    void afterClosingEveryCallIsRefused() {
        Backend backend = provider.open(new Hints());
        backend.read();
        backend.close();
        backend.close();
        ConfigurationId id = ConfigurationId.of("link", "lo");
        assertThrows(BackendException.class, backend::read);
        assertThrows(BackendException.class, () -> backend.counters(NOWHERE));
        assertThrows(BackendException.class, () -> backend.counters(1, NOWHERE));
        assertThrows(BackendException.class, () -> backend.start(id, StartOptions.builder().build()));
        assertThrows(BackendException.class, () -> backend.stop(id));
    }

    @Test
    void closingDuringCallsOfOtherThreadsTouchesNoDescriptorOfOthers() throws Exception {
        cycle(10);
        Await.until(() -> watchersNow() == 0);
        Map<String, Long> descriptors = Leaks.descriptorsByKind();
        for (int i = 0; i < 200; i++) {
            Backend backend = provider.open(new Hints());
            CountDownLatch calls = new CountDownLatch(20);
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> untilClosed(backend::read, calls));
            CompletableFuture<Void> counting = CompletableFuture.runAsync(() -> untilClosed(() -> backend.counters(NOWHERE), calls));
            calls.await();
            long begun = System.nanoTime();
            backend.close();
            assertTrue(System.nanoTime() - begun < 1_000_000_000L, "closing took too long");
            reading.get();
            counting.get();
        }
        Await.until(() -> watchersNow() == 0);
        Leaks.assertDescriptors(descriptors);
    }

    @Test
    void aWatcherMayBeClosedFromItsOwnHint() throws Exception {
        CompletableFuture<Backend> backend = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        backend.complete(provider.open(new Hints() {
            @Override
            public synchronized void changed() {
                backend.join().close();
                closed.complete(null);
            }
        }));
        Netns.ip("link add new0 type ifb");
        closed.get();
        Await.until(() -> watchersNow() == 0);
    }

    @Test
    void timeSuspendedIsKnownAndDoesNotGrowWhileAwake() {
        try (Backend backend = provider.open(new Hints())) {
            Duration first = backend.read().suspended().orElseThrow();
            Duration second = backend.read().suspended().orElseThrow();
            assertTrue(second.minus(first).abs().compareTo(Duration.ofMillis(10)) < 0, first + " then " + second);
        }
    }

    @Test
    void thereIsNoNl80211InThisNamespaceOrItAnswers() {
        try (WirelessLinks links = WirelessLinks.open(new JnaLinuxOs())) {
            assertEquals(Files.exists(Path.of("/sys/module/cfg80211")), links.isSupported());
            assertEquals(List.of(), List.copyOf(links.indexes(Set.of(1))));
        }
    }

    @Test
    void theKernelListsItsGenericFamilies() {
        int[] families = {0};
        try (NetlinkClient client = new NetlinkClient(new JnaLinuxOs().netlink(Netlink.NETLINK_GENERIC))) {
            assertEquals(0, client.exchange("CTRL_CMD_GETFAMILY", WirelessLinks.families(client.out()), (type, buffer, payload, end) ->
                families[0] += type == Netlink.GENL_ID_CTRL ? 1 : 0));
        }
        assertTrue(families[0] > 0);
    }

    private void cycle(int times) {
        for (int i = 0; i < times; i++) {
            try (Backend backend = provider.open(new Hints())) {
                Snapshot snapshot = backend.read();
                assertEquals(1, snapshot.links().size());
            }
        }
    }

    private static void untilClosed(Runnable call, CountDownLatch calls) {
        try {
            while (true) {
                call.run();
                calls.countDown();
            }
        } catch (BackendException e) {
            assertTrue(e.getMessage().contains("closed"), e.getMessage());
        }
    }

    private static long watchersNow() {
        return Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().equals(LinuxWatcher.THREAD_NAME)).count();
    }
}
