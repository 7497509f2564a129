package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing while the closing thread is interrupted, with holds in real files. Whatever is interrupted, everything is released. */
@Timeout(60)
@Tag("unit")
@Tag("every-jdk")
class InterruptedCloseTest {

    private static final int ROUNDS = 60;

    @TempDir
    private Path directory;

    private final FakeBackend backend = new FakeBackend("interrupted", 1) {
        @Override
        public Optional<String> sharedScope() {
            return Optional.of("interrupted");
        }
    };

    private Networks openWithSession() throws Exception {
        backend.snapshot = FakeBackend.withLink(ConfigurationState.DISCOVERED);
        Networks networks = Networks.builder().backend(backend).holdsDirectory(directory.resolve("holds")).open();
        NetworkSession session = networks.session(networks.configurations().get(0));
        session.open().get(10, TimeUnit.SECONDS);
        assertEquals(1, processFiles().size());
        return networks;
    }

    private List<String> processFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".lock")).toList();
        }
    }

    private void assertReleased() throws IOException {
        assertEquals(List.of(), processFiles());
        assertEquals(ConfigurationState.DISCOVERED, backend.snapshot.accessPoints().get(0).state());
    }

    @Test
    void interruptsAtRandomMomentsLeaveNoHoldAndAreKept() throws Exception {
        Random random = new Random(20);
        for (int round = 0; round < ROUNDS; round++) {
            Networks networks = openWithSession();
            AtomicBoolean isKept = new AtomicBoolean();
            Thread closing = new Thread(() -> {
                networks.close();
                isKept.set(Thread.currentThread().isInterrupted());
            });
            closing.start();
            closing.interrupt();
            while (closing.isAlive()) {
                LockSupport.parkNanos(random.nextInt(300_000));
                closing.interrupt();
            }
            assertTrue(isKept.get());
            assertReleased();
        }
    }

    @Test
    void aStormOfInterruptsLeavesNoHold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Networks networks = openWithSession();
            Thread closing = new Thread(networks::close);
            closing.start();
            while (closing.isAlive()) {
                closing.interrupt();
                Thread.onSpinWait();
            }
            assertReleased();
        }
    }

    @Test
    void aCloseInAListenerOnAPoolThatIsShutDownLeavesNoHold() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        backend.snapshot = FakeBackend.withLink(ConfigurationState.DISCOVERED);
        Networks networks = Networks.builder().backend(backend).callbackExecutor(pool).holdsDirectory(directory.resolve("holds")).open();
        networks.session(networks.configurations().get(0)).open().get(10, TimeUnit.SECONDS);
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        networks.listen(new NetworksListener() {
            @Override
            public void accept(NetworksEvent event) {
                pool.shutdownNow();
                networks.close();
                isInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        assertTrue(isInterrupted.get(20, TimeUnit.SECONDS), "the application's interrupt is kept for the application");
        assertReleased();
    }

    @Test
    void aThreadThatIsNotInterruptedIsNotAfterwards() throws Exception {
        Networks networks = openWithSession();
        networks.close();
        assertFalse(Thread.currentThread().isInterrupted());
        assertReleased();
    }
}
