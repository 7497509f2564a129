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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Transient failures, and what must survive them. */
@Timeout(120)
@Tag("unit")
@Tag("every-jdk")
class HoldsDegradationTest extends HoldsStory {

    private static final String DEAD = "1-0123456789abcdef-0123456789abcdef";

    private Path scope() throws IOException {
        Path scope = directory.resolve("test");
        Files.createDirectories(scope, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return scope;
    }

    private boolean isStarted(ConfigurationId id) {
        boolean started = holds.starts().isStarted(id);
        holds.exit();
        return started;
    }

    @Test
    void aLedgerOfASystemWithoutBootIdsCanBeRead() throws Exception {
        Ledger ledger = new Ledger(0);
        ledger.start(A, "me", InterfaceIdentity.NONE);
        assertTrue(Ledger.parse(ledger.lines("")).started().containsKey(A));
    }

    @Test
    void whatWasStartedBeforeTheFirstSuccessfulReadingIsOfThisBoot() throws IOException {
        Path gate = Files.createDirectory(scope().resolve("gate"));
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        Files.delete(gate);
        assertTrue(isStarted(A));
        SharedHolds next = SharedHolds.at(directory, "test", HoldsStory.BOOT);
        assertTrue(next.starts().isStarted(A));
        next.exit();
        next.close();
    }

    @Test
    void aHoldThatCouldNotBeWrittenIsWrittenAfterTheFailure() throws IOException {
        Path gate = Files.createDirectory(scope().resolve("gate"));
        hold(A);
        assertTrue(holds.trouble().isPresent());
        Files.delete(gate);
        assertFalse(isHeldElsewhere(B));
        assertTrue(holds.trouble().isEmpty());
        try (ChildProgram other = HoldsChild.start(directory)) {
            assertEquals("true", other.ask("elsewhere a"));
        }
    }

    @Test
    void knownHoldersAreNotForgottenInATransientFailure() throws IOException {
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold a");
            hold(A);
            Files.delete(scope().resolve("gate"));
            Files.createDirectory(scope().resolve("gate"));
            assertTrue(isHeldElsewhere(A));
            Files.delete(scope().resolve("gate"));
        }
    }

    @Test
    void aPendingStartIsNotWrittenOverALaterStop() throws IOException {
        hold(A);
        Path block = Files.createDirectories(scope().resolve("ledger.new/x"));
        Path mine = Path.of(file(".holds") + ".new");
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        Files.createDirectories(mine.resolve("x"));
        hold(B);
        Files.delete(block);
        Files.delete(block.getParent());
        holds.stops().end(A);
        holds.exit();
        Files.delete(mine.resolve("x"));
        Files.delete(mine);
        assertFalse(isStarted(A));
    }

    @Test
    void aMarkWithoutAReadableLedgerIsBeforeNoStop() throws IOException {
        hold(A);
        Files.writeString(scope().resolve("ledger"), "not a ledger\n");
        assertEquals(Long.MAX_VALUE, StopRecords.markNow(directory, "test"));
        assertEquals(0, StopRecords.markNow(directory, "no such scope"));
        assertTrue(holds.stops().markNow() < Long.MAX_VALUE, "this process has read it before");
    }

    @Test
    void stopsAfterTheMarkAreReportedEvenIfNothingWasReadBefore() {
        long mark = holds.stops().markNow();
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold a");
            other.ask("stopped a");
            assertTrue(holds.stops().isStoppedSince(A, mark));
            holds.exit();
        }
    }

    @Test
    void stopsBeforeTheMarkAreNotReportedEvenIfTheFirstReadFails() throws IOException {
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("stopped a");
            long mark = holds.stops().markNow();
            Path block = Files.createDirectory(scope().resolve(DEAD + ".lock"));
            hold(B);
            Files.delete(block);
            hold(A);
            assertTrue(holds.trouble().isEmpty());
            assertFalse(holds.stops().isStoppedSince(A, mark));
            holds.exit();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems' file systems refuse a name that is no UTF-8")
    void filesWithForeignNamesAreLeftAlone() throws Exception {
        try (ChildProgram c = HoldsChild.start(directory, "env", "LC_ALL=C"); ChildProgram other = HoldsChild.start(directory)) {
            other.ask("hold a");
            assertEquals(0, ProgramResult.of("sh", "-c", "touch \"$0/$(printf '\\377').lock\" \"$0/x.holds\"", scope().toString()).exit());
            assertEquals("true", c.ask("elsewhere a"));
        }
    }

    @Test
    void filesThatADeadProcessWasWritingAreDeleted() throws IOException {
        Files.writeString(scope().resolve(DEAD + ".holds.new"), "");
        Files.write(scope().resolve(DEAD + ".holds"), new ProcessHolds(1, "gone", Map.of(A, Instant.EPOCH)).lines());
        hold(B);
        assertTrue(files().stream().noneMatch(name -> name.startsWith(DEAD)), files()::toString);
    }

    @Test
    void aNumberTooLargeToCountOnFromIsMalformed() throws IOException {
        Files.writeString(scope().resolve("ledger"), "netsession-holds 2\nboot x\nlast 9223372036854775807\nend\n");
        hold(A);
        long mark = holds.stops().mark();
        holds.stops().end(B);
        assertTrue(holds.stops().isStoppedSince(B, mark));
        holds.exit();
    }

    @Test
    void stopsAreReportedEvenAfterAllFilesWereDeleted() throws IOException {
        hold(A);
        for (int i = 0; i < 5; i++) {
            holds.starts().begin(A, InterfaceIdentity.NONE);
            holds.stops().end(A);
            holds.exit();
        }
        long mark = holds.stops().mark();
        holds.exit();
        for (String name : files()) {
            Files.delete(scope().resolve(name));
        }
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("stopped a");
            assertTrue(holds.stops().isStoppedSince(A, mark));
            holds.exit();
        }
    }

    @Test
    void openingAndClosingNeverGivesTheLockToTwoAtOnce() throws Exception {
        AtomicInteger within = new AtomicInteger();
        ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int round = 0; round < 300; round++) {
                    SharedHolds each = SharedHolds.at(directory, "test", HoldsStory.BOOT);
                    each.hold(A);
                    if (each.trouble().isPresent()) {
                        troubles.add(each.trouble().get().getMessage());
                    } else {
                        if (within.incrementAndGet() > 1) {
                            troubles.add("two at once");
                        }
                        within.decrementAndGet();
                    }
                    each.exit();
                    each.close();
                }
            }));
        }
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((dead, defect) -> troubles.add(defect.toString()));
            thread.start();
        });
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(troubles));
    }
}
