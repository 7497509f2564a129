package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program whose last reading is old, and that does not get the lock in time: what others have stopped since is not granted, and not told as lost. */
@Timeout(120)
@Tag("unit")
class LateProgramTest extends HoldsStory {

    private final List<ChildProgram> programs = new ArrayList<>();
    private Path world;

    @BeforeEach
    void prepare() throws IOException {
        world = Files.createDirectory(parent.resolve("world"));
    }

    @AfterEach
    void tidy() {
        programs.forEach(ChildProgram::kill);
    }

    private ChildProgram program() {
        ChildProgram program = BlockingProgram.start(directory, world);
        programs.add(program);
        return program;
    }

    private static String open(ChildProgram program, String name) {
        program.ask("open " + name);
        return program.ask("outcome " + name);
    }

    private boolean isUp(String name) {
        return Files.exists(world.resolve(name));
    }

    /** Keeps the lock from all others. */
    private ChildProgram suspendAProgramInItsStep() {
        ChildProgram suspended = HoldsChild.start(directory);
        programs.add(suspended);
        suspended.ask("hold x");
        suspended.ask("stay");
        suspended.signal("STOP");
        return suspended;
    }

    @Test
    void whatTheLastHolderHasStoppedSinceTheLastReadingIsNotGranted() {
        ChildProgram stopper = program();
        assertEquals("done", open(stopper, "a"));
        ChildProgram late = program();
        assertEquals("done", open(late, "b"));
        assertEquals("CONNECTED", late.ask("state a"));
        stopper.ask("close a");
        Await.until(() -> !isUp("a"));
        suspendAProgramInItsStep();
        String outcome = open(late, "a");
        assertFalse(isUp("a"));
        assertTrue(outcome.contains("suspended"), () -> outcome + ", though it is down");
    }

    @Test
    void whatASessionHadStartedIsGrantedOnlyWithTheLock() {
        ChildProgram starter = program();
        assertEquals("done", open(starter, "a"));
        ChildProgram late = program();
        late.ask("look");
        assertEquals("CONNECTED", late.ask("state a"));
        starter.kill();
        ChildProgram suspended = suspendAProgramInItsStep();
        late.ask("open a");
        Await.until(() -> late.ask("state a").equals("CLOSING"));
        suspended.signal("CONT");
        suspended.ask("release x");
        assertEquals("done", late.ask("outcome a"));
        assertEquals("CONNECTED open", late.ask("state a"));
    }

    @Test
    void whatAnotherProgramHasStoppedIsToldAsStopped() {
        ChildProgram stopper = program();
        assertEquals("done", open(stopper, "a"));
        ChildProgram late = program();
        assertEquals("done", open(late, "a"));
        stopper.ask("stop a");
        assertEquals("done", stopper.ask("outcome a"));
        suspendAProgramInItsStep();
        late.ask("look");
        assertEquals("SESSION_ABORTED (STOPPED): link:a was stopped by another session in process " + stopper.pid() + " ("
            + BlockingProgram.class.getName() + ")", late.ask("failure a"));
    }
}
