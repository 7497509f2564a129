package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a session on a real link when its program ends without a close, or is interrupted while it closes. */
@Tag("kernel")
@Tag("every-jdk")
class EndOfProgramIT {

    private static final String LINK = "ap0";
    private static final int INTERRUPTED_ROUNDS = 25;

    @TempDir
    private Path directory;
    private Optional<ChildProgram> program = Optional.empty();

    @BeforeEach
    void prepare() {
        Netns.clean();
        Netns.vethPair(LINK, "net0");
        Netns.ip("addr add 192.0.2.2/29 dev " + LINK);
        Netns.ip("link set " + LINK + " down");
    }

    @AfterEach
    void tidy() {
        program.ifPresent(ChildProgram::kill);
        Netns.clean();
    }

    private ChildProgram start(String ending) {
        ChildProgram started = ChildProgram.java(EndingChild.class, directory.resolve("holds").toString(), LINK, ending);
        program = Optional.of(started);
        assertEquals("open", started.ask("are you?"));
        assertTrue(isUp());
        return started;
    }

    private static boolean isUp() {
        return Netns.ip("-o link show " + LINK).contains(",UP");
    }

    private void assertNothingIsLeft() throws IOException {
        assertFalse(isUp());
        try (Stream<Path> left = Files.list(directory.resolve("holds"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit"})
    void aProgramThatEndsInOrderStopsWhatItHadStarted(String ending) throws IOException {
        ChildProgram ended = start(ending);
        long begin = System.nanoTime();
        assertEquals(0, ended.end());
        System.out.println("a program with an open session ended by " + ending + " in " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        assertNothingIsLeft();
    }

    @Test
    void aSignalStopsItToo() throws IOException {
        ChildProgram ended = start("signal");
        ended.signal("TERM");
        assertEquals(143, ended.end());
        assertNothingIsLeft();
    }

    @Test
    void aLinkWithoutCarrierStaysOnUntilTheProgramEndsInOrder() throws IOException {
        ChildProgram ended = start("return");
        Netns.ip("link set net0 down");
        Await.until(() -> ended.ask("state").equals("DEFINED"));
        assertTrue(isUp(), "only its carrier is missing");
        assertEquals(0, ended.end());
        assertNothingIsLeft();
    }

    @Test
    void aLinkWithoutCarrierIsRememberedAsStartedByASession() throws Exception {
        try (Networks networks = Networks.builder().holdsDirectory(directory.resolve("holds")).open()) {
            NetworkSession session = networks.session(ConfigurationId.of("link", LINK));
            session.open().get(30, TimeUnit.SECONDS);
            Netns.ip("link set net0 down");
            Await.until(() -> !session.isOpen());
            assertTrue(isUp(), "only its carrier is missing");
            Netns.ip("link set net0 up");
            Await.until(() -> session.state() == SessionState.CONNECTED);
            session.open().get(30, TimeUnit.SECONDS);
            session.close();
            Await.until(() -> !isUp());
        }
        assertNothingIsLeft();
    }

    @Test
    void interruptsAtRandomMomentsOfACloseLeaveNothing() throws Exception {
        Random random = new Random(20);
        List<Long> milliseconds = new ArrayList<>();
        for (int round = 0; round < INTERRUPTED_ROUNDS; round++) {
            Networks networks = Networks.builder().holdsDirectory(directory.resolve("holds")).open();
            networks.session(ConfigurationId.of("link", LINK)).open().get(30, TimeUnit.SECONDS);
            Thread closing = new Thread(networks::close);
            long begin = System.nanoTime();
            closing.start();
            closing.interrupt();
            while (closing.isAlive()) {
                LockSupport.parkNanos(random.nextInt(500_000));
                closing.interrupt();
            }
            milliseconds.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertNothingIsLeft();
        }
        System.out.println("interrupted closes took ms: " + milliseconds);
    }
}
