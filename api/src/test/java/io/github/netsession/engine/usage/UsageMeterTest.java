package io.github.netsession.engine.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.engine.usage.UsageMeter.Reading;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class UsageMeterTest {

    private static final long WRAP = 1L << 32;

    private static Reading received(long bytes, long packets) {
        return new Reading(bytes, 7, packets, 7, 0, 0, 0, 0);
    }

    @Test
    void theFirstReadingIsTheSumSoFar() {
        UsageMeter meter = UsageMeter.first(received(1000, 10));
        assertEquals(1000, meter.total().bytesReceived());
        assertEquals(0, meter.epoch());
    }

    @Test
    void inTheFirstEpochTheSumIsExactlyTheCounter() {
        UsageMeter meter = UsageMeter.first(received(1000, 10)).next(received(1500, 15)).next(received(9_000_000_000L, 20));
        assertEquals(9_000_000_000L, meter.total().bytesReceived());
        assertEquals(20, meter.total().packetsReceived());
    }

    @Test
    void aThirtyTwoBitWrapIsRepaired() {
        UsageMeter meter = UsageMeter.first(received(WRAP - 100, 10)).next(received(50, 20));
        assertEquals(WRAP + 50, meter.total().bytesReceived());
        assertEquals(0, meter.epoch());
    }

    @Test
    void wrapsAreRepairedAgainAndAgain() {
        UsageMeter meter = UsageMeter.first(received(0, 0));
        long trueBytes = 0;
        for (int packet = 1; packet <= 1000; packet++) {
            trueBytes += 1_000_000_000L;
            meter = meter.next(received(trueBytes % WRAP, packet));
            assertEquals(trueBytes, meter.total().bytesReceived());
        }
    }

    @Test
    void bytesAndPacketsBothLowerMeanThatTheCountersStartedAnew() {
        UsageMeter meter = UsageMeter.first(received(WRAP - 100, 500)).next(received(40, 2));
        assertEquals(WRAP - 60, meter.total().bytesReceived());
        assertEquals(502, meter.total().packetsReceived());
        assertEquals(1, meter.epoch());
    }

    @Test
    void theCountersOfALinkAreShownUnderItsNameIndexAndEpoch() {
        InterfaceCounters shown = new Reading(1, 2, 3, 4, 5, 6, 7, 8).counters("eth0", 3, 9);
        assertEquals(InterfaceCounters.builder("eth0", 3).bytesReceived(1).bytesWritten(2).packetsReceived(3).packetsWritten(4)
            .errorsReceived(5).errorsWritten(6).droppedReceived(7).droppedWritten(8).epoch(9).build(), shown);
    }

    @Test
    void whatAReadingLacksToAnotherMakesItNoLowerAndLeavesAHigherOneAsItIs() {
        Reading high = new Reading(10, 20, 30, 40, 50, 60, 70, 80);
        Reading mixed = new Reading(1, 200, 3, 400, 5, 600, 7, 800);
        assertEquals(new Reading(10, 200, 30, 400, 50, 600, 70, 800), mixed.plus(high.without(mixed)));
        assertEquals(Reading.ZERO, high.without(high));
    }

    @Test
    void aDipThatIsNeitherWrapNorRestartIsNoTraffic() {
        UsageMeter meter = UsageMeter.first(received(10 * WRAP, 10)).next(received(10 * WRAP - 5000, 10));
        assertEquals(10 * WRAP, meter.total().bytesReceived());
        assertEquals(10 * WRAP + 1, meter.next(received(10 * WRAP + 1, 11)).total().bytesReceived());
    }

    @Test
    void whateverTheSystemShowsTheSumNeverGoesBackwards() {
        Random random = new Random(42);
        for (int history = 0; history < 1000; history++) {
            UsageMeter meter = UsageMeter.first(any(random));
            for (int step = 0; step < 100; step++) {
                UsageMeter next = meter.next(any(random));
                assertTrue(next.total().bytesReceived() >= meter.total().bytesReceived()
                    && next.total().bytesWritten() >= meter.total().bytesWritten()
                    && next.total().packetsReceived() >= meter.total().packetsReceived()
                    && next.total().packetsWritten() >= meter.total().packetsWritten(), "seed 42, history " + history + ", step " + step);
                meter = next;
            }
        }
    }

    private static Reading any(Random random) {
        long[] values = new long[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() >>> (12 + random.nextInt(50));
        }
        return new Reading(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }
}
