package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private final List<WindowsProgram> programs = new ArrayList<>();
    private WifiBed bed;

    @BeforeEach
    void makeTheBed() {
        bed = new WifiBed();
    }

    @AfterEach
    void clear() {
        programs.forEach(WindowsProgram::kill);
        bed.close();
    }

    private WindowsProgram program() {
        WindowsProgram program = WindowsProgram.start(HoldsChild.class, directory.resolve("holds").toString());
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
        WindowsProgram starter = program();
        WindowsProgram other = program();
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
        WindowsProgram starter = program();
        WindowsProgram other = program();
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
        WindowsProgram one = program();
        WindowsProgram other = program();
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
        WindowsProgram stopper = program();
        WindowsProgram other = program();
        assertEquals("CONNECTED open", stopper.ask("open"));
        assertEquals("CONNECTED open", other.ask("open"));
        stopper.ask("stop");
        eventuallyDown();
        assertTrue(Linux.await(() -> other.ask("state").equals("DISCONNECTED")), "its session is aborted");
    }

    @Test
    void theyMeetInTheLocalApplicationDataUnlessTheyAreToldWhere() {
        Path standard = Path.of(System.getenv("LOCALAPPDATA"), "netsession", "holds", "windows");
        WindowsProgram one = WindowsProgram.start(HoldsChild.class);
        programs.add(one);
        WindowsProgram other = WindowsProgram.start(HoldsChild.class);
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
