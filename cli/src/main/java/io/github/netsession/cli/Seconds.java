package io.github.netsession.cli;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Reads seconds from a command line: {@code 10}, {@code 0.5}. */
final class Seconds {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(366).toSeconds());
    private static final int NANO_DIGITS = 9;

    private Seconds() {
    }

    /**
     * The time that a text stands for.
     *
     * @param text a positive decimal number, at most a year's seconds
     * @return the time
     */
    static Duration parse(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() > 0 && seconds.compareTo(LONGEST) <= 0) {
                return Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValue());
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException(expected(text));
        }
        throw new TypeConversionException(expected(text));
    }

    private static String expected(String text) {
        return "'" + text + "' is not a number of seconds above zero, such as 10 or 0.5";
    }
}
