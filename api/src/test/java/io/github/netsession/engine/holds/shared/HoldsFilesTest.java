package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of a directory of holds: private, deleted when they are not needed, and not trusted when they are malformed. */
@Tag("unit")
@Tag("every-jdk")
class HoldsFilesTest extends HoldsStory {

    @Test
    void filesArePrivateAndDeletedOnClose() throws IOException {
        hold(A);
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        for (String name : files()) {
            assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("test").resolve(name))), name);
        }
        assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold b");
            holds.close();
            assertEquals(4, files().size(), "the lock, the ledger and two files of the other process: " + files());
            other.ask("stopped a");
            other.ask("close");
        }
        assertFalse(Files.exists(directory.resolve("test")), "the last process leaves nothing");
    }

    @Test
    void theLastProcessAlsoDeletesTheFilesOfThoseThatWereKilledMeanwhile() throws IOException {
        hold(A);
        holds.exit();
        String killed = "1-0123456789abcdef-0123456789abcdef";
        for (String suffix : List.of(".joining", ".lock", ".holds", ".holds.new")) {
            Files.createFile(directory.resolve("test").resolve(killed + suffix));
        }
        holds.close();
        assertFalse(Files.exists(directory.resolve("test")));
    }

    @Test
    void filesAreCreatedOnlyWhenSomethingIsHeld() {
        assertEquals(0, holds.stops().mark());
        assertFalse(holds.stops().isStoppedSince(A, 0));
        holds.exit();
        assertFalse(Files.exists(directory));
    }

    @Test
    void aMalformedOrTruncatedLedgerIsReplaced() throws IOException {
        for (String garbage : List.of("", "\u0000\u0001", "netsession-holds 2\nboot x\nlast 5", "netsession-holds 2\nlast many\nend",
            "netsession-holds 2\nstarted nonsense\nend", "netsession-holds 2\n%zz\nend", "netsession-holds one\nend")) {
            holds.starts().begin(A, InterfaceIdentity.NONE);
            long mark = holds.stops().mark();
            holds.exit();
            Files.writeString(file("ledger"), garbage);
            assertFalse(holds.starts().isStarted(A), "an access point that is not known to be started must not be stopped: " + garbage);
            holds.stops().end(B);
            assertTrue(holds.stops().isStoppedSince(B, mark));
            holds.exit();
            assertTrue(holds.trouble().isEmpty());
        }
    }

    @Test
    void aLiveProcessWithAnUnreadableFileMayHoldAnyAccessPoint() throws IOException {
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold a");
            Files.writeString(file(".holds"), "netsession-holds 2\nprocess 1 x\nhold tom");
            assertTrue(isHeldElsewhere(B));
        }
        assertFalse(isHeldElsewhere(B), "a dead process holds nothing");
    }

    @Test
    void filesThatAreTooLargeOrNotRegularAreNotRead() throws IOException {
        hold(A);
        Files.delete(file("gate"));
        ProgramResult.of("mkfifo", directory.resolve("test/gate").toString());
        holds.exit();
        SharedHolds late = SharedHolds.at(directory, "test", HoldsStory.BOOT);
        late.hold(B);
        late.exit();
        assertTrue(late.trouble().orElseThrow().getMessage().contains("not a regular file"));
        late.close();
        Files.delete(file("gate"));
        Files.write(directory.resolve("test/ledger"), new byte[(1 << 20) + 1]);
        assertFalse(holds.starts().isStarted(A));
        holds.exit();
    }

    @Test
    void deletedFilesAreCreatedAgain() throws IOException {
        hold(A);
        for (String name : files()) {
            Files.delete(directory.resolve("test").resolve(name));
        }
        assertFalse(isHeldElsewhere(B));
        try (ChildProgram other = HoldsChild.start(directory)) {
            assertEquals("true", other.ask("elsewhere a"));
        }
    }

    @Test
    void filesOfAnotherVersionAreLeftAlone() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        String future = "netsession-holds 3\nnobody knows\n";
        Files.writeString(file("ledger"), future);
        SharedHolds late = SharedHolds.at(directory, "test", HoldsStory.BOOT);
        late.hold(A);
        assertFalse(late.isHeldElsewhere(A));
        late.stops().end(A);
        late.exit();
        assertTrue(late.trouble().orElseThrow().getMessage().contains("format 3"));
        assertFalse(late.trouble().orElseThrow().remedy().isEmpty());
        assertEquals(future, Files.readString(file("ledger")));
        late.close();
    }

    @Test
    void startsOfAnotherBootAreDropped() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.close();
        Files.write(file("ledger"), Files.readAllLines(file("ledger")).stream().map(line -> line.startsWith("boot") ? "boot other" : line).toList());
        SharedHolds next = SharedHolds.at(directory, "test", BOOT);
        assertFalse(next.starts().isStarted(A));
        next.close();
    }

    @Test
    void holdsCountWhateverTimeTheirFileStates() throws IOException {
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold a");
            Path holdsFile = file(".holds");
            Files.write(holdsFile, Files.readAllLines(holdsFile).stream().map(line -> line.replaceFirst("hold [^ ]*", "hold 2999-01-01T00%3A00%3A00Z")).toList());
            assertTrue(isHeldElsewhere(A));
            Files.write(holdsFile, Files.readAllLines(holdsFile).stream().map(line -> line.replaceFirst("2999", "1970")).toList());
            assertTrue(isHeldElsewhere(A));
            assertEquals(1970, holds.holders().get(0).since().atZone(java.time.ZoneOffset.UTC).getYear());
            holds.exit();
        }
    }

    @Test
    void aProgramNameMayContainAnyCharacter() throws IOException, HoldsUnusable {
        hold(B);
        String name = "x y\n\u001b[31m%\u7db2 hold link:a";
        ProcessHolds read = ProcessHolds.parse(new ProcessHolds(1, name, java.util.Map.of(new ConfigurationId("nm:a b\nc"), Instant.EPOCH)).lines());
        assertEquals(name, read.program());
        assertEquals(new ConfigurationId("nm:a b\nc"), read.holds().keySet().iterator().next());
    }
}
