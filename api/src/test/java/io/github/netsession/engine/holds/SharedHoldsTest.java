package io.github.netsession.engine.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counting across processes, with real processes, real locks and real kills. */
class SharedHoldsTest {

    @BeforeAll
    static void posix() {
        assumeTrue(java.io.File.separatorChar == '/', "owners, modes and kill(1) are POSIX's");
    }

    private static final ConfigurationId A = new ConfigurationId("link:a");
    private static final ConfigurationId B = new ConfigurationId("link:b");

    @TempDir
    private Path parent;
    private Path directory;
    private SharedHolds holds;

    @BeforeEach
    void open() {
        directory = parent.resolve("holds");
        holds = SharedHolds.at(directory, "test");
    }

    @AfterEach
    void close() {
        holds.close();
    }

    private boolean isHeldElsewhere(ConfigurationId id) {
        boolean held = holds.isHeldElsewhere(id);
        holds.exit();
        return held;
    }

    private void hold(ConfigurationId id) {
        holds.hold(id);
        holds.exit();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("test"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path file(String ending) throws IOException {
        return directory.resolve("test").resolve(files().stream().filter(name -> name.endsWith(ending)).findFirst().orElseThrow());
    }

    @Nested
    class OtherProcesses {

        @Test
        void areSeenWhileTheyHold() {
            try (OtherProcess other = new OtherProcess(directory)) {
                assertEquals("done", other.say("hold a"));
                assertTrue(isHeldElsewhere(A));
                assertFalse(isHeldElsewhere(B));
                assertEquals("done", other.say("release a"));
                assertFalse(isHeldElsewhere(A));
            }
        }

        @Test
        void holdNothingOnceTheyAreKilled() throws IOException {
            OtherProcess other = new OtherProcess(directory);
            other.say("hold a");
            other.close();
            assertFalse(isHeldElsewhere(A));
            assertEquals(List.of("gate"), files().stream().filter(name -> !name.startsWith(ProcessHandle.current().pid() + "-")).toList(),
                "what the dead left behind is gone");
        }

        @Test
        void goOnHoldingWhileTheyAreSuspended() {
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold a");
                other.signal("STOP");
                assertTrue(isHeldElsewhere(A));
                other.signal("CONT");
                assertEquals("done", other.say("release a"));
            }
        }

        @Test
        void doNotLiveOnInTheirChildren() throws IOException {
            OtherProcess other = new OtherProcess(directory);
            other.say("hold a");
            String orphan = other.say("spawn");
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
        void areNotMistakenForWhoeverHasTheirNumberNow() throws IOException {
            hold(B);
            long living = ProcessHandle.current().pid();
            Path dead = directory.resolve("test").resolve(living + "-0123456789abcdef-0123456789abcdef.holds");
            Files.write(dead, new Presence(living, "gone", java.util.Map.of(A, Instant.now())).lines());
            assertFalse(isHeldElsewhere(A));
            assertFalse(Files.exists(dead));
        }

        @Test
        void areToldWhatWasStoppedByWhom() {
            hold(A);
            long mark = holds.mark();
            holds.exit();
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("started a");
                assertTrue(holds.isStarted(A));
                assertFalse(holds.stoppedSince(A, mark));
                holds.exit();
                other.say("stopped a");
                assertTrue(holds.stoppedSince(A, mark));
                assertFalse(holds.isStarted(A));
                assertEquals("process " + other.pid() + " (" + HoldsChild.class.getName() + ")", holds.stopper(A).orElseThrow());
                holds.exit();
            }
        }

        @Test
        void areListed() {
            Instant before = Instant.now();
            hold(B);
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold a");
                List<SessionHolder> rows = holds.holders();
                holds.exit();
                assertEquals(List.of(A, B), rows.stream().map(SessionHolder::configuration).toList());
                assertEquals(List.of(other.pid(), ProcessHandle.current().pid()), rows.stream().map(SessionHolder::pid).toList());
                assertEquals(HoldsChild.class.getName(), rows.get(0).program());
                assertFalse(rows.get(1).since().isBefore(before.minusMillis(1)));
                assertEquals("2", other.say("holders"));
            }
        }

        @Test
        void thatAreSuspendedInTheMidstOfAStepKeepNobodyWaitingForLong() {
            hold(A);
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold b");
                assertEquals("done", other.say("stay"));
                other.signal("STOP");
                long began = System.nanoTime();
                assertTrue(isHeldElsewhere(B), "who cannot ask stops nothing");
                holds.release(A);
                holds.markStopped(B);
                holds.exit();
                assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(10)) < 0);
                assertTrue(holds.trouble().orElseThrow().getMessage().contains("suspended"));
                other.signal("CONT");
                assertEquals("done", other.say("release b"));
                assertFalse(isHeldElsewhere(B));
                assertTrue(holds.trouble().isEmpty());
                assertTrue(holds.stoppedSince(B, 0), "what could not be said then is said now");
                holds.exit();
                assertEquals("false", other.say("elsewhere a"));
            }
        }

        @Test
        void thatComeWhileOneIsSuspendedInTheMidstOfAStepAreSeenAllTheSame() {
            hold(A);
            try (OtherProcess other = new OtherProcess(directory); OtherProcess late = new OtherProcess(directory)) {
                other.say("hold b");
                other.say("stay");
                other.signal("STOP");
                assertTrue(late.say("hold c").contains("suspended"));
                other.signal("CONT");
                other.say("release b");
                assertTrue(isHeldElsewhere(new ConfigurationId("link:c")), "though it has done nothing since");
            }
        }

        @Test
        void thatAreKilledInTheMidstOfAStepLetTheNextOneIn() {
            OtherProcess other = new OtherProcess(directory);
            other.say("hold a");
            other.say("stay");
            other.close();
            assertFalse(isHeldElsewhere(A));
            assertTrue(holds.trouble().isEmpty());
        }
    }

    @Nested
    class AnotherClassLoader {

        @Test
        void countsLikeAnotherProcessAndItsLocksAreLeftAlone() throws Exception {
            URL[] path = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).map(SharedHoldsTest::url).toArray(URL[]::new);
            try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
                 OtherProcess third = new OtherProcess(directory)) {
                Class<?> stranger = loader.loadClass(HoldsChild.class.getName());
                assertFalse(stranger == HoldsChild.class);
                @SuppressWarnings("unchecked")
                UnaryOperator<String> other = (UnaryOperator<String>) stranger.getMethod("in", Path.class).invoke(null, directory);
                assertEquals("done", other.apply("hold a"));
                hold(B);
                assertTrue(isHeldElsewhere(A));
                assertEquals("true", other.apply("elsewhere b"));
                assertEquals("2", other.apply("holders"));
                assertEquals("true", third.say("elsewhere a"), "this process has not dropped the other loader's lock by looking");
                holds.close();
                assertEquals("false", other.apply("elsewhere b"));
                assertEquals("true", third.say("elsewhere a"), "nor by closing");
                assertEquals("done", other.apply("close"));
                assertEquals("false", third.say("elsewhere a"));
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

    @Nested
    class ItsFiles {

        @Test
        void arePrivateAndGoneAfterClosing() throws IOException {
            hold(A);
            holds.markStarted(A);
            holds.exit();
            for (String name : files()) {
                assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve("test").resolve(name))), name);
            }
            assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold b");
                holds.close();
                assertEquals(4, files().size(), "what is started, and what the other one has: " + files());
                other.say("stopped a");
                other.say("close");
            }
            assertFalse(Files.exists(directory.resolve("test")), "the last one leaves nothing");
        }

        @Test
        void areMadeOnlyWhenSomethingIsHeld() {
            assertEquals(0, holds.mark());
            assertFalse(holds.stoppedSince(A, 0));
            holds.exit();
            assertFalse(Files.exists(directory));
        }

        @Test
        void thatAreGarbageOrTruncatedAreBegunAnew() throws IOException {
            for (String garbage : List.of("", "\u0000\u0001", "netsession-holds 1\nboot x\nlast 5", "netsession-holds 1\nlast many\nend",
                "netsession-holds 1\nstarted nonsense\nend", "netsession-holds 1\n%zz\nend", "netsession-holds one\nend")) {
                holds.markStarted(A);
                long mark = holds.mark();
                holds.exit();
                Files.writeString(file("ledger"), garbage);
                assertFalse(holds.isStarted(A), "what is not known to be started is not stopped: " + garbage);
                holds.markStopped(B);
                assertTrue(holds.stoppedSince(B, mark));
                holds.exit();
                assertTrue(holds.trouble().isEmpty());
            }
        }

        @Test
        void ofAProcessThatLivesAndCannotBeReadMayHoldAnything() throws IOException {
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold a");
                Files.writeString(file(".holds"), "netsession-holds 1\nprocess 1 x\nhold tom");
                assertTrue(isHeldElsewhere(B));
            }
            assertFalse(isHeldElsewhere(B), "but not when it is dead");
        }

        @Test
        void thatAreTooLargeOrNoFilesAreNotRead() throws IOException {
            hold(A);
            Files.delete(file("gate"));
            new ProcessBuilder("mkfifo", directory.resolve("test/gate").toString()).start().onExit().join();
            holds.exit();
            SharedHolds late = SharedHolds.at(directory, "test");
            late.hold(B);
            late.exit();
            assertTrue(late.trouble().orElseThrow().getMessage().contains("not a regular file"));
            late.close();
            Files.delete(file("gate"));
            Files.write(directory.resolve("test/ledger"), new byte[(1 << 20) + 1]);
            assertFalse(holds.isStarted(A));
            holds.exit();
        }

        @Test
        void thatSomebodyCleanedUpAreMadeAgain() throws IOException {
            hold(A);
            for (String name : files()) {
                Files.delete(directory.resolve("test").resolve(name));
            }
            assertFalse(isHeldElsewhere(B));
            try (OtherProcess other = new OtherProcess(directory)) {
                assertEquals("true", other.say("elsewhere a"));
            }
        }

        @Test
        void ofAnotherVersionAreLeftAlone() throws IOException {
            holds.markStarted(A);
            holds.exit();
            String future = "netsession-holds 2\nnobody knows\n";
            Files.writeString(file("ledger"), future);
            SharedHolds late = SharedHolds.at(directory, "test");
            late.hold(A);
            assertFalse(late.isHeldElsewhere(A));
            late.markStopped(A);
            late.exit();
            assertTrue(late.trouble().orElseThrow().getMessage().contains("format 2"));
            assertFalse(late.trouble().orElseThrow().remedy().isEmpty());
            assertEquals(future, Files.readString(file("ledger")));
            late.close();
        }

        @Test
        void ofAnotherStartOfTheMachineSayNothingOfWhatIsStartedNow() throws IOException {
            holds.markStarted(A);
            holds.exit();
            Files.write(file("ledger"), Files.readAllLines(file("ledger")).stream().map(line -> line.startsWith("boot") ? "boot other" : line).toList());
            assertFalse(holds.isStarted(A));
            holds.exit();
        }

        @Test
        void withTimesOfAClockThatJumpedCountAllTheSame() throws IOException {
            try (OtherProcess other = new OtherProcess(directory)) {
                other.say("hold a");
                Path said = file(".holds");
                Files.write(said, Files.readAllLines(said).stream().map(line -> line.replaceFirst("hold [^ ]*", "hold 2999-01-01T00%3A00%3A00Z")).toList());
                assertTrue(isHeldElsewhere(A));
                Files.write(said, Files.readAllLines(said).stream().map(line -> line.replaceFirst("2999", "1970")).toList());
                assertTrue(isHeldElsewhere(A));
                assertEquals(1970, holds.holders().get(0).since().atZone(java.time.ZoneOffset.UTC).getYear());
                holds.exit();
            }
        }

        @Test
        void holdWhateverAProcessCallsItself() throws IOException, HoldsUnusable {
            hold(B);
            String name = "x y\n\u001b[31m%\u7db2 hold link:a";
            Presence read = Presence.of(new Presence(1, name, java.util.Map.of(new ConfigurationId("nm:a b\nc"), Instant.EPOCH)).lines());
            assertEquals(name, read.program());
            assertEquals(new ConfigurationId("nm:a b\nc"), read.holds().keySet().iterator().next());
        }
    }

    @Test
    void anInterruptedThreadWritesAllTheSameAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        hold(A);
        assertTrue(Thread.interrupted());
        assertTrue(holds.trouble().isEmpty());
        try (OtherProcess other = new OtherProcess(directory)) {
            assertEquals("true", other.say("elsewhere a"));
        }
    }
}
