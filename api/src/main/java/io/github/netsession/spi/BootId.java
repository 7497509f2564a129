package io.github.netsession.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * Identifies one boot of the machine: what was started in another boot is not up any more, or another program has started it.
 *
 * @param value the system's id of the boot, or the time of the boot as {@link #at} writes it; not empty
 */
public record BootId(String value) {

    private static final String TIME = "time:";
    /** A clock that is corrected moves the computed time of the boot by seconds; two boots are minutes apart. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /**
     * Checks the value.
     *
     * @param value the id
     * @throws IllegalArgumentException if the value is blank
     */
    public BootId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id of a boot must not be blank");
        }
    }

    /**
     * Identifies a boot by its time, for a system that has no id for it.
     *
     * @param time when the machine was booted, by its own clock
     * @return the id
     */
    public static BootId at(Instant time) {
        return new BootId(TIME + time.getEpochSecond());
    }

    /**
     * Returns whether two ids identify the same boot: equal ids, or times that differ by at most a minute.
     *
     * @param other the other id
     * @return true if they do
     */
    public boolean isSameAs(BootId other) {
        if (value.equals(other.value)) {
            return true;
        }
        return value.startsWith(TIME) && other.value.startsWith(TIME) && areClose(value.substring(TIME.length()), other.value.substring(TIME.length()));
    }

    private static boolean areClose(String seconds, String otherSeconds) {
        try {
            return Math.abs(Math.subtractExact(Long.parseLong(seconds), Long.parseLong(otherSeconds))) <= TOLERANCE.toSeconds();
        } catch (NumberFormatException | ArithmeticException notTimes) {
            return false;
        }
    }
}
