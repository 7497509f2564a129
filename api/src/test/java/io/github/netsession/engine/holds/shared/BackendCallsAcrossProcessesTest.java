package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While the backend of one program is called, other programs go on; what they do then, and what they are told of it. */
@Timeout(120)
@Tag("unit")
class BackendCallsAcrossProcessesTest extends HoldsStory {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

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
        return kept(BlockingProgram.start(directory, world));
    }

    private ChildProgram kept(ChildProgram program) {
        programs.add(program);
        return program;
    }

    private boolean isUp(String name) {
        return Files.exists(world.resolve(name));
    }

    private static String open(ChildProgram program, String name) {
        program.ask("open " + name);
        return program.ask("outcome " + name);
    }

    private static void awaitState(ChildProgram program, String name, String state) {
        Await.until(() -> {
            program.ask("look");
            return program.ask("state " + name).equals(state);
        });
    }

    /** Does something in a program until its backend is called for it, and stays there. */
    private static void doUntilBlocked(ChildProgram program, String call, String what) {
        program.ask("block " + call);
        program.ask(what);
        program.ask("blocked");
    }

    @Nested
    class ASlowStart {

        @Test
        void doesNotKeepOtherProgramsWaiting() {
            ChildProgram slow = program();
            ChildProgram other = program();
            assertEquals("done", open(other, "b"));
            other.ask("close b");
            awaitState(other, "b", "DISCONNECTED");
            doUntilBlocked(slow, "start", "open a");
            long began = System.nanoTime();
            assertEquals("done", open(other, "b"));
            assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(AT_ONCE) < 0);
            other.ask("close b");
            Await.until(() -> !isUp("b"));
            slow.ask("go");
            assertEquals("done", slow.ask("outcome a"));
        }

        @Test
        void thatIsRefusedLeavesWhatAnotherProgramHasStartedMeanwhile() {
            ChildProgram slow = program();
            ChildProgram other = program();
            doUntilBlocked(slow, "start", "open a");
            assertEquals("done", open(other, "a"));
            slow.ask("refuse");
            slow.ask("outcome a");
            assertEquals("CONNECTED open", other.ask("state a"));
            slow.ask("close a");
            other.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void thatComesAfterAStopByAnotherProgramIsStillUndone() {
            ChildProgram slow = program();
            ChildProgram other = program();
            doUntilBlocked(slow, "start", "open a");
            assertEquals("done", open(other, "a"));
            other.ask("stop a");
            assertEquals("done", other.ask("outcome a"));
            assertFalse(isUp("a"));
            slow.ask("go");
            assertEquals("done", slow.ask("outcome a"));
            assertTrue(isUp("a"));
            slow.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void thatComesAfterAStopByAnotherProgramIsStillUndoneIfTheLockIsNotHadAtOnce() {
            ChildProgram slow = program();
            ChildProgram other = program();
            doUntilBlocked(slow, "start", "open a");
            assertEquals("done", open(other, "a"));
            other.ask("stop a");
            assertEquals("done", other.ask("outcome a"));
            ChildProgram suspended = kept(HoldsChild.start(directory));
            suspended.ask("hold x");
            suspended.ask("stay");
            suspended.signal("STOP");
            slow.ask("go");
            assertEquals("done", slow.ask("outcome a"));
            suspended.signal("CONT");
            suspended.ask("release x");
            slow.ask("look");
            assertTrue(holds.starts().isStarted(A) || !isUp("a"), "it is recorded again");
            holds.exit();
            slow.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void whoseProgramIsKilledIsUndoneByTheNext() {
            ChildProgram killed = program();
            doUntilBlocked(killed, "start", "open a");
            killed.kill();
            assertTrue(holds.starts().isStarted(A), "it may be up");
            holds.exit();
            assertEquals("done", open(program(), "b"));
            Await.until(() -> {
                boolean isStarted = holds.starts().isStarted(A);
                holds.exit();
                return !isStarted;
            });
        }
    }

    @Nested
    class AStopByTheLastHolder {

        private ChildProgram stopper;

        @BeforeEach
        void start() {
            stopper = program();
            assertEquals("done", open(stopper, "a"));
        }

        @Test
        void doesNotHappenIfAnotherProgramHoldsItBefore() {
            ChildProgram other = program();
            assertEquals("done", open(other, "a"));
            stopper.ask("block stop");
            stopper.ask("close a");
            assertEquals("done", open(stopper, "b"), "the close has had its turn");
            assertTrue(isUp("a"));
            assertEquals("CONNECTED open", other.ask("state a"));
            other.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void isAwaitedByAProgramThatOpensItMeanwhile() {
            doUntilBlocked(stopper, "stop", "close a");
            ChildProgram other = program();
            other.ask("open a");
            awaitState(other, "a", "CLOSING");
            assertTrue(isUp("a"), "it is up yet, but not for long");
            stopper.ask("go");
            assertEquals("done", other.ask("outcome a"));
            assertTrue(isUp("a"), "it was started again");
            assertEquals("CONNECTED open", other.ask("state a"));
            assertEquals("none", other.ask("failure a"));
        }

        @Test
        void isAwaitedByAProgramThatOpensItAtTheSameTime() {
            ChildProgram other = program();
            assertEquals("done", open(other, "b"));
            doUntilBlocked(stopper, "stop", "close a");
            other.ask("open a");
            stopper.ask("go");
            assertEquals("done", other.ask("outcome a"));
            assertTrue(isUp("a"));
            awaitState(stopper, "a", "CONNECTED");
            other.ask("look");
            assertEquals("none", other.ask("failure a"));
            assertEquals("CONNECTED open", other.ask("state a"));
        }

        @Test
        void thatIsRefusedIsLeftToAProgramThatOpensItMeanwhile() {
            doUntilBlocked(stopper, "stop", "close a");
            ChildProgram other = program();
            other.ask("open a");
            awaitState(other, "a", "CLOSING");
            stopper.ask("refuse");
            awaitState(stopper, "a", "CONNECTED");
            assertEquals("done", other.ask("outcome a"));
            other.ask("look");
            assertEquals("CONNECTED open", other.ask("state a"));
            other.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void whoseProgramIsKilledIsDoneByTheNextThatCloses() {
            ChildProgram before = program();
            assertEquals("done", open(before, "b"));
            doUntilBlocked(stopper, "stop", "close a");
            ChildProgram other = program();
            other.ask("open a");
            awaitState(other, "a", "CLOSING");
            stopper.kill();
            assertEquals("done", other.ask("outcome a"));
            other.ask("look");
            assertEquals("CONNECTED open", other.ask("state a"));
            assertEquals("done", open(before, "a"));
            before.ask("close b");
            Await.until(() -> !isUp("b"));
            other.ask("close a");
            assertEquals("CONNECTED open", before.ask("state a"));
            assertTrue(isUp("a"));
            before.ask("close a");
            Await.until(() -> !isUp("a"));
        }
    }

    @Nested
    class AStopOfWhatAKilledProgramHasLeftUp {

        private ChildProgram stopper;
        private ChildProgram second;

        @BeforeEach
        void leaveUp() {
            second = program();
            second.ask("state b");
            ChildProgram killed = program();
            assertEquals("done", open(killed, "a"));
            killed.kill();
            stopper = program();
            doUntilBlocked(stopper, "stop", "open b");
        }

        @Test
        void isMadeByOneProgramOnly() {
            assertEquals("done", open(second, "b"));
            second.ask("close b");
            second.ask("look");
            assertTrue(isUp("a"), "the stop is not done yet");
            assertEquals("0", second.ask("stops"));
            stopper.ask("go");
            assertEquals("done", stopper.ask("outcome b"));
            assertFalse(isUp("a"));
        }

        @Test
        void doesNotReachWhatAThirdProgramStartsAfterIt() {
            assertEquals("done", open(second, "b"));
            ChildProgram third = program();
            stopper.ask("go");
            assertEquals("done", stopper.ask("outcome b"));
            assertEquals("done", open(third, "a"));
            second.ask("close b");
            second.ask("look");
            third.ask("look");
            assertEquals("CONNECTED open", third.ask("state a"));
            assertTrue(isUp("a"));
            third.ask("close a");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void whoseProgramIsKilledIsLeftToTheNext() {
            assertEquals("done", open(second, "b"));
            stopper.kill();
            second.ask("close b");
            Await.until(() -> !isUp("a"));
        }

        @Test
        void doesNotCoverALaterStart() {
            ChildProgram third = program();
            third.ask("look");
            stopper.signal("STOP");
            assertEquals("done", open(third, "a"), "it is up yet, ten seconds later");
            third.ask("stop a");
            assertEquals("done", third.ask("outcome a"));
            assertEquals("done", open(third, "a"), "in spite of the stop that is not done");
            third.ask("close a");
            Await.until(() -> !isUp("a"));
            stopper.signal("CONT");
        }
    }

    @Nested
    class AProgramThatIsSuspendedInItsStep {

        private ChildProgram suspended;
        private ChildProgram other;

        @BeforeEach
        void suspend() {
            other = program();
            assertEquals("done", open(other, "a"));
            suspended = kept(HoldsChild.start(directory));
            suspended.ask("hold x");
            suspended.ask("stay");
            suspended.signal("STOP");
        }

        private void goOn() {
            suspended.signal("CONT");
            suspended.ask("release x");
        }

        @Test
        void isNamedAfterTheWaitAndNotLater() {
            long began = System.nanoTime();
            String refused = open(other, "b");
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(refused.contains("suspended") && refused.contains(", retryable; resume that program or end it"), refused);
            assertTrue(waited.compareTo(WaitBudget.LOCK_LIMIT) >= 0, waited::toString);
            assertFalse(isUp("b"));
            goOn();
            assertEquals("done", open(other, "b"));
        }

        @Test
        void isWaitedForByEachTurnAnew() {
            assertTrue(open(other, "b").contains("suspended"));
            other.ask("open b");
            other.ask("state b");
            goOn();
            assertEquals("done", other.ask("outcome b"));
        }
    }
}
