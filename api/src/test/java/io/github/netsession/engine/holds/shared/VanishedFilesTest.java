package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that a cleaner of old files, or the user, has deleted: a live process writes them again from what it knows, at its next step. */
@Tag("unit")
@Tag("every-jdk")
class VanishedFilesTest extends HoldsStory {

    /** Deletes the files whose names end so, as macOS's dirhelper and systemd-tmpfiles do: the directories stay. */
    private void delete(String ending) throws IOException {
        List<String> vanished = files().stream().filter(name -> name.endsWith(ending)).toList();
        assertFalse(vanished.isEmpty(), ending);
        for (String name : vanished) {
            Files.delete(directory.resolve("test").resolve(name));
        }
    }

    /** Returns what a program that starts now finds in the ledger. */
    private Set<ConfigurationId> startedForANewProgram() {
        SharedHolds fresh = SharedHolds.at(directory, "test", BOOT);
        Set<ConfigurationId> started = Set.copyOf(fresh.starts().all().keySet());
        fresh.exit();
        fresh.close();
        return started;
    }

    @Test
    void eachFileOfAProcessIsWrittenAgain() throws IOException {
        hold(A);
        try (ChildProgram other = HoldsChild.start(directory)) {
            for (String ending : List.of(".holds", ".lock", "gate", "")) {
                delete(ending);
                assertFalse(isHeldElsewhere(B));
                assertEquals("true", other.ask("elsewhere a"), "without '" + ending + "'");
            }
        }
    }

    @Test
    void aProcessThatHoldsNothingWritesNoHolds() throws IOException {
        hold(A);
        holds.release(A);
        holds.exit();
        delete(".holds");
        assertFalse(isHeldElsewhere(B));
        assertTrue(files().stream().noneMatch(name -> name.endsWith(".holds")), files()::toString);
    }

    @Test
    void theLedgerIsWrittenAgainFromWhatAProcessKnows() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        try (ChildProgram dead = HoldsChild.start(directory)) {
            dead.ask("started b");
            assertTrue(holds.starts().isStarted(B));
            holds.exit();
        }
        for (String ending : List.of("ledger", "")) {
            delete(ending);
            assertFalse(isHeldElsewhere(A), "any step");
            assertEquals(Set.of(A, B), startedForANewProgram());
        }
    }

    @Test
    void whatIsKnownIsAddedToTheLedgerOfAProgramThatKnewNothing() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        delete("");
        try (ChildProgram fresh = HoldsChild.start(directory)) {
            fresh.ask("started b");
            assertEquals(Set.of(B), startedForANewProgram());
            assertFalse(isHeldElsewhere(B));
            assertEquals(Set.of(A, B), startedForANewProgram());
        }
    }

    @Test
    void aStartThatWasStoppedMeanwhileIsNotRecordedAgain() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        long mark = holds.stops().markNow();
        holds.exit();
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("elsewhere a");
            delete("");
            other.ask("stopped a");
            assertFalse(holds.starts().isStarted(A));
            assertTrue(holds.stops().isStoppedSince(A, mark));
            holds.exit();
            assertEquals(Set.of(), startedForANewProgram());
        }
    }

    @Test
    void twoProcessesRestoreWhatEachOfThemStarted() throws IOException {
        holds.starts().begin(A, InterfaceIdentity.NONE);
        holds.exit();
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("started b");
            delete("");
            assertFalse(isHeldElsewhere(A));
            assertEquals(Set.of(A), startedForANewProgram(), "this process had not read the ledger since the other one wrote it");
            other.ask("elsewhere a");
            assertEquals(Set.of(A, B), startedForANewProgram());
            holds.stops().end(B);
            holds.exit();
            other.ask("elsewhere a");
            assertEquals(Set.of(A), startedForANewProgram(), "restored once only");
        }
    }

    @Test
    void stopsThatWereReadAreKept() throws IOException {
        hold(A);
        long mark = holds.stops().markNow();
        holds.exit();
        try (ChildProgram other = HoldsChild.start(directory)) {
            other.ask("stopped a");
            assertTrue(holds.stops().isStoppedSince(A, mark));
            holds.exit();
            delete("ledger");
            assertTrue(holds.stops().isStoppedSince(A, mark));
            assertFalse(holds.stops().isStoppedSince(A, holds.stops().markNow()));
            holds.exit();
        }
    }
}
