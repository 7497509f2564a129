package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two locks of one JVM on the same file, as two class loaders have them. */
@Tag("unit")
class ProcessLockTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    private Path parent;
    private HoldsDirectory directory;
    private ProcessLock owner;
    private ProcessLock waiter;

    @BeforeEach
    void acquire() throws IOException, HoldsUnusable {
        directory = HoldsDirectory.open(parent.resolve("holds"), "test");
        owner = new ProcessLock(directory);
        waiter = new ProcessLock(directory);
        assertTrue(owner.acquire(Duration.ZERO));
    }

    @AfterEach
    void close() throws IOException {
        owner.release();
        waiter.close(Duration.ZERO);
        owner.close(Duration.ZERO);
    }

    @Test
    void aLockThatOneProcessKeepsDoesNotChangeHands() throws IOException {
        assertFalse(waiter.acquire(SHORT));
        assertFalse(waiter.hasChangedHands());
    }

    @Test
    void aLockThatOthersGetOneAfterAnotherChangesHands() throws IOException {
        AtomicBoolean isWaiting = new AtomicBoolean(true);
        // As each process does that gets the lock.
        CompletableFuture<Boolean> others = CompletableFuture.supplyAsync(() -> {
            while (isWaiting.get()) {
                sign();
            }
            return true;
        });
        assertFalse(waiter.acquire(SHORT));
        isWaiting.set(false);
        assertTrue(others.join());
        assertTrue(waiter.hasChangedHands());
        assertFalse(waiter.acquire(SHORT));
        assertFalse(waiter.hasChangedHands(), "only the last wait counts");
    }

    @Test
    void whoGetsTheLockShowsIt() throws IOException {
        FileTime before = directory.lastModified("gate");
        // The kernel's clock for files has a resolution of some milliseconds.
        Await.until(() -> {
            handOver();
            return !before.equals(lastModified());
        });
        assertTrue(waiter.acquire(Duration.ZERO));
        FileTime acquired = directory.lastModified("gate");
        waiter.release();
        assertEquals(acquired, directory.lastModified("gate"), "a release is none");
    }

    private void handOver() {
        try {
            owner.release();
            assertTrue(waiter.acquire(Duration.ZERO));
            waiter.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileTime lastModified() {
        try {
            return directory.lastModified("gate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sign() {
        try {
            owner.sign();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
