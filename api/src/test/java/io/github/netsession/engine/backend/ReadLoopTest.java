package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.engine.ManualClock;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReadLoopTest {

    private static final Snapshot EMPTY = Snapshot.builder().build();

    private final ManualClock clock = new ManualClock();
    private final List<Long> readAtMillis = new ArrayList<>();
    private final List<BackendException> failures = new ArrayList<>();
    private boolean failing;
    private Runnable whileReading = () -> { };
    private final long origin = clock.nanos();
    private final ReadLoop loop = new ReadLoop(clock, this::source, snapshot -> { }, failures::add);

    private Snapshot source() {
        readAtMillis.add((clock.nanos() - origin) / 1_000_000);
        whileReading.run();
        if (failing) {
            throw new BackendException(BackendException.Kind.TEMPORARY, "read", "busy");
        }
        return EMPTY;
    }

    @Test
    void theFirstHintAfterQuietIsReadAtOnce() {
        clock.advance(Duration.ofSeconds(5));
        loop.hint();
        clock.runTurns();
        assertEquals(List.of(5000L), readAtMillis);
    }

    @Test
    void fourAreReadAtOnceAndTheHintsAfterThemAreGatheredIntoOneMoreReading() {
        for (int i = 0; i < 50; i++) {
            loop.hint();
            clock.advance(Duration.ofMillis(1));
        }
        clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 1L, 2L, 3L, 100L), readAtMillis);
    }

    @Test
    void aStormCostsTenReadingsASecondAndFourMore() {
        for (int i = 0; i < 10_000; i++) {
            loop.hint();
            clock.advance(Duration.ofMillis(1));
        }
        clock.advance(Duration.ofSeconds(1));
        assertTrue(readAtMillis.size() >= 103 && readAtMillis.size() <= 104, readAtMillis.size() + " readings in ten seconds");
    }

    @Test
    void readingsThatAreAskedForMakeNoDebt() {
        for (int i = 0; i < 100; i++) {
            loop.readNow();
        }
        readAtMillis.clear();
        loop.hint();
        clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of(100L), readAtMillis);
    }

    @Test
    void hintsReadWhatChangedAndEverythingElseReadsEverything() {
        List<String> asked = new ArrayList<>();
        ReadLoop other = new ReadLoop(clock, new ReadLoop.Source() {
            @Override
            public Snapshot read() {
                asked.add("everything");
                return source();
            }

            @Override
            public Snapshot readChanged() {
                asked.add("changes");
                return source();
            }
        }, snapshot -> { }, failures::add);
        other.readNow();
        other.hint();
        clock.runTurns();
        failing = true;
        other.hint();
        clock.runTurns();
        clock.advance(Duration.ofMillis(200));
        failing = false;
        clock.advance(Duration.ofMillis(400));
        other.hint();
        clock.runTurns();
        assertEquals(List.of("everything", "changes", "changes", "everything", "everything", "changes"), asked);
    }

    @Test
    void aHintDuringAReadingIsNotLost() {
        whileReading = () -> {
            if (readAtMillis.size() == 1) {
                loop.hint();
            }
        };
        loop.hint();
        clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 0L), readAtMillis);
    }

    @Test
    void withoutHintsNothingIsRead() {
        clock.advance(Duration.ofDays(1));
        assertEquals(List.of(), readAtMillis);
    }

    @Test
    void aReadingThatFailsIsTriedAgainWithGrowingPausesUpToThirtySeconds() {
        failing = true;
        loop.hint();
        clock.advance(Duration.ofSeconds(100));
        assertEquals(List.of(0L, 200L, 600L, 1400L, 3000L, 6200L, 12600L, 25400L, 51000L, 81000L), readAtMillis);
        assertEquals(10, failures.size());
        assertTrue(loop.failure().isPresent());
        failing = false;
        clock.advance(Duration.ofSeconds(30));
        assertFalse(loop.failure().isPresent());
        assertEquals(1, loop.readings());
    }

    @Test
    void aReadingThatThrowsAnErrorIsTriedAgainToo() {
        whileReading = () -> {
            if (readAtMillis.size() < 3) {
                throw new OutOfMemoryError("expected by the test");
            }
        };
        loop.hint();
        clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 200L, 600L), readAtMillis);
        assertEquals(2, failures.size());
        assertEquals(BackendException.Kind.TEMPORARY, failures.get(0).kind());
        assertFalse(loop.failure().isPresent());
    }

    @Test
    void aReadingThatFailsBecauseTheBackendWasClosedMeanwhileIsNoFailure() {
        failing = true;
        whileReading = loop::end;
        loop.hint();
        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of(0L), readAtMillis);
        assertEquals(List.of(), failures);
    }

    @Test
    void aHintThatTheClockCannotTakeIsNotLostAndIsShown() {
        int[] refusals = {3};
        List<Optional<String>> shown = new ArrayList<>();
        ReadLoop[] refused = new ReadLoop[1];
        refused[0] = new ReadLoop(new ManualClock() {
            @Override
            public void execute(Runnable turn) {
                shown.add(refused[0].trouble());
                if (refusals[0]-- > 0) {
                    throw new OutOfMemoryError("expected by the test");
                }
                turn.run();
            }
        }, this::source, snapshot -> { }, failures::add);
        refused[0].hint();
        assertEquals(1, readAtMillis.size());
        Optional<String> reason = Optional.of("java.lang.OutOfMemoryError: expected by the test");
        assertEquals(List.of(Optional.empty(), reason, reason, reason), shown);
        assertEquals(Optional.empty(), refused[0].trouble());
    }

    @Test
    void aTurnThatIsLostIsQueuedAgainByAHintAfterTwoSeconds() {
        boolean[] loses = {true};
        ManualClock losing = new ManualClock() {
            @Override
            public void execute(Runnable turn) {
                if (!loses[0]) {
                    super.execute(turn);
                }
                loses[0] = false;
            }
        };
        List<Snapshot> read = new ArrayList<>();
        ReadLoop other = new ReadLoop(losing, () -> EMPTY, read::add, failures::add);
        losing.advance(Duration.ofSeconds(1));
        other.hint();
        losing.advance(Duration.ofSeconds(1));
        other.hint();
        losing.runTurns();
        assertEquals(List.of(), read, "the reading may still begin");
        losing.advance(Duration.ofMillis(1_001));
        other.hint();
        other.hint();
        losing.runTurns();
        losing.advance(Duration.ofSeconds(10));
        assertEquals(List.of(EMPTY), read);
    }

    @Test
    void hintsDoNotHurryARetry() {
        failing = true;
        loop.hint();
        clock.advance(Duration.ofMillis(1500));
        int soFar = readAtMillis.size();
        for (int i = 0; i < 100; i++) {
            loop.hint();
            clock.advance(Duration.ofMillis(1));
        }
        assertEquals(soFar, readAtMillis.size());
    }
}
