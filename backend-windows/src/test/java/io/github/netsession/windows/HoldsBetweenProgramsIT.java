package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule of the last holder, between Windows JVMs, with Windows' file locks as Wine gives them. */
@Tag("wine")
class HoldsBetweenProgramsIT {

    @TempDir
    private Path directory;
    private final List<ChildProgram> programs = new ArrayList<>();
    private WifiBed bed;

    @BeforeEach
    void makeTheBed() {
        bed = new WifiBed();
    }

    @AfterEach
    void clear() {
        programs.forEach(ChildProgram::kill);
        bed.close();
    }

    private ChildProgram program() {
        ChildProgram program = WindowsProgram.start(SessionChild.class, directory.resolve("holds").toString());
        programs.add(program);
        return program;
    }

    private boolean isUp() {
        return bed.isUp(bed.first());
    }

    private void eventuallyDown() {
        assertTrue(Linux.await(() -> !isUp()), "it goes down");
    }

    @Test
    void theLastProgramThatClosesStopsWhatAnotherHadStarted() {
        ChildProgram starter = program();
        ChildProgram other = program();
        assertEquals("CONNECTED open", starter.ask("open"));
        assertEquals("CONNECTED open", other.ask("open"));
        starter.ask("close");
        assertEquals("CONNECTED open", other.ask("state"));
        assertTrue(isUp(), "the other still holds it");
        other.ask("close");
        eventuallyDown();
    }

    @Test
    void aKilledProgramHoldsNothingAndWhatItHadStartedIsGivenBackByTheNextThatCloses() {
        ChildProgram starter = program();
        ChildProgram other = program();
        assertEquals("CONNECTED open", starter.ask("open"));
        assertEquals("CONNECTED open", other.ask("open"));
        starter.kill();
        assertEquals("CONNECTED open", other.ask("state"));
        assertTrue(isUp(), "the other still holds it");
        other.ask("close");
        eventuallyDown();
    }

    @Test
    void whatWasUpBeforeAnySessionStaysUp() {
        bed.up(bed.first());
        ChildProgram one = program();
        ChildProgram other = program();
        assertEquals("CONNECTED open", one.ask("open"));
        assertEquals("CONNECTED open", other.ask("open"));
        one.ask("close");
        other.ask("close");
        assertTrue(Linux.await(() -> one.ask("state").equals("CONNECTED") && other.ask("state").equals("CONNECTED")), "both are closed");
        assertEquals(0, one.end());
        assertEquals(0, other.end());
        assertTrue(isUp(), "nobody had started it");
    }

    @Test
    void stopReachesTheSessionsOfTheOtherProgram() {
        ChildProgram stopper = program();
        ChildProgram other = program();
        assertEquals("CONNECTED open", stopper.ask("open"));
        assertEquals("CONNECTED open", other.ask("open"));
        stopper.ask("stop");
        eventuallyDown();
        assertTrue(Linux.await(() -> other.ask("state").equals("DISCONNECTED")), "its session is aborted");
    }

    @Test
    void theyMeetInTheLocalApplicationDataUnlessTheyAreToldWhere() {
        Path standard = Path.of(System.getenv("LOCALAPPDATA"), "netsession", "holds", "windows");
        ChildProgram one = WindowsProgram.start(SessionChild.class);
        programs.add(one);
        ChildProgram other = WindowsProgram.start(SessionChild.class);
        programs.add(other);
        assertEquals("CONNECTED open", one.ask("open"));
        assertTrue(Files.isDirectory(standard), standard.toString());
        assertEquals("CONNECTED open", other.ask("open"));
        one.ask("close");
        assertTrue(isUp(), "the other still holds it");
        other.ask("close");
        eventuallyDown();
    }
}
