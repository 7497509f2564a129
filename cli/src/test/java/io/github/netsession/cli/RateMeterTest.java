package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.InterfaceCounters;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RateMeterTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateMeter meter = new RateMeter();

    private static Map<String, InterfaceCounters> eth0(long received, long written) {
        return Map.of("eth0", Samples.counters("eth0", received, written));
    }

    @Test
    void theFirstReadingGivesNoRate() {
        assertEquals(Map.of(), meter.read(eth0(1, 1), 5));
    }

    @Test
    void ratesAreByTheTimeThatPassedNotByTheTimeThatWasPlanned() {
        meter.read(eth0(1000, 10), 0);
        assertEquals(Map.of("eth0", new RateMeter.Rate(500, 5)), meter.read(eth0(2000, 20), 2 * SECOND));
    }

    @Test
    void anInterfaceThatIsNewHasNoRateYet() {
        meter.read(Map.of(), 0);
        assertEquals(Map.of(), meter.read(eth0(1000, 10), SECOND));
    }

    @Test
    void aNameThatBelongsToAnotherLinkHasNoRateYet() {
        meter.read(eth0(1000, 10), 0);
        InterfaceCounters other = InterfaceCounters.builder("eth0", 3).bytesReceived(51_000_000).bytesWritten(51_000_000).epoch(1).build();
        assertEquals(Map.of(), meter.read(Map.of("eth0", other), SECOND));
        InterfaceCounters later = InterfaceCounters.builder("eth0", 3).bytesReceived(51_000_001).bytesWritten(51_000_002).epoch(1).build();
        assertEquals(Map.of("eth0", new RateMeter.Rate(1, 2)), meter.read(Map.of("eth0", later), 2 * SECOND));
    }

    @Test
    void rateIsNeverNegative() {
        meter.read(eth0(1000, 10), 0);
        assertEquals(Map.of("eth0", new RateMeter.Rate(0, 0)), meter.read(eth0(1, 1), SECOND));
    }
}
