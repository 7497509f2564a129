package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a scanner has open for a moment: Windows refuses to rename or delete them meanwhile. */
@Tag("unit")
class OpenFileRetriesTest {

    private static final FileSystemException SHARING_VIOLATION = new FileSystemException("ledger.new", "ledger", "used by another process");

    @TempDir
    private Path directory;
    private int pauses;
    private int tries;

    private OpenFileRetries retries(int maxTries) {
        return new OpenFileRetries(maxTries, () -> pauses++);
    }

    private OpenFileRetries.Change failing(int times, IOException failure) {
        return () -> {
            if (++tries <= times) {
                throw failure;
            }
        };
    }

    @Test
    void aFileThatIsOpenForAMomentIsRenamed() throws IOException {
        for (IOException failure : List.of(new AccessDeniedException("ledger"), SHARING_VIOLATION)) {
            pauses = 0;
            tries = 0;
            retries(OpenFileRetries.MAX_TRIES).make(failing(OpenFileRetries.MAX_TRIES - 1, failure));
            assertEquals(OpenFileRetries.MAX_TRIES - 1, pauses);
        }
    }

    @Test
    void theLastFailureIsReported() {
        assertSame(SHARING_VIOLATION, assertThrows(IOException.class,
            () -> retries(OpenFileRetries.MAX_TRIES).make(failing(OpenFileRetries.MAX_TRIES, SHARING_VIOLATION))));
        assertEquals(OpenFileRetries.MAX_TRIES, tries);
    }

    @Test
    void otherFailuresAreReportedAtOnce() {
        for (IOException failure : List.of(new NoSuchFileException("x"), new FileAlreadyExistsException("x"), new IOException("disk full"))) {
            tries = 0;
            assertSame(failure, assertThrows(IOException.class, () -> retries(OpenFileRetries.MAX_TRIES).make(failing(1, failure))));
            assertEquals(1, tries);
        }
    }

    @Test
    void onlyWindowsNeedsMoreThanOneTry() {
        assumeTrue(File.separatorChar == '/', "not on Windows");
        assertThrows(IOException.class, () -> OpenFileRetries.ofThisSystem().make(failing(1, SHARING_VIOLATION)));
    }

    /** A directory in place of the file fails in the same way on every system until it is removed. */
    @Test
    void theDirectoryRepeatsItsChanges() throws IOException {
        Path obstacle = Files.createDirectories(directory.resolve("ledger/x"));
        HoldsDirectory holds = new HoldsDirectory(directory, new OpenFileRetries(OpenFileRetries.MAX_TRIES, () -> remove(obstacle)));
        holds.replace("ledger", List.of("line"));
        assertEquals(List.of("line"), holds.read("ledger"));
        holds.rename("ledger", "next");
        holds.delete("next");
        assertFalse(Files.exists(directory.resolve("next")));
    }

    private static void remove(Path obstacle) {
        try {
            Files.delete(obstacle);
            Files.delete(obstacle.getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
