package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Tag("unit")
@Tag("every-jdk")
class FormattingTest {

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "1536,1.5 KiB", "1048575,1.0 MiB", "1048576,1.0 MiB",
        "9223372036854775807,8.0 EiB"})
    void bytesGetTheUnitInWhichTheyStayBelowAThousand(long bytes, String expected) {
        assertEquals(expected, Amount.bytes(bytes));
    }

    @Test
    void amountsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("1.5 KiB/s", Amount.rate(1536));
            assertEquals("1.2 s", Amount.time(Duration.ofMillis(1250)));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "59999,59.9 s", "60000,1 min 00 s", "3599000,59 min 59 s", "11220000,3 h 07 min"})
    void timesGetTheUnitsThatAPersonWouldUse(long millis, String expected) {
        assertEquals(expected, Amount.time(Duration.ofMillis(millis)));
    }

    @Test
    void aTerminalNeverGetsAnEscapeSequenceFromAName() {
        assertEquals("café\\x1b[2J\\u202e", Text.safe(Samples.HOSTILE_NAME));
        assertEquals("a\\x9bb\\x7f", Text.safe("a\u009bb\u007f"));
        assertEquals("\\ud800 and 😀", Text.safe("\ud800 and 😀"));
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertEquals("no backend 'x'; linux: no; sim: not named", Text.oneLine("no backend 'x'\n  linux: no\n  sim: not named\n"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1,24,10.0.0.1/24", "::,0,::/0", "::1,128,::1/128", "fe80::1,64,fe80::1/64", "2001:db8:0:1:0:0:0:1,64,2001:db8:0:1::1/64",
        "1:0:2:3:4:5:6:7,64,1:0:2:3:4:5:6:7/64", "1:0:0:2:0:0:3:4,64,1::2:0:0:3:4/64", "1:2::,32,1:2::/32"})
    void addressesAreWrittenAsIpWritesThem(String address, int prefix, String expected) {
        assertEquals(expected, Text.address(Samples.address(address, prefix, true)));
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertEquals(List.of("name   n", "a     10", "bcd    -"), new Table("name", ">n").row("a", "10").row("bcd", "").lines());
    }

    @Test
    void cellsAreMadeSafe() {
        assertFalse(String.join("", new Table("x").row(Samples.HOSTILE_NAME).lines()).contains("\u001b"));
    }

    @Test
    void aSparklineIsScaledToItsHighestValueAndFillsFromTheRight() {
        Sparkline line = new Sparkline(5);
        for (double value : new double[] {0, 1, 50, 100}) {
            line.add(value);
        }
        assertEquals(" ▁▂▅█", line.draw(true));
        assertEquals(" _.=#", line.draw(false));
    }

    @Test
    void aSparklineForgetsTheOldest() {
        Sparkline line = new Sparkline(2);
        line.add(100);
        assertTrue(line.isAlive());
        line.add(0);
        line.add(0);
        assertFalse(line.isAlive());
        assertEquals("▁▁", line.draw(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "1e99", "NaN", "10s"})
    void whatIsNotASpanOfSecondsIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> Seconds.parse(text));
    }

    @Test
    void secondsMayHaveAFraction() {
        assertEquals(Duration.ofMillis(500), Seconds.parse("0.5"));
        assertEquals(Duration.ofSeconds(10), Seconds.parse("10"));
    }
}
