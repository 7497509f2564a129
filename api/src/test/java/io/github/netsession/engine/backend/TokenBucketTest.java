package io.github.netsession.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TokenBucketTest {

    private static final long START = Long.MAX_VALUE - 1_000;

    private final TokenBucket bucket = new TokenBucket(4, 100, START);

    @Test
    void aFullBucketGivesAllTokensAtOnceAndThenOneAnInterval() {
        for (int token = 0; token < 4; token++) {
            assertEquals(0, bucket.nanosToToken(START));
            bucket.take(START);
        }
        assertEquals(100, bucket.nanosToToken(START));
        assertEquals(1, bucket.nanosToToken(START + 99));
        assertEquals(0, bucket.nanosToToken(START + 100));
        bucket.take(START + 100);
        assertEquals(100, bucket.nanosToToken(START + 100));
    }

    @Test
    void theBucketIsFullAgainAfterQuietAlsoWhenTheClockOverflows() {
        for (int token = 0; token < 4; token++) {
            bucket.take(START);
        }
        long later = START + 2_000;
        assertTrue(later < 0, "the clock has overflowed");
        for (int token = 0; token < 4; token++) {
            assertEquals(0, bucket.nanosToToken(later));
            bucket.take(later);
        }
        assertEquals(100, bucket.nanosToToken(later));
    }

    @Test
    void whatIsTakenWithoutATokenMakesNoDebt() {
        for (int taken = 0; taken < 1_000; taken++) {
            bucket.take(START);
        }
        assertEquals(100, bucket.nanosToToken(START));
    }

    /** At any time and of any length: no more than the bucket's content and one token an interval. */
    @RepeatedTest(20)
    void noSpanOfTimeHasMoreThanItsShare(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        long now = START;
        long[] taken = new long[200];
        int count = 0;
        while (count < taken.length) {
            now += random.nextInt(4) == 0 ? random.nextInt(500) : random.nextInt(20);
            if (bucket.nanosToToken(now) == 0) {
                bucket.take(now);
                taken[count++] = now;
            }
        }
        for (int from = 0; from < count; from++) {
            for (int to = from; to < count; to++) {
                long share = 4 + (taken[to] - taken[from]) / 100;
                assertTrue(to - from + 1 <= share, to - from + 1 + " tokens in " + (taken[to] - taken[from]));
            }
        }
    }
}
