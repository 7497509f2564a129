package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Networks;
import io.github.netsession.SessionHolder;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule of the last holder, between programs on a real link. */
@Tag("kernel")
@Tag("every-jdk")
class HoldsAcrossProcessesIT {

    @TempDir
    private Path directory;
    private final List<ChildProgram> programs = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (String link : List.of("ap0", "ap1")) {
            Netns.vethPair(link, link.replace("ap", "net"));
            Netns.ip("addr add 192.0.2." + (link.equals("ap0") ? 2 : 12) + "/29 dev " + link);
            Netns.ip("link set " + link + " down");
        }
    }

    @AfterEach
    void tidy() {
        programs.forEach(ChildProgram::kill);
        Netns.clean();
    }

    private ChildProgram program() {
        ChildProgram program = ChildProgram.java(SessionChild.class, directory.resolve("holds").toString());
        programs.add(program);
        return program;
    }

    private static boolean isUp(String link) {
        return Netns.ip("-o link show " + link).contains(",UP");
    }

    @Test
    void theLastProgramThatClosesStopsWhatAnotherHadStarted() {
        ChildProgram starter = program();
        ChildProgram other = program();
        assertEquals("done", starter.ask("open ap0"));
        assertEquals("done", other.ask("open ap0"));
        starter.ask("close ap0");
        assertEquals("CONNECTED open", other.ask("state ap0"));
        assertTrue(isUp("ap0"));
        other.ask("close ap0");
        Await.until(() -> !isUp("ap0"));
        Await.until(() -> starter.ask("state ap0").equals("DISCONNECTED"));
        assertEquals("none", starter.ask("failure ap0"), "it had closed before");
    }

    @Test
    void theFutureOfACloseSaysThatAnotherProgramHoldsItAndToTheLastThatItIsDown() {
        ChildProgram starter = program();
        ChildProgram other = program();
        assertEquals("done", starter.ask("open ap0"));
        assertEquals("done", other.ask("open ap0"));
        assertEquals("HELD", starter.ask("closeAsync ap0"));
        assertTrue(isUp("ap0"));
        assertEquals("DOWN", other.ask("closeAsync ap0"));
        assertFalse(isUp("ap0"));
        Netns.ip("link set ap1 up");
        assertEquals("done", other.ask("open ap1"));
        assertEquals("LEFT_UP", other.ask("closeAsync ap1"));
        assertTrue(isUp("ap1"));
    }

    @Test
    void whatWasUpBeforeAnySessionStaysUpWhoeverClosesLast() {
        Netns.ip("link set ap0 up");
        ChildProgram one = program();
        ChildProgram other = program();
        one.ask("open ap0");
        other.ask("open ap0");
        one.ask("close ap0");
        other.ask("close ap0");
        Await.until(() -> other.ask("state ap0").equals("CONNECTED"));
        assertTrue(isUp("ap0"));
    }

    @Test
    void aProgramThatIsKilledHoldsNothingAndWhatItHadStartedIsGivenBackByTheNextThatCloses() {
        ChildProgram starter = program();
        ChildProgram other = program();
        starter.ask("open ap0");
        other.ask("open ap0");
        starter.kill();
        assertEquals("CONNECTED open", other.ask("state ap0"));
        other.ask("close ap0");
        Await.until(() -> !isUp("ap0"));
    }

    @Test
    void whatTheOnlyHolderHadStartedWhenItWasKilledIsGivenBackByTheNextThatOpensAnything() {
        ChildProgram starter = program();
        starter.ask("open ap0");
        starter.kill();
        assertTrue(isUp("ap0"), "nobody is there to stop it");
        assertEquals("done", program().ask("open ap1"));
        Await.until(() -> !isUp("ap0"));
        assertTrue(isUp("ap1"));
    }

    @Test
    void whatAKilledProgramHadStartedAndTheNextOpensIsKeptUpForIt() {
        ChildProgram starter = program();
        starter.ask("open ap0");
        starter.kill();
        ChildProgram next = program();
        assertEquals("done", next.ask("open ap0"));
        assertTrue(isUp("ap0"));
        next.ask("close ap0");
        Await.until(() -> !isUp("ap0"));
    }

    @Test
    void aStopReachesOtherProgramsAndIsToldFromALoss() {
        ChildProgram stopper = program();
        ChildProgram victim = program();
        assertEquals("done", victim.ask("open ap0"));
        Await.until(() -> stopper.ask("state ap0").equals("CONNECTED"));
        assertEquals("done", stopper.ask("stop ap0"));
        Await.until(() -> victim.ask("state ap0").equals("DISCONNECTED"));
        assertEquals("SESSION_ABORTED (STOPPED): link:ap0 was stopped by another session in process " + stopper.pid() + " ("
            + SessionChild.class.getName() + ")", victim.ask("failure ap0"));
        assertEquals("done", victim.ask("open ap0"));
        Netns.ip("link set ap0 down");
        Await.until(() -> victim.ask("state ap0").equals("DISCONNECTED"));
        assertEquals("SESSION_ABORTED (LOST): link:ap0 was lost", victim.ask("failure ap0"));
    }

    @Test
    void whoHoldsWhatCanBeAskedByAnybody() {
        ChildProgram one = program();
        ChildProgram other = program();
        one.ask("open ap0");
        other.ask("open ap1");
        try (Networks networks = Networks.builder().holdsDirectory(directory.resolve("holds")).open()) {
            List<SessionHolder> holders = networks.holders();
            assertEquals(List.of(one.pid(), other.pid()), holders.stream().map(SessionHolder::pid).toList());
            assertEquals(List.of("link:ap0", "link:ap1"), holders.stream().map(holder -> holder.configuration().value()).toList());
            assertEquals(SessionChild.class.getName(), holders.get(0).program());
        }
    }

    @Test
    void whileAnotherProgramIsSuspendedInAStepNothingIsStartedOrStoppedAndNobodyHangs() throws IOException {
        ChildProgram program = program();
        program.ask("open ap1");
        // This JVM plays the suspended one: it has the gate's lock.
        try (Stream<Path> gates = Files.walk(directory)) {
            Path gate = gates.filter(path -> path.endsWith("gate")).findFirst().orElseThrow();
            try (FileChannel channel = FileChannel.open(gate, StandardOpenOption.WRITE); FileLock lock = channel.lock(1L << 30, 1, false)) {
                assertTrue(lock.isValid());
                String refused = program.ask("open ap0");
                assertTrue(refused.startsWith("UNKNOWN") && refused.contains("suspended") && refused.endsWith("retryable"), refused);
                assertFalse(isUp("ap0"));
                program.ask("close ap1");
                Await.until(() -> program.ask("state ap1").equals("CONNECTED"));
                assertTrue(isUp("ap1"), "others might hold it");
            }
        }
        assertEquals("done", program.ask("open ap0"));
        Await.until(() -> !isUp("ap1"));
    }

    @Test
    void programsThatEndWellLeaveNothing() throws IOException {
        ChildProgram program = program();
        program.ask("open ap0");
        program.end();
        assertFalse(isUp("ap0"));
        try (Stream<Path> left = Files.list(directory.resolve("holds"))) {
            assertEquals(List.of(), left.toList());
        }
    }
}
