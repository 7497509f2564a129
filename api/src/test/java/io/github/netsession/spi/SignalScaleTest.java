package io.github.netsession.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SignalScaleTest {

    @ParameterizedTest
    @CsvSource({"-100, 0", "-99, 2", "-85, 30", "-77.5, 45", "-75, 50", "-67, 66", "-51, 98", "-50, 100", "-30, 100", "0, 100", "-101, 0",
        "-9223372036854775808, 0", "9223372036854775807, 100", "-Infinity, 0", "Infinity, 100"})
    void aPercentIsHalfADecibelBetweenTheEnds(double dbm, int percent) {
        assertEquals(percent, SignalScale.percent(dbm));
    }
}
