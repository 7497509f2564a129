package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A directory that cannot be trusted or used is not used; sessions are counted within the process, with a reason. */
@Tag("unit")
@Tag("every-jdk")
class HoldsDirectoryTest {

    @BeforeAll
    static void posix() {
        assumeTrue(java.io.File.separatorChar == '/', "owners, modes and kill(1) are POSIX's");
    }

    private static final ConfigurationId A = new ConfigurationId("link:a");

    @TempDir
    private Path parent;

    /** Returns the trouble that is reported after the holds were used as usual. */
    private static HoldsUnusable trouble(Path directory) {
        SharedHolds holds = SharedHolds.at(directory, "test", HoldsStory.BOOT);
        holds.hold(A);
        holds.starts().begin(A, InterfaceIdentity.NONE);
        assertFalse(holds.isHeldElsewhere(A));
        assertTrue(holds.starts().isStarted(A), "it is counted within the process");
        holds.stops().end(A);
        assertTrue(holds.stops().isStoppedSince(A, 0));
        holds.exit();
        HoldsUnusable trouble = holds.trouble().orElseThrow();
        assertFalse(trouble.remedy().isBlank());
        holds.close();
        return trouble;
    }

    private static long entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path real = Files.createDirectory(parent.resolve("real"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path link = Files.createSymbolicLink(parent.resolve("link"), real);
        assertTrue(trouble(link).getMessage().contains("is a link"));
        assertEquals(0, entries(real));
    }

    @Test
    void aLinkInPlaceOfAFileIsNotFollowed() throws IOException {
        Path directory = parent.resolve("holds");
        Path scope = Files.createDirectories(directory.resolve("test"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(scope, PosixFilePermissions.fromString("rwx------"));
        Path victim = Files.writeString(parent.resolve("victim"), "untouched");
        for (String name : new String[] {"gate", "ledger", "ledger.new"}) {
            Files.deleteIfExists(scope.resolve("gate"));
            Files.createSymbolicLink(scope.resolve(name), victim);
            SharedHolds holds = SharedHolds.at(directory, "test", HoldsStory.BOOT);
            holds.hold(A);
            holds.starts().begin(A, InterfaceIdentity.NONE);
            holds.exit();
            holds.close();
            assertEquals("untouched", Files.readString(victim), name);
            Files.deleteIfExists(scope.resolve(name));
        }
    }

    @Test
    void aDirectoryThatOtherUsersCanAccessIsNotUsed() throws IOException {
        for (String mode : new String[] {"rwxrwxrwx", "rwxr-x---", "rwx-----x"}) {
            Path directory = Files.createDirectory(parent.resolve(mode));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
            HoldsUnusable trouble = trouble(directory);
            assertTrue(trouble.getMessage().contains(mode), trouble.getMessage());
            assertEquals("chmod 700 " + directory, trouble.remedy());
            assertEquals(0, entries(directory));
        }
    }

    @Test
    void aDirectoryOfAnotherUserIsNotUsed() throws IOException {
        Path directory = Path.of("/");
        if (ProcessUser.owner(directory).equals(ProcessUser.effective())) {
            directory = Files.createDirectory(parent.resolve("foreign"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setAttribute(directory, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        }
        assertTrue(trouble(directory).getMessage().contains("belongs to user "));
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsNotUsed() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertTrue(trouble(file).getMessage().contains("is not a directory"));
        assertTrue(trouble(file.resolve("holds")).getMessage().contains("may not write"));
        assertTrue(trouble(Path.of("/proc/nowhere/holds")).getMessage().contains("/proc/nowhere/holds"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "prlimit(1) is Linux's")
    void aHoldThatCannotBeWrittenIsWrittenWhenTheDiskHasRoom() {
        try (ChildProgram cramped = HoldsChild.start(parent.resolve("holds"), "sh", "-c", "ulimit -S -f 0; exec \"$@\"", "sh");
             ChildProgram other = HoldsChild.start(parent.resolve("holds"))) {
            String answer = cramped.ask("hold a");
            assertTrue(answer.startsWith("done trouble ") && answer.contains("File too large"), answer);
            assertEquals("done", other.ask("hold b"));
            assertTrue(cramped.ask("elsewhere b").startsWith("true"), "it can still read the other processes' holds");
            raiseLimit(cramped);
            assertEquals("true", cramped.ask("elsewhere b"));
            assertEquals("true", other.ask("elsewhere a"), "the pending hold is written now");
        }
    }

    private static void raiseLimit(ChildProgram process) {
        assertEquals(0, ProgramResult.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited").exit());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux's kernel tells the user in another way")
    void theOwnerOfANewFileIsTheEffectiveUser() {
        assertTrue(ProcessUser.effective().isPresent());
        assertEquals(ProcessUser.effective(), ProcessUser.ownerOfNewFile());
    }

    @Test
    void aDirectoryIsNotUsedIfTheUserOfThisProcessIsUnknown() {
        HoldsUnusable cause = assertThrows(HoldsUnusable.class, () -> HoldsDirectory.requireOwner(parent, 0, OptionalInt.empty()));
        assertTrue(cause.getMessage().contains("cannot be determined") && cause.remedy().contains("ulimit -n"), cause::toString);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "ulimit -n of other systems differs")
    void aProcessWithoutDescriptorsDoesNotTrustADirectory() throws IOException {
        try (ChildProgram poor = HoldsChild.start(parent.resolve("holds"), "sh", "-c", "ulimit -n 100; exec \"$@\"", "sh")) {
            assertEquals("done", poor.ask("hold a"));
            Path directory = Files.createDirectory(parent.resolve("foreign"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            String answer = poor.ask("starve " + directory);
            assertTrue(answer.matches("the user of this process cannot be determined.*; standard: the user of this process cannot be determined.*"), answer);
            assertEquals(0, entries(directory));
        }
    }
}
