package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.CandidateHistoryTest.BEFORE_OVERFLOW;
import static io.github.netsession.engine.session.CandidateHistoryTest.BEFORE_ZERO;
import static io.github.netsession.engine.session.CandidateHistoryTest.EMPTY;
import static io.github.netsession.engine.session.CandidateHistoryTest.HOME;
import static io.github.netsession.engine.session.CandidateHistoryTest.POLICY;
import static io.github.netsession.engine.session.CandidateHistoryTest.PUB;
import static io.github.netsession.engine.session.CandidateHistoryTest.SECOND;
import static io.github.netsession.engine.session.CandidateHistoryTest.WORK;
import static io.github.netsession.engine.session.CandidateHistoryTest.best;
import static io.github.netsession.engine.session.CandidateHistoryTest.compare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.netsession.engine.session.CandidateHistory.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An access point that is better than the one in use, in the history of a session. */
@Tag("unit")
class BetterAccessPointTest {


    @ParameterizedTest
    @ValueSource(longs = {0, BEFORE_ZERO, BEFORE_OVERFLOW, Long.MIN_VALUE})
    void isTheBestAfterTheDwellTime(long start) {
        Comparison first = compare(EMPTY, start, WORK);
        assertEquals(Optional.empty(), best(first));
        assertEquals(Optional.of(Duration.ofSeconds(10)), first.nextLook());
        Comparison early = compare(first.history(), start + 10 * SECOND - 1, WORK);
        assertEquals(Optional.empty(), best(early));
        assertEquals(Optional.of(Duration.ofNanos(1)), early.nextLook());
        Comparison ripe = compare(early.history(), start + 10 * SECOND, WORK);
        assertEquals(Optional.of("work"), best(ripe));
        assertEquals(Optional.empty(), ripe.nextLook());
    }

    @Test
    void hasToBeBetterAllTheTime() {
        CandidateHistory better = compare(EMPTY, 0, WORK).history();
        for (CandidateHistory interrupted : List.of(compare(better, 5 * SECOND).history(), compare(better, 5 * SECOND, PUB).history(),
            better.forgetDwell(), better.accept(HOME, false))) {
            Comparison again = compare(interrupted, 10 * SECOND, WORK);
            assertEquals(Optional.empty(), best(again));
            assertEquals(Optional.of(Duration.ofSeconds(10)), again.nextLook());
        }
        assertEquals(Optional.of("work"), best(compare(better.forgetLosses(), 10 * SECOND, WORK)));
    }

    @Test
    void isComparedAgainWhenTheFirstOfThemIsRipe() {
        CandidateHistory history = compare(compare(EMPTY, 0, WORK).history(), 4 * SECOND, WORK, PUB).history();
        assertEquals(Optional.of(Duration.ofSeconds(3)), compare(history, 7 * SECOND, PUB, WORK).nextLook());
        Comparison ripe = compare(history, 11 * SECOND, PUB, WORK);
        assertEquals(Optional.of("work"), best(ripe));
        assertEquals(Optional.of(Duration.ofSeconds(3)), ripe.nextLook());
        assertEquals(Optional.of("pub"), best(compare(ripe.history(), 14 * SECOND, PUB, WORK)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, BEFORE_ZERO, BEFORE_OVERFLOW})
    void isNotTheBestWhileItIsDeclined(long start) {
        CandidateHistory history = compare(EMPTY, start, WORK).history().decline(POLICY, WORK, start + 5 * SECOND);
        Comparison declined = compare(history, start + 10 * SECOND, WORK);
        assertEquals(Optional.empty(), best(declined));
        assertEquals(Optional.of(Duration.ofSeconds(55)), declined.nextLook());
        assertEquals(Optional.of("work"), best(compare(declined.history(), start + 65 * SECOND, WORK)));
    }

    @Test
    void isRememberedOnlyInTheHistoryThatIsReturned() {
        Comparison first = compare(EMPTY, 0, WORK);
        assertNotEquals(EMPTY, first.history());
        assertEquals(Optional.empty(), best(compare(EMPTY, 10 * SECOND, WORK)));
        assertEquals(Optional.of("work"), best(compare(first.history(), 10 * SECOND, WORK)));
    }
}
