package io.github.netsession.cli;

import java.time.Duration;
import java.util.Locale;

/** Amounts for people. JSON has the exact numbers. */
final class Amount {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int STEP = 1024;
    /** From here on one decimal would be rounded up to a whole step. */
    private static final double NEXT_UNIT = STEP - 0.05;

    private Amount() {
    }

    /** Bytes: {@code 512 B}, {@code 1.5 KiB}, {@code 8.0 EiB}. */
    static String bytes(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double value = (double) bytes / STEP;
        int unit = 0;
        while (value >= NEXT_UNIT && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Bytes a second: {@code 1.2 MiB/s}. */
    static String rate(double bytesPerSecond) {
        return bytes(Math.round(bytesPerSecond)) + "/s";
    }

    /** A time: {@code 0.4 s}, {@code 2 min 05 s}, {@code 3 h 07 min}. */
    static String time(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%d.%d s", time.toSeconds(), time.toMillisPart() / 100);
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
    }
}
