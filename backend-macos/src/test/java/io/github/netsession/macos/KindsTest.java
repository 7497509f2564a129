package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class KindsTest {

    private static final InterfaceKind WIFI = new InterfaceKind("IEEE80211", "Wi-Fi");

    private final FakeMacOs os = new FakeMacOs();
    private final Semaphore answers = new Semaphore(0);
    private Runnable reaction = () -> { };
    private final OpenSink sink = new OpenSink(new BackendSink() {
        @Override
        public void changed() {
            reaction.run();
            answers.release();
        }

        @Override
        public void failed(ConfigurationId id, BackendException cause) {
            throw new AssertionError(cause);
        }
    });
    private final Kinds kinds = new Kinds(os, sink);

    /** Other tests, which count none, leave theirs to end by itself. */
    @BeforeEach
    void noThreadIsThere() {
        isOver();
    }

    @AfterEach
    void noThreadIsLeft() {
        os.releaseAll();
        isOver();
    }

    private static void isOver() {
        Patience.until(() -> Patience.threads(Kinds.THREAD_NAME).isEmpty(), "the thread ends");
    }

    private void awaitAnswer() throws InterruptedException {
        assertTrue(answers.tryAcquire(30, TimeUnit.SECONDS));
    }

    @Test
    void untilThereIsAnAnswerNothingIsKnownAndNobodyWaits() throws InterruptedException {
        os.kinds.put("en0", WIFI);
        os.hang("kinds");
        kinds.need(Set.of("en0"));
        assertEquals(Optional.empty(), kinds.of("en0"));
        Patience.until(() -> os.count("kinds") == 1, "it is asked");
        assertTrue(Patience.threads(Kinds.THREAD_NAME).stream().allMatch(Thread::isDaemon));
        os.releaseAll();
        awaitAnswer();
        assertEquals(Optional.of(WIFI), kinds.of("en0"));
        assertEquals(Optional.empty(), kinds.of("en1"));
    }

    @Test
    void itIsAskedOnceAndAgainOnlyForWhatWasNotThere() throws InterruptedException {
        kinds.need(Set.of("en0", "en1"));
        awaitAnswer();
        kinds.need(Set.of("en0", "en1"));
        kinds.need(Set.of("en1"));
        kinds.need(Set.of());
        isOver();
        assertEquals(1, os.count("kinds"));
        kinds.need(Set.of("en1", "en5"));
        awaitAnswer();
        kinds.need(Set.of("en0", "en5"));
        isOver();
        assertEquals(2, os.count("kinds"));
    }

    @Test
    void withoutAnyInterfaceNobodyIsAsked() {
        kinds.need(Set.of());
        assertEquals(0, os.count("kinds"));
    }

    @Test
    void whileItIsBeingAskedItIsNotAskedAgainAndAfterwardsWhatIsNewIs() throws InterruptedException {
        os.hang("kinds");
        kinds.need(Set.of("en0"));
        kinds.need(Set.of("en0", "en5"));
        assertEquals(1, Patience.threads(Kinds.THREAD_NAME).size());
        os.releaseAll();
        awaitAnswer();
        isOver();
        kinds.need(Set.of("en0", "en5"));
        awaitAnswer();
        assertEquals(2, os.count("kinds"));
    }

    @Test
    void whoReadsAgainBecauseOfTheAnswerMayAskAtOnce() throws InterruptedException {
        reaction = () -> {
            reaction = () -> { };
            kinds.need(Set.of("en0", "en5"));
        };
        kinds.need(Set.of("en0"));
        awaitAnswer();
        awaitAnswer();
        assertEquals(2, os.count("kinds"));
    }

    @Test
    void refusedItIsLoggedAndNothingIsToldNorAskedAgain() {
        os.refuse("kinds", Kind.FAILED);
        try (LogLines log = new LogLines()) {
            kinds.need(Set.of("en0"));
            Patience.until(() -> log.warnings("refused by the test") == 1, "it is logged");
            isOver();
            kinds.need(Set.of("en0"));
            isOver();
            assertEquals(1, os.count("kinds"));
            assertEquals(0, answers.availablePermits());
            os.allow("kinds");
            os.kinds.put("en0", WIFI);
            kinds.need(Set.of("en0", "en5"));
            Patience.until(() -> kinds.of("en0").isPresent(), "it is asked for the new one");
        }
    }

    @Test
    void aDefectThereEndsNothingElse() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, defect) -> { });
        try {
            os.fail("kinds", new IllegalStateException("thrown by the test"));
            kinds.need(Set.of("en0"));
            Patience.until(() -> os.count("kinds") == 1, "it is asked");
            isOver();
            os.allow("kinds");
            kinds.need(Set.of("en5"));
            Patience.until(() -> os.count("kinds") == 2, "it is asked again");
            isOver();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void afterADefectTheSameInterfacesAreAskedForAgain() throws InterruptedException {
        os.fail("kinds", new IllegalStateException("thrown by the test"));
        kinds.need(Set.of("en0"));
        Patience.until(() -> os.count("kinds") == 1, "it is asked");
        isOver();
        os.allow("kinds");
        os.kinds.put("en0", WIFI);
        Patience.until(() -> {
            kinds.need(Set.of("en0"));
            return os.count("kinds") == 2;
        }, "it is asked again");
        awaitAnswer();
        assertEquals(Optional.of(WIFI), kinds.of("en0"));
    }

    @Test
    void whoHasClosedIsNotTold() {
        os.hang("kinds");
        kinds.need(Set.of("en0"));
        sink.close();
        os.releaseAll();
        isOver();
        assertEquals(0, answers.availablePermits());
        kinds.need(Set.of("en1"));
        assertEquals(1, os.count("kinds"), "and nothing is asked any more");
    }
}
