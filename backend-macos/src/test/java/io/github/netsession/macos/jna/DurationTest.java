package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class DurationTest {

    @ParameterizedTest(name = "{0} ticks of {1} / {2} ns are {3} ns")
    @CsvSource({
        "0, 1, 1, 0",
        "7, 1, 1, 7",
        "24000000, 125, 3, 1000000000",
        "1, 125, 3, 41",
        "2, 125, 3, 83",
        "3, 125, 3, 125",
        "221360928884514619, 125, 3, 9223372036854775791",
        "4294967295, 4294967295, 4294967295, 4294967295",
        "5, 0, 1, 0",
    })
    void ticksBecomeTimeWithoutOverflowForCenturies(long ticks, long numer, long denom, long nanos) {
        assertEquals(Duration.ofNanos(nanos), JnaMacOs.duration(ticks, numer, denom));
    }
}
