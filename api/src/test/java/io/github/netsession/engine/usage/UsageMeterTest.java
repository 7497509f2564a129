package io.github.netsession.engine.usage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Traffic;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class UsageMeterTest {

    private static final long WRAP = 1L << 32;
    private static final int BYTES_RECEIVED = 0;
    private static final int PACKETS_RECEIVED = 2;

    private final UsageMeter meter = new UsageMeter();

    private void received(long bytes, long packets) {
        long[] row = {bytes, 7, packets, 7, 0, 0, 0, 0};
        meter.add(row, 0);
        assertArrayEquals(meter.sums(), row, "the sums are in the place of the reading");
    }

    private long bytesReceived() {
        return meter.sums()[BYTES_RECEIVED];
    }

    private long packetsReceived() {
        return meter.sums()[PACKETS_RECEIVED];
    }

    @Test
    void theFirstReadingIsTheSumSoFar() {
        assertFalse(meter.isRead());
        received(1000, 10);
        assertTrue(meter.isRead());
        assertEquals(1000, bytesReceived());
        assertEquals(0, meter.epoch());
    }

    @Test
    void inTheFirstEpochTheSumIsExactlyTheCounter() {
        received(1000, 10);
        received(1500, 15);
        received(9_000_000_000L, 20);
        assertEquals(9_000_000_000L, bytesReceived());
        assertEquals(20, packetsReceived());
    }

    @Test
    void eachCounterHasItsPlace() {
        meter.add(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, 0);
        long[] row = {-1, 11, 22, 33, 44, 55, 66, 77, 88, -1};
        meter.add(row, 1);
        assertArrayEquals(new long[] {11, 22, 33, 44, 55, 66, 77, 88}, meter.sums());
        assertArrayEquals(new long[] {-1, 11, 22, 33, 44, 55, 66, 77, 88, -1}, row);
        assertEquals(new Traffic(11, 22), meter.traffic());
        meter.add(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, 0);
        row = new long[] {-1, 2, 4, 6, 8, 10, 12, 14, 16, -1};
        meter.add(row, 1);
        assertArrayEquals(new long[] {-1, 13, 26, 39, 52, 65, 78, 91, 104, -1}, row, "after a restart");
        assertEquals(new Traffic(13, 26), meter.traffic());
    }

    @Test
    void aThirtyTwoBitWrapIsRepaired() {
        received(WRAP - 100, 10);
        received(50, 20);
        assertEquals(WRAP + 50, bytesReceived());
        assertEquals(0, meter.epoch());
    }

    @Test
    void wrapsAreRepairedAgainAndAgain() {
        received(0, 0);
        long trueBytes = 0;
        for (int packet = 1; packet <= 1000; packet++) {
            trueBytes += 1_000_000_000L;
            received(trueBytes % WRAP, packet);
            assertEquals(trueBytes, bytesReceived());
        }
    }

    @Test
    void bytesAndPacketsBothLowerMeanThatTheCountersStartedAnew() {
        received(WRAP - 100, 500);
        received(40, 2);
        assertEquals(WRAP - 60, bytesReceived());
        assertEquals(502, packetsReceived());
        assertEquals(1, meter.epoch());
        received(50, 3);
        assertEquals(WRAP - 50, bytesReceived());
        assertEquals(1, meter.epoch());
    }

    @Test
    void aDipThatIsNeitherWrapNorRestartIsNoTraffic() {
        received(10 * WRAP, 10);
        received(10 * WRAP - 5000, 10);
        assertEquals(10 * WRAP, bytesReceived());
        received(10 * WRAP + 1, 11);
        assertEquals(10 * WRAP + 1, bytesReceived());
    }

    @Test
    void whateverTheSystemShowsTheSumNeverGoesBackwards() {
        Random random = new Random(42);
        for (int history = 0; history < 1000; history++) {
            UsageMeter any = new UsageMeter();
            long[] before = any.sums();
            for (int step = 0; step < 100; step++) {
                add(any, random);
                long[] after = any.sums();
                for (int counter = 0; counter < after.length; counter++) {
                    assertTrue(after[counter] >= before[counter], "seed 42, history " + history + ", step " + step + ", counter " + counter);
                }
                before = after;
            }
        }
    }

    private static void add(UsageMeter meter, Random random) {
        long[] values = new long[UsageMeter.COUNTERS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() >>> (12 + random.nextInt(50));
        }
        meter.add(values, 0);
    }
}
