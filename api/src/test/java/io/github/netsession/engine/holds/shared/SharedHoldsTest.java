package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counting across processes, with real processes, real locks and real kills. */
@Tag("unit")
@Tag("every-jdk")
class SharedHoldsTest extends HoldsStory {

    @Nested
    class OtherProcesses {

        @Test
        void areSeenWhileTheyHold() {
            try (ChildProgram other = HoldsChild.start(directory)) {
                assertEquals("done", other.ask("hold a"));
                assertTrue(isHeldElsewhere(A));
                assertFalse(isHeldElsewhere(B));
                assertEquals("done", other.ask("release a"));
                assertFalse(isHeldElsewhere(A));
            }
        }

        @Test
        void holdNothingOnceTheyAreKilled() throws IOException {
            ChildProgram other = HoldsChild.start(directory);
            other.ask("hold a");
            other.close();
            assertFalse(isHeldElsewhere(A));
            assertEquals(List.of("gate"), files().stream().filter(name -> !name.startsWith(ProcessHandle.current().pid() + "-")).toList(),
                "the files of the dead process are deleted");
        }

        @Test
        void goOnHoldingWhileTheyAreSuspended() {
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("hold a");
                other.signal("STOP");
                assertTrue(isHeldElsewhere(A));
                other.signal("CONT");
                assertEquals("done", other.ask("release a"));
            }
        }

        @Test
        void doNotLiveOnInTheirChildren() throws IOException {
            ChildProgram other = HoldsChild.start(directory);
            other.ask("hold a");
            String orphan = other.ask("spawn");
            try {
                assertTrue(isHeldElsewhere(A));
                other.close();
                assertTrue(ProcessHandle.of(Long.parseLong(orphan)).filter(ProcessHandle::isAlive).isPresent());
                assertFalse(isHeldElsewhere(A));
            } finally {
                ProcessHandle.of(Long.parseLong(orphan)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }

        @Test
        void areDeadEvenIfALiveProcessHasTheirPid() throws IOException {
            hold(B);
            long living = ProcessHandle.current().pid();
            Path dead = directory.resolve("test").resolve(living + "-0123456789abcdef-0123456789abcdef.holds");
            Files.write(dead, new ProcessHolds(living, "gone", java.util.Map.of(A, Instant.now())).lines());
            assertFalse(isHeldElsewhere(A));
            assertFalse(Files.exists(dead));
        }

        @Test
        void recordWhichProcessStoppedAnAccessPoint() {
            hold(A);
            long mark = holds.stops().mark();
            holds.exit();
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("started a");
                assertTrue(holds.starts().isStarted(A));
                assertFalse(holds.stops().isStoppedSince(A, mark));
                holds.exit();
                other.ask("stopped a");
                assertTrue(holds.stops().isStoppedSince(A, mark));
                assertFalse(holds.starts().isStarted(A));
                assertEquals("process " + other.pid() + " (" + HoldsChild.class.getName() + ")", holds.stops().stopper(A).orElseThrow());
                holds.exit();
            }
        }

        @Test
        void areListed() {
            Instant before = Instant.now();
            hold(B);
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("hold a");
                List<SessionHolder> rows = holds.holders();
                holds.exit();
                assertEquals(List.of(A, B), rows.stream().map(SessionHolder::configuration).toList());
                assertEquals(List.of(other.pid(), ProcessHandle.current().pid()), rows.stream().map(SessionHolder::pid).toList());
                assertEquals(HoldsChild.class.getName(), rows.get(0).program());
                assertFalse(rows.get(1).since().isBefore(before.minusMillis(1)));
                assertEquals("2", other.ask("holders"));
            }
        }

        @Test
        void doNotBlockThisOneForLongWhenSuspendedInAStep() {
            hold(A);
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("hold b");
                assertEquals("done", other.ask("stay"));
                other.signal("STOP");
                long began = System.nanoTime();
                assertTrue(isHeldElsewhere(B), "another process that cannot be read may hold it");
                holds.release(A);
                holds.stops().end(B);
                holds.exit();
                assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(10)) < 0);
                assertTrue(holds.trouble().orElseThrow().getMessage().contains("suspended"));
                other.signal("CONT");
                assertEquals("done", other.ask("release b"));
                assertFalse(isHeldElsewhere(B));
                assertTrue(holds.trouble().isEmpty());
                assertTrue(holds.stops().isStoppedSince(B, 0), "the pending stop is recorded now");
                holds.exit();
                assertEquals("false", other.ask("elsewhere a"));
            }
        }

        @Test
        void areSeenEvenIfTheyStartWhileTheLockHolderIsSuspended() {
            hold(A);
            try (ChildProgram other = HoldsChild.start(directory); ChildProgram late = HoldsChild.start(directory)) {
                other.ask("hold b");
                other.ask("stay");
                other.signal("STOP");
                assertTrue(late.ask("hold c").contains("suspended"));
                other.signal("CONT");
                other.ask("release b");
                assertTrue(isHeldElsewhere(new ConfigurationId("link:c")), "it has done nothing since the lock holder resumed");
            }
        }

        @Test
        void leaveNoFilesIfTheyAreKilledBeforeTheirFirstHold() throws IOException {
            ChildProgram other = HoldsChild.start(directory);
            other.ask("elsewhere a");
            assertTrue(files().stream().anyMatch(name -> name.startsWith(other.pid() + "-") && name.endsWith(".lock")));
            assertTrue(files().stream().noneMatch(name -> name.endsWith(".holds")));
            other.close();
            Files.writeString(directory.resolve("test/1-0123456789abcdef-0123456789abcdef.joining"), "");
            hold(A);
            assertEquals(List.of(), files().stream().filter(name -> !name.equals("gate") && !name.startsWith(ProcessHandle.current().pid() + "-")).toList());
        }

        @Test
        void releaseTheLockIfTheyAreKilledInAStep() {
            ChildProgram other = HoldsChild.start(directory);
            other.ask("hold a");
            other.ask("stay");
            other.close();
            assertFalse(isHeldElsewhere(A));
            assertTrue(holds.trouble().isEmpty());
        }
    }

    @Nested
    class OtherProcessesInTheirBackend {

        private boolean isStarted() {
            boolean started = holds.starts().isStarted(A);
            holds.exit();
            return started;
        }

        private boolean isStoppedSince(long mark) {
            boolean stopped = holds.stops().isStoppedSince(A, mark);
            holds.exit();
            return stopped;
        }

        private long mark() {
            long mark = holds.stops().mark();
            holds.exit();
            return mark;
        }

        @Test
        void doNotKeepTheLock() {
            try (ChildProgram other = HoldsChild.start(directory)) {
                holds.hold(A);
                holds.pause();
                assertEquals("done", other.ask("hold b"));
                assertTrue(holds.isHeldElsewhere(B), "the next step reads again");
                holds.exit();
            }
        }

        @Test
        void mayWithdrawTheirStartsOnly() {
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("started a");
                assertTrue(holds.starts().begin(A, InterfaceIdentity.NONE).isEmpty());
                holds.exit();
                other.ask("withdraw-start a");
                assertTrue(isStarted());
                holds.starts().withdraw(A);
                assertFalse(isStarted());
            }
        }

        @Test
        void haveStoppedItForNowUntilTheyWithdraw() {
            hold(A);
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("started a");
                other.ask("stopping a");
                long mark = mark();
                assertTrue(isStoppedSince(mark));
                assertTrue(holds.stops().stopper(A).orElseThrow().startsWith("process " + other.pid() + ' '));
                assertTrue(isStarted(), "somebody must stop it if they die");
                other.ask("withdraw-stop a");
                assertFalse(isStoppedSince(mark));
                assertEquals(java.util.Optional.empty(), holds.stops().stopper(A));
                assertTrue(isStarted());
            }
        }

        @Test
        void tellOfTheirStopWhoJoinsMeanwhile() {
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("started a");
                other.ask("stopping a");
                hold(A);
                long mark = mark();
                other.ask("stopped a");
                assertTrue(isStoppedSince(mark));
                assertFalse(isStarted());
            }
        }

        @Test
        void tellOfTheirStopWhoStartsMeanwhileAndLeaveTheStart() {
            hold(A);
            try (ChildProgram other = HoldsChild.start(directory)) {
                other.ask("started a");
                other.ask("stopping a");
                holds.starts().begin(A, InterfaceIdentity.NONE);
                holds.exit();
                long mark = mark();
                other.ask("stopped a");
                assertTrue(isStoppedSince(mark));
                assertTrue(isStarted());
            }
        }

        @Test
        void thatAreKilledThereMayHaveStoppedIt() throws IOException {
            hold(A);
            ChildProgram other = HoldsChild.start(directory);
            other.ask("started a");
            other.ask("stopping a");
            long mark = mark();
            other.close();
            assertTrue(isStoppedSince(mark), "it may be going down");
            assertFalse(isStoppedSince(mark()), "only an access point that is up now may have been stopped");
            assertTrue(isStarted(), "it may be up");
            assertFalse(Files.readString(file("ledger")).contains("stopping"));
        }
    }

    @Nested
    class AnotherClassLoader {

        @Test
        void countsAsAnotherProcessAndKeepsItsLocks() throws Exception {
            URL[] path = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).map(SharedHoldsTest::url).toArray(URL[]::new);
            try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
                 ChildProgram third = HoldsChild.start(directory)) {
                Class<?> stranger = loader.loadClass(HoldsChild.class.getName());
                assertFalse(stranger == HoldsChild.class);
                @SuppressWarnings("unchecked")
                UnaryOperator<String> other = (UnaryOperator<String>) stranger.getMethod("in", Path.class).invoke(null, directory);
                assertEquals("done", other.apply("hold a"));
                hold(B);
                assertTrue(isHeldElsewhere(A));
                assertEquals("true", other.apply("elsewhere b"));
                assertEquals("2", other.apply("holders"));
                assertEquals("true", third.ask("elsewhere a"), "reading has not dropped the other loader's lock");
                holds.close();
                assertEquals("false", other.apply("elsewhere b"));
                assertEquals("true", third.ask("elsewhere a"), "closing has not dropped it either");
                assertEquals("done", other.apply("close"));
                assertEquals("false", third.ask("elsewhere a"));
            }
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void anInterruptedThreadStillWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        hold(A);
        assertTrue(Thread.interrupted());
        assertTrue(holds.trouble().isEmpty());
        try (ChildProgram other = HoldsChild.start(directory)) {
            assertEquals("true", other.ask("elsewhere a"));
        }
    }
}
